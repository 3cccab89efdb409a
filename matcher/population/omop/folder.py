"""A CDM as a folder: a Parquet or CSV file for each table, or a folder of Parquet files named after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import polars as pl

from criteria.errors import InputRefused
from matcher.population.omop.source import Chosen
from matcher.population.omop.tables import Column, Kind, family, read_text, spec, typed, wanted

__all__ = ["Folder", "Part"]

T = TypeVar("T")
_PARQUET = (".parquet", ".pq")
_CSV = (".csv", ".csv.gz", ".tsv", ".txt")


class Part:
    """One table as files: "measurement.parquet", "CONCEPT.csv", "measurement/part-0.parquet"."""

    def __init__(self, table: str, path: Path) -> None:
        self.table, self.path = table, path

    @cached_property
    def frame(self) -> pl.LazyFrame:
        """The table as it stands, its columns in small letters."""
        frame = self._scanned()
        names = {name: name.lower() for name in self._guarded(frame.collect_schema).names()}
        return frame.rename(names)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns to read, once they fit."""
        schema = self._guarded(self.frame.collect_schema)
        found: dict[str, Kind | None] = {name: family(dtype) for name, dtype in schema.items()}
        return wanted(self.table, found, str(self.path))

    def rows(self, frame: pl.LazyFrame) -> pl.DataFrame:
        """What a query over the table gives, typed."""
        raw = self.collected(frame.select([column.name for column in self.columns]))
        return typed(raw, self.table, self.columns, str(self.path))

    def collected(self, query: pl.LazyFrame) -> pl.DataFrame:
        """What a query over the table gives."""
        return self._guarded(lambda: query.collect(engine="streaming"))

    def number(self, column: str) -> pl.Expr:
        """A column of numbers, null where it holds something else."""
        dtype = self.frame.collect_schema()[column]
        return read_text(pl.col(column), "id") if dtype == pl.String() else pl.col(column).cast(pl.Int64, strict=False)

    def _scanned(self) -> pl.LazyFrame:
        if self.path.is_dir():
            return pl.scan_parquet(self.path / "**" / "*.parquet", hive_partitioning=False)
        if self.path.name.lower().endswith(_PARQUET):
            return pl.scan_parquet(self.path)
        return self._guarded(self._scanned_csv)

    def _scanned_csv(self) -> pl.LazyFrame:
        """All as text; the vocabulary files of OHDSI are separated by tabs whatever their names say, without quotes."""
        head = pl.read_csv(self.path, has_header=False, n_rows=1, separator="\n", quote_char=None, infer_schema=False)
        tabs = not head.is_empty() and "\t" in str(head.item(0, 0))
        separator, quote = ("\t", None) if tabs else (",", '"')
        return pl.scan_csv(self.path, separator=separator, quote_char=quote, infer_schema=False)

    def _guarded(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except (pl.exceptions.PolarsError, OSError) as error:
            form = "Parquet" if self.path.is_dir() or self.path.name.lower().endswith(_PARQUET) else "CSV"
            do = "it may be cut off or empty: write it again"
            raise InputRefused(f"cannot be read as {form}", where=str(self.path), do=do) from error


class Folder:
    """A folder of tables, named as the CDM names them, in any case."""

    def __init__(self, path: Path) -> None:
        self.where = str(path)
        self._parts = {table: Part(table, found) for table, found in _found(path)}

    def close(self) -> None:
        """Nothing is held open."""

    def has(self, table: str) -> bool:
        """Whether there is such a table."""
        return table in self._parts

    def read(self, table: str, people: Chosen | None = None) -> pl.DataFrame:
        """The rows of a table; `people`: those of these persons."""
        part = self._parts[table]
        if people is None:
            return part.rows(part.frame)
        person = part.number("person_id")
        unreadable = person.is_null() & pl.col("person_id").is_not_null()
        asked = person.is_between(people.first, people.last)
        if people.only is not None:
            asked &= person.is_in(pl.lit(pl.Series(people.only, dtype=pl.Int64)).implode())
        return part.rows(part.frame.filter(asked | unreadable))

    def distinct(self, table: str, columns: Sequence[str]) -> pl.DataFrame:
        """The distinct combinations of columns of numbers; 0 where there is none, as the CDM has it."""
        part = self._parts[table]
        there = {column.name for column in part.columns}
        numbers = [(part.number(name) if name in there else pl.lit(None)).alias(name) for name in columns]
        query = part.frame.select(each.cast(pl.Int64).fill_null(0) for each in numbers).unique()
        return part.collected(query).sort(columns)

    def lookup(self, table: str, column: str, ids: Sequence[int]) -> pl.DataFrame:
        """The rows of a table whose column holds one of the numbers."""
        part = self._parts[table]
        asked = pl.LazyFrame({column: pl.Series(sorted(ids), dtype=pl.Int64)})
        rows = part.frame.join(asked, left_on=part.number(column), right_on=column, how="semi")
        return part.rows(rows).sort(column)


def _found(path: Path) -> Iterator[tuple[str, Path]]:
    """The tables of a folder; of one that is there twice, Parquet goes before CSV."""
    endings = (*_CSV, *_PARQUET)
    for entry in sorted(path.iterdir(), key=lambda each: (each.name.lower().endswith(_PARQUET), each.name)):
        name = entry.name.lower()
        ending = next((ending for ending in endings if name.endswith(ending)), "")
        if (ending or entry.is_dir()) and spec(name.removesuffix(ending)):
            yield name.removesuffix(ending), entry
