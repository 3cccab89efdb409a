"""Exceptions: what "except", "unless", "other than" and "is allowed" take out of what was said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    Readings,
    Unread,
    Value,
    children,
    walk,
)

if TYPE_CHECKING:
    from criteria.lexicon import Lexicon

__all__ = ["PHYSIOLOGIC", "attribution", "excepted", "undoes"]

PHYSIOLOGIC = "physiologic replacement"
_ABOVE_PHYSIOLOGIC = 10.0  # mg of prednisone a day; 15 to 25 mg of hydrocortisone replace (Endocrine Society)
_Kinds = (Condition, Exposure, Procedure)
_Kind = Condition | Exposure | Procedure


def excepted(
    base: Node, exception: Node | None, context: Context, *, counted: bool = False, by_kind: bool = True
) -> Node:
    """The proposition without the exception; kinds of the same thing are taken out of it, other facts undo it.

    `counted`: the exception says what is not counted ("steroids not counted"), never what is enough.
    `by_kind`: whether a kind that it names is taken out ("except"), or undoes the whole ("unless").
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
    others: list[Node] = []
    for part in _parts(exception):
        if _is_beside(base, part, context):
            continue
        without = _without_kind(base, part, context) if by_kind else None
        if without is None:
            others.append(part)
        else:
            base = without
    return _undone(base, any_of(others), context) if others else base


def _parts(exception: Node) -> tuple[Node, ...]:
    """`except A and B`: each of them is excepted, not only who has both."""
    match exception:
        case Any():
            return exception.of
        case Readings(of=(All() as both, Any() as each)) if both.of == each.of:
            return each.of
        case All(of=parts) if len(lists := [p for p in parts if isinstance(p, Any)]) == 1:
            rest = [p for p in parts if p is not lists[0]]
            return tuple(all_of([one, *rest]) for one in lists[0].of)
        case _:
            return (exception,)


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


def _without_kind(base: Node, exception: Node, context: Context) -> Node | None:
    """`malignancy except resected skin cancer other than melanoma`: the kind is taken out of what the base speaks of.

    What the exception asks of the kind, or takes out of it, keeps those of the kind in that do not fit.
    """
    named = _kinds_and_rest(exception, base, context)
    if named is None:
        return None
    kinds, rest = named
    names = tuple(dict.fromkeys(n.concept for n in kinds))
    concerned = [
        n for n in _leaves(base) if isinstance(n, _Kinds) and _domain(n, context) == _domain(kinds[0], context)
    ]
    known = context.lexicon
    if not concerned or any(n.concept in names or _names_above(n.concept, names, known) for n in concerned):
        return None
    above = [n for n in concerned if any(n.concept in known.ancestors(name) for name in names)] or concerned[:1]
    members = set().union(*(known.members(name) for name in names))
    concerned = [n for n in concerned if not members.isdisjoint(known.members(n.concept))] or concerned

    def put(node: Node) -> Node:
        if not isinstance(node, _Kinds) or node not in concerned:
            return node
        without = msgspec.structs.replace(node, exclude=tuple(dict.fromkeys((*node.exclude, *names))))
        return any_of([without, *_kept(node, kinds, rest)]) if node in above else without

    return map_leaves(base, put)


def _kinds_and_rest(exception: Node, base: Node, context: Context) -> tuple[list[_Kind], list[Node]] | None:
    """The kinds an exception names and what else it asks of them; None where it is no exception of a kind."""
    parts = exception.of if isinstance(exception, All) else (exception,)
    domains = {_domain(n, context) for n in _leaves(base) if isinstance(n, _Kinds)}
    found = [(part, kinds) for part in parts if (kinds := _as_kinds(part, domains, context)) is not None]
    if len(found) > 1:
        above = {n.concept for n in _leaves(base) if isinstance(n, _Kinds)}
        found = [one for one in found if all(above & context.lexicon.ancestors(n.concept) for n in one[1])]
    if len(found) != 1:
        return None
    named, kinds = found[0]
    return kinds, [part for part in parts if part is not named]


def _as_kinds(node: Node, domains: set[str], context: Context) -> list[_Kind] | None:
    alternatives = node.of if isinstance(node, Any) else (node,)
    kinds = [n for n in alternatives if isinstance(n, _Kinds) and _domain(n, context) in domains]
    return kinds if len(kinds) == len(alternatives) and len({_domain(n, context) for n in kinds}) == 1 else None


def _kept(base: _Kind, kinds: list[_Kind], rest: list[Node]) -> list[Node]:
    """Who is of the kind and stays: those that the rest of the exception does not fit, and what it excludes."""
    out: list[Node] = []
    for kind in kinds:
        own = [kind] if kind.window not in (None, base.window) or _is_qualified(kind) else []
        if rest or own:
            here = msgspec.structs.replace(base, concept=kind.concept, exclude=())
            out.append(all_of([here, _denied(all_of([*own, *rest]))]))
        out.extend(msgspec.structs.replace(base, concept=name, exclude=()) for name in kind.exclude)
    return out


def _denied(node: Node) -> Node:
    return node.of if isinstance(node, Not) else Not(of=node)


def _is_qualified(kind: _Kind) -> bool:
    """`except methotrexate for at least 12 weeks`, `except prednisone below 10 mg`: only so given is it excepted."""
    return isinstance(kind, Exposure) and bool(kind.min_days or kind.responses or kind.dose is not None)


def _names_above(concept: str, names: tuple[str, ...], known: Lexicon) -> bool:
    """Whether an exception is wider than what it would be taken out of."""
    return any(name in known.ancestors(concept) for name in names)


def _leaves(node: Node) -> list[Node]:
    return [n for n in walk(node) if not children(n)]


def _domain(node: Condition | Exposure | Procedure, context: Context) -> str:
    return context.lexicon.get(node.concept).domain


def attribution(elements: list[Element]) -> Node | None:
    """`unless caused by the myositis`: what caused it a person must say."""
    if any(e.has("cause") for e in elements):
        return Attested(reason="attribution", text=" ".join(e.text for e in elements))
    return None


def undoes(cue: Element) -> bool:
    """`unless`, `except when`: under which circumstances, not which kinds."""
    return cue.text.lower().split()[0] in ("unless", "save") or cue.text.lower().split()[-1] in ("if", "when", "where")
