from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from sqlalchemy import text

from criteria.errors import RecordRefused, WorkFailed
from criteria.registry.record import RawRecord
from matcher.store import Store

DAY = dt.date(2026, 9, 14)
MORE = "more"


def raw(nct_id: str, title: str = "A study", **more: Any) -> RawRecord:
    document = {"protocolSection": {"identificationModule": {"nctId": nct_id, "briefTitle": title}}, **more}
    return RawRecord("here", json.dumps(document, indent=1).encode())


def day(number: int) -> dt.date:
    return DAY + dt.timedelta(days=number)


def titles(store: Store, at: dt.date | None = None) -> list[str]:
    snapshot = store.snapshots.current() if at is None else store.snapshots.as_of(at)
    return [study.brief_title for study in store.snapshots.studies(snapshot)] if snapshot else []


def test_what_was_put_in_comes_out_sorted_with_every_field(store: Store) -> None:
    snapshot = store.snapshots.put(
        [raw("NCT99000002", kept=[1, 2]), raw("NCT99000001", kept=[1, 2])], retrieved=DAY, source="a file", version="v7"
    )
    assert (snapshot.count, snapshot.retrieved, snapshot.source, snapshot.version) == (2, DAY, "a file", "v7")
    assert snapshot.complete
    assert store.snapshots.current() == snapshot
    records = list(store.snapshots.records(snapshot))
    assert [json.loads(record.raw)["kept"] for record in records] == [[1, 2], [1, 2]]
    assert [study.nct_id for study in store.snapshots.studies(snapshot)] == ["NCT99000001", "NCT99000002"]


def test_the_digest_tells_snapshots_apart_and_does_not_depend_on_order(store: Store) -> None:
    one = store.snapshots.put([raw("NCT99000001"), raw("NCT99000002")], retrieved=DAY)
    two = store.snapshots.put([raw("NCT99000002"), raw("NCT99000001")], retrieved=day(1))
    three = store.snapshots.put([raw("NCT99000001", "Renamed")], retrieved=day(2))
    assert one.digest == two.digest != three.digest
    assert one.number < two.number < three.number


def test_the_stamp_of_the_data_set_makes_no_new_version(store: Store) -> None:
    for number in range(2):
        derived = {"miscInfoModule": {"versionHolder": day(number).isoformat()}, "kept": {}}
        store.snapshots.put([raw("NCT99000001", derivedSection=derived)], retrieved=day(number))
    (version,) = store.snapshots.versions("NCT99000001")
    assert (version.first_seen, version.last_seen) == (day(0), day(1))


def test_of_two_records_with_one_number_the_last_counts(store: Store) -> None:
    store.snapshots.put([raw("NCT99000001", "Old"), raw("NCT99000001", "New")], retrieved=DAY)
    assert titles(store) == ["New"]


def test_every_snapshot_stays_readable_under_its_day(store: Store) -> None:
    for number, title in enumerate(["A", "B", "C"]):
        store.snapshots.put([raw("NCT99000001", title)], retrieved=day(2 * number))
    assert titles(store) == ["C"]
    assert [titles(store, day(number)) for number in range(-1, 5)] == [[], ["A"], ["A"], ["B"], ["B"], ["C"]]
    assert [snapshot.retrieved for snapshot in store.snapshots.all()] == [day(0), day(2), day(4)]


def test_an_amended_snapshot_keeps_what_was_not_brought_anew(store: Store) -> None:
    before = store.snapshots.put([raw(f"NCT9900000{n}") for n in range(4)], retrieved=DAY, source="there")
    changed = [raw("NCT99000001", "Changed"), raw("NCT99000007", "New")]
    after = store.snapshots.amend(before, changed, retrieved=day(1), version="v8", without=["NCT99000003"])
    assert (after.complete, after.source, after.version, after.count) == (False, "there", "v8", 4)
    assert titles(store) == ["A study", "Changed", "A study", "New"]
    changes = store.snapshots.changes(before, after)
    assert [change.nct_id for change in changes] == ["NCT99000001", "NCT99000003", "NCT99000007"]
    assert [(change.before is None, change.after is None) for change in changes] == [
        (False, False),
        (False, True),
        (True, False),
    ]


