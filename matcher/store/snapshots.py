"""Registry snapshots: which records stood in the registry on a day, brought in whole or not at all."""

from __future__ import annotations

import datetime as dt
import itertools
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, insert, select

from criteria.errors import RecordRefused, WorkFailed
from criteria.registry.record import RawRecord, Study, decode_study
from matcher import clock
from matcher.digests import digest_of
from matcher.store.database import Database, add_new
from matcher.store.tables import record_sets, record_versions, set_members, snapshots

__all__ = ["Change", "Snapshot", "Snapshots", "Version"]

CHUNK = 500


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """A state of the registry: "642 records of the live registry, retrieved on 2026-09-14".

    `made` is when it came into force here, `version` the registry's own stamp of its data, where it gives one.
    `complete`: every record was asked for; otherwise changes were laid onto the snapshot before.
    """

    number: int
    retrieved: dt.date
    made: dt.datetime
    source: str
    version: str | None
    complete: bool
    digest: str
    count: int


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One wording of a record, and the first and the last day on which a snapshot held it."""

    nct_id: str
    digest: str
    first_seen: dt.date
    last_seen: dt.date


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A record that differs between two snapshots: the digests before and after, None where it is not there."""

    nct_id: str
    before: str | None
    after: str | None


class Snapshots:
    """The snapshots of one store; the last that was put in is in force, those before stay readable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self, records: Iterable[RawRecord], *, retrieved: dt.date, source: str = "", version: str | None = None
    ) -> Snapshot:
        """Bring a snapshot of these records into force; of records with one NCT number the last counts.

        A record that cannot be read is raised as its RecordRefused; then, and where anything else fails, the snapshot
        before stays in force.
        """
        row = {"retrieved": retrieved, "source": source, "version": version, "complete": True}
        return self._put(row, _by_number(records), {})

    def amend(
        self,
        onto: Snapshot,
        records: Iterable[RawRecord],
        *,
        retrieved: dt.date,
        version: str | None = None,
        without: Collection[str] = (),
    ) -> Snapshot:
        """Bring a snapshot into force that is the one given, with these records laid over it and some taken out."""
        with self._database.read() as connection:
            held = {number: digest for number, digest in _members(connection, onto) if number not in without}
        row = {"retrieved": retrieved, "source": onto.source, "version": version, "complete": False}
        return self._put(row, _by_number(records), held)

    def _put(self, row: dict[str, Any], brought: dict[str, tuple[str, bytes]], held: dict[str, str]) -> Snapshot:
        with self._database.write() as connection:
            _add_versions(connection, brought)
            set_id = _set_of(connection, {**held, **{number: digest for number, (digest, _) in brought.items()}})
            made = insert(snapshots).values(**row, made=clock.now(), set_id=set_id)
            number = connection.execute(made.returning(snapshots.c.number)).scalar_one()
            return next(_snapshots(connection, _listed().where(snapshots.c.number == number)))

    def current(self) -> Snapshot | None:
        """The snapshot in force; None where nothing was brought yet."""
        with self._database.read() as connection:
            return next(_snapshots(connection, _listed().order_by(snapshots.c.number.desc()).limit(1)), None)

    def as_of(self, day: dt.date) -> Snapshot | None:
        """The snapshot that was in force at the end of that day; None where there was none."""
        latest = _listed().where(snapshots.c.retrieved <= day).order_by(snapshots.c.number.desc()).limit(1)
        with self._database.read() as connection:
            return next(_snapshots(connection, latest), None)

    def get(self, number: int) -> Snapshot | None:
        """The snapshot of that number."""
        with self._database.read() as connection:
            return next(_snapshots(connection, _listed().where(snapshots.c.number == number)), None)

    def all(self) -> tuple[Snapshot, ...]:
        """Every snapshot, the oldest first."""
        with self._database.read() as connection:
            return tuple(_snapshots(connection, _listed().order_by(snapshots.c.number)))

    def records(self, snapshot: Snapshot) -> Iterator[RawRecord]:
        """The records of a snapshot as they were brought, sorted by NCT number."""
        held = _held(snapshot).add_columns(record_versions.c.content)
        with self._database.read() as connection:
            rows = connection.execute(held.order_by(record_versions.c.nct_id)).all()
        return itertools.starmap(_record, rows)

    def studies(self, snapshot: Snapshot) -> Iterator[Study]:
        """The records of a snapshot as studies, sorted by NCT number."""
        return map(_study, self.records(snapshot))

    def record(self, snapshot: Snapshot, nct_id: str) -> RawRecord | None:
        """The one record of a snapshot with this number."""
        asked = _held(snapshot).add_columns(record_versions.c.content).where(record_versions.c.nct_id == nct_id)
        with self._database.read() as connection:
            found = connection.execute(asked).one_or_none()
        return _record(*found) if found else None

    def changes(self, before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
        """The records that differ between two snapshots, sorted by NCT number."""
        with self._database.read() as connection:
            old, new = dict(_members(connection, before)), dict(_members(connection, after))
        numbers = sorted(number for number in old.keys() | new.keys() if old.get(number) != new.get(number))
        return tuple(Change(nct_id=number, before=old.get(number), after=new.get(number)) for number in numbers)

    def versions(self, nct_id: str) -> tuple[Version, ...]:
        """Every version of a record that a snapshot ever held, in the order in which they were first seen."""
        days = func.min(snapshots.c.retrieved).label("first_seen"), func.max(snapshots.c.retrieved).label("last_seen")
        asked = (
            select(record_versions.c.nct_id, record_versions.c.digest, *days)
            .join(set_members, set_members.c.version_id == record_versions.c.id)
            .join(snapshots, snapshots.c.set_id == set_members.c.set_id)
            .where(record_versions.c.nct_id == nct_id)
            .group_by(record_versions.c.nct_id, record_versions.c.digest)
            .order_by(func.min(snapshots.c.number))
        )
        with self._database.read() as connection:
            return tuple(Version(**row) for row in connection.execute(asked).mappings())

    def content(self, digest: str) -> RawRecord | None:
        """The version of a record with this digest."""
        columns = record_versions.c
        asked = select(columns.nct_id, columns.digest, columns.content).where(columns.digest == digest)
        with self._database.read() as connection:
            found = connection.execute(asked).one_or_none()
        return _record(*found) if found else None


# -- records and their digests ------------------------------------------------------------------------------


def _by_number(records: Iterable[RawRecord]) -> dict[str, tuple[str, bytes]]:
    """Digest and content of each record, by its NCT number."""
    found: dict[str, tuple[str, bytes]] = {}
    for record in records:
        study = decode_study(record)
        if isinstance(study, RecordRefused):
            raise study
        content = _plain(record.raw)
        found[study.nct_id] = digest_of(content), content
    return found


def _plain(raw: bytes) -> bytes:
    """The record without white space, and without the stamp of the whole data set, which is new in it every day."""
    parts = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    if "derivedSection" in parts:
        derived = msgspec.json.decode(parts["derivedSection"], type=dict[str, msgspec.Raw])
        derived.pop("miscInfoModule", None)
        parts["derivedSection"] = msgspec.Raw(msgspec.json.encode(derived))
    return msgspec.json.format(msgspec.json.encode(parts), indent=-1)


def _record(nct_id: str, digest: str, packed: bytes) -> RawRecord:
    """The record as it was brought; a store that gives another is damaged."""
    try:
        content = zlib.decompress(packed)
    except zlib.error:
        content = b""
    if digest_of(content) != digest:
        raise WorkFailed(f"the store is damaged: {nct_id} is not what its digest says; run resetmatch sync anew")
    return RawRecord(f"store {nct_id}", content)


def _study(record: RawRecord) -> Study:
    study = decode_study(record)
    if isinstance(study, RecordRefused):
        raise WorkFailed(f"the store is damaged: {study}; run resetmatch sync anew")
    return study


# -- rows ---------------------------------------------------------------------------------------------------


def _add_versions(connection: Connection, brought: Mapping[str, tuple[str, bytes]]) -> None:
    """Keep the versions that are new; sorted, so that two writers never wait for each other."""
    known = set(_ids(connection, [digest for digest, _ in brought.values()]))
    rows = [
        {"digest": digest, "nct_id": nct_id, "content": zlib.compress(content)}
        for nct_id, (digest, content) in brought.items()
        if digest not in known
    ]
    add_new(connection, record_versions, sorted(rows, key=lambda row: str(row["digest"])))


def _set_of(connection: Connection, held: Mapping[str, str]) -> int:
    """The set of exactly these versions; one that was there before is used again."""
    digest = digest_of("".join(f"{number} {digest}\n" for number, digest in sorted(held.items())).encode())
    asked = select(record_sets.c.id).where(record_sets.c.digest == digest)
    known = connection.execute(asked).scalar_one_or_none()
    if known is not None:
        return known
    add_new(connection, record_sets, [{"digest": digest, "count": len(held)}])
    made = connection.execute(asked).scalar_one()
    ids = _ids(connection, list(held.values()))
    add_new(connection, set_members, [{"set_id": made, "version_id": each} for each in sorted(ids.values())])
    return made


def _ids(connection: Connection, digests: list[str]) -> dict[str, int]:
    columns = record_versions.c
    found: dict[str, int] = {}
    for start in range(0, len(digests), CHUNK):
        asked = select(columns.digest, columns.id).where(columns.digest.in_(digests[start : start + CHUNK]))
        found.update(connection.execute(asked).all())
    return found


def _listed() -> Select[int, dt.date, dt.datetime, str, str | None, bool, str, int]:
    """Snapshots with the columns that Snapshot has fields for."""
    columns = snapshots.c
    own = columns.number, columns.retrieved, columns.made, columns.source, columns.version, columns.complete
    return select(*own, record_sets.c.digest, record_sets.c.count).join(record_sets)


def _snapshots(connection: Connection, asked: Select[*tuple[object, ...]]) -> Iterator[Snapshot]:
    return (Snapshot(**row) for row in connection.execute(asked).mappings())


def _held(snapshot: Snapshot) -> Select[str, str]:
    """The numbers and digests of the versions that a snapshot holds."""
    return (
        select(record_versions.c.nct_id, record_versions.c.digest)
        .join(set_members, set_members.c.version_id == record_versions.c.id)
        .join(record_sets, record_sets.c.id == set_members.c.set_id)
        .where(record_sets.c.digest == snapshot.digest)
    )


def _members(connection: Connection, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    return iter(connection.execute(_held(snapshot)).all())
