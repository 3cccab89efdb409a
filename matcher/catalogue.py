"""The trials at hand: registry records from a file, the store or the sample, read into criteria."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from criteria.criterion import Trial
from criteria.errors import RecordRefused
from criteria.reading import read
from criteria.registry.record import Study, decode_study, read_raw
from matcher import clock
from matcher.digests import digest_of
from matcher.overriding import overridden
from matcher.readings import read_once
from matcher.results import RegistryInfo
from matcher.sample import TRIALS

if TYPE_CHECKING:
    from matcher.store import Store
    from matcher.store.overrides import Override
    from matcher.store.snapshots import Snapshot

__all__ = [
    "Catalogue",
    "end_of",
    "from_path",
    "from_sample",
    "from_snapshot",
    "from_store",
    "of_studies",
    "with_overrides",
]


class Catalogue(msgspec.Struct, frozen=True):
    """Trials with the records they were read from, in order, and what was refused on the way.

    `overrides`: the numbers of the curators' overrides that were laid over them.
    """

    trials: tuple[Trial, ...]
    studies: dict[str, Study]
    registry: RegistryInfo
    refused: tuple[RecordRefused, ...] = ()
    overrides: tuple[int, ...] = ()


def from_path(path: Path) -> Catalogue:
    """The trials of a file or folder of records; a number that comes again is refused unless the record is the same."""
    studies: dict[str, Study] = {}
    refused: list[RecordRefused] = []
    for item in read_raw(path):
        study = item if isinstance(item, RecordRefused) else decode_study(item)
        if isinstance(study, RecordRefused):
            refused.append(study)
        elif studies.setdefault(study.nct_id, study) != study:
            refused.append(RecordRefused(f"{study.nct_id} came before with other content", where=item.where))
    return of_studies(studies.values(), refused=refused)


def from_sample() -> Catalogue:
    """The trials that travel with the package."""
    return from_path(TRIALS)


def from_store(store: Store, as_of: dt.date | None = None) -> Catalogue | None:
    """The trials of the snapshot in force, or of the one that was on that day; None where there is none.

    What was read of their texts is kept in the store, and read no second time. The overrides that were in force then
    hold.
    """
    now = clock.now()
    snapshot = store.snapshots.current() if as_of is None else store.snapshots.as_of(as_of)
    at = now if as_of is None else min(end_of(as_of), now)
    return None if snapshot is None else from_snapshot(store, snapshot, store.overrides.in_force(at))


def end_of(day: dt.date) -> dt.datetime:
    """The moment at which a day ends."""
    return dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC) + dt.timedelta(days=1)


def from_snapshot(store: Store, snapshot: Snapshot, overrides: Sequence[Override] = ()) -> Catalogue:
    """The trials of a snapshot of the store, with these overrides."""
    registry = RegistryInfo(retrieved=snapshot.retrieved.isoformat(), digest=snapshot.digest)
    studies = tuple(store.snapshots.studies(snapshot))
    found = of_studies(studies, registry=registry, reading=lambda each: read_once(each, store.parsed))
    return with_overrides(found, overrides)


def with_overrides(catalogue: Catalogue, overrides: Sequence[Override]) -> Catalogue:
    """The same trials with these overrides in place of what was read."""
    trials = overridden(catalogue.trials, overrides)
    return msgspec.structs.replace(catalogue, trials=trials, overrides=tuple(each.id for each in overrides))


def of_studies(
    studies: Collection[Study],
    *,
    registry: RegistryInfo | None = None,
    refused: Iterable[RecordRefused] = (),
    reading: Callable[[Collection[Study]], Iterable[Trial]] = lambda studies: map(read, studies),
) -> Catalogue:
    """The trials of these records; without a snapshot to name, the digest is that of what was read of them."""
    by_number = {study.nct_id: study for study in studies}
    if len(by_number) < len(studies):
        raise RecordRefused("two records have one registry number")
    return Catalogue(
        trials=tuple(reading(studies)),
        studies=by_number,
        registry=registry or RegistryInfo(retrieved=None, digest=_digest(studies)),
        refused=tuple(refused),
    )


def _digest(studies: Iterable[Study]) -> str:
    return digest_of(b"\n".join(sorted(map(msgspec.json.encode, studies))))
