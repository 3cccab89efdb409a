from __future__ import annotations

from typing import Any

import pytest
from litestar import Litestar, get
from litestar.exceptions import HTTPException, InternalServerException
from litestar.testing import TestClient, create_test_client

from matcher.api.problems import handle_http, handle_unexpected
from matcher.service import ServiceSettings
from tests.api.conftest import record

Client = TestClient[Litestar]

RECORD = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT90000009", "briefTitle": "Sent along"},
        "eligibilityModule": {"eligibilityCriteria": "Inclusion Criteria:\n\n* Age 18 years or older"},
        "somethingNew": {"unknown": True},
    }
}
PROFILE = {"profile_id": "p-001", "age_years": 34, "sex": "female"}


def expect_problem(response: Any, status: int) -> dict[str, Any]:
    """The problem in the answer, held to what every problem has."""
    assert response.status_code == status
    assert response.headers["content-type"].startswith("application/problem+json")
    content: dict[str, Any] = response.json()
    assert content["status"] == status
    assert content["title"]
    assert content["detail"]
    assert content["instance"].startswith("/")
    return content


# -- what is served -----------------------------------------------------------------------------------------


def test_health_names_what_is_served(client: Client) -> None:
    health = client.get("/health").json()
    assert (health["status"], health["trials"]) == ("ok", 3)
    assert health["registry"] == {"retrieved": "2026-09-14", "digest": "sha256:00"}
    assert health["lexicon_digest"].startswith("sha256:")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["NCT90000001", "NCT90000002", "NCT90000003"]),
        ("?status=recruiting", ["NCT90000001", "NCT90000003"]),
        ("?condition=gravis", ["NCT90000003"]),
        ("?country=France", ["NCT90000002"]),
        ("?country=Chad", []),
        ("?country=DE", ["NCT90000001", "NCT90000003"]),
        ("?condition=neurology", ["NCT90000003"]),
        ("?condition=SLE&phase=1&target=not%20stated", ["NCT90000001", "NCT90000002"]),
        ("?age_group=child", []),
        ("?limit=1&offset=1", ["NCT90000002"]),
        ("?offset=10", []),
    ],
)
def test_trials_are_listed_and_narrowed(client: Client, query: str, found: list[str]) -> None:
    page = client.get(f"/v1/trials{query}").json()
    assert [trial["nct_id"] for trial in page["trials"]] == found
    assert page["total"] >= len(found)


def test_facets_count_what_was_found(client: Client) -> None:
    facets = client.get("/v1/trials?status=recruiting&limit=1").json()["facets"]
    assert facets["country"] == [{"value": "Germany", "count": 2}]
    assert facets["target"] == [{"value": "not stated", "count": 2}]
    assert {each["value"] for each in facets["family"]} == {"rheumatology", "neurology"}


def test_a_filter_that_nothing_can_meet_is_refused_with_what_can(client: Client) -> None:
    problem = expect_problem(client.get("/v1/trials?source=autologus"), 400)
    assert "autologous" in str(problem["errors"])


def test_a_trial_is_shown_with_what_to_know_beside_a_verdict(client: Client) -> None:
    beside = client.get("/v1/trials/NCT90000001").json()["background"]
    assert beside["scope"]["included"] is False
    assert beside["targets"] == {"label": "not stated", "values": [], "evidence": []}
    assert all(fact["source"] and fact["dated"] for fact in beside["facts"])
    assert beside["age_months"] is not None


def test_a_match_takes_filters_and_shows_sites(client: Client) -> None:
    body = {"profile": {**PROFILE, "location": {"country": "DE"}}, "filters": {"status": ["COMPLETED"]}}
    (only,) = client.post("/v1/match", json=body).json()["matches"]
    assert only["nct_id"] == "NCT90000002"
    assert only["sites"]["recruiting_in_country"] == 0
    assert only["notes"] == ["Completed.", "No site in Germany."]
    expect_problem(client.post("/v1/match", json={**body, "filters": {"target": ["CD999"]}}), 400)
    expect_problem(client.post("/v1/match", json={**body, "filters": {"modality": ["CAR-X"]}}), 400)
    expect_problem(client.post("/v1/match", json={**body, "filters": {"colour": ["red"]}}), 400)


