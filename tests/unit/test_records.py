from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.errors import RecordRefused
from criteria.registry.record import RawRecord, Study, decode_study, read_records, split_documents


def record(nct_id: str = "NCT90000001", **modules: Any) -> dict[str, Any]:
    identification = {"nctId": nct_id, "briefTitle": "A study"}
    return {"protocolSection": {"identificationModule": identification, **modules}, "hasResults": False}


def read(path: Path) -> list[Study | RecordRefused]:
    return list(read_records(path))


def ids(items: list[Study | RecordRefused]) -> list[str]:
    return [item.nct_id for item in items if isinstance(item, Study)]


def refusals(items: list[Study | RecordRefused]) -> list[str]:
    return [str(item) for item in items if isinstance(item, RecordRefused)]


def decoded(document: dict[str, Any]) -> Study:
    study = decode_study(RawRecord("here", json.dumps(document).encode()))
    assert isinstance(study, Study)
    return study


TWO = [record("NCT90000001"), record("NCT90000002")]
LAYOUTS = {
    "array.json": json.dumps(TWO),
    "array-laid-out.json": json.dumps(TWO, indent=2),
    "page.json": json.dumps({"studies": TWO, "nextPageToken": "x"}),
    "lines.ndjson": "\n".join(map(json.dumps, TWO)),
    "lines.json": "\n\n".join(map(json.dumps, TWO)) + "\n",
    "lines-windows.jsonl": "\r\n".join(map(json.dumps, TWO)) + "\r\n",
    "with-bom.json": "\ufeff" + json.dumps(TWO),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_of_a_file_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(LAYOUTS[name].encode())
    assert ids(read(path)) == ["NCT90000001", "NCT90000002"]
    zipped = tmp_path / f"{name}.gz"
    zipped.write_bytes(gzip.compress(LAYOUTS[name].encode()))
    assert ids(read(zipped)) == ["NCT90000001", "NCT90000002"]


def test_one_object_laid_out_over_lines_is_one_record(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(record(), indent=2))
    assert ids(read(path)) == ["NCT90000001"]


def test_a_folder_is_read_in_the_order_of_its_names_and_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(json.dumps(record("NCT90000002")))
    (tmp_path / "a.ndjson").write_text(json.dumps(record("NCT90000001")))
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "c.json.gz").write_bytes(gzip.compress(json.dumps(record("NCT90000003")).encode()))
    (tmp_path / "README.md").write_text("not a record")
    (tmp_path / ".hidden.json").write_text("not a record")
    assert ids(read(tmp_path)) == ["NCT90000001", "NCT90000002", "NCT90000003"]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert "holds no" in refusals(read(tmp_path))[0]


def test_the_parts_have_plain_names() -> None:
    study = decoded(
        record(
            statusModule={"overallStatus": "RECRUITING", "lastUpdatePostDateStruct": {"date": "2026-07-29"}},
            sponsorCollaboratorsModule={"leadSponsor": {"name": "A sponsor", "class": "INDUSTRY"}},
            conditionsModule={"conditions": ["Lupus Nephritis"], "keywords": ["x"]},
            designModule={"phases": ["PHASE1", "PHASE2"]},
            armsInterventionsModule={"interventions": [{"type": "BIOLOGICAL", "name": "CD19 CAR-T cells"}]},
            eligibilityModule={
                "eligibilityCriteria": "* eGFR \\>= 30",
                "minimumAge": "18 Years",
                "maximumAge": "N/A",
                "sex": "FEMALE",
                "healthyVolunteers": False,
            },
            contactsLocationsModule={
                "locations": [
                    {"country": "Germany", "geoPoint": {"lat": 52.5, "lon": 13}},
                    {"country": "Germany"},
                    {"country": "France"},
                    {"city": "Nowhere"},
                ]
            },
        )
    )
    assert (study.overall_status, study.last_update_posted, study.sponsor) == ("RECRUITING", "2026-07-29", "A sponsor")
    assert (study.conditions, study.phases) == (("Lupus Nephritis",), ("PHASE1", "PHASE2"))
    assert (study.interventions, study.countries) == (("CD19 CAR-T cells",), ("Germany", "France"))
    assert study.criteria_text == "* eGFR \\>= 30"
    assert (study.minimum_age, study.maximum_age, study.sex) == ("18 Years", None, "FEMALE")
    assert study.healthy_volunteers is False


