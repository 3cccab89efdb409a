"""A row a pair of person and trial: the verdict, how many criteria pass, fail and are unknown, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from matcher.plan.missing import Absent, Missing
from matcher.plan.planes import Numbers, Plane, counted, nobody, read_counts, unpacked, words
from matcher.plan.run import VERDICT, Evaluated
from matcher.results import MissingFact

__all__ = ["facts_table", "pairs", "pairs_schema"]

BYTES = 8
TOGETHER = 16
"""Trials whose pairs become one frame: fewer cost calls, more cost memory."""


def pairs_schema(missing: Missing) -> dict[str, Any]:
    """The columns of a row a pair, with their types."""
    width = max([1, *(words(len(facts)) for facts in missing.of_trial.values())])
    return {
        "profile_id": pl.String,
        "nct_id": pl.String,
        "verdict": VERDICT,
        "passed": pl.UInt16,
        "failed": pl.UInt16,
        "unknown": pl.UInt16,
        "first_blocker": pl.String,
        "missing": pl.Array(pl.UInt64, width),
        "earliest_eligible_in_days": pl.UInt32,
    }


def facts_table(missing: Missing) -> pl.DataFrame:
    """What the bits of `missing` stand for: by trial and bit, the fact and how recent it must be."""
    rows = [
        (nct_id, bit, fact.domain, fact.concept, fact.within_days)
        for nct_id, facts in missing.of_trial.items()
        for bit, fact in enumerate(facts)
    ]
    schema = {
        "nct_id": pl.String,
        "bit": pl.UInt16,
        "domain": pl.String,
        "concept": pl.String,
        "within_days": pl.Float64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def pairs(  # noqa: PLR0913 - what is known of a block
    found: Evaluated,
    ids: pl.Series,
    missing: Missing,
    absent: Absent,
    days: Mapping[str, Numbers] | None = None,
    *,
    all_pairs: bool = False,
) -> pl.DataFrame:
    """The pairs that are not ineligible, or all of them, trial by trial in the order of the people.

    `missing` has a bit for each fact of `facts_table`; `first_blocker` is the first criterion that fails, in the
    order of the text; `days` are those until an ineligible pair's blockers have ended by themselves.
    """
    schema = pairs_schema(missing)
    names = pl.Series(sorted({column.criterion.criterion_id for column in found.plan.columns}), dtype=pl.String)
    blockers = {name: number for number, name in enumerate(names)}
    frames = []
    for start in range(0, len(found.plan.trials), TOGETHER):
        trials = found.plan.trials[start : start + TOGETHER]
        parts = [
            _Rows(found, trial.nct_id, all_pairs=all_pairs).columns(
                _Asked(missing.of_trial[trial.nct_id], absent[trial.nct_id], schema["missing"].size),
                blockers,
                (days or {}).get(trial.nct_id),
            )
            for trial in trials
        ]
        frames.append(_frame([trial.nct_id for trial in trials], parts, ids, names))
    return pl.concat([pl.DataFrame(schema=schema), *frames], rechunk=False)


class _Asked(NamedTuple):
    """The facts of a trial, for whom each is missing, and in how many words of 64 bits that is kept."""

    facts: Sequence[MissingFact]
    absent: Mapping[MissingFact, Plane]
    width: int


class _Columns(NamedTuple):
    """The pairs of one trial, a column each; `blocker` is the place of a name, from 1 on."""

    person: Numbers
    verdict: Numbers
    passed: Numbers
    failed: Numbers
    unknown: Numbers
    blocker: Numbers
    missing: Numbers
    days: Numbers


def _frame(nct_ids: Sequence[str], parts: Sequence[_Columns], ids: pl.Series, names: pl.Series) -> pl.DataFrame:
    """The pairs of several trials: names are looked up for all of them at once."""
    trial = np.repeat(np.arange(len(parts), dtype=np.uint32), [len(part.person) for part in parts])
    held = _Columns(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
    blocker = pl.Series(held.blocker, dtype=pl.UInt32).replace(0, None) - 1 if np.count_nonzero(held.blocker) else None
    days = pl.Series(held.days, dtype=pl.UInt32)
    return pl.DataFrame(
        {
            "profile_id": ids.gather(pl.Series(held.person)),
            "nct_id": pl.Series(nct_ids, dtype=pl.String).gather(pl.Series(trial)),
            "verdict": pl.Series(held.verdict).cat.to(VERDICT),
            "passed": held.passed,
            "failed": held.failed,
            "unknown": held.unknown,
            "first_blocker": _nothing(pl.String, len(trial)) if blocker is None else names.gather(blocker),
            "missing": pl.Series(held.missing, dtype=pl.Array(pl.UInt64, held.missing.shape[1])),
            "earliest_eligible_in_days": days.replace(0, None)
            if np.count_nonzero(held.days)
            else _nothing(pl.UInt32, len(trial)),
        }
    )


def _nothing(of: type[pl.DataType], rows: int) -> pl.Series:
    return pl.repeat(None, rows, dtype=of, eager=True)


class _Rows:
    """The pairs of one trial that are not ineligible, or all."""

    def __init__(self, found: Evaluated, nct_id: str, *, all_pairs: bool) -> None:
        self.people, self.verdict = found.block.people, found.trials[nct_id]
        kept = ~nobody(self.people) if all_pairs else ~self.verdict.false
        self.kept, self.index = kept, np.flatnonzero(unpacked(kept, self.people)).astype(np.uint32)
        self.criteria = found.plan.columns_of(nct_id)
        self.truths = [found.column(column) for column in self.criteria]

    def columns(self, asked: _Asked, blockers: Mapping[str, int], days: Numbers | None) -> _Columns:
        """All columns."""
        index = self.index
        passed, failed = self._count([each.true for each in self.truths]), self._count([t.false for t in self.truths])
        return _Columns(
            index,
            1 - self._flags(self.verdict.true) + self._flags(self.verdict.false),
            passed,
            failed,
            (len(self.truths) - passed - failed).astype(np.uint16),
            self._first_blockers(blockers),
            self._bits(asked),
            np.zeros(len(index), np.uint32) if days is None else days[index],
        )

    def _flags(self, plane: Plane) -> Numbers:
        """Of whom a plane holds, 1 or 0 a pair."""
        return unpacked(plane, self.people)[self.index].view(np.uint8)

    def _count(self, planes: Sequence[Plane]) -> Numbers:
        """How many of the planes hold, a pair; those that hold for nobody here are left aside."""
        digits = counted(plane for plane in planes if np.count_nonzero(plane & self.kept))
        return read_counts(digits, self.people)[self.index]

    def _first_blockers(self, blockers: Mapping[str, int]) -> Numbers:
        """The first criterion that fails, of those who are ineligible: the place of its name, from 1 on; else 0."""
        among = self.verdict.false & self.kept
        if not np.count_nonzero(among):
            return np.zeros(len(self.index), np.uint32)
        places = [0, *(blockers[column.criterion.criterion_id] + 1 for column in self.criteria)]
        first = _first([truth.false & among for truth in self.truths], self.people)
        return np.array(places, np.uint32)[first[self.index]]

    def _bits(self, asked: _Asked) -> Numbers:
        """The bits of all facts of the trial, eight to a byte."""
        held = np.zeros((len(self.index), asked.width * BYTES), np.uint8)
        for start in range(0, len(asked.facts), 8):
            byte = np.zeros(self.people, np.uint8)
            for bit, fact in enumerate(asked.facts[start : start + 8]):
                if fact in asked.absent:
                    byte |= unpacked(asked.absent[fact], self.people).view(np.uint8) << bit
            held[:, start // 8] = byte[self.index]
        return held.view("<u8")


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
