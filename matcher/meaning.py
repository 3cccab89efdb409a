"""What the truth of a proposition means for a criterion, and what is left of it once a person has attested."""

from __future__ import annotations

from criteria.criterion import Category
from criteria.tree.nodes import All, Any, AtLeast, Attested, Constant, IfThen, Node, Not, Readings
from matcher.kleene import Truth
from matcher.results import CriterionVerdict

__all__ = ["settled", "verdict_of"]


def verdict_of(truth: Truth, category: Category) -> CriterionVerdict:
    """What holding means: an inclusion criterion that holds passes, an exclusion criterion that holds fails."""
    if truth is None:
        return "unknown"
    return "pass" if truth is (category == "inclusion") else "fail"


def settled(node: Node, *, holds: bool) -> Node:
    """The tree with every attestation given as it must be for the whole to hold, or not to hold."""
    match node:
        case Attested():
            return Constant(value=holds, why="attested")
        case Not():
            return Not(of=settled(node.of, holds=not holds))
        case IfThen():
            otherwise = None if node.otherwise is None else settled(node.otherwise, holds=holds)
            return IfThen(condition=node.condition, then=settled(node.then, holds=holds), otherwise=otherwise)
        case AtLeast():
            return AtLeast(k=node.k, of=tuple(settled(part, holds=holds) for part in node.of))
        case All() | Any() | Readings():
            return type(node)(of=tuple(settled(part, holds=holds) for part in node.of))
        case _:
            return node
