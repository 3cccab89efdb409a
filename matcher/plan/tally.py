"""Where people are lost: counts of one block that add up over blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import NamedTuple

import msgspec
import numpy as np

from criteria.criterion import Trial
from matcher.plan.compile import Group
from matcher.plan.kleene import Truth
from matcher.plan.missing import Absent
from matcher.plan.planes import (
    WORD,
    Numbers,
    Plane,
    counted,
    nobody,
    once,
    reaching,
    read_counts,
    total,
    totals,
    unpacked,
)
from matcher.plan.run import Evaluated
from matcher.results import MissingFact

__all__ = ["COUNTS", "NEAR", "RIPE", "Tally", "tally_of"]

COUNTS = (
    *("passed", "failed", "unknown", "remaining", "only_blocker", "only_unknown"),
    *("gained_open", "gained_eligible"),
)
"""What is counted of each criterion."""

NEAR = 3
"""Sets of blockers are kept apart up to this size; larger ones are counted together."""

FEW = 16
"""Planes that can be read as the digits of one number."""

RIPE = (30, 90, 180)
"""Days ahead for which it is counted who has no blocker left."""


class Tally(msgspec.Struct):
    """What adds up: people, verdicts by trial, counts by criterion, sets of blockers, facts that are missing.

    `missing` counts by trial and fact the undetermined pairs in which it is missing, in which it is the only one, and
    in which nothing else at all is open. `blockers` counts the ineligible by the set of criteria that fail ("i01+e03";
    "" for more than NEAR). `ripe` counts by trial who has no blocker left within each of RIPE.
    """

    people: int = 0
    verdicts: dict[str, list[int]] = {}
    criteria: dict[str, list[int]] = {}
    blockers: dict[str, dict[str, int]] = {}
    missing: dict[str, dict[str, list[int]]] = {}
    ripe: dict[str, list[int]] = {}

    def add(self, other: Tally) -> None:
        """Adds the counts of another block."""
        self.people += other.people
        for name in ("verdicts", "criteria", "ripe"):
            own: dict[str, list[int]] = getattr(self, name)
            for key, counts in getattr(other, name).items():
                own[key] = _summed(own.get(key), counts)
        for nct_id, sets in other.blockers.items():
            self.blockers[nct_id] = dict(Counter(self.blockers.get(nct_id, {})) + Counter(sets))
        for nct_id, facts in other.missing.items():
            held = self.missing.setdefault(nct_id, {})
            for fact, counts in facts.items():
                held[fact] = _summed(held.get(fact), counts)


def _summed(one: list[int] | None, other: list[int]) -> list[int]:
    return list(other) if one is None else [a + b for a, b in zip(one, other, strict=True)]


def tally_of(found: Evaluated, absent: Absent, days: Mapping[str, Numbers]) -> Tally:
    """The counts of a block; `days` are, by trial, those until an ineligible pair's blockers have ended."""
    tally = Tally(people=found.block.people)
    everyone = _everyone(found.block.people)
    known: Known = {}
    for trial in found.plan.trials:
        verdict = found.trials[trial.nct_id]
        eligible, ineligible = total(verdict.true & everyone), total(verdict.false & everyone)
        tally.verdicts[trial.nct_id] = [eligible, tally.people - eligible - ineligible, ineligible]
        tally.criteria |= _criteria(found, trial, everyone, known)
        tally.blockers[trial.nct_id] = _blockers(found, trial, verdict.false & everyone)
        tally.missing[trial.nct_id] = _missing(found, trial, absent[trial.nct_id], verdict.unknown & everyone)
        waits = days.get(trial.nct_id, np.zeros(0, np.uint32))
        waits = waits[waits > 0]
        tally.ripe[trial.nct_id] = [int((waits <= ripe).sum()) for ripe in RIPE]
    return tally


def _everyone(people: int) -> Plane:
    return reaching([], 0, people) if people % 64 == 0 else _ragged(people)


def _ragged(people: int) -> Plane:
    plane = ~nobody(people)
    if people:
        plane[-1] = np.uint64((1 << (people % 64)) - 1)
    return plane


# -- criteria ---------------------------------------------------------------------------------------------------


Known = dict[Truth, list[int]]
"""How many pass, fail and are unknown, by what criteria come to: many come to the same."""


class _Standing(NamedTuple):
    """Of one group, by criterion: whom nothing up to it excludes, whom it alone excludes, what its going would give."""

    remaining: Plane
    alone: Plane
    last: Plane
    freed: Plane


def _criteria(found: Evaluated, trial: Trial, everyone: Plane, known: Known) -> dict[str, list[int]]:
    standings = [_standings(found, group, everyone) for group in found.plan.cohorts_of(trial.nct_id)]
    ineligible = found.trials[trial.nct_id].false
    counts: dict[str, list[int]] = {}
    asked: list[tuple[str, int, Plane]] = []
    for column in found.plan.columns_of(trial.nct_id):
        own = found.column(column)
        if own not in known:
            known[own] = [total(plane & everyone) for plane in (own.true, own.false, own.unknown)]
        counts[column.name] = [*known[own], *[0] * (len(COUNTS) - len(known[own]))]
        own_standings = [standing[column.name] for standing in standings if column.name in standing]
        remaining = own_standings[0].remaining if own_standings else ~own.false & everyone
        asked.append((column.name, COUNTS.index("remaining"), remaining))
        asked += ((column.name, place, plane) for place, plane in _combined(own_standings, own, known[own], ineligible))
    planes = {id(plane): plane for *_, plane in asked}  # criteria that nobody fails leave the same people
    held = dict(zip(planes, totals(list(planes.values())), strict=True))
    for name, place, plane in asked:
        counts[name][place] = held[id(plane)]
    return counts


