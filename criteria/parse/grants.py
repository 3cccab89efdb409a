"""Permissions: what a text lets in, outright or under a condition, and what that leaves of the words before it."""

from __future__ import annotations

from criteria.parse.atoms import Prefix, all_of, any_of
from criteria.parse.context import Context, as_inclusion
from criteria.parse.doubt import amended
from criteria.parse.elements import BOUNDED, Element
from criteria.parse.exceptions import excepted
from criteria.parse.permissions import words_of
from criteria.parse.plain import read_plain
from criteria.tree.nodes import (
    All,
    Condition,
    Dose,
    Exposure,
    IfThen,
    Node,
    Not,
    Procedure,
    Readings,
    Unread,
    children,
    walk,
)

__all__ = ["grants", "permission_at", "permit", "set_permission_apart"]

_DEGREES = frozenset([
    "higher", "lower", "longer", "shorter", "above", "below", "outside", "other", "greater", "exceptions", "deviations",
])  # fmt: skip


def grants(elements: list[Element], before: Node, context: Context) -> bool:
    """Whether a sentence permits something of what the one before it speaks of: `Topical steroids are allowed`."""
    index = permission_at(elements)
    if (
        index is None
        or any(e.has("neg") for e in elements[:2])
        or any(e.has("except", "not_enrolled") or e.text == ";" for e in elements)
    ):
        return False
    named = {c for e in elements[:index] for c in e.concepts[:1]}
    if not named:
        return False
    clean = all(
        e.kind in ("mention", "punct") or e.has("neutral", "conn", "use", "current_use", "ever")
        for e in elements[:index]
    )
    return clean or _is_conditional(elements[index:]) or _related(named, _concepts(before), context)


def set_permission_apart(
    elements: list[Element], nodes: list[tuple[str, Node]], context: Context, prefix: Prefix
) -> list[Element]:
    """`Timed walk of at most 180 s, walking aids permitted`: what stands before the comma is read for itself."""
    index = permission_at(elements) or 0
    comma = next((i for i in range(index, 0, -1) if elements[i].kind == "punct" and elements[i].text == ","), None)
    if (
        comma is None
        or not any(e.kind in (*BOUNDED, "criteria", "list") for e in elements[:comma])
        or not any(e.kind in ("mention", "word") for e in elements[comma + 1 : index])
    ):
        return elements
    node = read_plain(elements[:comma], context, prefix)
    if node is not None:
        nodes.append(("", node))
    return elements[comma + 1 :]


def permit(elements: list[Element], nodes: list[tuple[str, Node]], context: Context) -> None:
    """`latent tuberculosis is allowed`, `carriers of anti-HBc may enter if no HBV DNA is found`."""
    index = permission_at(elements) or 0
    subject, rest = elements[:index], elements[index + 1 :]
    if rest and rest[0].text == ":":
        subject, rest = [*subject, *rest[1:]], []
    with context.exception_of(context.subject, kinds=context.excepting):
        named = read_plain(subject, context, Prefix())
    under = _is_conditional(rest)
    if (
        nodes
        and (named is None or isinstance(named, Unread))
        and not any(e.kind == "mention" for e in subject)
        and not under
    ):
        context.flag("permission_not_understood")
        if _bends_limit(elements):
            words = Unread(text=words_of(elements))
            nodes[-1] = (nodes[-1][0], amended(nodes[-1][1], words, exclusion=context.exclusion))
    elif named is None or isinstance(named, Unread):
        if not nodes or named is not None:
            nodes.append(("", all_of([n for n in (named, Unread(text=words_of(elements))) if n is not None])))
    elif under:
        _under_condition(subject, [e for e in rest if not e.has("if", "if_taken")], nodes, context)
    elif not context.exclusion:
        if any(isinstance(n, Dose) and n.comparator in ("<", "<=") for n in walk(named)):
            nodes.append(("", named))
    elif nodes and not _covers(named, nodes[-1][1], context):
        nodes[-1] = (nodes[-1][0], excepted(nodes[-1][1], _each(named), context))
    if not under and any(e.kind in ("mention", "list", *BOUNDED) and not e.has("anchor") for e in rest):
        nodes.append(("", Unread(text=words_of(rest))))


