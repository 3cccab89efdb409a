"""What a caller says of a cohort: the index date, what is complete, the key of the profile numbers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

__all__ = ["LISTS", "Options"]

LISTS = ("conditions", "observations", "drug_exposures", "procedures")


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How a CDM is read.

    `index_date` is everybody's, or `index_table` a CSV or Parquet file of person and date. `complete` names the lists
    that the caller vouches for, `codes` is a file of the site's own codes. `key` makes the profile ids. `schema` is
    that of a database. `people_at_once` bounds the memory.
    """

    key: bytes
    index_date: dt.date | None = None
    index_table: Path | None = None
    complete: tuple[str, ...] = ()
    codes: Path | None = None
    schema: str | None = None
    people_at_once: int = 50_000
