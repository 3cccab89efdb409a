"""Webhooks over HTTP: kept by whoever asked, sent only where the operator allows, down in the log."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from criteria.registry.record import RawRecord
from matcher.api.app import create_app
from matcher.api.runtime import start
from matcher.api.webhooks import MOST
from matcher.service import ServiceSettings
from matcher.store import Store, open_store
from tests.api.conftest import RECORDS, record
from tests.api.serving import serving
from tests.sync.receiver import receiving

COMMAND = str(Path(sys.executable).with_name("resetmatch"))
DAY = dt.date(2026, 9, 14)
URL = "https://referrals.example.org/changes"
NCT = "NCT90000001"
PROFILE = {"profile_id": "p-secret-1", "age_years": 34}
Client = TestClient[Litestar]
Open = Callable[..., Client]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        bring(opened, RECORDS, DAY)
        yield opened


def bring(store: Store, records: list[Any], day: dt.date) -> None:
    store.snapshots.put([RawRecord("here", json.dumps(each).encode()) for each in records], retrieved=day)


@pytest.fixture
def opened(store: Store) -> Iterator[Open]:
    clients: list[Client] = []

    def open_client(*hosts: str) -> Client:
        runtime = start(ServiceSettings(store=str(store.folder), webhook_hosts=hosts))
        clients.append(TestClient(create_app(runtime.catalogue, runtime), raise_server_exceptions=False))
        return clients[-1].__enter__()

    yield open_client
    for client in clients:
        client.__exit__(None, None, None)


def key(store: Store, name: str, *scopes: Any) -> dict[str, str]:
    return {"X-API-Key": store.keys.create(name, scopes or ("follow",))[1]}


def refused_at(answer: Any) -> str:
    assert answer.status_code == 400, answer.text
    return str(answer.json()["errors"][0]["where"])


def test_a_webhook_is_made_listed_and_ended(opened: Open) -> None:
    client = opened("*.example.org")
    answer = client.post("/v1/webhooks", json={"url": URL, "disease": "SLE"})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["subject_kind"], made["subject"]) == ("disease", "systemic lupus erythematosus")
    assert len(made["secret"]) > 30
    (listed,) = client.get("/v1/webhooks").json()["webhooks"]
    assert listed == {name: value for name, value in made.items() if name != "secret"}
    assert client.get(answer.headers["location"]).json() == {"webhook_id": made["id"], "deliveries": []}
    assert client.delete(f"/v1/webhooks/{made['id']}").json()["ended"] is not None
    assert client.get("/v1/webhooks").json()["webhooks"] == []
    assert client.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "http://referrals.example.org/x",
        "https://elsewhere.test/x",
        "https://user:secret@referrals.example.org/",
        "https://elsewhere.test\\@referrals.example.org/",
        "https://169.254.169.254/latest",
        "https://referrals.example.org.elsewhere.test/",
        "file:///etc/passwd",
        "nowhere at all",
    ],
)
def test_nothing_is_sent_where_the_operator_does_not_allow_it(opened: Open, url: str) -> None:
    answer = opened("*.example.org").post("/v1/webhooks", json={"url": url, "trial": NCT})
    assert refused_at(answer) == "/url"
    assert url not in answer.text


def test_without_hosts_no_webhook_is_taken(opened: Open) -> None:
    answer = opened().post("/v1/webhooks", json={"url": URL, "trial": NCT})
    assert refused_at(answer) == "/url"
    assert "webhook_hosts" in answer.json()["errors"][0]["do"]


def test_what_it_is_for_is_named_once_and_known(opened: Open) -> None:
    client = opened("*.example.org")
    asked = [{}, {"trial": NCT, "disease": "SLE"}, {"trial": "NCT1"}, {"disease": "glimmering halo"}]
    asked += [{"profile": {**PROFILE, "name": "Zorro"}}, {"profile": None}, {"trials": [NCT]}]
    answers = [client.post("/v1/webhooks", json={"url": URL, **each}) for each in asked]
    assert [refused_at(each) for each in answers] == [
        *("body", "body", "/trial", "/disease", "/profile", "/profile"),
        "body",
    ]
    assert not any("Zorro" in each.text for each in answers)
    for _ in range(MOST):
        assert client.post("/v1/webhooks", json={"url": URL, "trial": NCT}).status_code == 201
    assert "end one first" in client.post("/v1/webhooks", json={"url": URL, "trial": NCT}).text


def test_of_a_profile_only_the_digest_stays(opened: Open, store: Store) -> None:
    body = json.dumps(PROFILE).encode()
    made = opened("*.example.org").post(
        "/v1/webhooks", content=b'{"url": "' + URL.encode() + b'", "profile":' + body + b"}"
    )
    assert made.json()["subject"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
    (kept,) = store.webhooks.all()
    assert "p-secret-1" not in kept.subject
    assert NCT in kept.subject


def test_only_a_key_with_the_scope_keeps_webhooks_and_only_its_own(opened: Open, store: Store) -> None:
    one, other, reader = key(store, "one"), key(store, "other"), key(store, "reader", "match")
    client = opened("*.example.org")
    body = {"url": URL, "trial": NCT}
    assert client.post("/v1/webhooks", json=body).status_code == 401
    assert client.post("/v1/webhooks", json=body, headers=reader).status_code == 403
    made = client.post("/v1/webhooks", json=body, headers=one).json()
    assert client.get("/v1/webhooks", headers=other).json()["webhooks"] == []
    for answer in (
        client.get(f"/v1/webhooks/{made['id']}/deliveries", headers=other),
        client.delete(f"/v1/webhooks/{made['id']}", headers=other),
    ):
        assert answer.status_code == 404
    assert [each["id"] for each in client.get("/v1/webhooks", headers=one).json()["webhooks"]] == [made["id"]]
    deeds = [(each.actor, each.operation, each.outcome) for each in store.audit.entries()]
    assert ("key one", "addWebhook", "201") in deeds
    assert ("key other", "endWebhook", "404") in deeds


def test_a_real_server_takes_a_webhook_and_a_sync_tells_it(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with receiving() as receiver, serving(folder, RESETMATCH_WEBHOOK_HOSTS="127.0.0.1") as root:
        made = httpx.post(f"{root}/v1/webhooks", json={"url": receiver.url, "trial": NCT}).json()
        closed = tmp_path / "closed.json"
        closed.write_text(json.dumps([record(NCT, status="COMPLETED"), *RECORDS[1:]]))
        command = [COMMAND, "sync", "--from", str(closed), "--store", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        assert "1 message delivered" in done.stderr
        (entry,) = httpx.get(f"{root}/v1/webhooks/{made['id']}/deliveries").json()["deliveries"]
    assert (entry["status"], entry["attempts"], entry["due"]) == (204, 1, None)
    ((headers, body),) = receiver.got
    assert json.loads(body)["record"]["fields"][0]["after"] == "COMPLETED"
    at, mac = (part.split("=")[1] for part in headers["resetmatch-signature"].split(","))
    assert hmac.new(made["secret"].encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest() == mac
    assert store.webhooks.all()[0].owner == "local"
