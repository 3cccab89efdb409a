"""What the registry was, and what became of it: changes between snapshots, versions of a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from criteria.changes.compare import Reading, compare
from criteria.changes.model import RecordChange
from criteria.errors import InputRefused, RecordRefused, WorkFailed
from criteria.lexicon import lexicon
from criteria.registry.record import Study, decode_study
from matcher.catalogue import Catalogue
from matcher.evaluate import engine_info
from matcher.flips import Amendment, Flip
from matcher.readings import read_once
from matcher.results import EngineInfo, RegistryInfo
from matcher.settings import Context, default_context

if TYPE_CHECKING:
    from matcher.population.facts_frame import Population
    from matcher.store import Store
    from matcher.store.snapshots import Change, Snapshot, Version

__all__ = [
    "ChangeReport",
    "VersionInfo",
    "Versions",
    "amendments_between",
    "changes_since",
    "registry_info",
    "versions_of",
]


class ChangeReport(msgspec.Struct, frozen=True, kw_only=True):
    """All that differs between two states of the registry, as this engine reads them.

    `before` is the state on the day asked for, or the first that is known where that is later.
    """

    since: dt.date
    before: RegistryInfo
    after: RegistryInfo
    engine: EngineInfo
    records: tuple[RecordChange, ...]
    flips: tuple[Flip, ...] | None = None


class VersionInfo(msgspec.Struct, frozen=True, kw_only=True):
    """One wording of a record, the days on which it was first and last seen, and what it changed of the one before."""

    digest: str
    first_seen: dt.date
    last_seen: dt.date
    last_update_posted: str | None
    change: RecordChange | None


class Versions(msgspec.Struct, frozen=True, kw_only=True):
    """Every version of a record that was ever brought, the oldest first."""

    nct_id: str
    versions: tuple[VersionInfo, ...]


def changes_since(
    store: Store,
    day: dt.date,
    *,
    against: Catalogue | None = None,
    cohort: Iterable[Population] | None = None,
    context: Context | None = None,
) -> ChangeReport:
    """What changed since the end of a day: up to the records in force, or up to those of a catalogue.

    With a cohort, a block of people at a time, also whose verdicts changed. Raises InputRefused where the store holds
    no snapshot.
    """
    context = context or default_context()
    before, after = _ends(store, day)
    if against is None:
        amendments, present = amendments_between(store, before, after), registry_info(after)
    else:
        amendments, present = _against(store, before, against), against.registry
    found = [each for each in amendments if not each.change.is_empty]
    return ChangeReport(
        since=day,
        before=registry_info(before),
        after=present,
        engine=engine_info(context),
        records=tuple(each.change for each in found),
        flips=None if cohort is None else _flips(cohort, found, context),
    )


def amendments_between(store: Store, before: Snapshot, after: Snapshot) -> list[Amendment]:
    """Each record that differs between two snapshots, read on both sides, by its number."""
    changes = store.snapshots.changes(before, after)
    readings = dict(_readings(store, changes))
    sides = ((readings.get(each.before or ""), readings.get(each.after or "")) for each in changes)
    return [Amendment(old, new, compare(old, new, lexicon())) for old, new in sides]


def versions_of(store: Store, nct_id: str) -> Versions:
    """The versions of a record; raises InputRefused where none was ever brought."""
    found = store.snapshots.versions(nct_id)
    if not found:
        raise InputRefused(f"{nct_id} was never in this store")
    return Versions(nct_id=nct_id, versions=tuple(_versions(store, found)))


def _flips(cohort: Iterable[Population], found: Sequence[Amendment], context: Context) -> tuple[Flip, ...]:
    from matcher.plan.moved import flips  # noqa: PLC0415 - without a cohort no data-frame library is needed

    return tuple(flips(cohort, found, context.lexicon, context.settings))


# -- both ends ------------------------------------------------------------------------------------------------


def _ends(store: Store, day: dt.date) -> tuple[Snapshot, Snapshot]:
    after = store.snapshots.current()
    if after is None:
        raise InputRefused("no records in the store yet", where="the store", do="run resetmatch sync")
    return store.snapshots.as_of(day) or store.snapshots.all()[0], after


def registry_info(snapshot: Snapshot) -> RegistryInfo:
    """What names a snapshot in an answer."""
    return RegistryInfo(retrieved=snapshot.retrieved.isoformat(), digest=snapshot.digest)


def _against(store: Store, before: Snapshot, catalogue: Catalogue) -> list[Amendment]:
    """The records of a snapshot against those of a file, where they differ."""
    old, new = {study.nct_id: study for study in store.snapshots.studies(before)}, catalogue.studies
    differing = [number for number in sorted(old.keys() | new.keys()) if old.get(number) != new.get(number)]
    read = read_once([old[number] for number in differing if number in old], store.parsed)
    befores = {trial.nct_id: Reading(old[trial.nct_id], trial) for trial in read}
    afters = {trial.nct_id: Reading(new[trial.nct_id], trial) for trial in catalogue.trials}
    sides = ((befores.get(number), afters.get(number)) for number in differing)
    return [Amendment(one, other, compare(one, other, lexicon())) for one, other in sides]


# -- versions -------------------------------------------------------------------------------------------------


def _readings(store: Store, changes: Iterable[Change]) -> Iterator[tuple[str, Reading]]:
    """By digest, the versions on either side, read."""
    digests = sorted({digest for each in changes for digest in (each.before, each.after) if digest})
    studies = [_study(store, digest) for digest in digests]
    for digest, study, trial in zip(digests, studies, read_once(studies, store.parsed), strict=True):
        yield digest, Reading(study, trial)


def _versions(store: Store, found: tuple[Version, ...]) -> Iterator[VersionInfo]:
    studies = [_study(store, each.digest) for each in found]
    last: Reading | None = None
    for version, study, trial in zip(found, studies, read_once(studies, store.parsed), strict=True):
        reading = Reading(study, trial)
        yield VersionInfo(
            digest=version.digest,
            first_seen=version.first_seen,
            last_seen=version.last_seen,
            last_update_posted=study.last_update_posted,
            change=compare(last, reading, lexicon()) if last else None,
        )
        last = reading


def _study(store: Store, digest: str) -> Study:
    record = store.snapshots.content(digest)
    study = decode_study(record) if record else None
    if study is None or isinstance(study, RecordRefused):
        raise WorkFailed(f"the store is damaged: {digest} cannot be read")
    return study
