"""One database, used in transactions: reading ones, and writing ones that come into force as a whole."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite

from criteria.errors import StoreUnavailable
from matcher.store import schema
from matcher.store.address import Address
from matcher.store.failures import told

__all__ = ["Database", "add_new"]

ROWS = 200
PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON")


class Database:
    """The database at an address; its schema is seen to before the first transaction."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.engine = _engine(address)
        self._lock, self._ready = threading.Lock(), False

    @contextmanager
    def read(self, *, steady: bool = False) -> Iterator[Connection]:
        """A transaction that changes nothing; a steady one sees one state of the store however long it takes."""
        self._make_ready()
        asked = steady and self.address.folder is None
        engine = self.engine.execution_options(isolation_level="REPEATABLE READ") if asked else self.engine
        with told(self.address.shown), engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is kept as a whole, or, where anything in it fails, not at all."""
        self._make_ready()
        with told(self.address.shown), self.engine.execution_options(writes=True).begin() as connection:
            yield connection

    def upgrade(self) -> str:
        """Bring the schema to what this program knows; the revision it stands at."""
        self._make_folder()
        with told(self.address.shown), self.engine.execution_options(writes=True).begin() as connection:
            return schema.upgrade(connection)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def _make_ready(self) -> None:
        """Make an embedded store that is not there yet; refuse one whose schema is not the one known here."""
        with nullcontext() if self._ready else self._lock:
            if self._ready:
                return
            self._make_folder()
            with told(self.address.shown), self.engine.begin() as connection:
                found = schema.revision(connection)
            if found is None and self.address.folder is not None:
                found = self.upgrade()
            schema.require(found, self.address.shown)
            self._ready = True

    def _make_folder(self) -> None:
        if self.address.folder is None:
            return
        try:
            self.address.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StoreUnavailable(f"the store cannot be written: {self.address.shown}: {error.strerror}") from error


def add_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert those of the rows whose key is not there yet."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    for start in range(0, len(rows), ROWS):
        connection.execute(insert(table).values(rows[start : start + ROWS]).on_conflict_do_nothing())


def _engine(address: Address) -> Engine:
    """Connections are tried before they are used, and no statement is ever quoted with its values."""
    engine = create_engine(
        address.url, connect_args=address.arguments, pool_pre_ping=True, pool_timeout=10, hide_parameters=True
    )
    if address.folder is not None:
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """Take the transactions from the driver, which would leave changes of the schema outside of them."""
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes its place at once, so that it need not give up half way for another."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
