"""The server follows the registry: a sync in every interval, by one of several processes, then messages."""

from __future__ import annotations

import datetime as dt
import logging
import os
import threading
import uuid
from collections.abc import Callable

import msgspec

from criteria.errors import ResetmatchError
from criteria.registry.client import Registry
from matcher import clock
from matcher.deliveries import deliver
from matcher.settings import default_context
from matcher.store import Store
from matcher.sync import sync
from matcher.webhooks import announce

__all__ = ["KIND", "Follower"]

logger = logging.getLogger("resetmatch.follow")
KIND = "sync"
LEASE = dt.timedelta(minutes=30)
TICK = 30.0
PATIENCE = 10.0


class Follower:
    """A thread beside the server.

    `every` is the interval of syncs; `came` is called when another snapshot is in force. Whatever goes wrong is said in
    the log and in the job, and what is served stays.
    """

    def __init__(
        self,
        store: Store,
        registry: Callable[[], Registry],
        every: dt.timedelta,
        *,
        came: Callable[[], None],
    ) -> None:
        self.store = store
        self._registry, self._every, self._came = registry, every, came
        self._seen = 0
        self._worker = f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)

    def start(self) -> None:
        """Begin; the first sync is due at once unless another process did it in this interval."""
        self._thread.start()

    def stop(self) -> None:
        """End after what is under way, if that is soon; what is cut off goes on the next time."""
        self._stopped.set()
        self._thread.join(PATIENCE)

    def once(self, now: dt.datetime) -> None:
        """What is due now: the sync of this interval, what it or another process brought, messages, deliveries."""
        slot = int(now.timestamp() // self._every.total_seconds())
        self.store.jobs.add(KIND, "{}", owner="schedule", idempotency_key=f"{self._every.total_seconds():.0f}-{slot}")
        self._sync(now.date())
        current = self.store.snapshots.current()
        if current and current.number != self._seen:
            self._came()
            announce(self.store, default_context())
            self._seen = current.number
        deliver(self.store)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self.once(clock.now())
            except Exception as error:  # noqa: BLE001 - the thread outlives whatever happens in one turn
                logger.error("following the registry failed: %s", type(error).__name__)  # noqa: TRY400 - no traceback
            self._stopped.wait(TICK)

    def _sync(self, today: dt.date) -> None:
        job = self.store.jobs.claim(self._worker, LEASE, kind=KIND)
        if job is None:
            return
        try:
            done = sync(self._registry(), self.store, today=today)
        except ResetmatchError as error:
            logger.warning("the sync failed: %s", error)
            self.store.jobs.fail(job, str(error))
        else:
            counts = {"mode": done.mode, "new": done.new, "amended": done.amended, "gone": done.gone}
            result = {"snapshot": done.snapshot.number, "requests": done.requests, **counts}
            logger.info("synced: %s", result)
            self.store.jobs.finish(job, msgspec.json.encode(result).decode())
