"""Bringing the registry's records into the store: whole snapshots, each of one state of the registry's data.

A sync asks for the registry's stamp, then for the records that changed since the last one (or for all), then calls the
roll: the numbers of all records that answer the query. What the roll names and no page brought is asked for by number.
Only when the roll is complete and the stamp is still the same does the snapshot come into force. Pages fetched so far
are kept, so that a sync that was cut off goes on where it stood.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from criteria.errors import RecordRefused, RegistryMoved, WorkFailed
from criteria.registry.client import Page, Registry
from criteria.registry.record import RawRecord, decode_study, number_of
from matcher.digests import digest_of
from matcher.store import Store
from matcher.store.snapshots import Snapshot

__all__ = ["Mode", "Synced", "age_of", "sync"]

PASSES = 3
OVERLAP = dt.timedelta(days=7)
Mode = Literal["unchanged", "changes", "all"]


class Synced(msgspec.Struct, frozen=True, kw_only=True):
    """What a sync did: how much it asked for, what is in force now, and what was refused.

    `amended`, `new` and `gone` count records against the snapshot before. `waited`: seconds of pauses.
    """

    mode: Mode
    snapshot: Snapshot
    amended: int = 0
    new: int = 0
    gone: int = 0
    requests: int
    waited: float
    refused: tuple[RecordRefused, ...] = ()


class _Brought(msgspec.Struct):
    """What the pages of one pass held: the records, and the refusals of those that cannot be read."""

    records: dict[str, RawRecord] = {}
    torn: set[str] = set()
    refused: dict[str, RecordRefused] = {}

    def add(self, records: Iterable[RawRecord]) -> None:
        """Take these; of a number that came with two contents neither counts."""
        for record in records:
            number = number_of(record) or record.where
            study = decode_study(record)
            if isinstance(study, RecordRefused):
                self.refused[number] = study
            elif self.records.setdefault(number, record).raw != record.raw:
                self.torn.add(number)

    def forget_torn(self) -> None:
        """Forget what came with two contents, to be brought anew."""
        for number in self.torn:
            self.records.pop(number)
        self.torn.clear()

    def missing(self, due: frozenset[str]) -> frozenset[str]:
        """Those that are due and were not brought."""
        return due - self.records.keys() - self.refused.keys()


class _Pass(msgspec.Struct, frozen=True):
    """One attempt: who is asked, at which stamp, and what was in force before; `since` None asks for all."""

    registry: Registry
    store: Store
    today: dt.date
    stamp: str | None
    before: Snapshot | None
    since: dt.date | None

    @property
    def source(self) -> str:
        """What was asked of whom, so that another query is told from this one."""
        return _source(self.registry)

    @property
    def run(self) -> str:
        """The name of the staged pages: of another stamp or question they are of no use."""
        return digest_of(msgspec.json.encode((self.source, self.stamp or self.today, self.since)))


def sync(registry: Registry, store: Store, *, today: dt.date, full: bool = False) -> Synced:
    """Bring the store to the registry's present state; raises WorkFailed, and then all stays as it was."""
    moved: RegistryMoved | None = None
    for _ in range(PASSES):
        stamp = registry.version()
        one = _pass(registry, store, today, stamp.data_timestamp if stamp else None, full=full)
        if not full and one.before and one.stamp and _is_same(one.before, one.source, one.stamp):
            return _unchanged(one)
        try:
            return _brought(one)
        except RegistryMoved as error:
            moved = error
            store.staging.clear()
    raise WorkFailed(f"{moved}; tried {PASSES} times from the beginning") from moved


def age_of(snapshot: Snapshot, today: dt.date) -> str:
    """How old a snapshot is: "retrieved 2026-09-14, 3 days ago"."""
    days = (today - snapshot.retrieved).days
    ago = "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"
    return f"retrieved {snapshot.retrieved}, {ago}"


# -- one pass -------------------------------------------------------------------------------------------------


def _pass(registry: Registry, store: Store, today: dt.date, stamp: str | None, *, full: bool) -> _Pass:
    before = store.snapshots.current()
    known = before if before and before.source == _source(registry) else None
    since = dt.date.fromisoformat(known.version[:10]) - OVERLAP if known and known.version and stamp else None
    return _Pass(registry, store, today, stamp, before, None if full else since)


def _source(registry: Registry) -> str:
    return f"{registry.url} {digest_of(msgspec.json.encode(registry.question))[:19]}"


def _is_same(before: Snapshot, source: str, stamp: str) -> bool:
    return (before.source, before.version) == (source, stamp)


