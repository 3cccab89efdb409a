from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.operationoutcome import OperationOutcome
from litestar import Litestar
from litestar.testing import TestClient

from criteria.reading import read
from criteria.registry.record import Place, Study
from matcher.api.app import create_app
from matcher.api.fhir.groups import groups_of
from matcher.api.fhir.places import is_within, miles_between, position_of
from matcher.api.fhir.searchset import grade, relevance
from matcher.api.fhir.studies import study_of
from matcher.catalogue import of_studies
from matcher.results import TrialMatch
from matcher.settings import default_context
from tests.fhir.builders import HERS, ICD, LOINC, bundle, coded, condition, observation, person, quantity

SHARED = Path(__file__).resolve().parents[3] / "shared" / "fhir"
KNOWN = default_context().lexicon
Client = TestClient[Litestar]

TEXT = """Inclusion Criteria:

* Age 18 to 65 years
* SLEDAI-2K score \\>= 8
* Platelet count \\>= 50 x 10^9/L
* Willing to sign informed consent

Exclusion Criteria:

* Active tuberculosis or HIV infection
* Rituximab within 6 months
"""


def record(number: int, status: str, phases: list[str], zip_code: str, lat: float) -> dict[str, Any]:
    site = {"facility": "A clinic", "city": "Springfield", "country": "United States", "zip": zip_code}
    site |= {
        "geoPoint": {"lat": lat, "lon": -72.0},
        "contacts": [{"name": "Desk", "phone": "555", "email": "d@x.example"}],
    }
    return {
        "protocolSection": {
            "identificationModule": {"nctId": f"NCT9000000{number}", "briefTitle": "Made up"},
            "statusModule": {"overallStatus": status, "startDateStruct": {"date": "2025-03"}},
            "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Nobody", "class": "OTHER"}},
            "descriptionModule": {"briefSummary": "Nothing happens."},
            "conditionsModule": {"conditions": ["Lupus"], "keywords": ["CAR-T"]},
            "designModule": {"studyType": "INTERVENTIONAL", "phases": phases},
            "armsInterventionsModule": {"armGroups": [{"label": "One", "type": "EXPERIMENTAL"}]},
            "eligibilityModule": {"eligibilityCriteria": TEXT, "sex": "ALL"},
            "contactsLocationsModule": {"centralContacts": [{"name": "Centre"}], "locations": [site]},
        }
    }


STUDIES = [
    msgspec.convert(each, Study)
    for each in (
        record(1, "RECRUITING", ["PHASE1", "PHASE2"], "02139", 42.4),
        record(2, "COMPLETED", ["PHASE2"], "10001", 40.7),
        record(3, "UNKNOWN", [], "90001", 34.0),
    )
]


@pytest.fixture(scope="module")
def fhir() -> Any:
    with TestClient(create_app(of_studies(STUDIES)), raise_server_exceptions=False) as opened:
        yield opened


def asked(**parameters: Any) -> dict[str, Any]:
    given = [{"name": name, "valueString": value} for name, value in parameters.items()]
    wish = {"resourceType": "Parameters", "parameter": [*given, {"name": "indexDate", "valueDate": "2026-09-01"}]}
    return bundle(
        wish,
        person(),
        condition(coded(ICD, "M32.14")),
        observation({"text": "SLEDAI-2K"}, valueQuantity=quantity(12, "{score}")),
        observation(coded(LOINC, "777-3"), valueQuantity=quantity(150, "10*9/L")),
    )


def found(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("application/fhir+json")
    Bundle.model_validate(response.json())
    studies = [each["resource"] for each in response.json()["entry"] if each["search"]["mode"] == "match"]
    return sorted(each["id"][-1] for each in studies)


# -- what is asked --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "numbers"),
    [
        ({}, "123"),
        ({"phase": "any", "recruitmentStatus": "all"}, "123"),
        ({"recruitmentStatus": "active"}, "1"),
        ({"recruitmentStatus": "RECRUITING"}, "1"),
        ({"recruitmentStatus": "completed"}, "2"),
        ({"phase": "Phase 2"}, "12"),
        ({"phase": "phase-1"}, "1"),
        ({"phase": "II"}, "12"),
        ({"phase": "phase-1-phase-2"}, "1"),
        ({"zipCode": "02139", "travelRadius": "50"}, "1"),
        ({"zipCode": "02139", "travelRadius": "250"}, "12"),
        ({"zipCode": "99999", "travelRadius": "50"}, "123"),
        ({"travelRadius": "50"}, "123"),
    ],
)
def test_trials_are_chosen_by_parameters(fhir: Client, parameters: dict[str, str], numbers: str) -> None:
    assert found(fhir.post("/getClinicalTrial", json=asked(**parameters))) == list(numbers)


