"""What was served on a day, to be served again: the catalogue of a snapshot, and the engine that answered then."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING, Literal

import msgspec

from matcher import clock
from matcher.catalogue import Catalogue, end_of, from_snapshot
from matcher.evaluate import engine_info
from matcher.readings import rules_digest
from matcher.settings import default_context

if TYPE_CHECKING:
    from matcher.store import Store
    from matcher.store.engines import Engine

__all__ = ["Past", "Then", "note_engine"]

KEPT = 4


class Then(msgspec.Struct, frozen=True, kw_only=True):
    """How the engine of a day compares with the present one; an answer is the same to the byte where it is the same.

    "unknown": nothing was noted on that day or before.
    """

    day: dt.date
    engine: Literal["same", "other", "unknown"]
    version: str | None = None
    lexicon_digest: str | None = None

    @property
    def words(self) -> str:
        """For a header or a message: "other; version=0.1.0; lexicon_digest=sha256:..."."""
        named = f"; version={self.version}; lexicon_digest={self.lexicon_digest}" if self.version else ""
        return f"{self.engine}{named}"


class Past:
    """The history of one store; the catalogues of the days last asked for are kept in memory."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._kept: dict[tuple[int, tuple[int, ...]], Catalogue] = {}

    def catalogue(self, day: dt.date) -> Catalogue | None:
        """The trials that were in force at the end of a day; None where there were none yet."""
        snapshot = self.store.snapshots.as_of(day)
        if snapshot is None:
            return None
        overrides = self.store.overrides.in_force(min(end_of(day), clock.now()))
        key = snapshot.number, tuple(each.id for each in overrides)
        with self._lock:
            found = self._kept.pop(key, None) or from_snapshot(self.store, snapshot, overrides)
            self._kept[key] = found
            while len(self._kept) > KEPT:
                del self._kept[next(iter(self._kept))]
        return found

    def then(self, day: dt.date) -> Then:
        """The engine that answered at the end of a day, against the one that answers now."""
        was = self.store.engines.at(day)
        if was is None:
            return Then(day=day, engine="unknown")
        same = was == _engine()
        return Then(day=day, engine="same" if same else "other", version=was.version, lexicon_digest=was.lexicon_digest)


def note_engine(store: Store) -> None:
    """Write down that this engine answers from the store from now on."""
    store.engines.note(_engine())


def _engine() -> Engine:
    from matcher.store.engines import Engine as Noted  # noqa: PLC0415 - whoever matches files waits for no database

    now = engine_info(default_context())
    return Noted(version=now.version, lexicon_digest=now.lexicon_digest, rules=rules_digest())
