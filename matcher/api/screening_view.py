"""A screening job as its owner sees it."""

from __future__ import annotations

import datetime as dt

import msgspec
from litestar.exceptions import NotFoundException

from matcher.api.runtime import Runtime
from matcher.results import RegistryInfo
from matcher.screening.folders import RESULTS
from matcher.screening.request import KIND, Asked, CohortInfo, Outcome, Verdicts, decoded
from matcher.store import Store
from matcher.store.jobs import Job, State

__all__ = ["ScreeningJob", "ScreeningList", "own_job", "shown", "store_of"]


class ScreeningJob(msgspec.Struct, frozen=True, kw_only=True):
    """A screening: "running, 12,000 of 50,000 rows".

    `done` and `total` count rows of the cohort. `asked` is what was chosen, `registry` and `trials` what the cohort is
    held against: what was served when the job was accepted. `people`, `refused` (rows that were refused) and
    `verdicts` (pairs of a person and a trial) are there when it is done; so are `results`, the names of the files at
    `/v1/screenings/{id}/results/{name}`, until `wiped`. The cohort itself is removed when the job ends. `problem`: why
    it failed, or waits again. `cancel_asked`: it stops after the rows under way.
    """

    id: str
    state: State
    made: dt.datetime
    started: dt.datetime | None
    finished: dt.datetime | None
    done: int
    total: int
    cancel_asked: bool
    cohort: CohortInfo
    asked: Asked
    registry: RegistryInfo
    trials: int
    people: int | None
    refused: int | None
    verdicts: Verdicts | None
    problem: str | None
    results: tuple[str, ...]
    wiped: dt.datetime | None


class ScreeningList(msgspec.Struct, frozen=True, kw_only=True):
    """The caller's screenings, the latest first."""

    screenings: tuple[ScreeningJob, ...]


def shown(job: Job) -> ScreeningJob:
    """A job as its owner sees it."""
    request = decoded(job.request)
    outcome = msgspec.json.decode(job.result, type=Outcome) if job.result else None
    return ScreeningJob(
        id=job.id,
        state=job.state,
        made=job.made,
        started=job.started,
        finished=job.finished,
        done=request.cohort.rows if job.state == "done" else job.done,
        total=request.cohort.rows,
        cancel_asked=job.cancel_asked,
        cohort=request.cohort,
        asked=request.asked,
        registry=request.registry,
        trials=request.trials,
        people=outcome.people if outcome else None,
        refused=outcome.refused if outcome else None,
        verdicts=outcome.verdicts if outcome else None,
        problem=job.problem,
        results=RESULTS if outcome and job.wiped is None else (),
        wiped=job.wiped,
    )


def store_of(runtime: Runtime) -> Store:
    """The store that jobs are kept in; NotFoundException where there is none."""
    if runtime.store is None:
        raise NotFoundException("no jobs are kept here: the service has no store")
    return runtime.store


def own_job(runtime: Runtime, job_id: str, owner: str) -> Job:
    """The caller's own job; that of another is as little known as one that never was."""
    job = store_of(runtime).jobs.get(job_id)
    if job is None or (job.kind, job.owner) != (KIND, owner):
        raise NotFoundException("there is no such screening of this caller")
    return job
