from __future__ import annotations

import json
from pathlib import Path

import pytest

from criteria.errors import RecordRefused, WorkFailed
from criteria.registry.record import RawRecord
from matcher.store.records import RecordStore, default_folder


def raw(nct_id: str, title: str = "A study") -> RawRecord:
    document = {"protocolSection": {"identificationModule": {"nctId": nct_id, "briefTitle": title}}, "kept": [1, 2]}
    return RawRecord("here", json.dumps(document, indent=1).encode())


def test_what_was_put_in_comes_out_sorted_with_every_field(tmp_path: Path) -> None:
    store = RecordStore(tmp_path / "new" / "folder")
    manifest = store.replace([raw("NCT90000002"), raw("NCT90000001")], retrieved="2026-09-14")
    assert [study.nct_id for study in store.records()] == ["NCT90000001", "NCT90000002"]
    assert (manifest.count, manifest.retrieved) == (2, "2026-09-14")
    assert store.manifest == manifest
    lines = (store.folder / manifest.file).read_text().splitlines()
    assert [json.loads(line)["kept"] for line in lines] == [[1, 2], [1, 2]]


def test_the_digest_tells_snapshots_apart_and_does_not_depend_on_order(tmp_path: Path) -> None:
    one = RecordStore(tmp_path / "1").replace([raw("NCT90000001"), raw("NCT90000002")], retrieved="2026-09-14")
    two = RecordStore(tmp_path / "2").replace([raw("NCT90000002"), raw("NCT90000001")], retrieved="2026-09-15")
    three = RecordStore(tmp_path / "3").replace([raw("NCT90000001", "Renamed")], retrieved="2026-09-14")
    assert one.digest == two.digest != three.digest


def test_of_two_records_with_one_number_the_last_counts(tmp_path: Path) -> None:
    store = RecordStore(tmp_path)
    store.replace([raw("NCT90000001", "Old"), raw("NCT90000001", "New")], retrieved="2026-09-14")
    assert [study.brief_title for study in store.records()] == ["New"]


def test_a_snapshot_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    store = RecordStore(tmp_path)
    store.replace([raw("NCT90000001")], retrieved="2026-09-14")
    store.replace([raw("NCT90000002")], retrieved="2026-09-15")
    assert [study.nct_id for study in store.records()] == ["NCT90000002"]
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".ndjson"]


def test_a_refused_record_leaves_the_store_as_it_is(tmp_path: Path) -> None:
    store = RecordStore(tmp_path)
    store.replace([raw("NCT90000001")], retrieved="2026-09-14")
    with pytest.raises(RecordRefused):
        store.replace([raw("NCT90000002"), RawRecord("here", b"{}")], retrieved="2026-09-15")
    assert [study.nct_id for study in store.records()] == ["NCT90000001"]


def test_an_empty_folder_is_a_store_with_nothing_in_it(tmp_path: Path) -> None:
    assert RecordStore(tmp_path).manifest is None
    assert list(RecordStore(tmp_path).records()) == []


@pytest.mark.parametrize("damage", ["manifest", "records", "missing"])
def test_a_damaged_store_says_so(damage: str, tmp_path: Path) -> None:
    store = RecordStore(tmp_path)
    manifest = store.replace([raw("NCT90000001")], retrieved="2026-09-14")
    if damage == "manifest":
        (tmp_path / "manifest.json").write_text("{")
    elif damage == "records":
        (tmp_path / manifest.file).write_text("{}\n")
    else:
        (tmp_path / manifest.file).unlink()
    with pytest.raises(WorkFailed, match=r"damaged|cannot be read"):
        list(store.records())


def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkFailed, match="cannot be written"):
        RecordStore(tmp_path / "file").replace([raw("NCT90000001")], retrieved="2026-09-14")


def test_the_folder_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RESETMATCH_STORE", str(tmp_path / "named"))
    assert default_folder() == tmp_path / "named"
    monkeypatch.delenv("RESETMATCH_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "resetmatch"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_folder() == tmp_path / ".local" / "share" / "resetmatch"
