"""The stand-in, held to the registry's own OpenAPI document and to what is known of the live service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
import yaml

from tests.standin.answers import MODULES, OF_MANY, OF_ONE, ROOT
from tests.standin.faults import KINDS, Fault
from tests.standin.records import amended, studies
from tests.standin.server import StandIn, running

DOCUMENT = Path(__file__).resolve().parents[3] / "shared" / "registry" / "ctg-oas-v2.yaml"
FIELDS = "NCTId|StatusModule|EligibilityModule"


@pytest.fixture(scope="module")
def stand_in() -> Iterator[StandIn]:
    with running(studies(60)) as started:
        yield started


@pytest.fixture(scope="module")
def document() -> Any:
    if not DOCUMENT.exists():
        pytest.skip(f"the registry's document does not travel with the project: {DOCUMENT}")
    return yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))


def get(stand_in: StandIn, path: str, **asked: Any) -> httpx.Response:
    return httpx.get(f"{stand_in.url}{path}", params={name.replace("_", "."): each for name, each in asked.items()})


def numbers(answer: httpx.Response) -> list[str]:
    return [each["protocolSection"]["identificationModule"]["nctId"] for each in answer.json()["studies"]]


def conforms(value: Any, name: str, document: Any) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    jsonschema.Draft4Validator(schema).validate(value)


def test_answers_keep_to_the_registrys_document(stand_in: StandIn, document: Any) -> None:
    conforms(get(stand_in, "/version").json(), "Version", document)
    page = get(stand_in, "/studies", query_cond="lupus", countTotal="true", pageSize=5).json()
    assert page["studies"]
    assert page["totalCount"] > 5
    conforms(page, "PagedStudies", document)
    conforms(get(stand_in, "/studies", fields=FIELDS).json(), "PagedStudies", document)
    conforms(get(stand_in, "/studies/NCT99000001").json(), "Study", document)
    conforms(amended(studies(1)[0], "2026-09-01"), "Study", document)


def test_a_field_too_many_would_be_found(document: Any) -> None:
    with pytest.raises(jsonschema.ValidationError):
        conforms({"studies": [], "next": "1"}, "PagedStudies", document)


def test_parameters_and_pieces_are_those_of_the_document(document: Any) -> None:
    paths = document["paths"]
    assert {each["name"] for each in paths["/studies"]["get"]["parameters"]} == OF_MANY
    assert {each["name"] for each in paths["/studies/{nctId}"]["get"]["parameters"]} - {"nctId"} == OF_ONE
    assert set(MODULES) <= document["components"]["schemas"]["ProtocolSection"]["properties"].keys()
    assert document["servers"][0]["url"].endswith(ROOT)


def test_pages_follow_one_another_until_no_token_comes(stand_in: StandIn) -> None:
    found, token = [], None
    while True:
        page = get(stand_in, "/studies", pageSize=20, countTotal="true", **({"pageToken": token} if token else {}))
        assert ("totalCount" in page.json()) is (token is None)
        found += numbers(page)
        token = page.json().get("nextPageToken")
        if token is None:
            break
    assert found == [f"NCT{99000000 + number}" for number in range(1, 61)]
    assert page.json()["studies"] == []  # a token comes with every full page


def test_fields_leave_the_other_modules_out(stand_in: StandIn) -> None:
    first = get(stand_in, "/studies", fields=FIELDS).json()["studies"][0]
    assert first.keys() == {"protocolSection"}
    assert first["protocolSection"].keys() == {"identificationModule", "statusModule", "eligibilityModule"}
    assert first["protocolSection"]["identificationModule"].keys() == {"nctId"}


def test_queries_and_filters_choose(stand_in: StandIn) -> None:
    every = get(stand_in, "/studies", pageSize=0, countTotal="true").json()
    assert (len(every["studies"]), every["totalCount"]) == (10, 60)

    def count(**asked: str) -> int:
        return int(get(stand_in, "/studies", countTotal="true", pageSize=1, **asked).json()["totalCount"])

    lupus, nephritis = count(query_cond="lupus"), count(query_cond='"lupus nephritis"')
    assert 60 > lupus > nephritis > 0
    assert count(query_cond="lupus AND NOT nephritis") == lupus - nephritis
    assert count(query_cond="(lupus OR pemphigus) sclerosis") == 0
    assert count(query_intr='"CAR-T" OR "CAR T"', query_cond="lupus") > 0
    assert count(filter_advanced="AREA[StudyType]OBSERVATIONAL") == 0
    assert count(filter_advanced="AREA[LastUpdatePostDate]RANGE[2025-09-01,MAX] AND AREA[StudyType]INTERVENTIONAL") > 0
    assert (
        count(filter_advanced="AREA[LastUpdatePostDate]RANGE[MIN,2025-08-31]")
        + count(filter_advanced="AREA[LastUpdatePostDate]RANGE[2025-09-01, MAX]")
        == count()
    )
    assert count(filter_ids="NCT99000001,NCT99000002|NCT90000000") == 2


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"filter_phase": "PHASE1"}, "`filter.phase` is unknown parameter"),
        ({"fields": "StudyDesign"}, "Parameter 'fields' contains invalid field name: 'StudyDesign'"),
        ({"fields": ""}, "must not be empty"),
        ({"pageSize": "many"}, "`pageSize` has invalid value"),
        ({"countTotal": "1"}, "`countTotal` has invalid value"),
        ({"format": "xml"}, "`format` has invalid value"),
        ({"pageToken": "abracadabra"}, "`pageToken` is invalid"),
        ({"filter_ids": "99000001"}, "`filter.ids` has incorrect format"),
        ({"filter_advanced": "AREA[Nowhere]x"}, "Unknown area"),
        ({"filter_advanced": "AREA[LastUpdatePostDate]RANGE[yesterday,MAX]"}, "Invalid date"),
        ({"query_cond": "(lupus"}, "Missing )"),
        ({"query_cond": "lupus OR"}, "Unexpected end"),
    ],
)
def test_what_is_wrong_is_answered_with_400_in_plain_text(stand_in: StandIn, asked: Any, words: str) -> None:
    answer = get(stand_in, "/studies", **asked)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert words in answer.text


def test_a_token_goes_only_with_its_question(stand_in: StandIn) -> None:
    token = get(stand_in, "/studies", query_cond="lupus", pageSize=2).json()["nextPageToken"]
    assert get(stand_in, "/studies", query_cond="lupus", pageSize=3, pageToken=token).status_code == 200
    assert get(stand_in, "/studies", query_cond="sclerosis", pageSize=2, pageToken=token).status_code == 400


def test_a_study_alone(stand_in: StandIn) -> None:
    assert get(stand_in, "/studies/nct99000001").json() == stand_in.holdings.records["NCT99000001"]
    assert get(stand_in, "/studies/NCT90000000").status_code == 404
    assert get(stand_in, "/studies/lupus").status_code == 400
    assert get(stand_in, "/nowhere").status_code == 404


def outcome(url: str, **asked: Any) -> str:
    """What a reader who waits 0.2 s sees: the numbers of a page, a status, or the kind of failure."""
    try:
        answer = httpx.get(url, params=asked, timeout=0.2)
        retry = answer.headers.get("retry-after")
        return " ".join(numbers(answer)) if answer.status_code == 200 else f"{answer.status_code} {retry or ''}".strip()
    except (httpx.HTTPError, ValueError) as error:
        return type(error).__name__


def test_every_fault_shows() -> None:
    with running(studies(4), slow=0.4) as stand_in:
        url = f"{stand_in.url}/studies"
        token = httpx.get(url, params={"pageSize": 2}).json()["nextPageToken"]
        seen: dict[Fault, str] = {}
        for kind in KINDS:
            stand_in.faults.plan(kind)
            seen[kind] = outcome(url, pageSize=2, pageToken=token)
        assert stand_in.faults.met == dict.fromkeys(KINDS, 1)
        stand_in.faults.plan("same token")
        assert httpx.get(url, params={"pageSize": 2, "pageToken": token}).json()["nextPageToken"] == token
    whole = "NCT99000003 NCT99000004"
    assert stand_in.holdings.stamp > "2026-09-14T09:00:05"
    assert seen == {
        "refused": "429",
        "refused a while": "429 3",
        "busy": "503",
        "busy a while": "503 2",
        "reset": "ReadError",
        "truncated": "RemoteProtocolError",
        "cut": "JSONDecodeError",
        "slow": "ReadTimeout",
        "duplicate": seen["duplicate"],
        "vanished": seen["vanished"],
        "grown": whole,
        "same token": whole,
        "lost token": "400",
        "moved": whole,
    }
    assert len(set(seen["duplicate"].split())) == len(seen["vanished"].split()) == 1
