"""Sync from the stand-in over real HTTP into a real store."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import msgspec
import pytest

from criteria.errors import WorkFailed
from criteria.registry.client import PAGE_SIZE, Registry
from criteria.registry.record import Study
from matcher.store import Store
from matcher.sync import age_of, sync
from tests.standin.faults import Fault
from tests.standin.records import amended, copy, studies
from tests.standin.server import StandIn, running
from tests.sync.conftest import DAY, held, synced

RECORDS = studies(600)
NEXT_DAY = DAY + dt.timedelta(days=1)
NEW_STAMP = "2026-09-16T09:00:05"


def test_600_records_come_in_seconds_and_when_nothing_changed_one_request_tells(store: Store) -> None:
    with running(RECORDS) as stand_in:
        started = time.monotonic()
        first = synced(stand_in, store)
        took = time.monotonic() - started
        paths = [path for path, _ in stand_in.asked]
        again = synced(stand_in, store, day=NEXT_DAY)
    assert took < 60  # the aim is 10; a busy machine gets time
    assert (first.mode, first.new, first.snapshot.count) == ("all", 600, 600)
    assert paths == ["/version", *["/studies"] * 5, "/version"]
    assert (again.mode, again.requests) == ("unchanged", 1)
    assert again.snapshot.digest == first.snapshot.digest
    assert (first.snapshot.retrieved, again.snapshot.retrieved) == (DAY, NEXT_DAY)
    assert held(store) == {number: as_read(record) for number, record in stand_in.holdings.records.items()}


def as_read(record: Any) -> Study:
    return msgspec.convert(record, Study)


def renewed(stand_in: StandIn, *records: Any) -> None:
    """Other records, and the registry says that its data are new."""
    stand_in.holdings.put(*records)
    stand_in.holdings.stamp = NEW_STAMP
    stand_in.asked.clear()


def test_a_registry_that_changed_is_asked_for_what_changed(store: Store) -> None:
    with running(RECORDS[:300]) as stand_in:
        synced(stand_in, store)
        del stand_in.holdings.records["NCT99000002"]
        closed = amended(RECORDS[0], "2026-09-15", statusModule={"overallStatus": "WITHDRAWN"})
        renewed(stand_in, closed, RECORDS[301])
        second = synced(stand_in, store, day=NEXT_DAY)
        asked = [given.get("filter.advanced", "") for _, given in stand_in.asked]
    assert (second.mode, second.amended, second.new, second.gone) == ("changes", 1, 1, 1)
    assert sum("RANGE[2026-09-07,MAX]" in each for each in asked) == 2
    assert second.requests == 6
    now = held(store)
    assert (len(now), now["NCT99000001"].overall_status, "NCT99000302" in now) == (300, "WITHDRAWN", True)
    assert [len(store.snapshots.versions(f"NCT9900000{n}")) for n in (1, 2)] == [2, 1]


def test_all_is_asked_for_on_request_and_where_the_question_is_another(store: Store) -> None:
    with running(RECORDS[:50]) as stand_in:
        synced(stand_in, store)
        assert synced(stand_in, store, full=True).mode == "all"
        stand_in.holdings.stamp = NEW_STAMP
        narrowed = sync(Registry(f"{stand_in.url}/studies?query.cond=lupus", pause=0.0), store, today=DAY)
    assert narrowed.mode == "all"
    assert 0 < narrowed.snapshot.count < 50


def test_a_sync_that_was_cut_off_goes_on_where_it_stood(store: Store) -> None:
    with running(RECORDS) as stand_in:
        stand_in.faults.plan(None, None, None, *["reset"] * 4)
        with pytest.raises(WorkFailed):
            synced(stand_in, store)
        assert held(store) == {}
        stand_in.asked.clear()
        done = synced(stand_in, store)
        tokens = [given.get("pageToken") for path, given in stand_in.asked if path == "/studies"]
        assert done.snapshot.count == 600
        assert tokens[0] is not None
        assert len(tokens) == 600 // PAGE_SIZE + 1 - 2 + 1
        assert store.staging.pages("any") == ()


def test_pages_of_an_older_stamp_are_of_no_use(store: Store) -> None:
    with running(RECORDS[:300]) as stand_in:
        stand_in.faults.plan(None, None, *["reset"] * 4)
        with pytest.raises(WorkFailed):
            synced(stand_in, store)
        renewed(stand_in, amended(RECORDS[0], "2026-09-15", statusModule={"overallStatus": "WITHDRAWN"}))
        synced(stand_in, store)
    assert held(store)["NCT99000001"].overall_status == "WITHDRAWN"


TORN: tuple[Fault, ...] = ("vanished", "duplicate", "same token", "lost token", "moved")


@pytest.mark.parametrize("fault", TORN)
@pytest.mark.parametrize("request_number", [2, 3, 5])
def test_a_torn_answer_never_becomes_a_snapshot(fault: Fault, request_number: int, store: Store) -> None:
    with running(RECORDS[:450]) as stand_in:
        stand_in.faults.plan(*[None] * (request_number - 1), fault)
        done = synced(stand_in, store)
    assert done.snapshot.count == 450
    assert held(store).keys() == stand_in.holdings.records.keys()


def test_a_registry_that_never_stands_still_is_given_up_and_all_stays_as_it_was(store: Store) -> None:
    with running(RECORDS[:50]) as stand_in:
        before = synced(stand_in, store).snapshot
        renewed(stand_in, RECORDS[51])
        stand_in.faults.kinds, stand_in.faults.rate = ("moved",), 1.0
        with pytest.raises(WorkFailed, match="renewed while it was read; tried 3 times"):
            synced(stand_in, store)
    assert store.snapshots.current() == before


def test_a_record_that_cannot_be_read_is_said_and_its_last_version_stays(store: Store) -> None:
    with running(RECORDS[:20]) as stand_in:
        synced(stand_in, store)
        broken = copy(amended(RECORDS[3], "2026-09-16"))
        broken["protocolSection"]["conditionsModule"]["conditions"] = "lupus"
        renewed(stand_in, broken)
        for full in (False, True):
            done = synced(stand_in, store, full=full)
            assert [refusal.what for refusal in done.refused] == ["Expected `array`, got `str`"]
            assert held(store)["NCT99000004"] == as_read(RECORDS[3])


def test_a_service_without_a_stamp_is_read_whole_each_time(store: Store) -> None:
    with running(RECORDS[:5]) as stand_in:
        stand_in.holdings.stamp = ""
        assert synced(stand_in, store).mode == "all"
        assert synced(stand_in, store).mode == "all"


def test_the_age_of_a_snapshot_is_told(store: Store) -> None:
    with running(RECORDS[:2]) as stand_in:
        snapshot = synced(stand_in, store).snapshot
    assert age_of(snapshot, DAY) == "retrieved 2026-09-15, today"
    assert age_of(snapshot, NEXT_DAY) == "retrieved 2026-09-15, yesterday"
    assert age_of(snapshot, DAY + dt.timedelta(days=40)) == "retrieved 2026-09-15, 40 days ago"


def test_a_registry_that_forgot_most_of_it_is_not_believed_unless_asked_for_all(store: Store) -> None:
    with running(RECORDS[:40]) as stand_in:
        before = synced(stand_in, store).snapshot
        stand_in.holdings.records.clear()
        renewed(stand_in, *RECORDS[:5])
        with pytest.raises(WorkFailed, match="names 5 studies, 40 are in force"):
            synced(stand_in, store)
        assert store.snapshots.current() == before
        assert synced(stand_in, store, full=True).snapshot.count == 5
