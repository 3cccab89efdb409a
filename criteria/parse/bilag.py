"""BILAG: its limits count organ scores of a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.parse.atoms import all_of, any_of
from criteria.parse.elements import Bound, Element
from criteria.parse.joining import Term
from criteria.tree.nodes import Node, Value

if TYPE_CHECKING:
    from criteria.parse.grammar import Reader

__all__ = ["read_bilag"]

_LETTERS = ("A", "B")


def read_bilag(reader: Reader, index: int, bound: Bound) -> int | None:
    """`BILAG-2004: 1 A or 2 B`; None where the number at `index` counts no letter."""
    atom, letter = reader.last(), reader.element_at(index + 1)
    if atom is None or not atom.concept.startswith("BILAG") or letter is None or letter.text not in _LETTERS:
        return None
    node = _scores(letter.text, bound)
    second = _second(reader.elements[index + 2 :])
    after = index + 2
    if second is not None:
        connective, other = second
        node = all_of([node, other]) if connective == "and" else any_of([node, other])
        after = index + 5
    if atom.concept == "BILAG-2004":
        reader.terms[-1] = Term(node=node, connective=reader.terms[-1].connective, anchor=atom)
    else:
        reader.add(Term(node=node))
    return after


def _second(following: list[Element]) -> tuple[str, Node] | None:
    """`or two B` behind the first letter: the connective and what it joins."""
    match following:
        case [joint, count, letter, *_] if (
            joint.cues.get("conn") and count.kind in ("number", "limit") and letter.text in _LETTERS
        ):
            bound = count.bounds[0] if count.bounds else Bound(">=", count.value)
            return joint.cues["conn"], _scores(letter.text, bound)
        case _:
            return None


def _scores(letter: str, bound: Bound) -> Node:
    comparator = ">=" if bound.comparator == "=" else bound.comparator
    return Value(concept=f"BILAG-2004 {letter} scores", comparator=comparator, value=bound.value)
