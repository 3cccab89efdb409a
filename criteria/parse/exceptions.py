"""Exceptions: what "except", "unless", "other than" and "is allowed" take out of what was said before."""

from __future__ import annotations

import msgspec

from criteria.parse.atoms import all_of, any_of
from criteria.parse.context import Context
from criteria.parse.elements import Element
from criteria.parse.joining import map_leaves
from criteria.tree.nodes import (
    All,
    Any,
    Attested,
    Condition,
    Distinct,
    Dose,
    Elapsed,
    Exposure,
    Finding,
    Node,
    Not,
    Procedure,
    Quality,
    Unread,
    Value,
    children,
    walk,
)

__all__ = ["PHYSIOLOGIC", "attribution", "excepted"]

PHYSIOLOGIC = "physiologic replacement"
_ABOVE_PHYSIOLOGIC = 10.0  # mg of prednisone a day; 15 to 25 mg of hydrocortisone replace (Endocrine Society)
_Kinds = (Condition, Exposure, Procedure)


def excepted(base: Node, exception: Node | None, context: Context, *, counted: bool = False) -> Node:
    """The proposition without the exception; kinds of the same thing are taken out of it, other facts undo it.

    `counted`: the exception says what is not counted ("steroids not counted"), never what is enough.
    """
    if exception is None:
        context.flag("incomplete")
        return _undone(base, Unread(text="exception"), context)
    if isinstance(base, Quality):
        return base
    if not context.exclusion and _scored(base, exception, context):
        return all_of([base, Unread(text="items taken out of the score")])
    if not context.exclusion and counted:
        return _uncounted(base, exception)
    base = _past_too(base, exception)
    parts = exception.of if isinstance(exception, Any) and context.exclusion else (exception,)
    others: list[Node] = []
    for part in parts:
        if _is_beside(base, part, context):
            continue
        without = _excluded_kinds(base, part, context)
        if without is None:
            others.append(part)
        else:
            base = without
    return _undone(base, any_of(others), context) if others else base


def _is_beside(base: Node, exception: Node, context: Context) -> bool:
    """`prednisone > 10 mg/day, inhaled steroids allowed`: the dose is of a class that they are not of."""
    doses = [n for n in _leaves(base) if isinstance(n, Dose)]
    if doses and isinstance(exception, Quality) and exception.text == PHYSIOLOGIC:
        return all(n.comparator in (">", ">=") and n.unit == "mg/d" and n.value >= _ABOVE_PHYSIOLOGIC for n in doses)
    named = [n for n in _leaves(exception) if isinstance(n, Exposure) and not n.exclude]
    if not doses or not named or len(named) != len(_leaves(exception)):
        return False
    known = context.lexicon
    return all(dose.concept not in known.ancestors(one.concept) for dose in doses for one in named)


def _past_too(base: Node, exception: Node) -> Node:
    """`malignancy, unless in remission for 3 years`: who may be in remission is asked for past disease too."""
    ended = {n.concept for n in walk(exception) if isinstance(n, Elapsed) and n.since == "end"}

    def put(node: Node) -> Node:
        named = (
            isinstance(node, Condition) and node.concept in ended and node.status == "present" and node.window is None
        )
        return msgspec.structs.replace(node, status="any") if named else node

    return map_leaves(base, put) if ended else base


def _uncounted(base: Node, exception: Node) -> Node:
    """`two immunotherapies, steroids not counted`: left out of the count."""
    names = tuple(dict.fromkeys(n.concept for n in walk(exception) if isinstance(n, Exposure)))
    counts = [n for n in walk(base) if isinstance(n, Distinct)]
    if not counts or not names or any(not isinstance(n, Exposure) for n in _leaves(exception)):
        return all_of([base, Unread(text="what is not counted")])

    def put(node: Node) -> Node:
        return msgspec.structs.replace(node, exclude=(*node.exclude, *names)) if isinstance(node, Distinct) else node

    return map_leaves(base, put)


def _scored(base: Node, exception: Node, context: Context) -> bool:
    """`SLEDAI-2K ≥ 8 excluding alopecia and fever`: items left out of a score are no way round its limit."""
    known = context.lexicon
    leaves = [n for n in walk(base) if isinstance(n, Value)]
    scores = [n for n in leaves if known.get(n.concept).kind == "score"]
    return (
        bool(scores)
        and len(scores) == len(leaves)
        and all(isinstance(n, (Condition, Unread, Finding)) for n in _leaves(exception))
    )


def _undone(base: Node, exception: Node, context: Context) -> Node:
    if context.exclusion:
        return all_of([base, Not(of=exception)])
    return any_of([base, exception])


def _excluded_kinds(base: Node, exception: Node, context: Context) -> Node | None:
    """`malignancy except basal cell carcinoma`: every leaf of the exception is a kind of thing the base speaks of."""
    if isinstance(exception, All) and context.exclusion:
        return _qualified_kind(base, exception, context)
    out = [n for n in walk(exception) if isinstance(n, _Kinds)]
    if not out or any(isinstance(n, Unread) or not isinstance(n, _Kinds) for n in _leaves(exception)):
        return None
    leaves = [n for n in _leaves(base) if isinstance(n, _Kinds)]
    if not leaves or any(_domain(n, context) not in {_domain(b, context) for b in leaves} for n in out):
        return None
    if not context.exclusion:
        return None
    names = tuple(dict.fromkeys(n.concept for n in out))
    if any(isinstance(n, Not) for n in walk(exception)) or any(b.concept in names for b in leaves):
        return None

    def put(node: Node) -> Node:
        if (
            isinstance(node, _Kinds)
            and _domain(node, context) == _domain(out[0], context)
            and node.concept not in names
        ):
            return msgspec.structs.replace(node, exclude=tuple(dict.fromkeys((*node.exclude, *names))))
        return node

    return map_leaves(base, put)


def _qualified_kind(base: Node, exception: All, context: Context) -> Node | None:
    """`except localized prostate cancer treated with ...`: that kind stays open, the others are not touched."""
    kinds = [n for n in exception.of if isinstance(n, Condition)]
    rest = [n for n in exception.of if not isinstance(n, Condition)]
    if len(kinds) != 1 or not rest or not all(isinstance(n, (Unread, Attested)) for n in rest):
        return None
    without = _excluded_kinds(base, kinds[0], context)
    if without is None:
        return None
    window = next((n.window for n in walk(base) if isinstance(n, Condition)), None)
    kept = msgspec.structs.replace(kinds[0], window=kinds[0].window or window)
    return any_of([without, all_of([kept, *rest])])


def _leaves(node: Node) -> list[Node]:
    return [n for n in walk(node) if not children(n)]


def _domain(node: Condition | Exposure | Procedure, context: Context) -> str:
    return context.lexicon.get(node.concept).domain


def attribution(elements: list[Element]) -> Node | None:
    """`unless caused by the myositis`: what caused it a person must say."""
    if any(e.has("cause") for e in elements):
        return Attested(reason="attribution", text=" ".join(e.text for e in elements))
    return None