def test_a_match_leaves_out_what_is_too_far_away(client: Client) -> None:
    records = [record(f"NCT9000001{number}") for number in range(3)]
    for each, place in zip(records, [(52.52, 13.405), (45.764, 4.836), None], strict=True):
        point = {} if place is None else {"geoPoint": {"lat": place[0], "lon": place[1]}}
        each["protocolSection"]["contactsLocationsModule"]["locations"][0] |= point
    munich = {**PROFILE, "location": {"country": "DE", "latitude": 48.1, "longitude": 11.6}}

    def found(**asked: Any) -> list[str]:
        answer = client.post("/v1/match", json={"records": records, "profile": munich, **asked}).json()
        return sorted(each["nct_id"][-1] for each in answer["matches"])

    assert (found(), found(within_km=600), found(within_km=550)) == (["0", "1", "2"], ["0", "1", "2"], ["0", "2"])
    assert found(within_km=100) == ["2"], "a trial without a place is not ruled out"
    nowhere = {"profile": {**PROFILE, "location": {"country": "DE"}}, "within_km": 100}
    assert expect_problem(client.post("/v1/match", json=nowhere), 400)["errors"][0]["where"] == "/within_km"


def test_a_trial_is_shown_with_its_untouched_text(client: Client) -> None:
    trial = client.get("/v1/trials/NCT90000001").json()
    assert "SLEDAI-2K score \\>= 8" in trial["eligibility_text"]
    assert (trial["minimum_age"], trial["maximum_age"], trial["countries"]) == ("18 Years", None, ["Germany"])


def test_criteria_point_into_the_text(client: Client) -> None:
    text = client.get("/v1/trials/NCT90000001").json()["eligibility_text"]
    trial = client.get("/v1/trials/NCT90000001/criteria").json()
    assert trial["criteria"]
    for criterion in trial["criteria"]:
        assert criterion["tree"]["node"]
        if criterion["span"]:
            assert text[criterion["span"]["start"] : criterion["span"]["end"]] == criterion["text"]


def test_a_record_sent_along_is_read(client: Client) -> None:
    response = client.post("/v1/parse", json=RECORD)
    assert response.status_code == 200
    assert response.json()["nct_id"] == "NCT90000009"
    assert response.json()["criteria"]


def test_a_record_without_eligibility_text_has_no_criteria_of_its_own(client: Client) -> None:
    bare = {"protocolSection": {"identificationModule": {"nctId": "NCT90000009"}}}
    response = client.post("/v1/parse", json=bare)
    assert response.status_code == 200
    assert [each for each in response.json()["criteria"] if each["span"]] == []


def test_a_profile_is_matched_to_all_trials(client: Client) -> None:
    response = client.post("/v1/match", json={"profile": PROFILE})
    assert response.status_code == 200
    result = response.json()
    assert result["profile_id"] == "p-001"
    assert {match["nct_id"] for match in result["matches"]} == {"NCT90000001", "NCT90000002", "NCT90000003"}
    assert {match["verdict"] for match in result["matches"]} <= {"eligible", "undetermined", "ineligible"}
    assert result["registry"] == {"retrieved": "2026-09-14", "digest": "sha256:00"}


def test_the_next_tests_are_ranked_on_request(client: Client) -> None:
    plain = client.post("/v1/match", json={"profile": PROFILE, "limit": 0}).json()
    asked = client.post("/v1/match", json={"profile": PROFILE, "limit": 0, "next_tests": 2}).json()
    assert plain["next_tests"] == []
    assert 0 < len(asked["next_tests"]) <= 2
    assert asked["next_tests"][0]["missing"] >= 1
    assert {**asked, "next_tests": []} == plain


def test_a_profile_is_matched_to_the_trials_named(client: Client) -> None:
    result = client.post("/v1/match", json={"profile": PROFILE, "nct_ids": ["NCT90000003"]}).json()
    assert [match["nct_id"] for match in result["matches"]] == ["NCT90000003"]


def test_a_profile_is_matched_to_records_sent_along(client: Client) -> None:
    result = client.post("/v1/match", json={"profile": PROFILE, "records": [RECORD]}).json()
    assert [match["nct_id"] for match in result["matches"]] == ["NCT90000009"]
    assert result["registry"]["retrieved"] is None


def test_the_same_question_gives_the_same_bytes(client: Client) -> None:
    asked = [client.post("/v1/match", json={"profile": PROFILE}).content for _ in range(2)]
    assert asked[0] == asked[1]


def test_the_page_loads_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "POST /v1/match" in page.text
    assert "<script" not in page.text
    assert 'src="' not in page.text
    assert 'href="http' not in page.text


