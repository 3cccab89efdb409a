"""The normal form of a tree: what two ways of writing one proposition have in common.

Negations stand at the leaves, folds are flat, sorted and without repetition, constants are gone. Each step keeps all
three truth values, for every patient.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from criteria.tree.nodes import (
    Age,
    All,
    Any,
    AtLeast,
    Comparator,
    Constant,
    Discretionary,
    IfThen,
    Node,
    Not,
    Readings,
    Value,
)

__all__ = ["FALSE", "TRUE", "normal"]

TRUE = Constant(value=True, why="")
FALSE = Constant(value=False, why="")

_OPPOSITE: dict[Comparator, Comparator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def normal(node: Node, *, negated: bool = False) -> Node:  # noqa: PLR0911 - one line a node
    """The normal form of a proposition, or of its opposite: `not (a or b)` is `not a and not b`."""
    match node:
        case Not():
            return normal(node.of, negated=not negated)
        case All() | Any():
            parts = tuple(normal(part, negated=negated) for part in node.of)
            return _all(parts) if isinstance(node, All) is not negated else _any(parts)
        case AtLeast():
            parts = tuple(normal(part, negated=negated) for part in node.of)
            return _at_least(len(parts) - node.k + 1 if negated else node.k, parts)
        case IfThen():
            return _if_then(node, negated=negated)
        case Readings():
            return Readings(of=tuple(normal(part, negated=negated) for part in node.of))
        case Discretionary():
            inner = Discretionary(of=normal(node.of))
            return Not(of=inner) if negated else inner
        case Constant():
            return TRUE if node.value is not negated else FALSE
        case _:
            return _opposite(node) if negated else node


def _all(parts: Iterable[Node]) -> Node:
    kept = _flat(parts, All)
    if FALSE in kept:
        return FALSE
    kept = [part for part in kept if part != TRUE]
    return TRUE if not kept else kept[0] if len(kept) == 1 else All(of=tuple(kept))


def _any(parts: Iterable[Node]) -> Node:
    kept = _flat(parts, Any)
    if TRUE in kept:
        return TRUE
    kept = [part for part in kept if part != FALSE]
    return FALSE if not kept else kept[0] if len(kept) == 1 else Any(of=tuple(kept))


def _at_least(k: int, parts: tuple[Node, ...]) -> Node:
    """Parts that are alike count as often as they stand; what is certain is counted beforehand."""
    k -= parts.count(TRUE)
    open_parts = tuple(part for part in parts if part not in (TRUE, FALSE))
    if k <= 0:
        return TRUE
    if k > len(open_parts):
        return FALSE
    if k == len(open_parts):
        return _all(open_parts)
    return _any(open_parts) if k == 1 else AtLeast(k=k, of=tuple(sorted(open_parts, key=_key)))


def _if_then(node: IfThen, *, negated: bool) -> Node:
    otherwise = normal(node.otherwise or TRUE, negated=negated)
    then, condition = normal(node.then, negated=negated), normal(node.condition)
    if condition in (TRUE, FALSE):
        return then if condition == TRUE else otherwise
    return IfThen(condition=condition, then=then, otherwise=otherwise)


def _opposite(leaf: Node) -> Node:
    """A limit turned round where every value lies on one side of it or the other."""
    if isinstance(leaf, Age | Value) and leaf.comparator != "=" and not (isinstance(leaf, Value) and leaf.repeats > 1):
        return msgspec.structs.replace(leaf, comparator=_OPPOSITE[leaf.comparator])
    return Not(of=leaf)


def _flat(parts: Iterable[Node], kind: type[All | Any]) -> list[Node]:
    found = {part: None for each in parts for part in (each.of if isinstance(each, kind) else (each,))}
    return sorted(found, key=_key)


def _key(node: Node) -> bytes:
    return msgspec.json.encode(node)
