"""A process beside the server that does the screening jobs, one after the other: `python -m matcher.screening.worker`.

It runs at a lower priority than what answers requests, ends with the server, and is begun anew by it.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import signal
import threading
import time
import uuid
from types import FrameType

import msgspec

from criteria.errors import ResetmatchError
from matcher import clock
from matcher.logs import set_up_logs
from matcher.screening.folders import Folders, folders_of
from matcher.screening.request import KIND
from matcher.screening.turn import Turn
from matcher.service import ServiceSettings
from matcher.store import Store, open_store
from matcher.store.jobs import ENDED

__all__ = ["Worker", "main"]

logger = logging.getLogger("resetmatch.screening")
IDLE = 0.5
PAUSE = 5.0
SWEEP = 60.0
LATE = 3600.0


class Worker:
    """One process's share of the screening jobs; it ends when it is told to, or when its parent is gone."""

    def __init__(self, settings: ServiceSettings, store: Store, folders: Folders, parent: int) -> None:
        self._settings, self._store, self._folders, self._parent = settings, store, folders, parent
        self._stopped = threading.Event()
        self._swept = -SWEEP

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """End after the block under way; its job is given back."""
        self._stopped.set()

    def ends(self) -> bool:
        """Whether this process shall end."""
        return self._stopped.is_set() or os.getppid() != self._parent

    def run(self) -> None:
        """Do jobs until the end; a store that is away is waited for."""
        while not self.ends():
            try:
                rested = not self.once()
            except ResetmatchError as error:
                logger.warning("screening waits: %s", type(error).__name__)
                self._stopped.wait(PAUSE)
            else:
                self._stopped.wait(IDLE if rested else 0)

    def once(self) -> bool:
        """Wipe what is due, and do the job that waits longest; False where there is none."""
        if time.monotonic() - self._swept >= SWEEP:
            self.sweep()
            self._swept = time.monotonic()
        lease = dt.timedelta(seconds=self._settings.screening_lease_seconds)
        job = self._store.jobs.claim(f"{os.getpid()}-{uuid.uuid4().hex[:12]}", lease, kind=KIND)
        if job is None:
            return False
        Turn(job, self._settings, self._store, self._folders, self.ends).run()
        return True

    def sweep(self) -> None:
        """Wipe results whose time is over, cohorts whose job has ended, and folders of uploads that were cut off."""
        before = clock.now() - dt.timedelta(hours=self._settings.retention_hours)
        for job in self._store.jobs.to_wipe(before):
            if job.kind == KIND:
                self._folders.wipe(job.id)
                self._store.jobs.wiped(job.id)
        for job_id in self._folders.all():
            found = self._store.jobs.get(job_id)
            if found is None and self._folders.age(job_id) > self._settings.body_seconds + LATE:
                self._folders.wipe(job_id)
            elif found is not None and found.state in ENDED:
                self._folders.wipe(job_id) if found.wiped else self._folders.forget_cohort(job_id)


def main() -> None:
    """Work with the settings that the server has left in the environment."""
    settings = msgspec.json.decode(os.environ["RESETMATCH_SERVICE"], type=ServiceSettings)
    parent = int(os.environ["RESETMATCH_PARENT"])
    set_up_logs()
    os.nice(settings.screening_niceness)
    with open_store(settings.store) as store:
        worker = Worker(settings, store, folders_of(settings, store.folder), parent)
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, worker.stop)
        worker.run()


if __name__ == "__main__":
    main()
