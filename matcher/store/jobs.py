"""Work that outlives a request: waiting, claimed by a worker for a time, done, failed or cancelled.

A worker holds a job by a lease that it renews, under a name of its own for each claim. A worker that dies renews
nothing: the job goes to the next that asks.
"""

from __future__ import annotations

import datetime as dt
import operator
import uuid
from collections.abc import Callable
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, case, or_, select, update

from criteria.errors import InputRefused
from matcher import clock
from matcher.store.database import Database, add_new
from matcher.store.tables import jobs

__all__ = ["ENDED", "Job", "Jobs", "State"]

State = Literal["waiting", "running", "done", "failed", "cancelled"]
ENDED: tuple[State, ...] = ("done", "failed", "cancelled")
MOST_ATTEMPTS = 3
GIVEN_UP = f"It was begun {MOST_ATTEMPTS} times without getting any further."


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of work: "screening, running, 12,000 of 50,000 profiles". `request` and `result` are JSON.

    `problem` says in plain words why it failed, or waits again. `attempts`: how often it was begun since it last got
    further. `wiped`: when its files were removed.
    """

    id: str
    kind: str
    owner: str
    idempotency_key: str | None
    request: str
    state: State
    done: int
    total: int | None
    attempts: int
    made: dt.datetime
    started: dt.datetime | None
    finished: dt.datetime | None
    worker: str | None
    lease_until: dt.datetime | None
    cancel_asked: bool
    result: str | None
    problem: str | None
    wiped: dt.datetime | None


class Jobs:
    """The jobs of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- whoever wants work done ----------------------------------------------------------------------------

    def add(  # noqa: PLR0913 - what is wanted, by whom, and what tells it from the same asked twice
        self,
        kind: str,
        request: str,
        *,
        owner: str,
        idempotency_key: str | None = None,
        job_id: str | None = None,
        same: Callable[[str, str], bool] = operator.eq,
    ) -> Job:
        """A new job, under the id given or one of its own; or, where its owner asked with this key before, that one.

        The same key with another request is refused; `same` tells whether two requests ask for the same.
        """
        job_id = job_id or uuid.uuid4().hex
        row = {"id": job_id, "kind": kind, "owner": owner, "idempotency_key": idempotency_key, "request": request}
        start = {"state": "waiting", "done": 0, "attempts": 0, "made": clock.now(), "cancel_asked": False}
        mine = jobs.c.id == job_id
        if idempotency_key is not None:
            mine = and_(jobs.c.owner == owner, jobs.c.idempotency_key == idempotency_key)
        with self._database.write() as connection:
            add_new(connection, jobs, [{**row, **start}])
            found = _one(connection, mine)
        if found is None or found.kind != kind or not same(found.request, request):
            raise InputRefused("this idempotency key was used for another request", do="use a new one")
        return found

    def get(self, job_id: str) -> Job | None:
        """The job of that id."""
        with self._database.read() as connection:
            return _one(connection, jobs.c.id == job_id)

    def all(self, *, owner: str | None = None, kind: str | None = None, limit: int = 1000) -> tuple[Job, ...]:
        """The latest jobs first, those of one owner or of all, of one kind or of all."""
        asked = select(jobs).order_by(jobs.c.made.desc(), jobs.c.id).limit(limit)
        if owner is not None:
            asked = asked.where(jobs.c.owner == owner)
        if kind is not None:
            asked = asked.where(jobs.c.kind == kind)
        with self._database.read() as connection:
            return tuple(Job(**row) for row in connection.execute(asked).mappings())

    def cancel(self, job_id: str) -> Job | None:
        """End a job that waits; ask the worker of one that runs to stop. What has ended stays as it is."""
        mine = jobs.c.id == job_id
        with self._database.write() as connection:
            _change(connection, and_(mine, jobs.c.state == "waiting"), state="cancelled", finished=clock.now())
            _change(connection, and_(mine, jobs.c.state == "running"), cancel_asked=True)
            return _one(connection, mine)

    # -- whoever does it ------------------------------------------------------------------------------------

    def claim(self, worker: str, lease: dt.timedelta, *, kind: str) -> Job | None:
        """The job that waits longest, or was left by its worker; None where there is none.

        One that was begun three times and left each time where it was has failed.
        """
        now = clock.now()
        left = and_(jobs.c.kind == kind, jobs.c.state == "running", jobs.c.lease_until < now)
        free = or_(and_(jobs.c.kind == kind, jobs.c.state == "waiting"), left)
        oldest = select(jobs.c.id).where(free).order_by(jobs.c.made, jobs.c.id).limit(1)
        taken = {"state": "running", "worker": worker, "lease_until": now + lease, "started": now}
        with self._database.read() as connection:
            if connection.execute(oldest).scalar_one_or_none() is None:
                return None
        with self._database.write() as connection:
            _change(connection, and_(left, jobs.c.attempts >= MOST_ATTEMPTS), **_end("failed", problem=GIVEN_UP))
            job_id = connection.execute(oldest.with_for_update(skip_locked=True)).scalar_one_or_none()
            if job_id is None:
                return None
            _change(connection, jobs.c.id == job_id, **taken, attempts=jobs.c.attempts + 1)
            return _one(connection, jobs.c.id == job_id)

    def progress(self, job: Job, lease: dt.timedelta, *, done: int, total: int | None = None) -> bool:
        """Renew the lease; False where the work shall stop: another holds the job, or it was asked to be cancelled.

        What was done stays done, also where a later worker begins by counting it again.
        """
        further = jobs.c.done < done
        counts = {"done": case((further, done), else_=jobs.c.done), "total": total}
        attempts = case((further, 1), else_=jobs.c.attempts)
        with self._database.write() as connection:
            _change(connection, _held(job), lease_until=clock.now() + lease, **counts, attempts=attempts)
            found = _one(connection, _held(job))
        return found is not None and not found.cancel_asked

    def finish(self, job: Job, result: str) -> bool:
        """The work is done; False where the job is no longer this worker's."""
        return self._end(job, _end("done", result=result))

    def fail(self, job: Job, problem: str) -> bool:
        """The work cannot be done; False where the job is no longer this worker's."""
        return self._end(job, _end("failed", problem=problem))

    def stop(self, job: Job) -> bool:
        """The work was stopped as asked; False where the job is no longer this worker's."""
        return self._end(job, _end("cancelled"))

    def release(self, job: Job, problem: str | None = None) -> bool:
        """Give the job back undone, as a worker does that is shut down in good order, or that has met a full disk."""
        back = {"state": "waiting", "worker": None, "lease_until": None, "problem": problem}
        return self._end(job, {**back, "attempts": jobs.c.attempts - 1})

    def to_wipe(self, before: dt.datetime) -> tuple[Job, ...]:
        """The jobs that ended before that time and whose files are still there."""
        ended = jobs.c.state.in_(ENDED), jobs.c.finished < before, jobs.c.wiped.is_(None)
        with self._database.read() as connection:
            return tuple(Job(**row) for row in connection.execute(select(jobs).where(*ended)).mappings())

    def wiped(self, job_id: str) -> None:
        """The files of the job are removed."""
        with self._database.write() as connection:
            _change(connection, jobs.c.id == job_id, wiped=clock.now())

    def _end(self, job: Job, values: dict[str, Any]) -> bool:
        with self._database.write() as connection:
            return _change(connection, _held(job), **values) == 1


def _end(state: State, **values: str) -> dict[str, Any]:
    return {"state": state, "finished": clock.now(), "lease_until": None, "problem": None, **values}


def _held(job: Job) -> ColumnElement[bool]:
    """Whether the job is still the one that this worker claimed: another claim gives it to another name."""
    return and_(jobs.c.id == job.id, jobs.c.state == "running", jobs.c.worker == job.worker)


def _change(connection: Connection, which: ColumnElement[bool], **values: Any) -> int:  # noqa: ANN401 - of any column
    return connection.execute(update(jobs).where(which).values(**values)).rowcount


def _one(connection: Connection, which: ColumnElement[bool]) -> Job | None:
    row = connection.execute(select(jobs).where(which)).mappings().one_or_none()
    return Job(**row) if row else None
