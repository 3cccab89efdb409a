"""Dates as days before the index date; what lies after it or cannot be is not used."""

from __future__ import annotations

from typing import Final

import polars as pl

__all__ = ["LIFE", "age_in_years", "before_index", "birth_date", "birth_year_only"]

LIFE: Final = 45_000
"""The longest life, in days."""

OLDEST: Final = 90


def before_index(column: str) -> pl.Expr:
    """Whole days from a date to the index date: 0 on that day, negative after it."""
    return (pl.col("index") - pl.col(column)).dt.total_days().cast(pl.Int32)


def birth_date() -> pl.Expr:
    """The day of birth; what is not known of it counts as the first, as the CDM asks for: "1980" is 1980-01-01."""
    dated = pl.col("birth_datetime")
    year = pl.coalesce(_positive("year_of_birth"), dated.dt.year())
    month = pl.coalesce(_positive("month_of_birth"), dated.dt.month(), 1)
    day = pl.coalesce(_positive("day_of_birth"), dated.dt.day(), 1)
    written = pl.format("{}-{}-{}", *(part.cast(pl.String).str.zfill(2) for part in (year, month, day)))
    first = pl.format("{}-01-01", year.cast(pl.String))
    return pl.coalesce(*(each.str.to_date("%Y-%m-%d", strict=False) for each in (written, first)))


def birth_year_only() -> pl.Expr:
    """Whether of the day of birth no more than the year is known."""
    return _positive("month_of_birth").is_null() & pl.col("birth_datetime").is_null() & birth_date().is_not_null()


def _positive(column: str) -> pl.Expr:
    return pl.when(pl.col(column) > 0).then(pl.col(column))


def age_in_years() -> pl.Expr:
    """Completed years at the index date; 90 for all who are older."""
    index, birth = pl.col("index"), pl.col("birth")
    had = (index.dt.month() > birth.dt.month()) | (
        (index.dt.month() == birth.dt.month()) & (index.dt.day() >= birth.dt.day())
    )
    years = index.dt.year() - birth.dt.year() - pl.when(had).then(0).otherwise(1)
    return years.clip(upper_bound=OLDEST).cast(pl.Int32)
