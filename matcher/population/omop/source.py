"""A CDM to read from: a folder of files or a database; both give the same typed tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import polars as pl

from criteria.errors import InputRefused

__all__ = ["Chosen", "Source", "is_omop", "open_source"]

_DUCKDB = frozenset({".duckdb", ".ddb", ".db"})


class Chosen(NamedTuple):
    """Persons to read: all from the first number to the last, or `only` some of these."""

    first: int
    last: int
    only: tuple[int, ...] | None = None


class Source(Protocol):
    """The tables of a CDM, typed as `cdm.tsv` has them; nothing is written to it."""

    @property
    def where(self) -> str:
        """What it is called in messages: a path, or an address without its password."""

    def has(self, table: str) -> bool:
        """Whether there is such a table."""

    def read(self, table: str, people: Chosen | None = None) -> pl.DataFrame:
        """The rows of a table; `people`: those of these persons."""

    def distinct(self, table: str, columns: Sequence[str]) -> pl.DataFrame:
        """The distinct combinations of columns of numbers."""

    def lookup(self, table: str, column: str, ids: Sequence[int]) -> pl.DataFrame:
        """The rows of a table whose column holds one of the numbers."""

    @property
    def close(self) -> Callable[[], None]:
        """Ends a connection, where there is one."""


def is_omop(cohort: str) -> bool:
    """Whether a cohort is a CDM: a folder, a DuckDB file or the address of a database."""
    return "://" in cohort or Path(cohort).is_dir() or Path(cohort).suffix.casefold() in _DUCKDB


def open_source(cohort: str, schema: str | None = None) -> Source:
    """The CDM at a path or address; InputRefused where there is none.

    "cdm/", "cdm.duckdb", "duckdb:///data/cdm.duckdb", "postgresql://reader@host/base".
    """
    from matcher.population.omop import database, folder  # noqa: PLC0415 - both know this module's protocol

    kind, separator, rest = cohort.partition("://")
    if separator and kind in {"postgresql", "postgres"}:
        return database.postgresql(cohort, schema)
    if separator and kind != "duckdb":
        raise InputRefused("this kind of address is not known", do="give postgresql://, duckdb:/// or a folder")
    path = Path(rest if separator else cohort)
    if not path.exists():
        raise InputRefused("there is no such file or folder", where=str(path))
    return folder.Folder(path) if path.is_dir() else database.duckdb(path, schema)