def _unchanged(one: _Pass) -> Synced:
    """The same data: the snapshot in force is found to hold today."""
    before = one.before
    if before is None:
        raise WorkFailed("nothing is in force")
    snapshot = before if before.retrieved >= one.today else _amend(one, before, [], ())
    return Synced(mode="unchanged", snapshot=snapshot, requests=one.registry.requests, waited=one.registry.waited)


def _brought(one: _Pass) -> Synced:
    """Pages, roll, what is missing, the stamp again: then, and only then, the snapshot."""
    question = one.registry.question
    asked = question if one.since is None else _since(question, one.since)
    brought = _Brought()
    for records in _pages(one, asked):
        brought.add(records)
    due = one.registry.numbers(asked)
    roll = due if one.since is None else one.registry.numbers(question)
    if one.since:
        due |= _believable(roll, one) - _held(one)
    brought.forget_torn()
    brought.add(one.registry.chosen(question, brought.missing(due)))
    if brought.torn or brought.missing(due):
        raise RegistryMoved(f"{one.registry.url} names studies that it does not give")
    _hold_to(one)
    snapshot = _put(one, brought, roll)
    one.store.staging.clear()
    return _told(one, snapshot, tuple(brought.refused.values()))


def _believable(roll: frozenset[str], one: _Pass) -> frozenset[str]:
    """The roll; a registry that suddenly knows of few is more likely at fault than empty."""
    count = one.before.count if one.before else 0
    if len(roll) < count / 2:
        said = f"{one.registry.url} names {len(roll)} studies, {count} are in force"
        raise WorkFailed(f"{said}; if that is right, resetmatch sync --full takes them over")
    return roll


def _pages(one: _Pass, question: dict[str, str]) -> Iterator[Iterable[RawRecord]]:
    """The records of each page: of those kept from before, then of those that follow, kept as they come."""
    last: Page | None = None
    for kept in one.store.staging.pages(one.run):
        last = Page(number=kept.number, records=(), next_token=kept.next_token)
        yield kept.records
    for page in one.registry.pages(question, after=last):
        one.store.staging.add(one.run, page.number, page.records, next_token=page.next_token)
        yield page.records


def _since(question: dict[str, str], day: dt.date) -> dict[str, str]:
    """The question, of the records whose last update was posted on that day or later."""
    newer = f"AREA[LastUpdatePostDate]RANGE[{day},MAX]"
    given = question.get("filter.advanced")
    return question | {"filter.advanced": f"({given}) AND {newer}" if given else newer}


def _hold_to(one: _Pass) -> None:
    stamp = one.registry.version()
    if (stamp.data_timestamp if stamp else None) != one.stamp:
        raise RegistryMoved(f"{one.registry.url} was renewed while it was read")


def _held(one: _Pass) -> frozenset[str]:
    if one.before is None:
        return frozenset()
    return frozenset(number_of(record) or "" for record in one.store.snapshots.records(one.before))


# -- the snapshot ---------------------------------------------------------------------------------------------


def _put(one: _Pass, brought: _Brought, roll: frozenset[str]) -> Snapshot:
    records = [record for number, record in sorted(brought.records.items()) if number in roll]
    if one.before and one.since:
        return _amend(one, one.before, records, sorted(_held(one) - roll))
    kept = [_known(one, number) for number in sorted(brought.refused.keys() & roll)]
    return one.store.snapshots.put(
        [*records, *(record for record in kept if record)],
        retrieved=one.today,
        source=one.source,
        version=one.stamp,
    )


def _known(one: _Pass, number: str) -> RawRecord | None:
    """The last version that could be read of a record whose present one cannot."""
    return one.store.snapshots.record(one.before, number) if one.before else None


def _amend(one: _Pass, before: Snapshot, records: list[RawRecord], gone: Iterable[str]) -> Snapshot:
    return one.store.snapshots.amend(before, records, retrieved=one.today, version=one.stamp, without=[*gone])


def _told(one: _Pass, snapshot: Snapshot, refused: tuple[RecordRefused, ...]) -> Synced:
    changes = one.store.snapshots.changes(one.before, snapshot) if one.before else ()
    return Synced(
        mode="changes" if one.since else "all",
        snapshot=snapshot,
        amended=sum(each.before is not None and each.after is not None for each in changes),
        new=sum(each.before is None for each in changes) if one.before else snapshot.count,
        gone=sum(each.after is None for each in changes),
        requests=one.registry.requests,
        waited=one.registry.waited,
        refused=refused,
    )
