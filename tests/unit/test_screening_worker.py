"""What a process that screens does with its jobs when things go wrong, and what it wipes."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import msgspec
import polars as pl
import pytest

from criteria.errors import WorkFailed
from matcher.catalogue import from_sample
from matcher.screening.folders import Folders, folders_of
from matcher.screening.request import KIND, Asked, CohortInfo, Request
from matcher.screening.worker import Worker
from matcher.service import ServiceSettings
from matcher.store import Store, open_store
from matcher.store.jobs import Job

PEOPLE = b"".join(json.dumps({"profile_id": f"p-{number}", "age_years": 30}).encode() + b"\n" for number in range(5))
SETTINGS = ServiceSettings(retention_hours=1, screening_block=2)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def folders(store: Store) -> Folders:
    return folders_of(SETTINGS, store.folder)


@pytest.fixture
def worker(store: Store, folders: Folders) -> Worker:
    return Worker(SETTINGS, store, folders, os.getppid())


def added(store: Store, folders: Folders, **changed: object) -> Job:
    job_id, catalogue = uuid.uuid4().hex, from_sample()
    (folders.make(job_id) / "cohort.ndjson").write_bytes(PEOPLE)
    info = CohortInfo(form="ndjson", bytes=len(PEOPLE), digest="sha256:00", rows=5)
    asked = Request(cohort=info, asked=Asked(), registry=catalogue.registry, trials=13, snapshot=None)
    text = msgspec.json.encode(msgspec.structs.replace(asked, **changed)).decode()
    return store.jobs.add(KIND, text, owner="ward-7", job_id=job_id)


def kept(store: Store, job: Job) -> Job:
    found = store.jobs.get(job.id)
    assert found is not None
    return found


def test_a_full_disk_makes_a_job_wait_and_it_is_done_once_there_is_room(
    store: Store, folders: Folders, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = added(store, folders)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(pl.DataFrame, "write_ipc", full)
        with pytest.raises(WorkFailed):
            worker.once()
    assert (kept(store, job).state, "disk" in str(kept(store, job).problem)) == ("waiting", True)
    assert folders.cohort(job.id, "ndjson").is_file()
    assert worker.once()
    assert (kept(store, job).state, kept(store, job).problem) == ("done", None)
    assert not worker.once()


def test_what_nobody_foresaw_fails_the_job_without_its_words(
    store: Store, folders: Folders, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = added(store, folders)

    def broken(*_: object, **__: object) -> None:
        raise ValueError("p-secret-1 was here")

    monkeypatch.setattr("matcher.screen.screen", broken)
    assert worker.once()
    assert (kept(store, job).state, kept(store, job).problem) == ("failed", "It met an unexpected ValueError.")
    assert not folders.cohort(job.id, "ndjson").exists()


def test_a_job_over_other_trials_or_without_its_cohort_fails_and_says_so(
    store: Store, folders: Folders, worker: Worker
) -> None:
    registry = msgspec.structs.replace(from_sample().registry, digest="sha256:01")
    moved, lost = added(store, folders, registry=registry), added(store, folders)
    folders.forget_cohort(lost.id)
    assert worker.once()
    assert worker.once()
    assert "not those that were served" in str(kept(store, moved).problem)
    assert "screenings_folder" in str(kept(store, lost).problem)


def test_results_are_wiped_after_their_time_and_leftovers_at_once(
    store: Store, folders: Folders, worker: Worker
) -> None:
    job = added(store, folders)
    assert worker.once()
    (folders.root / job.id / "cohort.ndjson").write_bytes(PEOPLE)  # as a kill right after the end leaves it
    cut_off = folders.make(uuid.uuid4().hex)
    worker.sweep()
    assert not folders.cohort(job.id, "ndjson").exists()
    assert (folders.results(job.id) / "matches.parquet").is_file()
    assert cut_off.is_dir()
    os.utime(cut_off, (0, 0))
    late = Worker(msgspec.structs.replace(SETTINGS, retention_hours=1e-9), store, folders, os.getppid())
    late.sweep()
    assert [*folders.all()] == []
    assert kept(store, job).wiped is not None


def test_nobody_else_can_read_the_folders(store: Store, folders: Folders) -> None:
    job = added(store, folders)
    for folder in (folders.root, folders.root / job.id):
        assert folder.stat().st_mode & 0o077 == 0