# -- what is refused ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/nowhere", "/v1/trials/NCT99999999", "/v1/trials/NCT99999999/criteria", "/schema"])
def test_what_is_not_there_is_a_problem(client: Client, path: str) -> None:
    assert expect_problem(client.get(path), 404)["instance"] == path


@pytest.mark.parametrize(("method", "path"), [("GET", "/v1/match"), ("PUT", "/v1/parse"), ("DELETE", "/health")])
def test_a_method_that_is_not_served_is_a_problem(client: Client, method: str, path: str) -> None:
    response = client.request(method, path)
    expect_problem(response, 405)
    assert response.headers["allow"]


@pytest.mark.parametrize(
    ("query", "where"),
    [("limit=0", "limit"), ("limit=1001", "limit"), ("limit=many", "limit"), ("offset=-1", "offset")],
)
def test_a_parameter_out_of_bounds_is_named(client: Client, query: str, where: str) -> None:
    content = expect_problem(client.get(f"/v1/trials?{query}"), 400)
    assert any(where in flaw["where"] for flaw in content["errors"])


def test_a_number_that_is_no_registry_number_is_named(client: Client) -> None:
    assert "nct_id" in expect_problem(client.get("/v1/trials/lupus"), 400)["detail"]


@pytest.mark.parametrize("body", [b"", b"{", b"nonsense", b"\xff\xfe", b"[" * 10_000, b"null", b"[]", b'"x"'])
@pytest.mark.parametrize("path", ["/v1/match", "/v1/parse"])
def test_a_body_that_is_no_such_object_is_refused(client: Client, path: str, body: bytes) -> None:
    assert "body" in expect_problem(client.post(path, content=body), 400)["detail"]


WRONG_PROFILES: dict[str, tuple[dict[str, Any], str]] = {
    "no identifier": ({}, "profile"),
    "an unknown field": ({"profile_id": "p", "favourite": "Zorro"}, "favourite"),
    "a name": ({"profile_id": "p", "name": "Zorro"}, "name"),
    "age over 90": ({"profile_id": "p", "age_years": 91}, "age_years"),
    "age in words": ({"profile_id": "p", "age_years": "34"}, "age_years"),
    "a sex unheard of": ({"profile_id": "p", "sex": "Zorro"}, "sex"),
    "a malformed identifier": ({"profile_id": "Zorro Zorro"}, "profile_id"),
    "a domain unheard of": ({"profile_id": "p", "complete": ["Zorro"]}, "complete"),
    "a time after the index date": (
        {"profile_id": "p", "observations": [{"concept": "SLEDAI-2K", "value": 1, "days_before": -1}]},
        "days_before",
    ),
}


@pytest.mark.parametrize("name", WRONG_PROFILES)
def test_a_profile_is_refused_by_field_and_its_values_are_not_repeated(client: Client, name: str) -> None:
    profile, field = WRONG_PROFILES[name]
    response = client.post("/v1/match", json={"profile": profile})
    assert field in expect_problem(response, 400)["detail"]
    assert "Zorro" not in response.text


@pytest.mark.parametrize(
    "profile",
    ["[]", "[{}, {}]", '[{"profile_id": "p"}]', "null", '"p"', "1", "true"],
)
def test_a_profile_that_is_no_object_is_refused(client: Client, profile: str) -> None:
    response = client.post("/v1/match", content=f'{{"profile": {profile}}}')
    (flaw,) = expect_problem(response, 400)["errors"]
    assert flaw == {"where": "/profile", "what": "is not a JSON object", "do": ""}


GUARDED: dict[str, tuple[str, str, str, str]] = {
    "a slip": (
        '{"profile_id": "p", "conditons": []}',
        "/profile",
        "the field conditons is unknown",
        "did you mean conditions?",
    ),
    "a slip deep down": (
        '{"profile_id": "p", "observations": [{"concept": "SLEDAI-2K", "days_befor": 3}]}',
        "/profile/observations/0",
        "the field days_befor is unknown",
        "did you mean days_before?",
    ),
    "a date": (
        '{"profile_id": "p", "observation_date": "Zorro"}',
        "/profile",
        "the field observation_date is a calendar date",
        "give days before the index date",
    ),
    "a field given twice": (
        '{"profile_id": "p", "age_years": 34, "age_years": 35}',
        "/profile",
        "the field age_years is given more than once",
        "",
    ),
    "a number out of range": (
        '{"profile_id": "p", "age_years": 130}',
        "/profile/age_years",
        'must be a number from 0 to 90, where 90 means "90 or older"',
        "",
    ),
}


