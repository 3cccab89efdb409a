"""A block of people as profiles: the nested columns of the contract, no date and no number of the source in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from matcher.population.omop.cohort import Cohort
from matcher.population.omop.drugs import courses
from matcher.population.omop.histories import conditions, procedures
from matcher.population.omop.keys import profile_id
from matcher.population.omop.options import LISTS, Options
from matcher.population.omop.results import results
from matcher.population.omop.timing import LIFE

__all__ = ["SCHEMA", "profiles"]

_DAYS: Final = pl.Int32()
_ENTRIES: Final[dict[str, dict[str, pl.DataType]]] = {
    "conditions": {
        "concept": pl.String(),
        "status": pl.String(),
        "onset_days_before": _DAYS,
        "abatement_days_before": _DAYS,
        "negated": pl.Boolean(),
    },
    "observations": {
        "concept": pl.String(),
        "value": pl.String(),
        "unit": pl.String(),
        "range_low": pl.Float64(),
        "range_high": pl.Float64(),
        "days_before": _DAYS,
        "negated": pl.Boolean(),
    },
    "drug_exposures": {
        "concept": pl.String(),
        "start_days_before": _DAYS,
        "end_days_before": _DAYS,
        "dose": pl.Struct({"value": pl.Float64(), "unit": pl.String()}),
        "negated": pl.Boolean(),
    },
    "procedures": {"concept": pl.String(), "days_before": _DAYS, "negated": pl.Boolean()},
}
SCHEMA: Final = pl.Schema(
    {
        "profile_id": pl.String(),
        "age_years": pl.Int32(),
        "sex": pl.String(),
        "complete": pl.List(pl.String()),
        **{name: pl.List(pl.Struct(fields)) for name, fields in _ENTRIES.items()},
    }
)
_TIMES: Final = {
    "conditions": "onset_days_before",
    "observations": "days_before",
    "drug_exposures": "start_days_before",
    "procedures": "days_before",
}
_SOURCES: Final = {
    "conditions": ("condition_occurrence",),
    "observations": ("measurement", "observation"),
    "drug_exposures": ("drug_exposure",),
    "procedures": ("procedure_occurrence",),
}
"""The tables that a list is filled from, all of which must be there and be read in full for it to be complete."""


def profiles(block: pl.DataFrame, cohort: Cohort, amounts: pl.DataFrame, options: Options) -> pl.DataFrame:
    """The profiles of a block of `people`, in its order; see SCHEMA."""
    block = block.with_row_index("person")
    entries: dict[str, list[pl.DataFrame]] = {name: [] for name in LISTS}
    gaps: dict[str, list[pl.DataFrame]] = {name: [] for name in LISTS}
    for name, tables in _SOURCES.items():
        for table in tables:
            rows, lost = cohort.events(table, block)
            gaps[name].append(lost)
            for home, found in _entries(table, rows, cohort, amounts) if rows.height else ():
                entries[home].append(found)
    frame = block.with_columns(profile_id=_ids(block, options.key), complete=_complete(block, cohort, gaps, options))
    for name in LISTS:
        frame = frame.join(_nested(name, entries[name], cohort), on="person", how="left", maintain_order="left")
    return frame.select(SCHEMA.names())


def _entries(
    table: str, rows: pl.DataFrame, cohort: Cohort, amounts: pl.DataFrame
) -> Iterator[tuple[str, pl.DataFrame]]:
    match table:
        case "condition_occurrence":
            yield "conditions", conditions(rows, cohort)
        case "drug_exposure":
            yield "drug_exposures", courses(rows, cohort, amounts)
        case "procedure_occurrence":
            yield "procedures", procedures(rows)
        case _:
            yield from results(rows, table, cohort).items()


def _ids(block: pl.DataFrame, key: bytes) -> pl.Series:
    return pl.Series([profile_id(person, key) for person in block.get_column("person_id")], dtype=pl.String)


def _nested(name: str, parts: list[pl.DataFrame], cohort: Cohort) -> pl.DataFrame:
    """A list for each person: the same entry once, by concept, the latest first."""
    schema, fields = pl.Schema({"person": pl.UInt32(), **_ENTRIES[name]}), list(_ENTRIES[name])
    rows = pl.concat([schema.to_frame(), *parts], how="diagonal_relaxed").cast(schema).unique()
    rows = _ordered(_undisputed(rows), _TIMES[name], fields, pl.Enum(sorted(cohort.lexicon.concepts)))
    return rows.group_by("person", maintain_order=True).agg(pl.struct(fields).alias(name))


def _undisputed(rows: pl.DataFrame) -> pl.DataFrame:
    """Entries without the denials of what another record of the person says is there."""
    denials, facts = rows.filter("negated"), rows.filter(~pl.col("negated"))
    return rows if denials.is_empty() else pl.concat([facts, denials.join(facts, on=["person", "concept"], how="anti")])


def _ordered(rows: pl.DataFrame, time: str, fields: list[str], concepts: pl.Enum) -> pl.DataFrame:
    """Entries in an order that hangs on nothing but themselves.

    One number orders nearly all of them; only those of the same person, concept and day are compared field by field.
    """
    concept = pl.col("concept").cast(concepts).to_physical().cast(pl.Int64)
    key = (pl.col("person").cast(pl.Int64) * len(concepts.categories) + concept) * (LIFE + 2)
    rows = rows.with_columns(key=key + pl.col(time).fill_null(LIFE + 1)).sort("key").with_row_index("place")
    same = (pl.col("key") == pl.col("key").shift(1)) | (pl.col("key") == pl.col("key").shift(-1))
    tied = rows.filter(same)
    if tied.is_empty():
        return rows
    settled = tied.drop("place").sort("key", *fields, nulls_last=True).with_columns(tied.get_column("place"))
    return pl.concat([rows.join(tied, on="place", how="anti"), settled.select(rows.columns)]).sort("place")


# -- what is complete -----------------------------------------------------------------------------------------


def _complete(block: pl.DataFrame, cohort: Cohort, gaps: dict[str, list[pl.DataFrame]], options: Options) -> pl.Series:
    """The lists that the caller vouches for, without those in which a person has something that was not understood."""
    observed = _observed(block, cohort)
    if not options.complete:
        return pl.Series([None] * block.height, dtype=pl.List(pl.String))
    whole = pl.DataFrame({name: observed & _read_in_full(name, block, cohort, gaps[name]) for name in options.complete})
    for name in options.complete:
        cohort.tally.people[f"whose {name} are not taken as complete"] += block.height - int(
            whole.get_column(name).sum()
        )
    named = pl.concat_list(pl.when(name).then(pl.lit(name)) for name in options.complete).list.drop_nulls()
    return whole.select(pl.when(named.list.len() > 0).then(named)).to_series()


def _read_in_full(name: str, block: pl.DataFrame, cohort: Cohort, gaps: list[pl.DataFrame]) -> pl.Series:
    """Whether all tables behind a list are there, and each record of a person in them was understood."""
    if not all(cohort.source.has(table) for table in _SOURCES[name]):
        return pl.Series([False] * block.height, dtype=pl.Boolean)
    lost = pl.concat([frame.get_column("person") for frame in gaps]).unique()
    return ~block.get_column("person").is_in(lost.implode())


def _observed(block: pl.DataFrame, cohort: Cohort) -> pl.Series:
    """Whether the index date lies in an observation period; where there is no such table it is taken to."""
    if not cohort.source.has("observation_period"):
        return pl.Series("observed", [True] * block.height, dtype=pl.Boolean)
    periods = cohort.read("observation_period", block)
    rows = block.select("person_id", "person", "index").join(periods, on="person_id")
    covers = pl.col("index").is_between("observation_period_start_date", "observation_period_end_date")
    covered = rows.filter(covers).get_column("person").unique()
    observed = block.get_column("person").is_in(covered.implode())
    cohort.tally.people["have an index date outside of their observation periods"] += int((~observed).sum())
    return observed
