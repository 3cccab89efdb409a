"""A cohort before it is screened: whether it is one at all, how many rows it has, and results as lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import polars as pl

from matcher.population.columns_frame import check_columns
from matcher.population.guard import unknown_field
from matcher.population.schema import Profile

__all__ = ["lines_of_table", "rows_of_parquet"]

ROWS = 10_000


def rows_of_parquet(path: Path) -> int:
    """How many rows a Parquet file of profiles has; ProfileRefused where a column could not be part of a profile.

    A column that no profile has may hold anything, names and dates of birth included: the file is refused whole.
    """
    check_columns(path, parquet=True)
    allowed = [field.name for field in msgspec.structs.fields(Profile)]
    lazy = pl.scan_parquet(path)
    for name in lazy.collect_schema():
        if name not in allowed:
            raise unknown_field(name, allowed, "/columns")
    return int(lazy.select(pl.len()).collect().item())


def lines_of_table(path: Path) -> Iterator[bytes]:
    """The rows of a table of results, one JSON object a line, so many at a time."""
    lazy = pl.scan_parquet(path)
    for start in range(0, int(lazy.select(pl.len()).collect().item()), ROWS):
        yield lazy.slice(start, ROWS).collect().write_ndjson().encode()
