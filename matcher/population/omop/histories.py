"""Diagnoses and procedures: what happened and when."""

from __future__ import annotations

import polars as pl

from matcher.population.omop.cohort import Cohort
from matcher.population.omop.timing import before_index

__all__ = ["conditions", "procedures"]


def conditions(rows: pl.DataFrame, cohort: Cohort) -> pl.DataFrame:
    """Entries of `conditions`: "SLE since 1500 days, not ended" has no status, for the CDM has none.

    An end counts only where it is the end of the disease: after its first day, and not of a claim or an encounter.
    """
    table, words = "condition_occurrence", cohort.vocabulary
    doubtful = words.meaning(table, "condition_status_concept_id", "status", "doubtful")
    resolved = words.meaning(table, "condition_status_concept_id", "status", "resolved")
    episodes = words.meaning(table, "condition_type_concept_id", "type", "episode")
    rows = cohort.tally.leave(rows, table, pl.col("condition_status_concept_id").is_in(doubtful), "not confirmed")
    later = pl.col("condition_end_date") > pl.col("condition_start_date")
    of_episode = pl.col("condition_type_concept_id").is_in(episodes).fill_null(value=False)
    end = pl.when(later & ~of_episode & (before_index("condition_end_date") >= 0)).then(
        before_index("condition_end_date")
    )
    over = end.is_not_null() | pl.col("condition_status_concept_id").is_in(resolved).fill_null(value=False)
    return rows.select(
        "person",
        "concept",
        status=pl.when(over).then(pl.lit("resolved")),
        onset_days_before="time",
        abatement_days_before=end,
        negated=pl.lit(value=False),
    )


def procedures(rows: pl.DataFrame) -> pl.DataFrame:
    """Entries of `procedures`."""
    return rows.select("person", "concept", days_before="time", negated=pl.lit(value=False))
