"""What results say: the latest values of a test against limits, findings, and classes on a scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from criteria.lexicon import Lexicon
from matcher.plan.features import Reach, within
from matcher.plan.limits import Said, compared, edges, lines
from matcher.plan.planes import WORD, Flags, Numbers, Plane, packed, words
from matcher.plan.records import Block, Rows
from matcher.settings import Settings

__all__ = ["Found", "Latest", "findings", "latest"]


def reached(rows: Rows, reach: Reach, settings: Settings, *, stale: bool) -> Flags:
    """Which results may speak about now; one without a date is one of today."""
    undated = np.isnan(rows["start"])
    inside = rows["start"] <= settings.stale_days if stale else within(rows["start"], reach).true
    return undated | inside


# -- the latest of a test and its kinds ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Latest:
    """The values that count for one feature, in the order of the people, ties included.

    `alone` are the rows that speak for their person by themselves, the others stand in groups that begin at
    `starts`; `taken` is the size of each group.
    """

    block: Block
    rows: Rows
    concepts: Sequence[str]
    repeats: int
    alone: Flags
    grouped: Flags
    starts: Numbers
    taken: Numbers
    _converted: dict[str | None, Numbers] = field(default_factory=dict)
    _borders: dict[str, tuple[Numbers, Numbers]] = field(default_factory=dict)

    @property
    def people(self) -> Numbers:
        """Whose each row is."""
        return self.rows["person"]

    @cached_property
    def _placed(self) -> tuple[Plane, Numbers, Numbers]:
        """Who has a value; whose the rows are that speak for themselves; and whose the groups are."""
        own = self.people[self.alone], self.people[self.grouped][self.starts]
        return self.block.scattered(self.people), *own

    def settled(self, said: Said) -> tuple[Plane, Plane, Plane]:
        """Whom the rows' answers hold for, do not hold for, and leave open."""
        present, alone, grouped = self._placed
        board = np.zeros((2, words(self.block.people) * WORD), np.bool_)
        for place, flags in enumerate(said):
            board[place, alone] = flags[self.alone] if len(grouped) else flags
        if len(grouped):
            board[:, grouped] = self._groups(said)
        true, false = packed(board[0]), packed(board[1])
        return true, false, present & ~(true | false)

    def _groups(self, said: Said) -> Said:
        """All of the values taken must hold; one that does not decides, unless a tie leaves open whether it counts."""
        held, failed = (np.add.reduceat(flags[self.grouped], self.starts, dtype=np.int64) for flags in said)
        true = (held == self.taken) & (self.taken >= self.repeats)
        return Said(true, ~true & ((failed == self.taken) | ((failed > 0) & (self.taken <= self.repeats))))

    def against(self, comparator: str, limit: float, unit: str | None, lexicon: Lexicon) -> tuple[Plane, Plane, Plane]:
        """Numbers against a limit in a unit: "ANC ≥ 1.0 × 10^9/L"; words where there is no number."""
        values = self._in(unit, lexicon)
        return self.settled(self._with_words(compared(comparator, values, *edges(limit)), comparator, None, limit))

    def against_multiple(self, comparator: str, limit: float, relative: str) -> tuple[Plane, Plane, Plane]:
        """Numbers against a multiple of the limit that came with them: "ALT ≤ 3 × ULN"."""
        distinct, place = self._border(relative)
        low, high = (
            (np.array(side) for side in zip(*map(edges, (limit * distinct).tolist()), strict=True))
            if len(distinct)
            else (distinct, distinct)
        )
        said = compared(comparator, self.rows["number"], low[place], high[place])
        return self.settled(self._with_words(said, comparator, relative, limit))

    def _border(self, relative: str) -> tuple[Numbers, Numbers]:
        """The distinct limits that came with the values, and which of them is each row's."""
        if relative not in self._borders:
            border = self.rows["range_high" if relative == "ULN" else "range_low"]
            distinct, place = np.unique(border, return_inverse=True)
            self._borders[relative] = distinct, place
        return self._borders[relative]

    def _in(self, unit: str | None, lexicon: Lexicon) -> Numbers:
        """The numbers in a unit; NaN where they do not convert."""
        if unit not in self._converted:
            slopes, offsets = np.full(len(self.people), np.nan), np.full(len(self.people), np.nan)
            for number, concept in enumerate(self.concepts):
                slope, offset = lines(self.block.units, unit, lexicon.get(concept))
                own = self.rows["of"] == number
                pairs = self.rows["unit"][own]
                slopes[own], offsets[own] = slope[pairs], offset[pairs]
            self._converted[unit] = self.rows["number"] * slopes + offsets
        return self._converted[unit]

    @cached_property
    def _worded(self) -> Flags | None:
        """The results that are no number; None where all are."""
        worded = np.isnan(self.rows["number"])
        return worded if worded.any() else None

    def _with_words(self, said: Said, comparator: str, relative: str | None, limit: float) -> Said:
        """Words against a limit: "not detected" is below any, "elevated" above the upper limit of normal."""
        worded = self._worded
        if worded is None:
            return said
        true, false = said.true & ~worded, said.false & ~worded
        for column, sign, answer in _words(comparator, relative, limit):
            rows = worded & (self.rows[column] == sign)
            (true if answer else false)[rows] = True
        return Said(true, false)


