"""What a curator says of a criterion in place of the parser, for as long as it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, Select, insert, or_, select, update

from criteria.errors import InputRefused
from matcher import clock
from matcher.store.database import Database
from matcher.store.tables import overrides

__all__ = ["Correction", "Override", "Overrides"]


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion's reading, put right by hand: "dr.k: 'active infection' covers hepatitis B here, until 2027-01-31".

    `text_digest` is that of the text of the criterion's span, so that it holds for these words alone; `nct_id` keeps it
    to one trial. `document` is the reading as JSON. `author` and `reason` are those of whoever answers for it.
    """

    text_digest: str
    document: str
    author: str
    reason: str
    nct_id: str | None = None
    expires: dt.datetime | None = None


class Override(Correction, frozen=True, kw_only=True):
    """A correction with its number and its time, and, where it was ended early, by whom."""

    id: int
    made: dt.datetime
    withdrawn: dt.datetime | None
    withdrawn_by: str | None


class Overrides:
    """The overrides of one store; none is ever changed or removed, only withdrawn."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, correction: Correction) -> Override:
        """Put a correction into force; without an author or a reason it is refused."""
        for name in ("author", "reason"):
            if not getattr(correction, name).strip():
                raise InputRefused("an override needs one", where=name)
        row = {**msgspec.structs.asdict(correction), "made": clock.now()}
        with self._database.write() as connection:
            number = connection.execute(insert(overrides).values(**row).returning(overrides.c.id)).scalar_one()
            return next(_found(connection, select(overrides).where(overrides.c.id == number)))

    def in_force(self, at: dt.datetime) -> tuple[Override, ...]:
        """Those that hold at that time, the oldest first, so that of two for the same words the last counts."""
        columns = overrides.c
        holding = (
            columns.made <= at,
            or_(columns.expires.is_(None), columns.expires > at),
            or_(columns.withdrawn.is_(None), columns.withdrawn > at),
        )
        with self._database.read() as connection:
            return tuple(_found(connection, select(overrides).where(*holding).order_by(columns.id)))

    def all(self) -> tuple[Override, ...]:
        """Every one there ever was, the oldest first."""
        with self._database.read() as connection:
            return tuple(_found(connection, select(overrides).order_by(overrides.c.id)))

    def withdraw(self, number: int, *, author: str) -> Override:
        """End an override before its time; one that is ended stays as it is."""
        mine = overrides.c.id == number
        end = {"withdrawn": clock.now(), "withdrawn_by": author}
        with self._database.write() as connection:
            connection.execute(update(overrides).where(mine, overrides.c.withdrawn.is_(None)).values(**end))
            found = next(_found(connection, select(overrides).where(mine)), None)
        if found is None:
            raise InputRefused("there is no such override", where=str(number))
        return found


def _found(connection: Connection, asked: Select[*tuple[object, ...]]) -> Iterator[Override]:
    return (Override(**row) for row in connection.execute(asked).mappings())
