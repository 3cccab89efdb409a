"""People as they will be some days on: what ages, and how, is as for a single patient."""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import pairwise

import numpy as np

from matcher.plan.planes import Flags, Numbers, Plane, packed, unpacked
from matcher.plan.records import Block

__all__ = ["later_selves"]


def later_selves(
    block: Block, people: Numbers, days: Numbers, tests: frozenset[str], concepts: Container[str]
) -> Block:
    """People some days on, a row each; of tests only those named are events, which grow older.

    `people` stand in order, each as often as asked for. Only what is known of `concepts` comes along.
    """
    asked = {concept: index for concept, index in block.places.items() if concept in concepts}
    rows, owner, places = _facts_of(block, asked, people)
    shift = np.where(_ageing(block, asked, tests)[rows], days[owner], 0)
    times = {name: block.columns[name][rows] + shift for name in ("start", "end")}
    return Block(
        people=len(people),
        age=block.age[people],
        sex={name: _picked(plane, block.people, people) for name, plane in block.sex.items()},
        closed={name: _picked(plane, block.people, people) for name, plane in block.closed.items()},
        columns=_Columns(block.columns, rows, {"person": owner, **times}),
        places=places,
        denied={name: _picked(plane, block.people, people) for name, plane in block.denied.items() if name in concepts},
        units=block.units,
        dose_units=block.dose_units,
        answers=block.answers,
        domains=block.domains,
        settings=block.settings,
    )


class _Columns(dict[str, Numbers]):
    """Columns of some facts, each picked when it is asked for."""

    def __init__(self, columns: Mapping[str, Numbers], rows: Numbers, own: Mapping[str, Numbers]) -> None:
        super().__init__(own)
        self._columns, self._rows = columns, rows

    def __missing__(self, name: str) -> Numbers:
        self[name] = self._columns[name][self._rows]
        return self[name]


def _picked(plane: Plane, people: int, chosen: Numbers) -> Plane:
    return packed(unpacked(plane, people)[chosen])


def _facts_of(
    block: Block, asked: Mapping[str, Numbers], people: Numbers
) -> tuple[Numbers, Numbers, dict[str, Numbers]]:
    """The facts of people, once for each self, concept by concept; whose each is; and where a concept's stand."""
    index = np.concatenate([np.zeros(0, np.int64), *asked.values()])
    persons = block.columns["person"][index]
    selves = np.bincount(people, minlength=block.people)
    first = np.cumsum(selves) - selves
    many = selves[persons]
    ends = np.cumsum(many)
    owner = np.repeat(first[persons] - (ends - many), many) + np.arange(many.sum())
    edges = np.concatenate([[0], ends])[np.cumsum([0, *map(len, asked.values())])]
    places = {
        name: np.arange(low, high)
        for name, (low, high) in zip(asked, pairwise(edges.tolist()), strict=True)
        if high > low
    }
    return np.repeat(index, many), owner, places


def _ageing(block: Block, asked: Mapping[str, Numbers], tests: frozenset[str]) -> Flags:
    """Which facts grow older: not what goes on, and of the tests only those that a window makes into events."""
    ages = np.zeros(len(block.columns["person"]), np.bool_)
    for concept, index in asked.items():
        if block.domains[concept] == "observation":
            ages[index] = concept in tests
        elif block.domains[concept] == "condition":
            ages[index] = True
        else:
            ages[index] = block.columns["end"][index] != 0
    return ages