def test_a_snapshot_in_which_nothing_changed_is_one_with_a_later_day(store: Store) -> None:
    before = store.snapshots.put([raw("NCT99000001")], retrieved=DAY)
    after = store.snapshots.amend(before, [], retrieved=day(1))
    assert (after.digest, after.count, after.retrieved) == (before.digest, before.count, day(1))
    assert store.snapshots.changes(before, after) == ()


def test_every_version_of_a_record_is_kept(store: Store) -> None:
    for number, title in enumerate(["A", "A", "B", "A"]):
        store.snapshots.put([raw("NCT99000001", title), raw("NCT99000002")], retrieved=day(number))
    first, second = store.snapshots.versions("NCT99000001")
    assert (first.first_seen, first.last_seen) == (day(0), day(3))
    assert (second.first_seen, second.last_seen) == (day(2), day(2))
    content = store.snapshots.content(second.digest)
    assert content is not None
    assert json.loads(content.raw)["protocolSection"]["identificationModule"]["briefTitle"] == "B"
    assert store.snapshots.content("sha256:00") is None
    assert store.snapshots.versions("NCT99000009") == ()


def test_one_record_is_found_by_its_number(store: Store) -> None:
    snapshot = store.snapshots.put([raw("NCT99000001"), raw("NCT99000002", "This")], retrieved=DAY)
    found = store.snapshots.record(snapshot, "NCT99000002")
    assert found is not None
    assert b"This" in found.raw
    assert store.snapshots.record(snapshot, "NCT99000003") is None


def test_a_refused_record_leaves_the_store_as_it_is(store: Store) -> None:
    kept = store.snapshots.put([raw("NCT99000001")], retrieved=DAY)
    with pytest.raises(RecordRefused):
        store.snapshots.put([raw("NCT99000002"), RawRecord("here", b"{}")], retrieved=day(1))
    assert store.snapshots.current() == kept
    assert store.snapshots.versions("NCT99000002") == ()


def test_a_store_without_a_snapshot_has_none(store: Store) -> None:
    assert store.snapshots.current() is None
    assert store.snapshots.as_of(DAY) is None
    assert store.snapshots.all() == ()


def test_an_empty_snapshot_is_one(store: Store) -> None:
    snapshot = store.snapshots.put([], retrieved=DAY)
    assert snapshot.count == 0
    assert titles(store) == []


@pytest.mark.parametrize("damage", ["x", "xx"])
def test_a_record_that_is_not_what_it_was_is_said(damage: str, store: Store) -> None:
    snapshot = store.snapshots.put([raw("NCT99000001")], retrieved=DAY)
    with store._database.write() as connection:
        connection.execute(text("UPDATE record_versions SET content = :content"), {"content": damage.encode()})
    with pytest.raises(WorkFailed, match="the store is damaged: NCT99000001"):
        list(store.snapshots.records(snapshot))


def test_many_records_are_put_in_and_taken_out(store: Store) -> None:
    many = [raw(f"NCT99{number:06}") for number in range(1203)]
    snapshot = store.snapshots.put(many, retrieved=DAY)
    assert sum(1 for _ in store.snapshots.records(snapshot)) == snapshot.count == 1203


def test_pages_of_a_sync_wait_until_it_is_done(store: Store) -> None:
    store.staging.add("run", 2, [raw("NCT99000003")], next_token=None)
    store.staging.add("run", 1, [raw("NCT99000001"), raw("NCT99000002")], next_token=MORE)
    store.staging.add("run", 1, [], next_token="")
    store.staging.add("other", 1, [], next_token=MORE)
    first, second = store.staging.pages("run")
    assert (first.number, first.next_token, second.number, second.next_token) == (1, MORE, 2, None)
    assert first.records == (raw("NCT99000001"), raw("NCT99000002"))
    store.staging.clear("run")
    assert (store.staging.pages("run"), len(store.staging.pages("other"))) == ((), 1)
    store.staging.clear()
    assert store.staging.pages("other") == ()
