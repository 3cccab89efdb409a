from __future__ import annotations

from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]
PROFILE = {"profile_id": "p-001", "age_years": 34, "sex": "female"}


# -- a page of a match ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("limit", "shown"), [(0, 0), (1, 1), (2, 2), (50, 3), (None, 3)])
def test_the_first_trials_are_shown_and_the_rest_is_counted(client: Client, limit: int | None, shown: int) -> None:
    page = client.post("/v1/match", json={"profile": PROFILE, "limit": limit}).json()
    everything = client.post("/v1/match", json={"profile": PROFILE}).json()
    assert page["matches"] == everything["matches"][:shown]
    assert sum(page["counts"].values()) == 3
    assert sum(page["rest"].values()) == 3 - shown
    assert page["counts"] == everything["counts"]


def test_a_limit_below_nothing_is_refused(client: Client) -> None:
    assert client.post("/v1/match", json={"profile": PROFILE, "limit": -1}).status_code == 400


def test_one_trial_is_matched_as_among_all(client: Client) -> None:
    one = client.post("/v1/match/NCT90000003", json={"profile": PROFILE}).json()
    all_of_them = client.post("/v1/match", json={"profile": PROFILE}).json()["matches"]
    assert one["matches"] == [each for each in all_of_them if each["nct_id"] == "NCT90000003"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/match/NCT99999999", {"profile": PROFILE}, 404),
        ("/v1/match/lupus", {"profile": PROFILE}, 400),
        ("/v1/match/NCT90000003", {"profile": {**PROFILE, "email": "x"}}, 400),
        ("/v1/match/NCT90000003", {"profile": PROFILE, "nct_ids": []}, 400),
        ("/v1/match/NCT90000003", {}, 400),
    ],
)
def test_what_cannot_be_matched_is_a_problem(client: Client, path: str, body: Any, status: int) -> None:
    response = client.post(path, json=body)
    assert (response.status_code, response.json()["status"]) == (status, status)


# -- concepts -------------------------------------------------------------------------------------------------


def test_a_name_finds_its_concept_first(client: Client) -> None:
    found = client.get("/v1/concepts", params={"q": "rtx"}).json()["concepts"]
    assert (found[0]["concept"], found[0]["list"], found[0]["exact"]) == ("rituximab", "drug_exposures", True)
    assert not any(each["exact"] for each in found[1:])


def test_a_concept_shows_its_codes_by_system(client: Client) -> None:
    (first, *_) = client.get("/v1/concepts", params={"q": "rituximab"}).json()["concepts"]
    assert {"system": "RxNorm", "code": "121191", "display": "riTUXimab"} in first["codings"]


def test_a_near_name_is_suggested_and_not_exact(client: Client) -> None:
    found = client.get("/v1/concepts", params={"q": "rituksimab"}).json()["concepts"]
    assert (found[0]["concept"], found[0]["exact"]) == ("rituximab", False)


def test_concepts_are_narrowed_to_a_list_and_paged(client: Client) -> None:
    asked = {"q": "lupus", "list": "conditions", "limit": 3}
    first, second = (client.get("/v1/concepts", params={**asked, "offset": offset}).json() for offset in (0, 3))
    assert first["total"] == second["total"] >= 6
    names = [each["concept"] for each in (*first["concepts"], *second["concepts"])]
    assert len(set(names)) == 6
    assert {each["list"] for each in (*first["concepts"], *second["concepts"])} == {"conditions"}


def test_without_a_word_everything_is_listed(client: Client) -> None:
    page = client.get("/v1/concepts", params={"limit": 1, "list": "observations"}).json()
    assert page["total"] > 100
    assert client.get("/v1/concepts", params={"limit": 1}).json()["total"] > page["total"]


def test_a_list_that_is_none_is_refused(client: Client) -> None:
    assert client.get("/v1/concepts", params={"list": "vaccines"}).status_code == 400


# -- profiles -------------------------------------------------------------------------------------------------


def test_a_profile_is_checked_without_its_values(client: Client) -> None:
    facts = [{"concept": "ANC", "value": 1234.5, "unit": "/uL"}, {"concept": "no such thing", "value": 9876}]
    response = client.post("/v1/profiles/validate", json={**PROFILE, "observations": facts})
    check = response.json()
    assert check["valid"]
    assert check["facts"] == [
        {"pointer": "/observations/0", "domain": "observation", "concept": "neutrophil count", "unit": "/uL"}
    ]
    assert check["unresolved_facts"][0]["pointer"] == "/observations/1"
    assert "1234" not in response.text
    assert "9876" not in response.text


def test_a_profile_that_would_be_refused_is_not_valid(client: Client) -> None:
    check = client.post("/v1/profiles/validate", json={**PROFILE, "birth_date": "1990-01-01"}).json()
    assert not check["valid"]
    assert "identifier" in check["errors"][0]["what"]
    assert client.post("/v1/profiles/validate", content=b"{").status_code == 400