def _words(comparator: str, relative: str | None, limit: float) -> list[tuple[str, int, bool]]:
    """What a result in words decides: by column and sign, whether the comparison holds."""
    up, down = comparator.startswith(">"), comparator.startswith("<")
    if relative is None:
        return [("positive", 0, down)] if up or down else []
    if limit != 1:
        return []
    if relative == "ULN":
        return [("above", 1, up), *((("above", 0, comparator == "<="),) if comparator in {"<=", ">"} else ())]
    return [("below", 1, down), *((("below", 0, comparator == ">="),) if comparator in {">=", "<"} else ())]


def latest(block: Block, asked: Sequence[tuple[str, bool, Reach]], repeats: int) -> Latest:
    """The latest results of concepts, each with whether it goes stale and its reach."""
    concepts = [concept for concept, _, _ in asked]
    rows = block.together(concepts)
    near = np.zeros(len(rows), np.bool_)
    for number, (_, stale, reach) in enumerate(asked):
        near |= (rows["of"] == number) & reached(rows, reach, block.settings, stale=stale)
    return _grouped(block, _newest(rows.picked(near & rows["answered"]), repeats), concepts, repeats)


def _newest(rows: Rows, repeats: int) -> Rows:
    """The rows with fewer more recent ones of their person than `repeats`."""
    people = rows["person"]
    fresh = people[1:] != people[:-1]
    if fresh.all():
        return rows
    time = np.nan_to_num(rows["start"])
    if repeats == 1:
        starts = np.flatnonzero(np.concatenate([[True], fresh]))
        sizes = np.diff(starts, append=len(people))
        return rows.picked(time == np.repeat(np.minimum.reduceat(time, starts), sizes))
    order = np.lexsort((time, people))
    people, time = people[order], time[order]
    fresh = np.diff(people, prepend=-1) > 0
    later = fresh | (np.diff(time, prepend=-1) > 0)
    place = np.arange(len(people))
    start = np.maximum.accumulate(np.where(fresh, place, 0))
    rank = np.maximum.accumulate(np.where(later, place, 0)) - start
    return rows.picked(order[rank < repeats])


def _grouped(block: Block, rows: Rows, concepts: Sequence[str], repeats: int) -> Latest:
    people = rows["person"]
    starts = np.flatnonzero(np.diff(people, prepend=-1))
    taken = np.diff(starts, append=len(people))
    alone = np.repeat((taken == 1) & (repeats == 1), taken)
    several = ~((taken == 1) & (repeats == 1))
    sizes = taken[several]
    begins = np.cumsum(sizes) - sizes
    return Latest(block, rows, concepts, repeats, alone, ~alone, begins, sizes)


# -- findings -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """Of one test: who is positive, who negative, who left open; one may be several where all results count."""

    positive: Plane
    negative: Plane
    open: Plane


def counting(block: Block, concept: str, reach: Reach, *, ever: bool, stale: bool) -> Rows:
    """The results of a test that count: all in reach (`ever`), else the latest of them."""
    rows = block.rows(concept)
    told = rows.picked(rows["told"])
    near = told.picked(reached(told, reach, block.settings, stale=stale))
    return near if ever else _newest(near, 1)


def findings(block: Block, concept: str, reach: Reach, *, ever: bool, stale: bool) -> Found:
    """What results of a test found: all of them (`ever`), else the latest, which must agree."""
    rows = block.rows(concept)
    told = rows.picked(rows["told"])
    near = reached(told, reach, block.settings, stale=stale)
    beyond = block.scattered(told["person"], ~near)
    counted = counting(block, concept, reach, ever=ever, stale=stale)
    finding = counted["finding"]
    yes, no, unclear = (block.scattered(counted["person"], finding == sign) for sign in (1, 0, -1))
    if ever:
        return Found(yes, no, unclear | beyond)
    return Found(yes & ~no & ~unclear, no & ~yes & ~unclear, unclear | (yes & no) | beyond)


# -- classes on a scale -------------------------------------------------------------------------------------------


def graded(found: Latest, truth: Callable[[str, str], bool | None]) -> tuple[Plane, Plane, Plane]:
    """Classes on a scale: "ISN/RPS class III or IV with or without V"; those of one day must agree."""
    answers, block, people = found.rows["answer"], found.block, found.people
    table = np.full((len(found.concepts), len(block.answers) + 1), -1, np.int8)
    for place in range(len(block.answers)):
        for number, concept in enumerate(found.concepts):
            said = truth(concept, block.answers[place])
            table[number, place] = -1 if said is None else int(said)
    signs = table[found.rows["of"], answers]
    given = answers >= 0
    yes, no, unclear = (block.scattered(people, given & (signs == sign)) for sign in (1, 0, -1))
    return yes & ~no & ~unclear, no & ~yes & ~unclear, unclear | (yes & no)