def _is_conditional(elements: list[Element]) -> bool:
    """`are eligible if ...`, `is acceptable once in remission for 2 years`, `are permitted up to 10 mg/day`."""
    first = next((i for i, e in enumerate(elements) if e.has("if", "if_taken") or e.kind in BOUNDED), None)
    return first is not None and not any(e.kind == "mention" for e in elements[:first])


def _under_condition(
    subject: list[Element], condition: list[Element], nodes: list[tuple[str, Node]], context: Context
) -> None:
    """`are eligible if HBV DNA is negative`: excluded without it, or let in by it where the limit before forbids."""
    named = read_plain(subject, as_inclusion(context), Prefix())
    required = _required(subject, condition, context)
    before = nodes[-1][1] if nodes else None
    if named is None:
        return
    if before is None or not _related(
        _concepts(required if not context.exclusion else named), _concepts(before), context
    ):
        nodes.append(("", all_of([named, Not(of=required)]) if context.exclusion else IfThen(named, required)))
    elif context.exclusion:
        nodes[-1] = (nodes[-1][0], _let_in(subject, required, before, context))
    else:
        nodes[-1] = (nodes[-1][0], any_of([before, all_of([named, required])]))


def _let_in(subject: list[Element], required: Node, before: Node, context: Context) -> Node:
    """`Malignancy. Prostate cancer is accepted if PSA < 1`: the kind stays excluded without it, the rest as it is."""
    named = read_plain(subject, as_inclusion(context), Prefix(ever=True)) or Unread(text=words_of(subject))
    without = excepted(before, named, context) if isinstance(named, Condition) else before
    if (isinstance(without, All) and Not(of=named) in without.of) or without == before:
        return all_of([before, Not(of=all_of([named, required]))])
    return any_of([without, all_of([named, Not(of=required)])])


def _required(subject: list[Element], condition: list[Element], context: Context) -> Node:
    """The condition; where it names nothing it is asked of the last thing that the permission names."""
    if not any(e.kind in ("mention", "list", "roman", "criteria") for e in condition):
        condition = [*[e for e in subject if e.kind == "mention"][-1:], *condition]
    return read_plain(condition, as_inclusion(context), Prefix()) or Unread(text=words_of(condition))


def _related(ones: set[str], others: set[str], context: Context) -> bool:
    """Whether two groups of concepts share one, or kinds of one."""
    known = context.lexicon
    return any(one in known.ancestors(other) or other in known.ancestors(one) for one in ones for other in others)


def _covers(named: Node, before: Node, context: Context) -> bool:
    """`Active hepatitis B. Prior hepatitis B is allowed`: it cannot take back all that was said before."""
    known = context.lexicon
    return isinstance(named, Condition) and any(
        isinstance(n, Condition) and n.status == "active" and named.concept in known.ancestors(n.concept)
        for n in walk(before)
    )


def _concepts(node: Node) -> set[str]:
    return {c for n in walk(node) if (c := getattr(n, "concept", None)) is not None}


def _each(named: Node) -> Node:
    """`topical and inhaled steroids are allowed`: each of them, not only who takes both."""
    leaves = [n for n in walk(named) if not children(n)]
    plain = all(isinstance(n, Exposure | Condition | Procedure) for n in leaves)
    return any_of(list(dict.fromkeys(leaves))) if plain and isinstance(named, All | Readings) else named


def permission_at(elements: list[Element]) -> int | None:
    """Where the words that permit stand; None where there are none."""
    return next((i for i, e in enumerate(elements) if e.has("permit")), None)


def _bends_limit(elements: list[Element]) -> bool:
    """`a higher dose may be accepted by the sponsor`: the limit before it no longer decides."""
    return any(
        e.has("discretion", "judge", "consent") or bool(_DEGREES & set(e.text.lower().split())) for e in elements
    )
