"""Pages of the registry that a sync has fetched so far, so that one that was cut off goes on where it was."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable

import msgspec
from sqlalchemy import delete, select

from criteria.registry.record import RawRecord
from matcher import clock
from matcher.store.database import Database, add_new
from matcher.store.tables import staged_pages

__all__ = ["Page", "Staging"]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page as it was fetched: "page 3 of the run, 200 records, more to come"."""

    number: int
    next_token: str | None
    fetched: dt.datetime
    records: tuple[RawRecord, ...]


class Staging:
    """Fetched pages by run: a name that says what was asked for, such as a digest of address and query."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, run: str, number: int, records: Iterable[RawRecord], *, next_token: str | None) -> None:
        """Keep a page; one that is there already stays."""
        content = msgspec.msgpack.encode([(record.where, record.raw) for record in records])
        row = {"run": run, "number": number, "next_token": next_token, "content": zlib.compress(content)}
        with self._database.write() as connection:
            add_new(connection, staged_pages, [{**row, "fetched": clock.now()}])

    def pages(self, run: str) -> tuple[Page, ...]:
        """The pages of a run so far, in order."""
        columns = staged_pages.c
        asked = select(columns.number, columns.next_token, columns.fetched, columns.content).where(columns.run == run)
        with self._database.read() as connection:
            rows = connection.execute(asked.order_by(columns.number)).all()
        return tuple(
            Page(number=number, next_token=token, fetched=fetched, records=_unpacked(content))
            for number, token, fetched, content in rows
        )

    def clear(self, run: str | None = None) -> None:
        """Forget a run, or every run."""
        these = delete(staged_pages) if run is None else delete(staged_pages).where(staged_pages.c.run == run)
        with self._database.write() as connection:
            connection.execute(these)


def _unpacked(content: bytes) -> tuple[RawRecord, ...]:
    pairs = msgspec.msgpack.decode(zlib.decompress(content), type=list[tuple[str, bytes]])
    return tuple(RawRecord(where, raw) for where, raw in pairs)
