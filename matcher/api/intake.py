"""Taking a cohort in: what it is held against is settled first, then it is written to disk, then it is a job."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from litestar import Request
from litestar.exceptions import ClientException, InternalServerException, TooManyRequestsException

from matcher.api.history import served_then
from matcher.api.runtime import Runtime
from matcher.api.screening_view import store_of
from matcher.api.uploads import check_head, received
from matcher.catalogue import Catalogue
from matcher.digests import digest_of
from matcher.results import RegistryInfo
from matcher.screening.request import KIND, Asked, CohortInfo, asks_for_the_same
from matcher.screening.request import Request as Wanted
from matcher.screening.trials import chosen_trials
from matcher.store import Store
from matcher.store.jobs import ENDED, Job

__all__ = ["accepted"]

Asking = Request[Any, Any, Any]


async def accepted(request: Asking, runtime: Runtime, asked: Asked, key: str | None) -> Job:
    """The job of a request: the cohort is on disk and the job in the store before the answer leaves."""
    store, limit = store_of(runtime), runtime.settings.cohort_bytes
    check_head(request.headers.get("content-type", ""), request.headers.get("content-length", ""), limit)
    wanted = await asyncio.to_thread(_wanted, runtime, request.user.name, asked)
    job_id = uuid.uuid4().hex
    with _folder_kept(runtime, job_id) as taken:
        cohort = await received(_chunks(request), runtime.folders.make(job_id), limit)
        job = await asyncio.to_thread(_added, store, job_id, request.user.name, wanted, cohort, key)
        taken.add(job.id)
    return job


@contextmanager
def _folder_kept(runtime: Runtime, job_id: str) -> Iterator[set[str]]:
    """The folder of a new job stays only where that job is in the store in the end."""
    taken = set[str]()
    try:
        yield taken
    finally:
        if job_id not in taken:
            runtime.folders.wipe(job_id)


async def _chunks(request: Asking) -> AsyncIterator[bytes]:
    try:
        async for chunk in request.stream():
            yield chunk
    except InternalServerException:
        raise ClientException("the body ended before its time") from None


# -- what the cohort is held against ------------------------------------------------------------------------


class _Choice(msgspec.Struct, frozen=True):
    """What was asked for, and what is served for it."""

    asked: Asked
    registry: RegistryInfo
    trials: int
    snapshot: int | None
    overrides: tuple[int, ...]


def _wanted(runtime: Runtime, owner: str, asked: Asked) -> _Choice:
    _check_room(store_of(runtime), owner, runtime.settings.screenings_per_caller)
    catalogue, _ = served_then(runtime.past, runtime.catalogue, asked.as_of)
    trials = len(chosen_trials(catalogue, asked))
    return _Choice(asked, catalogue.registry, trials, _snapshot(runtime, catalogue), catalogue.overrides)


def _check_room(store: Store, owner: str, most: int) -> None:
    under_way = [job for job in store.jobs.all(owner=owner, kind=KIND) if job.state not in ENDED]
    if len(under_way) >= most:
        raise TooManyRequestsException(f"{most} screenings wait or run already", headers={"Retry-After": "60"})


def _snapshot(runtime: Runtime, catalogue: Catalogue) -> int | None:
    """The number of the snapshot that a catalogue was made of; None where it is not of the store."""
    if not runtime.follows:
        return None
    served = catalogue.registry
    found = reversed(store_of(runtime).snapshots.all())
    alike = (each for each in found if (each.digest, each.retrieved.isoformat()) == (served.digest, served.retrieved))
    return next((each.number for each in alike), None)


def _added(  # noqa: PLR0913, PLR0917 - what makes a job
    store: Store, job_id: str, owner: str, choice: _Choice, cohort: CohortInfo, key: str | None
) -> Job:
    request = Wanted(cohort=cohort, **msgspec.structs.asdict(choice))
    return store.jobs.add(
        KIND,
        msgspec.json.encode(request).decode(),
        owner=owner,
        idempotency_key=digest_of(key.encode()) if key else None,
        job_id=job_id,
        same=asks_for_the_same,
    )