def test_what_the_record_does_not_hold_is_empty() -> None:
    study = decoded(record())
    assert (study.criteria_text, study.countries, study.phases, study.conditions) == ("", (), (), ())
    assert (study.minimum_age, study.maximum_age, study.sex, study.sponsor) == (None, None, None, None)
    assert study.overall_status == "UNKNOWN"


WRONG = {
    "nctId is missing": ({"protocolSection": {"identificationModule": {}}}, "protocolSection.identificationModule"),
    "nctId is malformed": (record("12345"), "protocolSection.identificationModule.nctId"),
    "no section": ({"studies_": []}, "protocolSection"),
    "text is a list": (
        record(eligibilityModule={"eligibilityCriteria": ["x"]}),
        "eligibilityModule.eligibilityCriteria",
    ),
    "age is a number": (record(eligibilityModule={"minimumAge": 18}), "eligibilityModule.minimumAge"),
    "age in words": (record(eligibilityModule={"minimumAge": "eighteen"}), "eligibilityModule.minimumAge"),
    "sex is unheard of": (record(eligibilityModule={"sex": "F"}), "eligibilityModule.sex"),
    "phases is a word": (record(designModule={"phases": "PHASE1"}), "designModule.phases"),
    "a phase is a number": (record(designModule={"phases": ["PHASE1", 2]}), "designModule.phases[1]"),
    "a list": ([], ""),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_malformed_record_is_refused_by_line_and_field_and_the_others_go_through(name: str, tmp_path: Path) -> None:
    document, field = WRONG[name]
    path = tmp_path / "trials.ndjson"
    path.write_text("\n".join(map(json.dumps, [TWO[0], document, TWO[1]])))
    items = read(path)
    assert ids(items) == ["NCT90000001", "NCT90000002"]
    (refusal,) = refusals(items)
    assert "trials.ndjson line 2" in refusal
    assert field in refusal


def test_a_malformed_element_of_an_array_is_refused_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "trials.json"
    path.write_text("[\n" + ",\n".join(map(json.dumps, [TWO[0], {}, TWO[1]])) + "\n]")
    items = read(path)
    assert ids(items) == ["NCT90000001", "NCT90000002"]
    assert "trials.json line 3" in refusals(items)[0]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n ",
        b"{",
        b"nonsense",
        b'{"protocolSection": {\n"identificationModule": oops}}',
        b"[1, 2",
        b"\xff\xfe\x00",
        b"[" * 5000,
    ],
)
def test_a_file_that_is_no_json_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    items = read(path)
    assert ids(items) == []
    assert "broken.json" in refusals(items)[0]


def test_a_broken_line_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "trials.ndjson"
    path.write_bytes(json.dumps(TWO[0]).encode() + b'\n{"protocolSection": \n' + json.dumps(TWO[1]).encode() + b"\n")
    items = read(path)
    assert ids(items) == ["NCT90000001", "NCT90000002"]
    assert "line 2" in refusals(items)[0]


def test_a_file_that_is_not_there_or_no_gzip_is_refused(tmp_path: Path) -> None:
    assert "No such file" in refusals(read(tmp_path / "none.json"))[0]
    broken = tmp_path / "broken.json.gz"
    broken.write_bytes(b"not gzip")
    assert "cannot be read" in refusals(read(broken))[0]
    cut = tmp_path / "cut.json.gz"
    cut.write_bytes(gzip.compress(json.dumps(TWO).encode())[:-12])
    assert "cannot be read" in refusals(read(cut))[0]


@given(st.binary(max_size=200))
def test_any_bytes_give_records_or_refusals_never_an_error(content: bytes) -> None:
    for item in split_documents(content, "any"):
        outcome = item if isinstance(item, RecordRefused) else decode_study(item)
        assert isinstance(outcome, (Study, RecordRefused))


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_eligibility_text_comes_through_untouched(texts: list[str]) -> None:
    documents = [record(eligibilityModule={"eligibilityCriteria": text}) for text in texts]
    content = json.dumps(documents).encode()
    read_back = [decode_study(item) for item in split_documents(content, "any") if isinstance(item, RawRecord)]
    assert [study.criteria_text for study in read_back if isinstance(study, Study)] == texts
