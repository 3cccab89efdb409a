"""Rules that tidy a tree without changing its meaning, and those that apply the criterion's own notes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from criteria.tree.nodes import (
    All,
    Any,
    AtLeast,
    Condition,
    Discretionary,
    Distinct,
    Exposure,
    IfThen,
    Node,
    Not,
    Readings,
    Sex,
)

if TYPE_CHECKING:
    from criteria.parse.context import Context

__all__ = ["RULES", "rewrite"]

Rule = Callable[[Node, "Context"], Node]


def rewrite(node: Node, context: Context) -> Node:
    """The tree after all rules, bottom up."""
    node = _children(node, context)
    for rule in RULES:
        node = rule(node, context)
    return node


def _children(node: Node, context: Context) -> Node:
    match node:
        case All() | Any() | AtLeast() | Readings():
            return msgspec.structs.replace(node, of=tuple(rewrite(n, context) for n in node.of))
        case Not() | Discretionary():
            return msgspec.structs.replace(node, of=rewrite(node.of, context))
        case IfThen():
            otherwise = rewrite(node.otherwise, context) if node.otherwise else None
            return IfThen(condition=rewrite(node.condition, context), then=rewrite(node.then, context), otherwise=otherwise)
        case _:
            return node


def flatten(node: Node, _context: Context) -> Node:
    """`(a and b) and c` is `a and b and c`; one part alone is itself."""
    if not isinstance(node, All | Any):
        return node
    kind = type(node)
    parts: list[Node] = []
    for part in node.of:
        for inner in part.of if isinstance(part, kind) else (part,):
            if inner not in parts:
                parts.append(inner)
    return parts[0] if len(parts) == 1 else kind(of=tuple(parts))


def double_negation(node: Node, _context: Context) -> Node:
    """`not (not a)` is `a`."""
    if isinstance(node, Not) and isinstance(node.of, Not):
        return node.of.of
    return node


def intolerance(node: Node, context: Context) -> Node:
    """`Intolerance counts as failure` adds it to every failure of the criterion; `is not failure` takes it away."""
    if not isinstance(node, Exposure | Distinct) or not node.responses:
        return node
    if isinstance(node, Exposure) and node.concept in context.intolerant_of:
        return msgspec.structs.replace(node, responses=tuple(dict.fromkeys((*node.responses, "intolerant"))))
    if context.intolerance is None:
        return node
    if context.intolerance:
        return msgspec.structs.replace(node, responses=tuple(dict.fromkeys((*node.responses, "intolerant"))))
    return msgspec.structs.replace(node, responses=tuple(r for r in node.responses if r != "intolerant") or ("inadequate",))


def counted_once(node: Node, context: Context) -> Node:
    """`Tacrolimus and ciclosporin together count as one` joins them inside an at-least-k."""
    if not isinstance(node, AtLeast):
        return node
    parts = list(node.of)
    for group in context.once:
        together = [p for p in parts if isinstance(p, Exposure) and p.concept in group]
        if len(together) > 1:
            place = parts.index(together[0])
            parts = [p for p in parts if p not in together]
            parts.insert(place, Any(of=tuple(together)))
    return AtLeast(k=node.k, of=tuple(parts)) if len(parts) >= node.k else node


def by_sex(node: Node, _context: Context) -> Node:
    """`> 450 ms in men, > 470 ms in women`: one limit or the other, so that what holds for both needs no sex."""
    if isinstance(node, Any):
        limits = _sexed(node.of, All, own=True)
    elif isinstance(node, All):
        limits = _sexed(node.of, Any, own=False)
    else:
        return node
    if set(limits) != {"male", "female"}:
        return node
    chosen = IfThen(condition=Sex(sex="male"), then=limits["male"][1], otherwise=limits["female"][1])
    used = {id(part) for part, _ in limits.values()}
    rest = [part for part in node.of if id(part) not in used]
    return msgspec.structs.replace(node, of=(*rest, chosen)) if rest else chosen


def _sexed(parts: tuple[Node, ...], kind: type[All | Any], *, own: bool) -> dict[str, tuple[Node, Node]]:
    """By sex, the part that speaks of one sex only and what it says of it; none where two speak of the same."""
    found: dict[str, tuple[Node, Node]] = {}
    for part in parts:
        if not isinstance(part, kind) or len(part.of) != 2 or not isinstance(part.of[0], Sex):  # noqa: PLR2004 - the sex and its limit
            continue
        named = part.of[0].sex
        sex = named if own else ("male" if named == "female" else "female")
        if sex in found:
            return {}
        found[sex] = (part, part.of[1])
    return found


def narrower(node: Node, context: Context) -> Node:
    """`infection with HIV`: the general condition says nothing beside its kind."""
    if not isinstance(node, All):
        return node
    known = context.lexicon

    def is_general(part: Node) -> bool:
        if not isinstance(part, Condition | Exposure) or (isinstance(part, Condition) and part.status == "active"):
            return False
        kinds = [n for n in node.of if type(n) is type(part) and n.concept != part.concept]
        return any(part.concept in known.ancestors(k.concept) and part.window in (None, k.window) for k in kinds)

    parts = [part for part in node.of if not is_general(part)]
    return All(of=tuple(parts)) if len(parts) > 1 else parts[0]


RULES: tuple[Rule, ...] = (intolerance, counted_once, flatten, by_sex, narrower, double_negation)
