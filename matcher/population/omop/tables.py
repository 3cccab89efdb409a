"""The tables and columns of the OMOP CDM 5.4 that are read (`cdm.tsv`), and how raw columns become typed ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, Literal

import msgspec
import polars as pl

from criteria.errors import InputRefused

__all__ = ["DTYPES", "Column", "Kind", "family", "read_text", "spec", "tsv", "typed", "wanted"]

Kind = Literal["id", "number", "date", "text"]
DTYPES: Final[Mapping[Kind, pl.DataType]] = {
    "id": pl.Int64(),
    "number": pl.Float64(),
    "date": pl.Date(),
    "text": pl.String(),
}
_KINDS: Final[Mapping[str, Kind]] = {"id": "id", "number": "number", "date": "date", "text": "text"}
_ASKED: Final[Mapping[Kind, str]] = {
    "id": "whole numbers",
    "number": "numbers",
    "date": "dates",
    "text": "text",
}


class Column(msgspec.Struct, frozen=True):
    """A column that is read; without `needed` it may be missing: measurement.range_high."""

    name: str
    kind: Kind
    needed: bool


@cache
def tsv(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table beside this module."""
    text = files("matcher.population.omop").joinpath(name).read_text(encoding="utf-8")
    head, *lines = (line.split("\t") for line in text.splitlines())
    return tuple(dict(zip(head, line, strict=True)) for line in lines)


@cache
def spec(table: str) -> tuple[Column, ...]:
    """The columns of a table that are read, in the order of `cdm.tsv`."""
    rows = [row for row in tsv("cdm.tsv") if row["table"] == table]
    return tuple(Column(row["column"], _KINDS[row["kind"]], row["needed"] == "yes") for row in rows)


def wanted(table: str, found: Mapping[str, Kind | None], where: str) -> tuple[Column, ...]:
    """The columns to read of those that a table has, once their types are known to fit; InputRefused if not."""
    columns = spec(table)
    if missing := [column.name for column in columns if column.needed and column.name not in found]:
        raise InputRefused(f"{table} has no column {', '.join(missing)}", where=where, do="see the OMOP CDM 5.4")
    present = tuple(column for column in columns if column.name in found)
    for column in present:
        if found[column.name] is None:
            raise _misfit(table, column, where)
    return present


def _misfit(table: str, column: Column, where: str, rows: str = "") -> InputRefused:
    """The refusal of a column that holds something else than it should; never what it holds."""
    what = f"{table}.{column.name} must hold {_ASKED[column.kind]}{rows}"
    return InputRefused(what, where=where, do="give the column the type that the OMOP CDM 5.4 names")


def family(dtype: pl.DataType) -> Kind | None:
    """What a column type can hold; None for what the model has no use for."""
    if dtype.is_integer():
        return "id"
    if dtype.is_float() or dtype.is_decimal():
        return "number"
    if dtype == pl.Date() or isinstance(dtype, pl.Datetime):
        return "date"
    return "text" if dtype in {pl.String(), pl.Null()} else None


# -- types ----------------------------------------------------------------------------------------------------


def read_text(column: pl.Expr, kind: Kind) -> pl.Expr:
    """Text as what it stands for: "2020-02-03" or "20200203" is a date; null where it stands for nothing."""
    trimmed = column.str.strip_chars()
    if kind == "date":
        day = trimmed.str.slice(0, 10)
        return pl.coalesce(day.str.to_date("%Y-%m-%d", strict=False), day.str.to_date("%Y%m%d", strict=False))
    return column if kind == "text" else trimmed.cast(DTYPES[kind], strict=False)


def typed(frame: pl.DataFrame, table: str, columns: tuple[Column, ...], where: str) -> pl.DataFrame:
    """A table in its types, columns that are not there as nulls; InputRefused where a value does not fit."""
    series = [_typed_series(frame.get_column(column.name), table, column, where) for column in columns]
    missing = [column for column in spec(table) if column not in columns]
    nulls = [pl.lit(None, dtype=DTYPES[column.kind]).alias(column.name) for column in missing]
    return pl.DataFrame(series).with_columns(nulls).select([column.name for column in spec(table)])


def _typed_series(raw: pl.Series, table: str, column: Column, where: str) -> pl.Series:
    """One column in its type; a column without any value fits whatever its type is."""
    found = family(raw.dtype)
    if found == "text" and column.kind != "text":
        raw = raw.cast(pl.String).str.strip_chars().replace("", None)
        read = raw.to_frame().select(read_text(pl.col(raw.name), column.kind)).to_series()
    elif found == "number" and column.kind == "id":
        read = raw.to_frame().select(pl.when(pl.first() == pl.first().floor()).then(pl.first())).to_series()
        read = read.cast(pl.Int64, strict=False)
    elif found == column.kind or (found == "id" and column.kind in {"number", "text"}):
        return raw.cast(DTYPES[column.kind])
    else:
        read = pl.Series(raw.name, [None] * len(raw), dtype=DTYPES[column.kind])
    bad = read.is_null() & raw.is_not_null()
    if raw.dtype.is_float():
        bad &= ~raw.is_nan()
    if bad.any():
        raise _misfit(table, column, where, f"; {bad.sum():,} of {len(raw):,} rows do not")
    return read
