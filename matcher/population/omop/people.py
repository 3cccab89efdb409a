"""Who is in the cohort: persons with their index date, age and sex, and those who are refused."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from criteria.errors import InputRefused, ProfileRefused
from matcher.population.omop.folder import Part
from matcher.population.omop.options import Options
from matcher.population.omop.source import Source
from matcher.population.omop.timing import age_in_years, birth_date, birth_year_only

__all__ = ["People", "people"]

_MALE, _FEMALE = 8507, 8532  # the CDM's own numbers for the two
_NAMED = 20  # refusals that are named row by row


class People(msgspec.Struct, frozen=True):
    """The persons of a cohort.

    `frame`, in the order of person_id: person_id, index, birth, `year_only` (no more is known of it), age_years, sex.
    `persons` is how many the CDM holds.
    """

    frame: pl.DataFrame
    persons: int
    refused: tuple[ProfileRefused, ...]


def people(source: Source, options: Options) -> People:
    """The persons who have an index date; a row of `person` is counted from 1 in the order of person_id."""
    rows = source.read("person").sort("person_id", maintain_order=True).with_row_index("row", offset=1)
    rows = rows.with_columns(birth=birth_date(), year_only=birth_year_only(), sex=_sex())
    held, refused = _indexed(_with_death(rows, source), source, options)
    where = f"{source.where} person"
    faults = (
        (pl.col("person_id").is_null(), "has no person_id"),
        (pl.col("person_id").is_duplicated() & ~pl.col("person_id").is_first_distinct(), "repeats a person_id"),
        (pl.col("index") < pl.col("birth"), "has an index date before birth"),
        (pl.col("index") > pl.col("death"), "has an index date after death"),
    )
    for fault, what in faults:
        bad = held.filter(fault.fill_null(value=False))
        refused += _refusals(bad, where, what)
        held = held.filter(~fault.fill_null(value=False))
    held = held.with_columns(age_years=age_in_years())
    columns = ("person_id", "index", "birth", "year_only", "age_years", "sex")
    return People(held.select(columns), rows.height, tuple(refused))


def _with_death(rows: pl.DataFrame, source: Source) -> pl.DataFrame:
    """The day of death, where the CDM tells of deaths."""
    if not source.has("death"):
        return rows.with_columns(death=pl.lit(None, dtype=pl.Date))
    deaths = source.read("death").group_by("person_id").agg(death=pl.col("death_date").min())
    return rows.join(deaths, on="person_id", how="left", maintain_order="left")


def _sex() -> pl.Expr:
    gender = pl.col("gender_concept_id")
    return pl.when(gender == _FEMALE).then(pl.lit("female")).when(gender == _MALE).then(pl.lit("male"))


def _refusals(bad: pl.DataFrame, where: str, what: str) -> list[ProfileRefused]:
    """A refusal for each row, by its number; of very many, one for the rest."""
    rows = bad.get_column("row").to_list()
    named = [ProfileRefused(what, where=f"{where} row {row}") for row in rows[:_NAMED]]
    rest = len(rows) - len(named)
    return [*named, ProfileRefused(f"{rest:,} more rows: each {what}", where=where)] if rest else named


# -- index dates ----------------------------------------------------------------------------------------------


def _indexed(rows: pl.DataFrame, source: Source, options: Options) -> tuple[pl.DataFrame, list[ProfileRefused]]:
    """The persons with the index date of each, those without one left out."""
    if options.index_table is None:
        return rows.with_columns(index=pl.lit(options.index_date, dtype=pl.Date)), []
    dates, where = _index_table(options.index_table), str(options.index_table)
    twice = pl.col("index").n_unique().over("person_id") > 1
    unknown = ~pl.col("person_id").is_in(rows.get_column("person_id").to_list())
    refused: list[ProfileRefused] = []
    faults: Final = (
        (pl.col("person_id").is_null() | pl.col("index").is_null(), "has no person or no date"),
        (unknown, f"names a person who is not in {source.where}"),
        (twice, "gives a person more than one index date"),
    )
    for fault, what in faults:
        refused += _refusals(dates.filter(fault), where, what)
        dates = dates.filter(~fault)
    if dates.is_empty() and not refused:
        raise InputRefused("holds no index date", where=where)
    return rows.join(dates.unique("person_id").drop("row"), on="person_id", maintain_order="left"), refused


def _index_table(path: Path) -> pl.DataFrame:
    """Person and date from a CSV or Parquet file; the columns of a CDM `cohort` table are understood too."""
    part = Part("index_table", path)
    names = set(part.frame.collect_schema().names())
    if {"subject_id", "cohort_start_date"} <= names and "person_id" not in names:
        part = Part("cohort", path)
    return part.rows(part.frame).select(row=pl.int_range(1, pl.len() + 1), person_id=pl.nth(0), index=pl.nth(1))
