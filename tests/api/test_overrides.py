"""Readings put right by hand, over HTTP: they change what is served, and say so."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from fhir.resources.R4B.bundle import Bundle
from litestar import Litestar
from litestar.testing import TestClient

from criteria.registry.record import RawRecord
from matcher.api.app import create_app
from matcher.api.runtime import Runtime, start
from matcher.catalogue import from_store
from matcher.readings import rules_digest
from matcher.screen import screen
from matcher.service import ServiceSettings
from matcher.store import Store, open_store
from tests.api.conftest import RECORDS, TEXT, record

NCT = "NCT90000001"
DAY = dt.date(2026, 9, 14)
LIMIT = "SLEDAI-2K score \\>= 8"
PATH = f"/v1/trials/{NCT}/overrides"
TREE = {"node": "value", "concept": "SLEDAI-2K", "comparator": ">", "value": 8.0}
REASON = "the protocol excludes 8 itself"
PERSON = {
    "profile_id": "p-1",
    "age_years": 34,
    "observations": [{"concept": "SLEDAI-2K", "value": 8, "days_before": 3}],
}
Client = TestClient[Litestar]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        bring(opened, RECORDS)
        yield opened


def bring(store: Store, records: list[Any], day: dt.date = DAY) -> None:
    store.snapshots.put([RawRecord("here", json.dumps(each).encode()) for each in records], retrieved=day)


@pytest.fixture
def opened(store: Store) -> Iterator[Callable[[], tuple[Client, Runtime]]]:
    clients: list[Client] = []

    def open_client() -> tuple[Client, Runtime]:
        runtime = start(ServiceSettings(store=str(store.folder)))
        clients.append(TestClient(create_app(runtime.catalogue, runtime), raise_server_exceptions=False))
        return clients[-1].__enter__(), runtime

    yield open_client
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def client(opened: Callable[[], tuple[Client, Runtime]]) -> Client:
    return opened()[0]


def put(client: Client, **changed: Any) -> Any:
    return client.post(PATH, json={"text": LIMIT, "tree": TREE, "reason": REASON, **changed})


def criterion(client: Client, nct_id: str = NCT) -> Any:
    """The one about the score, as a match shows it."""
    answer = client.post("/v1/match", json={"profile": PERSON, "nct_ids": [nct_id]}).json()
    (found,) = (each for each in answer["matches"][0]["criteria"] if each["text"] == LIMIT)
    return found


def test_an_override_changes_the_verdict_and_says_who_and_why(client: Client) -> None:
    before = criterion(client)
    assert (before["verdict"], "override" in before) == ("pass", False)
    made = put(client)
    assert (made.status_code, made.headers["location"]) == (201, f"{PATH}/{made.json()['number']}")
    assert (made.json()["state"], made.json()["criterion_ids"]) == ("in force", [before["criterion_id"]])
    after = criterion(client)
    assert (after["verdict"], after["expression"], after["flags"]) == ("fail", "SLEDAI-2K > 8", ["overridden"])
    assert (after["text"], after["span"]) == (before["text"], before["span"])
    noted = after["override"]
    assert (noted["decided_by"], noted["reason"], noted["replaces"]) == ("curator", REASON, before["expression"])
    assert (noted["made"], noted["expires"]) == (made.json()["made"][:10], None)
    served = client.get(f"/v1/trials/{NCT}/criteria").json()["criteria"]
    assert [each["override"]["number"] for each in served if "override" in each] == [noted["number"]]
    assert criterion(client, "NCT90000002") == before


def test_an_override_that_is_withdrawn_changes_nothing_any_more(client: Client) -> None:
    before = criterion(client)
    number = put(client).json()["number"]
    ended = client.delete(f"{PATH}/{number}").json()
    assert (ended["state"], ended["criterion_ids"]) == ("withdrawn", [])
    assert criterion(client) == before
    assert [each["state"] for each in client.get(PATH).json()["overrides"]] == ["withdrawn"]
    assert client.delete(f"{PATH}/{number + 1}").status_code == 404
    assert client.delete(f"/v1/trials/NCT90000002/overrides/{number}").status_code == 404


def test_an_override_that_has_expired_is_not_applied(client: Client, store: Store) -> None:
    before = criterion(client)
    made = put(client, expires=(dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=1)).isoformat())
    assert criterion(client)["verdict"] == "fail"
    (kept,) = store.overrides.all()
    assert kept.expires is not None
    assert store.overrides.in_force(kept.expires) == ()
    assert put(client, expires="2026-01-01T00:00:00Z").json()["errors"][0]["where"] == "/expires"
    assert put(client, expires="2099-01-01T00:00:00").status_code == 400
    client.delete(f"{PATH}/{made.json()['number']}")
    assert criterion(client) == before


def test_an_override_whose_words_changed_is_stale_and_holds_again_with_them(
    opened: Callable[[], tuple[Client, Runtime]], store: Store
) -> None:
    client, runtime = opened()
    put(client)
    changed = record(NCT)
    changed["protocolSection"]["eligibilityModule"]["eligibilityCriteria"] = TEXT.replace("8", "10", 2)
    bring(store, [changed, *RECORDS[1:]], DAY + dt.timedelta(days=1))
    runtime.refresh()
    (stale,) = client.get(PATH).json()["overrides"]
    assert (stale["state"], stale["criterion_ids"]) == ("stale", [])
    criteria = client.get(f"/v1/trials/{NCT}/criteria").json()["criteria"]
    assert [each for each in criteria if "override" in each] == []
    bring(store, RECORDS, DAY + dt.timedelta(days=2))
    runtime.refresh()
    assert criterion(client)["verdict"] == "fail"
    assert client.get(PATH).json()["overrides"][0]["state"] == "in force"


def test_the_command_the_day_and_a_cohort_see_the_same(client: Client, store: Store, tmp_path: Path) -> None:
    put(client)
    catalogue = from_store(store)
    assert catalogue is not None
    assert len(catalogue.overrides) == 1
    yesterday = from_store(store, dt.datetime.now(tz=dt.UTC).date() - dt.timedelta(days=1))
    assert yesterday is not None
    assert yesterday.overrides == ()
    (tmp_path / "cohort.ndjson").write_text(json.dumps(PERSON))
    trials = [trial for trial in catalogue.trials if trial.nct_id in {NCT, "NCT90000002"}]
    screen(tmp_path / "cohort.ndjson", trials, tmp_path / "out", all_pairs=True)
    rows = pl.read_parquet(tmp_path / "out" / "matches.parquet")
    verdicts = dict(zip(rows.get_column("nct_id"), rows.get_column("verdict").cast(pl.String), strict=True))
    assert verdicts == {NCT: "ineligible", "NCT90000002": "undetermined"}


def test_in_fhir_the_characteristic_says_so(client: Client) -> None:
    made = put(client).json()
    person = {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient", "gender": "female"}}]}
    answer = client.post("/getClinicalTrial", json=person).json()
    Bundle.model_validate(answer)
    studies = [each["resource"] for each in answer["entry"] if each["search"]["mode"] == "match"]
    marked = [(study["id"], each) for study in studies for each in study["contained"][0]["characteristic"]]
    ((nct_id, said),) = [(nct_id, each) for nct_id, each in marked if "extension" in each]
    assert (nct_id, said["id"], said["valueQuantity"]["comparator"]) == (NCT, made["criterion_ids"][0], ">")
    (mark,) = said["extension"]
    assert mark["url"] == "urn:resetmatch:override"
    assert mark["valueString"].startswith(f"curator, since {made['made'][:10]}: {REASON}; replaces: ")


def test_a_new_process_serves_what_was_put_right_before(opened: Callable[[], tuple[Client, Runtime]]) -> None:
    put(opened()[0])
    assert criterion(opened()[0])["verdict"] == "fail"


def test_a_person_may_be_named_as_the_one_who_decides(client: Client) -> None:
    put(client, tree={"node": "attested", "reason": "judgement", "text": "active disease"})
    after = criterion(client)
    assert (after["kind"], after["verdict"]) == ("attestation", "unknown")
    put(client, tree={"node": "constant", "value": True, "why": "the sponsor has waived it"})
    assert criterion(client)["verdict"] == "pass", "of two the last counts"


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "other words": ({"text": "SLEDAI-2K score"}, "/text"),
    "no reason": ({"reason": ""}, "/reason"),
    "a blank reason": ({"reason": " "}, "reason"),
    "an address": ({"reason": "as agreed with curator@hospital.example"}, "/reason"),
    "no node": ({"tree": {"node": "guess"}}, "/tree/node"),
    "an unknown concept": ({"tree": {**TREE, "concept": "Zorro"}}, "/tree"),
    "nothing in it": ({"tree": {"node": "all", "of": []}}, "/tree"),
    "too many": ({"tree": {"node": "at_least", "k": 2, "of": [TREE]}}, "/tree"),
    "too large": ({"tree": {"node": "all", "of": [TREE] * 300}}, "/tree"),
    "more than asked": ({"author": "me"}, "body"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_judged_is_refused(name: str, client: Client, store: Store) -> None:
    changed, where = WRONG[name]
    refused = put(client, **changed)
    assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")
    assert refused.json()["errors"][0]["where"] == where
    assert "Zorro" not in refused.text
    assert "hospital.example" not in refused.text
    assert store.overrides.all() == ()


def test_a_tree_that_is_too_deep_is_refused(client: Client) -> None:
    tree: Any = TREE
    for _ in range(20):
        tree = {"node": "not", "of": tree}
    assert put(client, tree=tree).status_code == 400
    for _ in range(5000):
        tree = f'{{"node":"not","of":{json.dumps(tree) if isinstance(tree, dict) else tree}}}'
    body = f'{{"text": {json.dumps(LIMIT)}, "reason": "r", "tree": {tree}}}'
    assert client.post(PATH, content=body).status_code == 400


def test_curators_alone_may_and_their_name_stays_in_the_log(
    opened: Callable[[], tuple[Client, Runtime]], store: Store
) -> None:
    curator = {"X-API-Key": store.keys.create("dr.k", ("curate", "match"))[1]}
    reader = {"X-API-Key": store.keys.create("reader", ("match",))[1]}
    client, _ = opened()
    body = {"text": LIMIT, "tree": TREE, "reason": REASON}
    for path in (PATH, PATH.replace("/v1", "/v1/"), PATH.replace("/v1", "//v1")):
        assert client.post(path, json=body, headers=reader).status_code in {403, 404}
    assert client.get(PATH, headers=reader).status_code == 403
    made = client.post(PATH, json=body, headers=curator)
    assert made.status_code == 201
    match = client.post(f"/v1/match/{NCT}", json={"profile": PERSON}, headers=reader)
    for text in (made.text, match.text, client.get(PATH, headers=curator).text):
        assert "dr.k" not in text
    entries = [each for each in store.audit.entries() if each.operation == "addOverride" and each.outcome == "201"]
    assert [(each.actor, each.trials) for each in entries] == [("key dr.k", (NCT,))]
    reads = [each.rules_digest for each in store.audit.entries() if each.actor == "key reader"]
    assert reads[-1] == rules_digest(tuple(each.id for each in store.overrides.all())) != rules_digest()
