"""A CDM as a database, read by SQL that DuckDB and PostgreSQL share; both give columns, not rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final
from urllib.parse import urlsplit

import polars as pl

from criteria.errors import InputRefused
from matcher.population.omop.source import Chosen
from matcher.population.omop.tables import Column, Kind, spec, typed, wanted

__all__ = ["Database", "duckdb", "postgresql"]

Query = Callable[[str], pl.DataFrame]
Close = Callable[[], None]

_AT_ONCE = 10_000
_TYPES: Final[dict[Kind, str]] = {"id": "bigint", "number": "double precision", "date": "date", "text": "text"}
_FAMILIES: Final[tuple[tuple[Kind, tuple[str, ...]], ...]] = (
    ("id", ("int", "bigint", "smallint", "tinyint", "hugeint", "integer", "uinteger", "ubigint")),
    ("number", ("decimal", "numeric", "double", "float", "real")),
    ("date", ("date", "timestamp")),
    ("text", ("text", "varchar", "character", "char", '"null"')),
)


class Database:
    """The tables of a schema; without one, those that are found by their bare names."""

    def __init__(
        self, where: str, query: Query, close: Close, schema: str | None, catalogue: str | None = None
    ) -> None:
        self.where, self._query, self.close = where, query, close
        self._prefix = "".join(f"{_quoted(name)}." for name in (catalogue, schema) if schema and name)
        self._found = _columns(self._asked(_CATALOGUE + (_IN_SCHEMA.format(_literal(schema)) if schema else "")))

    def has(self, table: str) -> bool:
        """Whether there is such a table."""
        return table in self._found

    def read(self, table: str, people: Chosen | None = None) -> pl.DataFrame:
        """The rows of a table; `people`: those of these persons."""
        if people is None:
            return self._rows(table, "")
        if people.only is not None:
            return self._among(table, "person_id", people.only)
        return self._rows(table, f" WHERE person_id BETWEEN {people.first:d} AND {people.last:d}")

    def distinct(self, table: str, columns: Sequence[str]) -> pl.DataFrame:
        """The distinct combinations of columns of numbers; 0 where there is none, as the CDM has it."""
        there = {column.name for column in self._columns(table)}
        numbers = [f"coalesce(CAST({name if name in there else 'NULL'} AS bigint), 0) AS {name}" for name in columns]
        frame = self._asked(f"SELECT DISTINCT {', '.join(numbers)} FROM {self._prefix}{table}")  # noqa: S608 - as above
        return frame.select(pl.col(columns).cast(pl.Int64)).sort(columns)

    def lookup(self, table: str, column: str, ids: Sequence[int]) -> pl.DataFrame:
        """The rows of a table whose column holds one of the numbers."""
        return self._among(table, column, sorted(ids)).sort(column)

    def _among(self, table: str, column: str, ids: Sequence[int]) -> pl.DataFrame:
        """The same, asked for some thousands at a time."""
        parts = [self._rows(table, f" WHERE {column} IN ({part})") for part in _listed(ids)]
        return pl.concat(parts) if parts else self._rows(table, " WHERE false")

    def _rows(self, table: str, condition: str) -> pl.DataFrame:
        columns, found = self._columns(table), self._found[table]
        types = ((each.name, _TYPES[found[each.name] or each.kind]) for each in columns)
        cast = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in types)
        rows = self._asked(f"SELECT {cast} FROM {self._prefix}{table}{condition}")  # noqa: S608 - names of cdm.tsv
        return typed(rows, table, columns, self.where)

    def _columns(self, table: str) -> tuple[Column, ...]:
        return _wanted(table, tuple(self._found[table].items()), self.where)

    def _asked(self, sql: str) -> pl.DataFrame:
        """The answer of the database; what it says of a failure may hold values and is not repeated."""
        try:
            return self._query(sql)
        except Exception as error:
            do = "see whether the tables may be read and whether text columns hold what the CDM asks for"
            raise InputRefused("the database did not answer a query", where=self.where, do=do) from error


_CATALOGUE = "SELECT table_name, column_name, data_type FROM information_schema.columns"
_IN_SCHEMA = " WHERE table_schema = {}"


@cache
def _wanted(table: str, found: tuple[tuple[str, Kind | None], ...], where: str) -> tuple[Column, ...]:
    return wanted(table, dict(found), where)


def _columns(catalogue: pl.DataFrame) -> dict[str, dict[str, Kind | None]]:
    """What tables have which columns, by what they can hold."""
    found: dict[str, dict[str, Kind | None]] = {}
    for table, column, name in catalogue.select(pl.all().cast(pl.String).str.to_lowercase()).iter_rows():
        if spec(table):
            found.setdefault(table, {})[column] = _family(name)
    return found


def _family(name: str) -> Kind | None:
    return next((kind for kind, starts in _FAMILIES if name.startswith(starts)), None)


def _listed(ids: Sequence[int]) -> Iterator[str]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ", ".join(f"{each:d}" for each in ids[start : start + _AT_ONCE])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


# -- the two kinds --------------------------------------------------------------------------------------------


def duckdb(path: Path, schema: str | None = None) -> Database:
    """A DuckDB file, opened for reading only."""
    driver = _driver("duckdb", str(path))
    try:
        connection = driver.connect(str(path), read_only=True)
    except driver.Error as error:
        raise InputRefused("cannot be opened as a DuckDB file", where=str(path)) from error

    def query(sql: str) -> pl.DataFrame:
        return pl.DataFrame(connection.sql(sql))

    # the file's own name is a catalogue: a schema of the same name needs both
    return Database(str(path), query, connection.close, schema, str(query("SELECT current_database()").item()))


def postgresql(address: str, schema: str | None = None) -> Database:
    """A PostgreSQL database as it is at one moment, in a session that cannot write; without a schema, `public`."""
    where = _without_password(address)
    driver = _driver("adbc_driver_postgresql.dbapi", where)
    try:
        connection = driver.connect(address)
        with connection.cursor() as cursor:
            cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        connection.commit()
    except driver.Error as error:
        do = "see whether the server runs and the user may connect"
        raise InputRefused("the database cannot be reached", where=where, do=do) from error

    def query(sql: str) -> pl.DataFrame:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return pl.DataFrame(cursor.fetch_polars())

    return Database(where, query, connection.close, schema or "public")


def _driver(name: str, where: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        do = "install resetmatch[omop]"
        raise InputRefused("databases need a driver that is not installed", where=where, do=do) from error


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"
