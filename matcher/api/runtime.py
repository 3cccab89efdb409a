"""What a running service holds: its settings, its store, and the trials that it serves at the moment."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from litestar import Litestar

from criteria.errors import ResetmatchError
from criteria.registry.client import LIVE, Registry
from matcher import clock
from matcher.catalogue import Catalogue, from_path, from_sample, from_snapshot, with_overrides
from matcher.evaluate import match_first
from matcher.following import Follower
from matcher.past import Past, note_engine
from matcher.population.facts import Patient
from matcher.screening.folders import folders_of
from matcher.service import ServiceSettings
from matcher.settings import default_context
from matcher.store import Store, open_store
from matcher.store.snapshots import Snapshot

__all__ = ["Runtime", "keys_are_needed", "start"]

logger = logging.getLogger("resetmatch.api")


class Runtime:
    """One worker's state; a catalogue without a store is served as it is, to anybody who can reach it."""

    def __init__(
        self, catalogue: Catalogue, settings: ServiceSettings | None = None, store: Store | None = None
    ) -> None:
        self.catalogue = self._bare = catalogue
        self.settings = settings or ServiceSettings()
        self.store = store
        self.guarded = store is not None and keys_are_needed(store, self.settings)
        self.follows = store is not None and self.settings.trials is None
        self.past = Past(store) if store is not None and self.follows else None
        self.closing = threading.Event()
        self.folders = folders_of(self.settings, store.folder if store is not None else None)

    @asynccontextmanager
    async def lifespan(self, _app: Litestar) -> AsyncIterator[None]:
        """Look for new snapshots and overrides from time to time while the application runs; by setting, sync."""
        self._heed_signals()
        task = asyncio.create_task(self._follow()) if self.store is not None else None
        follower = self._follower()
        try:
            yield
        finally:
            if follower is not None:
                await asyncio.to_thread(follower.stop)
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            if self.store is not None:
                self.store.close()

    def _heed_signals(self) -> None:
        """Set `closing` when the server is to stop, so that answers without an end come to one.

        The loop hears of signals by its own way and acts on them all the same.
        """
        if threading.current_thread() is threading.main_thread():
            for each in (signal.SIGTERM, signal.SIGINT):
                signal.signal(each, lambda *_: self.closing.set())

    def _follower(self) -> Follower | None:
        hours = self.settings.sync_hours
        if self.store is None or hours is None or not self.follows:
            return None
        follower = Follower(self.store, self._registry, dt.timedelta(hours=hours), came=self.refresh)
        follower.start()
        return follower

    def _registry(self) -> Registry:
        return Registry(self.settings.sync_from or LIVE, pause=self.settings.sync_pause)

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(self.settings.refresh_seconds)
            try:
                await asyncio.to_thread(self.refresh)
            except ResetmatchError as error:
                logger.warning("the store could not be looked at: %s", type(error).__name__)

    def refresh(self) -> None:
        """Serve the snapshot and the overrides in force, if they are others than those that are served."""
        if self.store is None:
            return
        snapshot = self.store.snapshots.current() if self.follows else None
        overrides = self.store.overrides.in_force(clock.now())
        if snapshot is not None and not self._is_served(snapshot):
            self._bare = from_snapshot(self.store, snapshot)
        elif self.catalogue.overrides == tuple(each.id for each in overrides):
            return
        self.catalogue = put_together(with_overrides(self._bare, overrides))

    def _is_served(self, snapshot: Snapshot) -> bool:
        served = self._bare.registry
        return (served.digest, served.retrieved) == (snapshot.digest, snapshot.retrieved.isoformat())


def keys_are_needed(store: Store, settings: ServiceSettings) -> bool:
    """Whether callers must say who they are: once a key was ever made, or tokens are taken."""
    return settings.oidc_issuer is not None or bool(store.keys.all())


def start(settings: ServiceSettings) -> Runtime:
    """The state of a worker that runs with these settings; the bundled sample where nothing was brought yet."""
    store = open_store(settings.store)
    snapshot = None if settings.trials else store.snapshots.current()
    if snapshot is not None:
        note_engine(store)
    given = from_path(Path(settings.trials)) if settings.trials else from_sample()
    runtime = Runtime(put_together(from_snapshot(store, snapshot) if snapshot else given), settings, store)
    runtime.refresh()
    return runtime


def put_together(catalogue: Catalogue) -> Catalogue:
    """The same catalogue; what matching prepares of its trials is made now, and not while the first caller waits."""
    match_first(
        0, Patient(profile_id="nobody"), catalogue.trials, registry=catalogue.registry, context=default_context()
    )
    return catalogue