def test_a_distance_that_cannot_be_told_is_said(fhir: Client) -> None:
    response = fhir.post("/getClinicalTrial", json=asked(zipCode="99999", travelRadius="50"))
    last = response.json()["entry"][-1]
    assert last["search"]["mode"] == "outcome"
    said = [issue["details"]["text"] for issue in last["resource"]["issue"]]
    assert any("travelRadius was not applied" in each for each in said)


def test_bodies_of_earlier_clients_are_understood(fhir: Client) -> None:
    for body in ({"patientData": asked()}, {"patientData": json.dumps(asked())}):
        assert found(fhir.post("/getClinicalTrial", json=body)) == ["1", "2", "3"]


def test_the_operation_answers_as_its_draft_has_it(fhir: Client) -> None:
    given = [{"name": "phase", "valueString": "phase-2"}, {"name": "trialMatchClinicalData", "resource": asked()}]
    response = fhir.post("/fhir/ResearchStudy/$match", json={"resourceType": "Parameters", "parameter": given})
    (only,) = response.json()["parameter"]
    assert (only["name"], only["resource"]["total"]) == ("trialMatchOutput", 2)
    Bundle.model_validate(only["resource"])


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/getClinicalTrial", b"{", 400),
        ("/getClinicalTrial", b'{"patientData": 1}', 400),
        ("/getClinicalTrial", b'{"resourceType": "Observation"}', 400),
        ("/getClinicalTrial", json.dumps(bundle(person(), person(id="2"))).encode(), 400),
        ("/getClinicalTrial", json.dumps(asked(phase="Zorro")).encode(), 400),
        ("/getClinicalTrial", json.dumps(asked(recruitmentStatus="Zorro")).encode(), 400),
        ("/getClinicalTrial", json.dumps(asked(travelRadius="Zorro")).encode(), 400),
        ("/getClinicalTrial", json.dumps(bundle(person(birthDate=["Zorro"]))).encode(), 400),
        ("/fhir/ResearchStudy/$match", json.dumps(asked()).encode(), 400),
        ("/fhir/ResearchStudy/$match", b'{"resourceType": "Parameters"}', 400),
        ("/fhir/Patient", b"{}", 404),
        ("/fhir/metadata", b"{}", 405),
        ("/getClinicalTrial", b" " * (17 * 1024 * 1024), 413),
    ],
)
def test_every_refusal_is_an_operation_outcome(fhir: Client, path: str, body: bytes, status: int) -> None:
    response = fhir.post(path, content=body)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("application/fhir+json")
    assert OperationOutcome.model_validate(response.json()).issue
    assert "Zorro" not in response.text


# -- what is answered -----------------------------------------------------------------------------------------


def sent(resource: Any) -> Any:
    """A resource as it goes over the wire."""
    return json.loads(msgspec.json.encode(resource))


def test_a_study_is_shown_with_all_that_clients_read() -> None:
    shown = sent(study_of(read(STUDIES[0]), STUDIES[0], KNOWN))
    assert (shown["status"], shown["title"], shown["phase"]["text"]) == ("active", "Made up", "Phase 1/Phase 2")
    assert shown["phase"]["coding"][0]["code"] == "phase-1-phase-2"
    assert shown["category"] == [{"text": "Study Type: Interventional"}]
    assert (shown["description"], shown["contact"]) == ("Nothing happens.", [{"name": "Centre"}])
    assert shown["enrollment"][0]["display"] == TEXT
    contained = {each["id"]: each for each in shown["contained"]}
    assert contained["sponsor"] == {"resourceType": "Organization", "id": "sponsor", "name": "Nobody"}
    clinic = contained[shown["site"][0]["reference"].removeprefix("#")]
    assert clinic["address"]["postalCode"] == "02139"
    assert clinic["telecom"][0] == {"system": "phone", "value": "555", "use": "work"}