def _combined(
    held: Sequence[_Standing], own: Truth, known: Sequence[int], ineligible: Plane
) -> Iterator[tuple[int, Plane]]:
    """Only blocker, only unknown, gained open and eligible, by place in COUNTS; what can only be nobody is left out."""
    if not held:
        return
    alone, last, freed = (reduce(np.bitwise_or, planes) for planes in zip(*(one[1:] for one in held), strict=True))
    _, failed, unknown = known
    if failed:
        blocked = own.false & alone
        yield COUNTS.index("only_blocker"), blocked
        yield COUNTS.index("gained_open"), blocked & ineligible
        yield COUNTS.index("gained_eligible"), own.false & freed
    if unknown:
        yield COUNTS.index("only_unknown"), own.unknown & last


def _standings(found: Evaluated, group: Group, everyone: Plane) -> dict[str, _Standing]:
    people, none = found.block.people, found.block.nobody
    truths = {column.name: found.column(column) for column in group.columns}
    alone, unfailed = once((truth.false for truth in truths.values() if truth.false is not none), people)
    asked = [column for column in group.columns if column.criterion.kind != "attestation"]
    last = _one_short([truths[column.name].true for column in asked], none)
    closed = _one_short([clear for column in asked if (clear := column.clear(found.steps)) is not None], none)
    alone, last = alone & everyone, none if last is none else last & unfailed & everyone
    freed, remaining, held = none if closed is none else alone & closed, everyone, {}
    for column in sorted(group.columns, key=lambda one: one.criterion.cohort is not None):
        if truths[column.name].false is not none:
            remaining = remaining & ~truths[column.name].false
        decides = none if column.criterion.kind == "attestation" else last
        held[column.name] = _Standing(remaining, alone, decides, freed)
    return held


def _one_short(planes: Sequence[Plane], none: Plane) -> Plane:
    """For whom all planes but one hold; `none` itself where two hold for nobody."""
    if sum(plane is none for plane in planes) > 1:
        return none
    return once((~plane for plane in planes), WORD * len(none))[0]


# -- sets of blockers ---------------------------------------------------------------------------------------------


def _blockers(found: Evaluated, trial: Trial, ineligible: Plane) -> dict[str, int]:
    """The ineligible by the set of criteria that fail."""
    people = found.block.people
    columns = [
        (column.criterion.criterion_id, found.column(column).false) for column in found.plan.columns_of(trial.nct_id)
    ]
    columns = [(name, plane) for name, plane in columns if (plane & ineligible).any()]
    failed = [plane for _, plane in columns]
    many = reaching(counted(failed), NEAR + 1, people) if failed else nobody(people)
    near = np.flatnonzero(unpacked(ineligible & ~many, people))
    beyond = total(ineligible & many)
    sets = (_few if len(failed) <= FEW else _sets)(failed, near, people)
    names = ["", *(name for name, _ in columns)]
    told = {"+".join(names[place] for place in places): count for places, count in sets.items()}
    return told | ({"": beyond} if beyond else {})


def _few(failed: Sequence[Plane], near: Numbers, people: int) -> dict[tuple[int, ...], int]:
    """The same as `_sets`, quicker: of so few planes that a bit for each fits a number that can be counted."""
    counts = np.bincount(read_counts(failed, people)[near])
    places = range(len(failed))
    return {
        tuple(place + 1 for place in places if value >> place & 1): int(counts[value])
        for value in np.flatnonzero(counts).tolist()
    }


def _sets(failed: Sequence[Plane], near: Numbers, people: int) -> dict[tuple[int, ...], int]:
    """By the places, from 1 on, of the planes that hold: how many people there are of it."""
    base = len(failed) + 1
    code = np.zeros(len(near), np.int64)
    for place, plane in enumerate(failed, start=1):
        fails = np.flatnonzero(unpacked(plane, people)[near])
        code[fails] = code[fails] * base + place
    counts = np.bincount(code)
    return {_places(value, base): int(counts[value]) for value in np.flatnonzero(counts).tolist()}


def _places(code: int, base: int) -> tuple[int, ...]:
    places: tuple[int, ...] = ()
    while code:
        code, place = divmod(code, base)
        places = (place, *places)
    return places


# -- facts that are missing ---------------------------------------------------------------------------------------


def _missing(
    found: Evaluated, trial: Trial, absent: Mapping[MissingFact, Plane], undetermined: Plane
) -> dict[str, list[int]]:
    """By fact: the undetermined in whom it is missing, is all that is missing, and is all that is open."""
    people = found.block.people
    by_concept: dict[str, Plane] = {}
    for fact, plane in absent.items():
        name, own = _name(fact), plane & undetermined
        by_concept[name] = by_concept[name] | own if name in by_concept else own
    if not by_concept:
        return {}
    alone, _ = once(by_concept.values(), people)
    clear = ~_unreadable(found, trial)
    planes = np.array(list(by_concept.values()))
    counts = (totals(planes), totals(planes & alone), totals(planes & (alone & clear)))
    return {name: list(own) for name, own in zip(by_concept, zip(*counts, strict=True), strict=True)}


def _name(fact: MissingFact) -> str:
    return f"{fact.domain}/{fact.concept}"


def _unreadable(found: Evaluated, trial: Trial) -> Plane:
    """For whom a criterion that was not understood is open, which no test answers."""
    planes = [
        found.column(column).unknown
        for column in found.plan.columns_of(trial.nct_id)
        if column.criterion.kind == "unparsed"
    ]
    open_ = nobody(found.block.people)
    for plane in planes:
        open_ |= plane
    return open_
