"""Who did what, when: a log that only grows, each entry chained to the one before by its digest.

The digest of an entry is that of the chain before it and of its own text, so that an entry that is altered, removed or
put elsewhere breaks the chain from there on; `audit_head` keeps the end of it, so that the last cannot be cut off
either. Whoever can write all of the database can also write a new chain: keep the head that `resetmatch audit verify`
prints elsewhere, and compare.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from matcher import clock
from matcher.digests import digest_of
from matcher.store.database import Database
from matcher.store.tables import audit_head, audit_log

__all__ = ["Audit", "Checked", "Deed", "Entry"]

BEGINNING = "sha256:" + "0" * 64
CHUNK = 1000


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """What was done: "key ward-7 matched one profile against 314 trials"; never a value of the input.

    `actor` is the name of a key, the subject of a token or a user of the machine. The digests are those of the input
    and of the rules (lexicon and parser) and registry snapshot it was judged by; `verdicts` are counts.
    """

    actor: str
    operation: str
    outcome: str = "done"
    request_id: str | None = None
    trials: tuple[str, ...] = ()
    input_digest: str | None = None
    rules_digest: str | None = None
    registry_digest: str | None = None
    verdicts: Mapping[str, int] = {}


class Entry(Deed, frozen=True, kw_only=True):
    """A deed with its number in the log, without gaps from 1 on, and when it was written down."""

    number: int
    at: dt.datetime


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What the check of the log found: how many entries, the digest at its end, and what is wrong, in plain words."""

    count: int
    head: str
    problems: tuple[str, ...]


class Audit:
    """The audit log of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, *deeds: Deed) -> Entry:
        """Write deeds down, in order, at the end of the log; gives back the last entry."""
        if not deeds:
            raise ValueError("there is nothing to write down")
        with self._database.write() as connection:
            number, chain = _take_end(connection)
            for deed in deeds:
                number += 1
                entry = Entry(**msgspec.structs.asdict(deed), number=number, at=clock.now())
                text = msgspec.json.encode(entry, order="deterministic").decode()
                chain = _linked(chain, text)
                connection.execute(insert(audit_log).values(number=number, entry=text, chain=chain))
            connection.execute(update(audit_head).values(number=number, chain=chain))
        return entry

    def entries(self, *, after: int = 0, limit: int = CHUNK) -> tuple[Entry, ...]:
        """Entries in order, from the one after that number on."""
        decoder = msgspec.json.Decoder(Entry)
        with self._database.read() as connection:
            return tuple(decoder.decode(text) for _, text, _ in _rows(connection, after, limit))

    def verify(self, noted: str | None = None) -> Checked:
        """Follow the chain from the first entry to the head; every break of it is a problem.

        `noted`: the head of an earlier check, kept elsewhere, which must still be one of the links.
        """
        count, chain, problems, met = 0, BEGINNING, list[str](), noted in (None, BEGINNING)
        with self._database.read(steady=True) as connection:
            for number, text, written in _all(connection):
                problems += _breaks(count + 1, number, _linked(chain, text) == written, _named(text) == number)
                count, chain, met = number, written, met or written == noted
            head = connection.execute(select(audit_head.c.number, audit_head.c.chain)).one_or_none()
        if head is None or tuple(head) != (count, chain):
            was = "its end is not known any more" if head is None else f"it should end with entry {head[0]} as written"
            problems.append(f"the log ends with entry {count}, but {was}")
        if not met:
            problems.append("the head that was noted is not in the log: it was written anew from some entry on")
        return Checked(count=count, head=chain, problems=tuple(problems))


def _all(connection: Connection) -> Iterator[tuple[int, str, str]]:
    last = 0
    while rows := _rows(connection, last, CHUNK):
        yield from rows
        last = rows[-1][0]


def _rows(connection: Connection, after: int, limit: int) -> Sequence[Row[int, str, str]]:
    columns = audit_log.c
    asked = select(columns.number, columns.entry, columns.chain).where(columns.number > after)
    return connection.execute(asked.order_by(columns.number).limit(limit)).all()


def _take_end(connection: Connection) -> tuple[int, str]:
    """The end of the chain; nobody else can add to it until this transaction has ended."""
    number, chain = connection.execute(select(audit_head.c.number, audit_head.c.chain).with_for_update()).one()
    return number, chain


def _linked(chain: str, text: str) -> str:
    return digest_of(f"{chain}\n{text}".encode())


def _named(text: str) -> int | None:
    """The number that an entry gives itself."""
    try:
        return msgspec.json.decode(text, type=Entry).number
    except msgspec.DecodeError:
        return None


def _breaks(due: int, number: int, holds: bool, own: bool) -> Iterator[str]:  # noqa: FBT001 - findings
    if number != due:
        yield f"entries {due} to {number - 1} are missing" if number - due > 1 else f"entry {due} is missing"
    elif not holds:
        yield f"entry {number} is not what was written, or an entry before it was changed"
    if not own:
        yield f"entry {number} was put in this place later"