def test_a_status_that_is_not_known_is_absent_with_a_reason() -> None:
    shown = sent(study_of(read(STUDIES[2]), STUDIES[2], KNOWN))
    assert "status" not in shown
    assert shown["_status"]["extension"][0]["valueCode"] == "unknown"
    assert "phase" not in shown


def test_criteria_are_characteristics_that_include_or_exclude() -> None:
    (group,) = groups_of(read(STUDIES[0]), KNOWN)
    said = [sent(each) for each in group.characteristic]
    limits = {
        (each["code"]["text"], each["valueQuantity"].get("comparator"), each["valueQuantity"]["value"])
        for each in said
        if "valueQuantity" in each
    }
    assert {("age", ">=", 18.0), ("age", "<=", 65.0), ("SLEDAI-2K", ">=", 8.0)} <= limits
    excluded = [each["valueCodeableConcept"]["text"] for each in said if each["exclude"]]
    assert any("rituximab" in each for each in excluded)
    assert "HIV infection" in excluded
    assert any("active tuberculosis" in each for each in excluded)
    confirmed = [each["valueCodeableConcept"]["text"] for each in said if each["code"]["text"] == "attestation"]
    assert confirmed == ["Willing to sign informed consent"]
    assert len({each["id"] for each in said}) == len(said)


@pytest.mark.parametrize(
    ("verdict", "confirm", "expected"),
    [
        ("eligible", (), ("certain", 0.875)),
        ("eligible", ("i09",), ("probable", 0.875)),
        ("undetermined", (), ("possible", 0.375)),
        ("ineligible", (), ("certainly-not", 0.0)),
    ],
)
def test_grade_and_score_follow_the_verdict(
    verdict: Any, confirm: tuple[str, ...], expected: tuple[str, float]
) -> None:
    one = TrialMatch(
        nct_id="NCT90000001",
        brief_title="",
        overall_status="",
        phases=(),
        verdict=verdict,
        score=0.5,
        cohorts=(),
        criteria=(),
        blockers=(),
        missing_facts=(),
        confirm_before_referral=confirm,
        earliest_eligible_in_days=None,
    )
    assert (grade(one), relevance(one)) == expected


def test_who_is_too_old_is_not_shown_the_trial_and_it_is_counted(fhir: Client) -> None:
    old = asked()
    old["entry"][1]["resource"]["birthDate"] = "1940-01-01"
    response = fhir.post("/getClinicalTrial", json=old)
    assert found(response) == []
    assert response.json()["total"] == 0
    assert "3 of them ineligible" in response.text


# -- places ---------------------------------------------------------------------------------------------------


def test_distances_are_those_of_the_globe() -> None:
    boston, new_york = Place(lat=42.3601, lon=-71.0589), Place(lat=40.7128, lon=-74.006)
    assert miles_between(boston, new_york) == pytest.approx(190, abs=2)
    assert miles_between(boston, boston) == 0


def test_a_postal_code_lies_where_the_registry_puts_its_sites() -> None:
    assert position_of("02139", STUDIES) == Place(lat=42.4, lon=-72.0)
    assert position_of("00000", STUDIES) is None
    nowhere = msgspec.convert({"protocolSection": {"identificationModule": {"nctId": "NCT90000009"}}}, Study)
    assert is_within(nowhere, Place(lat=0, lon=0), 1)


# -- what others made -----------------------------------------------------------------------------------------


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/fhir does not travel with the project")
def test_bundles_that_others_made_are_answered(server: str) -> None:
    for path in [*sorted(SHARED.glob("synthetic-*.json.gz"))[:2], SHARED / "mcode_patient_data.json"]:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        response = httpx.post(f"{server}/getClinicalTrial", content=raw, timeout=60)
        found(response)
        someone = next(each["resource"] for each in json.loads(raw)["entry"] if "birthDate" in each["resource"])
        assert someone["id"] not in response.text
        assert someone["name"][0]["family"] not in response.text


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/fhir does not travel with the project")
def test_our_studies_have_what_those_of_others_have(fhir: Client) -> None:
    theirs = json.loads((SHARED / "mcode_complete_study.json").read_bytes())
    ours = fhir.post("/getClinicalTrial", json=asked()).json()["entry"][0]["resource"]
    missing = set(theirs) - set(ours)
    assert missing <= {"protocol", "objective"}
    assert HERS not in ours.values()
