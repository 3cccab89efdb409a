"""Rules that tidy a tree without changing its meaning, and those that apply the criterion's own notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec

from criteria.lexicon import Lexicon
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

__all__ = ["Notes", "rewrite"]


class Notes(Protocol):
    """What a criterion says beside its proposition, gathered while it was read."""

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon whose concepts the tree names."""

    @property
    def intolerance(self) -> bool | None:
        """Whether intolerance counts as failure; None where nothing is said of it."""

    @property
    def intolerant_of(self) -> Sequence[str]:
        """The drugs of which intolerance counts as failure."""

    @property
    def once(self) -> Sequence[tuple[str, ...]]:
        """The groups of drugs that count as one."""


Rule = Callable[[Node, Notes], Node]


def rewrite(node: Node, notes: Notes) -> Node:
    """The tree after all rules, bottom up."""
    node = _children(node, notes)
    for rule in _RULES:
        node = rule(node, notes)
    return node


def _children(node: Node, notes: Notes) -> Node:
    match node:
        case All() | Any() | AtLeast() | Readings():
            return msgspec.structs.replace(node, of=tuple(rewrite(n, notes) for n in node.of))
        case Not() | Discretionary():
            return msgspec.structs.replace(node, of=rewrite(node.of, notes))
        case IfThen():
            condition, then = rewrite(node.condition, notes), rewrite(node.then, notes)
            return IfThen(condition=condition, then=then, otherwise=node.otherwise and rewrite(node.otherwise, notes))
        case _:
            return node


def _flatten(node: Node, _notes: Notes) -> Node:
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


def _double_negation(node: Node, _notes: Notes) -> Node:
    """`not (not a)` is `a`."""
    if isinstance(node, Not) and isinstance(node.of, Not):
        return node.of.of
    return node


def _intolerance(node: Node, notes: Notes) -> Node:
    """`Intolerance counts as failure` adds it to every failure of the criterion; `is not failure` takes it away."""
    if not isinstance(node, Exposure | Distinct) or not node.responses:
        return node
    if notes.intolerance or (isinstance(node, Exposure) and node.concept in notes.intolerant_of):
        responses = tuple(dict.fromkeys((*node.responses, "intolerant")))
    elif notes.intolerance is None:
        return node
    else:
        responses = tuple(r for r in node.responses if r != "intolerant") or ("inadequate",)
    return msgspec.structs.replace(node, responses=responses)


def _counted_once(node: Node, notes: Notes) -> Node:
    """`Tacrolimus and ciclosporin together count as one` joins them inside an at-least-k."""
    if not isinstance(node, AtLeast):
        return node
    parts = list(node.of)
    for group in notes.once:
        together = [p for p in parts if isinstance(p, Exposure) and p.concept in group]
        if len(together) > 1:
            place = parts.index(together[0])
            parts = [p for p in parts if p not in together]
            parts.insert(place, Any(of=tuple(together)))
    return AtLeast(k=node.k, of=tuple(parts)) if len(parts) >= node.k else node


def _by_sex(node: Node, _notes: Notes) -> Node:
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


_OTHER_SEX = {"male": "female", "female": "male"}


def _sexed(parts: tuple[Node, ...], kind: type[All | Any], *, own: bool) -> dict[str, tuple[Node, Node]]:
    """By sex, the part that speaks of one sex only and what it says of it; none where two speak of the same."""
    found: dict[str, tuple[Node, Node]] = {}
    for part in parts:
        match part.of if isinstance(part, kind) else ():
            case (Sex(sex=named), limit):
                sex = named if own else _OTHER_SEX[named]
                if sex in found:
                    return {}
                found[sex] = (part, limit)
    return found


def _narrower(node: Node, notes: Notes) -> Node:
    """`infection with HIV`: the general condition says nothing beside its kind."""
    if not isinstance(node, All):
        return node
    known = notes.lexicon

    def is_general(part: Node) -> bool:
        if not isinstance(part, Condition | Exposure) or (isinstance(part, Condition) and part.status == "active"):
            return False
        kinds = [n for n in node.of if type(n) is type(part) and n.concept != part.concept]
        return any(part.concept in known.ancestors(k.concept) and part.window in (None, k.window) for k in kinds)

    parts = [part for part in node.of if not is_general(part)]
    return All(of=tuple(parts)) if len(parts) > 1 else parts[0]


_RULES: tuple[Rule, ...] = (_intolerance, _counted_once, _flatten, _by_sex, _narrower, _double_negation)
