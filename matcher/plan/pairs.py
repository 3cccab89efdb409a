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

BITS = 64


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
    gone = days or {}
    parts = [
        _of_trial(found, one.nct_id, missing.of_trial[one.nct_id], absent[one.nct_id], gone.get(one.nct_id), all_pairs)
        for one in found.plan.trials
    ]
    joined = {name: [part[name] for part in parts] for name in (parts[0] if parts else ())}
    if not joined:
        return pl.DataFrame(schema=schema)
    sizes = [len(part["person"]) for part in parts]
    trial = pl.Series(np.repeat(np.arange(len(parts), dtype=np.uint32), sizes))
    people = pl.Series(np.concatenate(joined.pop("person")))
    words_of = joined.pop("missing")
    columns = {name: pl.Series(name, np.concatenate(column)) for name, column in joined.items()}
    names = pl.Series([trial.nct_id for trial in found.plan.trials], dtype=pl.String)
    return pl.DataFrame(
        {
            "profile_id": ids.gather(people),
            "nct_id": names.gather(trial),
            "verdict": columns["verdict"].cat.to(VERDICT),
            "passed": columns["passed"],
            "failed": columns["failed"],
            "unknown": columns["unknown"],
            "first_blocker": _blockers(found, trial, columns["first_blocker"]),
            "missing": _packed_words(words_of, schema["missing"]),
            "earliest_eligible_in_days": columns["days"].replace(0, None),
        },
        schema=schema,
    )


def _blockers(found: Evaluated, trial: pl.Series, place: pl.Series) -> pl.Series:
    """The names of the first blockers; place 0 stands for none."""
    names = [
        (number, at, column.criterion.criterion_id)
        for number, one in enumerate(found.plan.trials)
        for at, column in enumerate(found.plan.columns_of(one.nct_id), start=1)
    ]
    if not place.max():
        return pl.repeat(None, len(place), dtype=pl.String, eager=True)
    width = max((at for _, at, _ in names), default=0) + 1
    table = np.full(width * len(found.plan.trials), "", dtype=object)
    for number, at, name in names:
        table[number * width + at] = name
    held = pl.Series(table.tolist(), dtype=pl.String).replace("", None)
    return held.gather(trial.cast(pl.UInt32) * width + place.cast(pl.UInt32))


def _packed_words(parts: Sequence[Numbers], of: pl.Array) -> pl.Series:
    held = np.zeros((sum(len(part) for part in parts), of.size), np.uint64)
    start = 0
    for part in parts:
        held[start : start + len(part), : part.shape[1]] = part
        start += len(part)
    return pl.Series(held, dtype=of)


def _of_trial(  # noqa: PLR0913, PLR0917 - what is known of one trial
    found: Evaluated,
    nct_id: str,
    facts: Sequence[MissingFact],
    absent: Mapping[MissingFact, Plane],
    days: Numbers | None,
    all_pairs: bool,  # noqa: FBT001 - as given
) -> dict[str, Numbers]:
    """The columns of one trial's pairs, as numbers."""
    people, verdict = found.block.people, found.trials[nct_id]
    truths = [found.column(column) for column in found.plan.columns_of(nct_id)]
    kept = ~nobody(people) if all_pairs else ~verdict.false
    index = np.flatnonzero(unpacked(kept, people)).astype(np.uint32)
    passed = read_counts(counted(truth.true for truth in truths), people)[index]
    failed = read_counts(counted(truth.false for truth in truths), people)[index]
    gone = np.zeros(len(index), np.uint32) if days is None else days[index]
    return {
        "person": index,
        "verdict": _codes(verdict.true, verdict.false, people)[index],
        "passed": passed,
        "failed": failed,
        "unknown": (len(truths) - passed - failed).astype(np.uint16),
        "first_blocker": _first([truth.false & verdict.false for truth in truths], people, index, all_pairs),
        "days": gone,
        "missing": _bits(absent, facts, people, index),
    }


def _codes(eligible: Plane, ineligible: Plane, people: int) -> Numbers:
    """Verdicts as the numbers of their words."""
    codes = np.ones(people, np.uint8)
    codes[unpacked(eligible, people)] = 0
    codes[unpacked(ineligible, people)] = 2
    return codes


def _first(failed: Sequence[Plane], people: int, index: Numbers, wanted: bool) -> Numbers:  # noqa: FBT001 - as given
    """The place, from 1 on, of the first criterion that fails; 0 for none."""
    if not wanted:
        return np.zeros(len(index), np.uint16)
    seen = nobody(people)
    digits = [nobody(people) for _ in range(len(failed).bit_length())]
    for place, plane in enumerate(failed, start=1):
        fresh = plane & ~seen
        seen |= plane
        for digit in range(place.bit_length()):
            if place >> digit & 1:
                digits[digit] |= fresh
    return read_counts(digits, people)[index]


def _bits(planes: Mapping[MissingFact, Plane], facts: Sequence[MissingFact], people: int, index: Numbers) -> Numbers:
    """The bits of all facts of a trial, in words."""
    held = np.zeros((len(index), max(1, words(len(facts)))), np.uint64)
    for start in range(0, len(facts), 8):
        byte = np.zeros(people, np.uint8)
        for bit, fact in enumerate(facts[start : start + 8]):
            if fact in planes:
                byte |= unpacked(planes[fact], people).view(np.uint8) << bit
        held[:, start // BITS] |= byte[index].astype(np.uint64) << np.uint64(start % BITS)
    return held
