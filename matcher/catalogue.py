"""The trials at hand: registry records from a file, the store or the sample, read into criteria."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from criteria.criterion import Trial
from criteria.errors import RecordRefused
from criteria.reading import read
from criteria.registry.record import Study, decode_study, read_raw
from matcher.results import RegistryInfo
from matcher.sample import TRIALS
from matcher.store.records import RecordStore, digest_of

__all__ = ["Catalogue", "from_path", "from_sample", "from_store", "of_studies"]


class Catalogue(msgspec.Struct, frozen=True):
    """Trials with the records they were read from, in order, and what was refused on the way."""

    trials: tuple[Trial, ...]
    studies: dict[str, Study]
    registry: RegistryInfo
    refused: tuple[RecordRefused, ...] = ()


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


def from_store(store: RecordStore) -> Catalogue | None:
    """The trials that `sync` brought; None where nothing was brought yet."""
    manifest = store.manifest
    if manifest is None:
        return None
    registry = RegistryInfo(retrieved=manifest.retrieved, digest=manifest.digest)
    return of_studies(list(store.records()), registry=registry)


def of_studies(
    studies: Collection[Study], *, registry: RegistryInfo | None = None, refused: Iterable[RecordRefused] = ()
) -> Catalogue:
    """The trials of these records; without a snapshot to name, the digest is that of what was read of them."""
    by_number = {study.nct_id: study for study in studies}
    if len(by_number) < len(studies):
        raise RecordRefused("two records have one registry number")
    return Catalogue(
        trials=tuple(map(read, studies)),
        studies=by_number,
        registry=registry or RegistryInfo(retrieved=None, digest=_digest(studies)),
        refused=tuple(refused),
    )


def _digest(studies: Iterable[Study]) -> str:
    return digest_of(b"\n".join(sorted(map(msgspec.json.encode, studies))))
