"""The pairs of a block as columns: each trial's are laid straight into the places that its people have for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import polars as pl

from matcher.plan.planes import Numbers, Plane, counted, nobody, read_counts, unpacked
from matcher.plan.run import Evaluated
from matcher.results import MissingFact

__all__ = ["Laid", "Rows"]

BYTES = 8


class Laid:
    """All pairs of a block, column by column, while trial after trial lays its own into their places."""

    def __init__(self, kept: Sequence[Plane], people: int, width: int) -> None:
        self.held = read_counts(counted(kept), people).astype(np.int64)
        self._next = np.cumsum(self.held) - self.held
        self.width, rows = width, int(self.held.sum())
        self.trial, self.passed, self.failed, self.blocker = (np.zeros(rows, np.uint16) for _ in range(4))
        self.verdict = np.zeros(rows, np.uint8)
        self.missing = np.zeros(rows, f"V{width * BYTES}")
        self.days = np.zeros(rows, np.uint32)
        self.places = self._next[:0]

    def lay(self, number: int, rows: Rows, names: Mapping[str, int]) -> None:
        """The pairs of one more trial, each after those that its person already has."""
        self.places = self._next[rows.index]
        self._next[rows.index] += 1
        self.trial[self.places] = number
        self.verdict[self.places] = rows.verdicts()
        self.passed[self.places] = rows.count([each.true for each in rows.truths])
        self.failed[self.places] = rows.count([each.false for each in rows.truths])
        if (first := rows.first_blockers(names)) is not None:
            self.blocker[self.places] = first

    def lay_bits(self, rows: Rows, facts: Sequence[MissingFact], absent: Mapping[MissingFact, Plane]) -> None:
        """What is missing in the pairs that were laid last, eight facts to a byte."""
        always, byte_of = _bytes(rows, self.width, facts, absent)
        held = np.tile(always, (len(rows.index), 1))
        for place, byte in byte_of.items():
            held[:, place] |= byte[rows.index]
        self.missing[self.places] = held.view(self.missing.dtype)[:, 0]

    def lay_days(self, rows: Rows, days: Numbers) -> None:
        """Days of the pairs that were laid last, given for everyone."""
        self.days[self.places] = days[rows.index]

    def columns(self, sizes: Numbers) -> dict[str, pl.Series]:
        """All that was laid; `sizes` are how many criteria the trials have."""
        person = np.repeat(np.arange(len(self.held), dtype=np.uint32), self.held)
        missing = self.missing.view("<u8").reshape(len(person), self.width)
        held: dict[str, Numbers] = {
            "person": person,
            "trial": self.trial,
            "verdict": self.verdict,
            "passed": self.passed,
            "failed": self.failed,
            "unknown": sizes[self.trial] - self.passed - self.failed,
            "blocker": self.blocker,
            "days": self.days,
        }
        found = {name: pl.Series(name, values) for name, values in held.items()}
        return found | {"missing": pl.Series("missing", missing, dtype=pl.Array(pl.UInt64, self.width))}


def _bytes(
    rows: Rows, width: int, facts: Sequence[MissingFact], absent: Mapping[MissingFact, Plane]
) -> tuple[Numbers, dict[int, Numbers]]:
    """The bits of a trial's facts: those set in all of its pairs, and by byte those that some people have.

    Facts that the very same people lack are read once.
    """
    always, byte_of = np.zeros(width * BYTES, np.uint8), dict[int, Numbers]()
    for plane, bits in _alike(facts, absent).values():
        flags = None if plane is rows.kept else unpacked(plane, rows.people).view(np.uint8)
        for place, mask in _masks(bits):
            if flags is None:
                always[place] |= mask
            elif place in byte_of:
                byte_of[place] |= flags * mask
            else:
                byte_of[place] = flags * mask
    return always, byte_of


def _alike(facts: Sequence[MissingFact], absent: Mapping[MissingFact, Plane]) -> dict[int, tuple[Plane, list[int]]]:
    """The planes of missing facts, each once, with the places of its facts."""
    found: dict[int, tuple[Plane, list[int]]] = {}
    for bit, fact in enumerate(facts):
        if fact in absent:
            found.setdefault(id(absent[fact]), (absent[fact], []))[1].append(bit)
    return found


def _masks(bits: Sequence[int]) -> Iterator[tuple[int, np.uint8]]:
    """Bits as a mask for each byte in which some are."""
    masks: dict[int, int] = {}
    for bit in bits:
        masks[bit // 8] = masks.get(bit // 8, 0) | 1 << bit % 8
    for place, mask in masks.items():
        yield place, np.uint8(mask)


class Rows:
    """The pairs of one trial: some people, by their place in the block."""

    def __init__(self, found: Evaluated, nct_id: str, kept: Plane) -> None:
        self.people, self.verdict, self.kept = found.block.people, found.trials[nct_id], kept
        self.index = np.flatnonzero(unpacked(kept, self.people))
        self.criteria = found.plan.columns_of(nct_id)
        self.truths = [found.column(column) for column in self.criteria]

    def verdicts(self) -> Numbers:
        """The place of the verdict in VERDICTS, a pair."""
        return 1 - self._flags(self.verdict.true) + self._flags(self.verdict.false)

    def _flags(self, plane: Plane) -> Numbers:
        """Of whom a plane holds, 1 or 0 a pair."""
        return unpacked(plane, self.people)[self.index].view(np.uint8)

    def count(self, planes: Sequence[Plane]) -> Numbers:
        """How many of the planes hold, a pair; those that hold for nobody here are left aside."""
        digits = counted(plane for plane in planes if np.count_nonzero(plane & self.kept))
        return read_counts(digits, self.people)[self.index]

    def first_blockers(self, names: Mapping[str, int]) -> Numbers | None:
        """The first criterion that fails, of those who are ineligible: the place of its name, else 0."""
        among = self.verdict.false & self.kept
        if not np.count_nonzero(among):
            return None
        places = [0, *(names[column.criterion.criterion_id] for column in self.criteria)]
        first = _first([truth.false & among for truth in self.truths], self.people)
        return np.array(places, np.uint16)[first[self.index]]


def _first(failed: Sequence[Plane], people: int) -> Numbers:
    """The place, from 1 on, of the first plane that holds; 0 for none."""
    seen = nobody(people)
    digits = [nobody(people) for _ in range(len(failed).bit_length())]
    for place, plane in enumerate(failed, start=1):
        fresh = plane & ~seen
        seen |= plane
        for digit in range(place.bit_length()):
            if place >> digit & 1:
                digits[digit] |= fresh
    return read_counts(digits, people)
