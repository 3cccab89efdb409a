"""Parts of a trial inside a criterion: `Phase 1: age < 18 years. Phase 2: age ≤ 25 years`."""

from __future__ import annotations

from itertools import pairwise

from criteria.parse.atoms import all_of, any_of
from criteria.parse.context import Context
from criteria.parse.elements import Element
from criteria.tree.nodes import Node, Readings

__all__ = ["at_blocks", "block_label", "either_block"]

_PARTS = frozenset(["phase", "cohort", "part", "arm", "group"])
_NAMES = ("number", "roman", "word", "cue")
_LABEL = 2  # elements of a label


def block_label(elements: list[Element]) -> int:
    """How many elements `Phase 1:` takes at the head of a sentence; 0 where it names no part of the trial."""
    if len(elements) <= _LABEL + 1 or elements[0].text.lower() not in _PARTS:
        return 0
    name = elements[1]
    named = name.kind in _NAMES and not name.concepts and len(name.text) <= _LABEL
    return _LABEL + 1 if named and elements[_LABEL].text == ":" else 0


def at_blocks(elements: list[Element]) -> list[list[Element]]:
    """A sentence cut at the semicolons before `Cohort B:`."""
    cuts = [i for i, e in enumerate(elements) if e.text == ";" and block_label(elements[i + 1 :])]
    if not cuts:
        return [elements]
    return [elements[: cuts[0]], *(elements[i + 1 : j] for i, j in pairwise([*cuts, len(elements)]))]


def either_block(blocks: list[Node], context: Context) -> Node:
    """What the parts ask: nobody knows which of them a patient would join, so all must agree."""
    context.flag("scope_ambiguous")
    return Readings(of=(all_of(blocks), any_of(blocks))) if len(blocks) > 1 else blocks[0]
