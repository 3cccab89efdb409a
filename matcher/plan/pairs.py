"""A row a pair of person and trial: the verdict, how many criteria pass, fail and are unknown, what is missing.

Rows stand person by person, and of one person in the order of the trials, so that blocks after one another make the
table that one large block would have made. Until they are put together, rows hold the places of names, not names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from matcher.plan.compile import Plan
from matcher.plan.laid import Laid, Rows
from matcher.plan.missing import Absent, Missing
from matcher.plan.planes import Numbers, words
from matcher.plan.run import VERDICT, Evaluated

__all__ = ["Names", "facts_table", "pairs", "pairs_in_codes", "pairs_schema"]


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
    """The pairs that are not ineligible, or all of them, person by person in the order of the trials.

    `missing` has a bit for each fact of `facts_table`; `first_blocker` is the first criterion that fails, in the
    order of the text; `days` are those until an ineligible pair's blockers have ended by themselves.
    """
    return Names(found.plan).told(pairs_in_codes(found, missing, absent, days, all_pairs=all_pairs), ids)


def pairs_in_codes(
    found: Evaluated,
    missing: Missing,
    absent: Absent,
    days: Mapping[str, Numbers] | None = None,
    *,
    all_pairs: bool = False,
) -> pl.DataFrame:
    """The same as `pairs` with numbers only: `person` is a row of the block, the others are what `Names` knows."""
    kept, places = found.kept(all_pairs=all_pairs), Names(found.plan).places
    laid = Laid(list(kept.values()), found.block.people, pairs_schema(missing)["missing"].size)
    for number, trial in enumerate(found.plan.trials):
        rows = Rows(found, trial.nct_id, kept[trial.nct_id])
        laid.lay(number, rows, places)
        laid.lay_bits(rows, missing.of_trial[trial.nct_id], absent[trial.nct_id])
        if days and trial.nct_id in days:
            laid.lay_days(rows, days[trial.nct_id])
    sizes = [len(found.plan.columns_of(trial.nct_id)) for trial in found.plan.trials]
    return pl.DataFrame(laid.columns(np.array(sizes, np.uint16)))


class Names:
    """The names that stand for codes in the pairs of a plan; `places` are those of criteria, 0 is none."""

    def __init__(self, plan: Plan) -> None:
        names = sorted({column.criterion.criterion_id for column in plan.columns})
        self.places = {name: place for place, name in enumerate(names, start=1)}
        self._criteria = pl.Series([None, *names], dtype=pl.String)
        self._trials = pl.Series([trial.nct_id for trial in plan.trials], dtype=pl.String)

    def told(self, rows: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
        """Pairs under the names of `pairs_schema`."""
        days = rows.get_column("days")
        return rows.select(
            ids.gather(rows.get_column("person")).alias("profile_id"),
            self._trials.gather(rows.get_column("trial")).alias("nct_id"),
            rows.get_column("verdict").cat.to(VERDICT),
            "passed",
            "failed",
            "unknown",
            self._criteria.gather(rows.get_column("blocker")).alias("first_blocker"),
            "missing",
            days.set(days == 0, None).alias("earliest_eligible_in_days"),
        )
