"""Profiles in columns: Parquet and Arrow files as rows of plain objects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from criteria.errors import ProfileRefused
from matcher.population.files import PARQUET

__all__ = ["rows"]


def rows(path: Path, *, block: int = 10_000) -> Iterator[dict[str, object]]:
    """The rows of a columnar file, a block at a time; nulls are left out, at every depth."""
    read = pl.read_parquet if path.suffix.casefold() in PARQUET else pl.read_ipc
    try:
        frame = read(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise ProfileRefused(f"cannot be read as {path.suffix[1:]}", where=str(path)) from error
    for part in frame.iter_slices(block):
        for row in part.iter_rows(named=True):
            yield {key: _without_nulls(value) for key, value in row.items() if value is not None}


def _without_nulls(value: object) -> object:
    """An object without its null fields; an object of nothing but nulls is null."""
    if isinstance(value, dict):
        return {key: _without_nulls(each) for key, each in value.items() if each is not None}
    return [_without_nulls(each) for each in value] if isinstance(value, list) else value
