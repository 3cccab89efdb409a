"""A row a pair of person and trial: the verdict, how many criteria pass, fail and are unknown, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from matcher.plan.missing import Absent, Missing
from matcher.plan.planes import Numbers, Plane, counted, nobody, read_counts, unpacked, words
from matcher.plan.run import VERDICT, Evaluated
from matcher.results import MissingFact

__all__ = ["facts_table", "pairs", "pairs_schema"]

BYTES = 8


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
    frames = []
    for trial in found.plan.trials:
        facts, own = missing.of_trial[trial.nct_id], absent[trial.nct_id]
        kept = ~nobody(found.block.people) if all_pairs else ~found.trials[trial.nct_id].false
        rows = _Rows(found, trial.nct_id, np.flatnonzero(unpacked(kept, found.block.people)).astype(np.uint32))
        frames.append(rows.frame(ids, _bits(own, facts, rows, schema["missing"].size), (days or {}).get(trial.nct_id)))
    return pl.concat([pl.DataFrame(schema=schema), *frames], rechunk=False)


class _Rows:
    """The pairs of one trial with some of the people of a block."""

    def __init__(self, found: Evaluated, nct_id: str, index: Numbers) -> None:
        self.nct_id, self.index, self.people = nct_id, index, found.block.people
        self.verdict = found.trials[nct_id]
        self.criteria = found.plan.columns_of(nct_id)
        self.truths = [found.column(column) for column in self.criteria]

    def frame(self, ids: pl.Series, bits: Numbers, days: Numbers | None) -> pl.DataFrame:
        """All columns."""
        index = self.index
        passed = read_counts(counted(truth.true for truth in self.truths), self.people)[index]
        failed = read_counts(counted(truth.false for truth in self.truths), self.people)[index]
        gone = np.zeros(len(index), np.uint32) if days is None else days[index]
        codes = _codes(self.verdict.true, self.verdict.false, self.people)[index]
        return pl.DataFrame(
            {
                "profile_id": ids.gather(pl.Series(index)),
                "nct_id": pl.Series([self.nct_id]).new_from_index(0, len(index)),
                "verdict": pl.Series(codes).cat.to(VERDICT),
                "passed": passed,
                "failed": failed,
                "unknown": (len(self.truths) - passed - failed).astype(np.uint16),
                "first_blocker": self._first_blockers(),
                "missing": pl.Series(bits, dtype=pl.Array(pl.UInt64, bits.shape[1])),
                "earliest_eligible_in_days": pl.Series(gone, dtype=pl.UInt32).replace(0, None),
            }
        )

    def _first_blockers(self) -> pl.Series:
        """The first criterion that fails, of those who are ineligible."""
        names = pl.Series([None, *(column.criterion.criterion_id for column in self.criteria)], dtype=pl.String)
        failed = [truth.false & self.verdict.false for truth in self.truths]
        return names.gather(pl.Series(_first(failed, self.people)[self.index].astype(np.uint32)))


def _codes(eligible: Plane, ineligible: Plane, people: int) -> Numbers:
    """Verdicts as the numbers of their words."""
    codes = np.ones(people, np.uint8)
    codes[unpacked(eligible, people)] = 0
    codes[unpacked(ineligible, people)] = 2
    return codes


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


def _bits(planes: Mapping[MissingFact, Plane], facts: Sequence[MissingFact], rows: _Rows, width: int) -> Numbers:
    """The bits of all facts of a trial, eight to a byte, in so many words of 64."""
    held = np.zeros((len(rows.index), width * BYTES), np.uint8)
    for start in range(0, len(facts), 8):
        byte = np.zeros(rows.people, np.uint8)
        for bit, fact in enumerate(facts[start : start + 8]):
            if fact in planes:
                byte |= unpacked(planes[fact], rows.people).view(np.uint8) << bit
        held[:, start // 8] = byte[rows.index]
    return held.view("<u8")
