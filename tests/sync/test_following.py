"""A server that follows the registry by itself."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from criteria.registry.client import Registry
from matcher.api.runtime import Runtime
from matcher.catalogue import from_sample
from matcher.following import Follower
from matcher.store import Store
from tests.api.serving import serving
from tests.standin.records import amended, studies
from tests.standin.server import StandIn, running

COMMAND = str(Path(sys.executable).with_name("resetmatch"))
RECORDS = studies(5)
NOON = dt.datetime(2026, 9, 15, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def worker(stand_in: StandIn, store: Store) -> tuple[Follower, Runtime]:
    """One of several processes: what serves, and what follows beside it."""
    runtime = Runtime(from_sample(), store=store)

    def registry() -> Registry:
        return Registry(stand_in.url, pause=0.0, wait=lambda _: None)

    return Follower(store, registry, HOUR, came=runtime.refresh), runtime


def test_one_of_several_syncs_in_an_interval_and_all_serve_what_came(store: Store) -> None:
    with running(RECORDS) as stand_in:
        (one, served), (two, other) = worker(stand_in, store), worker(stand_in, store)
        for each, runtime in ((one, served), (two, other), (one, served)):
            each.once(NOON)
            assert len(runtime.catalogue.trials) == 5
        assert [path for path, _ in stand_in.asked].count("/version") == 2
        assert [job.state for job in store.jobs.all()] == ["done"]
        stand_in.holdings.put(amended(RECORDS[0], "2026-09-15", statusModule={"overallStatus": "WITHDRAWN"}))
        stand_in.holdings.stamp = "2026-09-15T09:00:05"
        two.once(NOON + HOUR)
        one.once(NOON + HOUR)
    assert served.catalogue.studies["NCT99000001"].overall_status == "WITHDRAWN"
    assert len(store.jobs.all()) == 2


def test_a_sync_that_fails_is_in_the_job_and_what_is_served_stays(store: Store) -> None:
    with running(RECORDS) as stand_in:
        one, runtime = worker(stand_in, store)
        one.once(NOON)
        served = runtime.catalogue
        stand_in.faults.kinds, stand_in.faults.rate = ("busy",), 1.0
        one.once(NOON + HOUR)
    assert runtime.catalogue is served
    job = store.jobs.all()[0]
    assert (job.state, "status 503" in (job.problem or "")) == ("failed", True)


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with running(RECORDS) as started:
        yield started


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.2)
    return False


def test_the_real_server_follows_and_tells_the_age_of_what_it_serves(stand_in: StandIn, tmp_path: Path) -> None:
    with serving(tmp_path, RESETMATCH_SYNC_FROM=stand_in.url, RESETMATCH_SYNC_HOURS="1") as root:
        assert eventually(lambda: bool(httpx.get(f"{root}/health").json()["trials"] == 5))
        health = httpx.get(f"{root}/health").json()
        today = dt.datetime.now(tz=dt.UTC).date().isoformat()
        assert (health["registry"]["retrieved"], health["registry_age_days"]) == (today, 0)
        assert httpx.get(f"{root}/v1/changes", params={"since": today}).json()["records"] == []
