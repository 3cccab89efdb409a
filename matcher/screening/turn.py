"""One turn of a worker: a screening job from its claim to its end, with a lease that is renewed meanwhile."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from criteria.errors import InputRefused, ProfileRefused, ResetmatchError, StoreUnavailable, WorkFailed
from matcher.readings import rules_digest
from matcher.screening.folders import REFUSED, Folders
from matcher.screening.request import Outcome, Request, Verdicts, decoded
from matcher.screening.trials import trials_of
from matcher.service import ServiceSettings
from matcher.settings import Settings
from matcher.store import Store
from matcher.store.audit import Deed
from matcher.store.jobs import Job

if TYPE_CHECKING:
    from matcher.screen import Screening

__all__ = ["Turn"]

logger = logging.getLogger("resetmatch.screening")
T = TypeVar("T")
AGAIN = 1.0
FULL = "It waits until the disk and the store can be written again."
GONE = "Its cohort is not on this machine: servers over one store must share screenings_folder."


class Left(Exception):
    """The work shall stop: it was cancelled, another holds the job, or this process ends."""


class Turn:
    """A job that this process holds."""

    def __init__(
        self, job: Job, settings: ServiceSettings, store: Store, folders: Folders, ends: Callable[[], bool]
    ) -> None:
        self.job, self.request = job, decoded(job.request)
        self._settings, self._store, self._folders, self._ends = settings, store, folders, ends
        self._lease = dt.timedelta(seconds=settings.screening_lease_seconds)
        self._over, self._lost = threading.Event(), threading.Event()
        self._done = 0

    def run(self) -> None:
        """Screen the cohort, and say how it ended; whatever happens, the next job finds the process as it was."""
        try:
            with self._renewing():
                outcome = self._screened()
        except Left:
            self._left()
        except InputRefused as refused:
            self._failed(self._plain(refused))
        except WorkFailed as error:
            logger.error("screening %s waits: %s", self.job.id, type(error).__name__)  # noqa: TRY400 - no traceback
            self._told(lambda: self._store.jobs.release(self.job, FULL))
            raise
        except Exception as error:  # noqa: BLE001 - its words may hold values: the kind of error alone is told
            self._failed(f"It met an unexpected {type(error).__name__}.")
        else:
            text = msgspec.json.encode(outcome).decode()
            self._end("done", lambda: self._store.jobs.finish(self.job, text), outcome)

    # -- the work -------------------------------------------------------------------------------------------

    def _screened(self) -> Outcome:
        from matcher.screen import screen  # noqa: PLC0415 - a worker that waits needs no data frames

        cohort = self._folders.cohort(self.job.id, self.request.cohort.form)
        if not cohort.is_file():
            raise InputRefused(GONE)
        out, asked = self._folders.results(self.job.id), self.request.asked
        found = screen(
            cohort,
            trials_of(self.request, self._settings, self._store),
            out,
            Settings(stale_days=asked.stale_days),
            all_pairs=asked.all_pairs,
            block=self._settings.screening_block,
            progress=self._progressed,
        )
        self._keep_refusals(out / REFUSED, found.refused)
        return _outcome(found)

    def _progressed(self, done: int, _height: int | None) -> None:
        self._done = min(done, self.request.cohort.rows)
        if self._ends() or self._lost.is_set():
            raise Left

    def _keep_refusals(self, path: Path, refused: Sequence[ProfileRefused]) -> None:
        """A line for each row that was refused: where, what, and what to do; never a value."""
        lines = ({"where": self._place(each), "what": each.what, "do": each.do} for each in refused)
        try:
            path.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
        except OSError as error:
            raise WorkFailed("results cannot be written") from error

    def _place(self, refused: InputRefused) -> str:
        """The place without the folder that the cohort lies in."""
        return refused.where.replace(str(self._folders.cohort(self.job.id, self.request.cohort.form)), "").strip()

    def _plain(self, refused: InputRefused) -> str:
        return str(type(refused)(refused.what, where=self._place(refused), do=refused.do))

    # -- the lease ------------------------------------------------------------------------------------------

    @contextmanager
    def _renewing(self) -> Iterator[None]:
        thread = threading.Thread(target=self._renew, name="lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _renew(self) -> None:
        """Renew the lease three times within its length; a store that is away is asked again."""
        while not self._over.wait(self._lease.total_seconds() / 3):
            try:
                held = self._store.jobs.progress(self.job, self._lease, done=self._done, total=self.request.cohort.rows)
            except ResetmatchError as error:
                logger.warning("the lease of %s could not be renewed: %s", self.job.id, type(error).__name__)
            else:
                if not held:
                    self._lost.set()

    # -- the end --------------------------------------------------------------------------------------------

    def _left(self) -> None:
        """Cancelled: nothing of it stays. Ending: the next process goes on. Lost: it is another's business."""
        found = self._told(lambda: self._store.jobs.get(self.job.id))
        if found is not None and found.cancel_asked:
            self._end("cancelled", lambda: self._store.jobs.stop(self.job))
        elif self._ends():
            self._told(lambda: self._store.jobs.release(self.job))

    def _failed(self, problem: str) -> None:
        logger.error("screening %s failed", self.job.id)
        self._end("failed", lambda: self._store.jobs.fail(self.job, problem))

    def _end(self, how: str, tell: Callable[[], bool], outcome: Outcome | None = None) -> None:
        if not self._told(tell):
            return
        self._told(lambda: self._store.audit.add(_deed(self.job, self.request, how, outcome)))
        self._folders.forget_cohort(self.job.id)
        if how == "cancelled":
            self._folders.wipe(self.job.id)
            self._told(lambda: self._store.jobs.wiped(self.job.id))

    def _told(self, tell: Callable[[], T]) -> T | None:
        """What the store answers, asked until it does; None where this process ends before."""
        while True:
            try:
                return tell()
            except StoreUnavailable:
                if self._ends():
                    return None
                threading.Event().wait(AGAIN)


def _outcome(found: Screening) -> Outcome:
    counts = Counter[str]()
    for trial in found.trials:
        counts.update(dict(zip(Verdicts.__struct_fields__, trial.counts, strict=True)))
    return Outcome(people=found.people, refused=len(found.refused), verdicts=Verdicts(**counts))


def _deed(job: Job, request: Request, how: str, outcome: Outcome | None) -> Deed:
    counts = msgspec.structs.asdict(outcome.verdicts) if outcome else {}
    return Deed(
        actor=job.owner,
        operation="screening",
        outcome=how,
        trials=request.asked.nct_ids or ("*",),
        input_digest=request.cohort.digest,
        rules_digest=rules_digest(request.overrides),
        registry_digest=request.registry.digest,
        verdicts={name: count for name, count in counts.items() if count},
    )