@pytest.mark.parametrize("name", GUARDED)
def test_the_guard_speaks_for_itself(client: Client, name: str) -> None:
    profile, where, what, do = GUARDED[name]
    response = client.post("/v1/match", content=f'{{"profile": {profile}}}')
    problem = expect_problem(response, 400)
    assert problem["errors"] == [{"where": where, "what": what, "do": do}]
    assert problem["detail"] == f"{where}: {what}" + (f"; {do}" if do else "")
    assert "Zorro" not in response.text


def test_a_profile_sent_bare_is_told_where_it_belongs(client: Client) -> None:
    (flaw,) = expect_problem(client.post("/v1/match", json=PROFILE), 400)["errors"]
    assert (flaw["where"], flaw["do"]) == ("body", "put the profile under profile")


def test_a_name_in_a_fields_place_is_not_repeated(client: Client) -> None:
    response = client.post("/v1/match", json={"Zorro de la Vega": 1, "profile": PROFILE})
    assert "unknown" in expect_problem(response, 400)["detail"]
    assert "Zorro" not in response.text


@pytest.mark.parametrize(
    ("extra", "field"),
    [
        ({"nct_ids": ["lupus"]}, "/nct_ids/0"),
        ({"records": [{}]}, "/records/0"),
        ({"records": [RECORD, RECORD]}, "two records"),
        ({"stale_days": -1}, "stale_days"),
        ({"trials": []}, "trials"),
    ],
)
def test_a_wrong_request_around_a_profile_is_refused(client: Client, extra: dict[str, Any], field: str) -> None:
    assert field in expect_problem(client.post("/v1/match", json={"profile": PROFILE, **extra}), 400)["detail"]


def test_a_trial_that_is_not_served_cannot_be_matched(client: Client) -> None:
    expect_problem(client.post("/v1/match", json={"profile": PROFILE, "nct_ids": ["NCT99999999"]}), 404)


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/v1/match", {"profile": {**PROFILE, "name": "x"}}, "profile-refused"),
        ("/v1/match", {"profile": PROFILE, "records": [RECORD, RECORD]}, "record-refused"),
        ("/v1/match", {"profile": PROFILE, "limit": "x"}, "request-refused"),
        ("/v1/match/NCT99999999", {"profile": PROFILE}, "not-found"),
    ],
)
def test_problems_are_told_apart_by_type(client: Client, path: str, body: Any, kind: str) -> None:
    assert client.post(path, json=body).json()["type"] == f"urn:resetmatch:problem:{kind}"
    assert client.delete("/v1/match").json()["type"] == "about:blank"


def test_a_malformed_record_is_refused_by_field(client: Client) -> None:
    wrong = {"protocolSection": {"identificationModule": {"nctId": 1}}}
    (flaw,) = expect_problem(client.post("/v1/parse", json=wrong), 400)["errors"]
    assert flaw["where"] == "/protocolSection/identificationModule/nctId"


def test_a_body_that_is_too_large_is_refused(client: Client) -> None:
    expect_problem(client.post("/v1/parse", content=b" " * (ServiceSettings().body_bytes + 1)), 413)


def test_a_text_of_one_megabyte_is_read(client: Client) -> None:
    long = {
        "protocolSection": {
            "identificationModule": {"nctId": "NCT90000009"},
            "eligibilityModule": {"eligibilityCriteria": "* Age 18 years or older\n" * 200 + "x" * 1_000_000},
        }
    }
    assert client.post("/v1/parse", json=long).status_code == 200


def test_what_nobody_foresaw_is_a_problem_that_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    @get("/boom", sync_to_thread=False)
    def boom() -> None:
        raise ValueError("Zorro has lupus")

    with create_test_client(
        [boom], exception_handlers={Exception: handle_unexpected}, raise_server_exceptions=False, logging_config=None
    ) as broken:
        response = broken.get("/boom")
    expect_problem(response, 500)
    assert "Zorro" not in response.text + caplog.text
    assert "ValueError" in caplog.text


def test_an_error_of_the_framework_itself_tells_nothing_either() -> None:
    @get("/boom", sync_to_thread=False)
    def boom() -> None:
        raise InternalServerException("Zorro has lupus")

    with create_test_client(
        [boom], exception_handlers={HTTPException: handle_http}, raise_server_exceptions=False, logging_config=None
    ) as broken:
        response = broken.get("/boom")
    expect_problem(response, 500)
    assert "Zorro" not in response.text
