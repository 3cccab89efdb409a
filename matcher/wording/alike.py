"""Which leaves say the same of one and the same fact: what a limit is stands in no reason."""

from __future__ import annotations

import msgspec

from criteria.tree.nodes import Age, Node, Value

__all__ = ["alike"]


def alike(leaf: Node) -> Node:
    """The leaf less what its words never tell where one fact at most bears on it: "platelets" of "platelets ≥ 50"."""
    match leaf:
        case Age():
            return Age(comparator=">=", years=0)
        case Value() if leaf.repeats == 1:
            return msgspec.structs.replace(leaf, comparator=">=", value=0.0)
        case _:
            return leaf
