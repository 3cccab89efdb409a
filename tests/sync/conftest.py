from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from criteria.registry.client import Registry
from matcher.store import Store, open_store
from matcher.sync import Synced, sync
from tests.standin.server import StandIn

DAY = dt.date(2026, 9, 15)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        yield opened


def synced(stand_in: StandIn, store: Store, *, day: dt.date = DAY, full: bool = False, **given: Any) -> Synced:
    """A sync that does not wait between requests."""
    registry = Registry(stand_in.url, wait=lambda _: None, **{"pause": 0.0, "timeout": 5.0} | given)
    return sync(registry, store, today=day, full=full)


def held(store: Store) -> dict[str, Any]:
    """What is in force, by number."""
    current = store.snapshots.current()
    return {study.nct_id: study for study in store.snapshots.studies(current)} if current else {}
