r"""Criteria that speak of other items: one that settles them, one that goes on in the next bullet.

`4. Anti-SRP antibody: items (2)-(3) deemed met` opens items 2 and 3; `ECOG 0\` before a bullet `2` is a range torn
apart. What such a line does to its neighbours is left open, never decided.
"""

from __future__ import annotations

import re

import msgspec

from criteria.criterion import Criterion
from criteria.tree.nodes import Any, Node, Readings, Unread
from criteria.tree.render import render

__all__ = ["left_open"]

_SETTLES = re.compile(
    r"\b(?:items?|criteria|criterion|numbers?)\s*(?P<numbers>\(?\d{1,2}\)?(?:\s*(?:-|to|and|or|,)\s*\(?\d{1,2}\)?)*)"
    r"[^.;]{0,40}\b(?:deemed|considered|regarded|waived|need not|do not apply|does not apply|not required|satisfied)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?\s*[.;,]?")


def left_open(criteria: list[Criterion]) -> list[Criterion]:
    """The criteria of a record, those opened by a neighbour no longer failing on their own."""
    out = list(criteria)
    for index, one in enumerate(criteria):
        if found := _SETTLES.search(one.text):
            out[index] = _unparsed(one, Unread(text=found.group()))
            for position in _named(found["numbers"], criteria, one.category):
                out[position] = _opened(out[position], found.group())
        elif index and _NUMBER.fullmatch(one.text.strip()) and criteria[index - 1].text.rstrip().endswith("\\"):
            for position in (index - 1, index):
                out[position] = _unparsed(out[position], Unread(text=out[position].text.strip()))
    return out


def _named(numbers: str, criteria: list[Criterion], category: str) -> list[int]:
    """The places of the items named: `(2)-(3)` are the second and third of the section."""
    own = [position for position, one in enumerate(criteria) if one.category == category]
    values = [int(n) for n in re.findall(r"\d+", numbers)]
    match values:
        case [first, last] if re.search(r"-|to", numbers):
            values = list(range(first, last + 1))
    return [own[n - 1] for n in values if 0 < n <= len(own)]


def _opened(one: Criterion, why: str) -> Criterion:
    words = Unread(text=why)
    tree: Node = Any(of=(one.tree, words)) if one.category == "inclusion" else Readings(of=(one.tree, words))
    return _unparsed(one, tree)


def _unparsed(one: Criterion, tree: Node) -> Criterion:
    return msgspec.structs.replace(one, tree=tree, kind="unparsed", expression=render(tree))
