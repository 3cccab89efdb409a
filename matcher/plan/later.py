"""People as they will be some days on: what ages, and how, is as for a single patient."""

from __future__ import annotations

import numpy as np

from matcher.plan.planes import Flags, Numbers, Plane, packed, unpacked
from matcher.plan.records import Block

__all__ = ["later_selves"]


def later_selves(block: Block, people: Numbers, days: Numbers, tests: frozenset[str]) -> Block:
    """People some days on, a row each; of tests only those named are events, which grow older."""
    rows, owner = _facts_of(block, people)
    ages = _ageing(block, tests)[rows]
    shift = np.where(ages, days[owner], 0)
    columns = {name: column[rows] for name, column in block.columns.items()}
    columns |= {"person": owner, "start": columns["start"] + shift, "end": columns["end"] + shift}
    return Block(
        people=len(people),
        age=block.age[people],
        sex={name: _picked(plane, block.people, people) for name, plane in block.sex.items()},
        closed={name: _picked(plane, block.people, people) for name, plane in block.closed.items()},
        columns=columns,
        places=_places(block, rows),
        denied={name: _picked(plane, block.people, people) for name, plane in block.denied.items()},
        units=block.units,
        dose_units=block.dose_units,
        answers=block.answers,
        domains=block.domains,
        settings=block.settings,
    )


def _picked(plane: Plane, people: int, chosen: Numbers) -> Plane:
    return packed(unpacked(plane, people)[chosen])


def _facts_of(block: Block, people: Numbers) -> tuple[Numbers, Numbers]:
    """The facts of people, as often as they are named; and whose each is, by place."""
    named = np.zeros(block.people, np.bool_)
    named[people] = True
    facts = np.flatnonzero(named[block.columns["person"]])
    owners = block.columns["person"][facts]
    order = facts[np.argsort(owners, kind="stable")]
    sizes = np.bincount(owners, minlength=block.people)
    starts = np.cumsum(sizes) - sizes
    many = sizes[people]
    owner = np.repeat(np.arange(len(people)), many)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(many) - many, many)
    return order[starts[people][owner] + within], owner


def _ageing(block: Block, tests: frozenset[str]) -> Flags:
    """Which facts grow older: not what goes on, and of the tests only those that a window makes into events."""
    ages = np.zeros(len(block.columns["person"]), np.bool_)
    for concept, index in block.places.items():
        if block.domains[concept] == "observation":
            ages[index] = concept in tests
        elif block.domains[concept] == "condition":
            ages[index] = True
        else:
            ages[index] = block.columns["end"][index] != 0
    return ages


def _places(block: Block, rows: Numbers) -> dict[str, Numbers]:
    names = list(block.places)
    of = np.full(len(block.columns["person"]), -1, np.int32)
    for number, name in enumerate(names):
        of[block.places[name]] = number
    own = of[rows]
    order = np.argsort(own, kind="stable")
    edges = np.searchsorted(own[order], np.arange(len(names) + 1))
    return {name: order[edges[n] : edges[n + 1]] for n, name in enumerate(names) if edges[n] < edges[n + 1]}
