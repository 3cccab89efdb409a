"""Which engine answered from this store, and from when on."""

from __future__ import annotations

import datetime as dt

import msgspec
from sqlalchemy import Connection, Select, insert, select

from matcher import clock
from matcher.store.database import Database
from matcher.store.tables import engines

__all__ = ["Engine", "Engines"]


class Engine(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer depends on besides profile and records: program, lexicon, and the digest of all rules."""

    version: str
    lexicon_digest: str
    rules: str


class Engines:
    """The engines of one store, in the order in which they came into use."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, engine: Engine) -> None:
        """Write down that this engine answers from now on, unless it did before."""
        if self._last() == engine:
            return
        row = {**msgspec.structs.asdict(engine), "since": clock.now()}
        with self._database.write() as connection:
            if _first(connection, _latest()) != engine:
                connection.execute(insert(engines).values(**row))

    def at(self, day: dt.date) -> Engine | None:
        """The engine that was in use at the end of a day; None where none was noted by then."""
        end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=dt.UTC)
        with self._database.read() as connection:
            return _first(connection, _latest().where(engines.c.since < end))

    def _last(self) -> Engine | None:
        with self._database.read() as connection:
            return _first(connection, _latest())


def _latest() -> Select[str, str, str]:
    columns = engines.c
    asked = select(columns.version, columns.lexicon_digest, columns.rules)
    return asked.order_by(columns.number.desc()).limit(1)


def _first(connection: Connection, asked: Select[str, str, str]) -> Engine | None:
    row = connection.execute(asked).one_or_none()
    return Engine(version=row[0], lexicon_digest=row[1], rules=row[2]) if row else None
