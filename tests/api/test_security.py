from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import jwt
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from litestar import Litestar
from litestar.testing import TestClient

from criteria.registry.record import RawRecord
from matcher.api.app import HANDLERS, create_app
from matcher.api.runtime import Runtime
from matcher.api.security import scope_of
from matcher.catalogue import Catalogue
from matcher.readings import rules_digest
from matcher.service import ServiceSettings
from matcher.store import Store, open_store
from matcher.store.keys import Scope

PROFILE = {"profile": {"profile_id": "p-secret-1", "age_years": 34}}
Client = TestClient[Litestar]
Open = Callable[..., Client]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def opened(catalogue: Catalogue, store: Store) -> Iterator[Open]:
    """A client of the service with settings; whether keys are needed is seen when it starts."""
    clients: list[Client] = []

    def open_client(**settings: Any) -> Client:
        runtime = Runtime(catalogue, ServiceSettings(**settings), store)
        clients.append(TestClient(create_app(catalogue, runtime), raise_server_exceptions=False))
        return clients[-1].__enter__()

    yield open_client
    for client in clients:
        client.__exit__(None, None, None)


def key_of(store: Store, *scopes: Scope, name: str = "ward-7", days: float | None = None) -> dict[str, str]:
    expires = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=days) if days is not None else None
    return {"Authorization": f"Bearer {store.keys.create(name, scopes or ('match',), expires=expires)[1]}"}


def expect_problem(response: Any, status: int) -> Any:
    assert response.status_code == status, response.text
    assert response.headers["content-type"].startswith("application/problem+json")
    assert response.json()["status"] == status
    return response


# -- keys ---------------------------------------------------------------------------------------------------


def test_without_keys_anybody_who_reaches_the_service_is_let_in(opened: Open) -> None:
    assert opened().get("/v1/trials").status_code == 200


def test_a_key_opens_the_service_as_bearer_and_as_header(opened: Open, store: Store) -> None:
    bearer = key_of(store)
    client = opened()
    header = {"X-API-Key": bearer["Authorization"].removeprefix("Bearer ")}
    for headers in (bearer, header):
        assert client.get("/v1/trials", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Basic abc"},
        {"Authorization": "Bearer rm_000000000000_" + "a" * 43},
        {"X-API-Key": "x" * 9999},
        {"X-API-Key": "ey.ey.ey"},
    ],
)
def test_whoever_has_no_key_is_refused_without_its_words(headers: dict[str, str], opened: Open, store: Store) -> None:
    key_of(store)
    refused = expect_problem(opened().post("/v1/match", json=PROFILE, headers=headers), 401)
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert "p-secret-1" not in refused.text
    assert "aaaa" not in refused.text


def test_a_key_ends_at_once_and_its_end_does_not_open_the_service(opened: Open, store: Store) -> None:
    good, expired = key_of(store), key_of(store, name="old", days=-1)
    client = opened()
    expect_problem(client.get("/v1/trials", headers=expired), 401)
    assert client.get("/v1/trials", headers=good).status_code == 200
    store.keys.revoke("ward-7")
    expect_problem(client.get("/v1/trials", headers=good), 401)
    expect_problem(opened().get("/v1/trials"), 401)


def test_a_key_opens_only_what_its_scopes_name(opened: Open, store: Store) -> None:
    screener = key_of(store, "screen")
    refused = expect_problem(opened().get("/v1/trials", headers=screener), 403)
    assert "scope match" in refused.json()["detail"]


@pytest.mark.parametrize("path", ["/health", "/ready", "/docs", "/", "/openapi.json"])
def test_what_names_no_patient_and_no_trial_is_open(path: str, opened: Open, store: Store) -> None:
    key_of(store)
    assert opened().get(path).status_code == 200


def test_every_operation_has_its_place_in_the_table_of_scopes() -> None:
    paths = {path for handler in HANDLERS for path in handler.paths}
    assert {path: scope_of(path) for path in paths if scope_of(path) == "admin"} == {}
    assert (scope_of("/v1/screenings/1"), scope_of("/v2/anything"), scope_of("/")) == ("screen", "admin", None)


def test_wrong_keys_are_soon_not_looked_at_and_a_good_one_still_is(opened: Open, store: Store) -> None:
    good = key_of(store)
    client = opened()
    statuses = [client.get("/v1/trials", headers={"X-API-Key": f"rm_{n}"}).status_code for n in range(62)]
    assert statuses == [401] * 60 + [429] * 2
    assert client.get("/v1/trials", headers=good).status_code == 200


def test_each_caller_has_so_many_requests_a_minute(opened: Open, store: Store) -> None:
    one, other = key_of(store), key_of(store, name="ward-8")
    client = opened(requests_per_minute=3)
    assert [client.get("/v1/trials", headers=one).status_code for _ in range(3)] == [200] * 3
    refused = expect_problem(client.get("/v1/trials", headers=one), 429)
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert client.get("/v1/trials", headers=other).status_code == 200


# -- tokens -------------------------------------------------------------------------------------------------


class Issuer:
    """An issuer of tokens over HTTP, with discovery and published keys that it may change."""

    def __init__(self) -> None:
        self.says: dict[str, str] = {}
        self.turn("k1")
        issuer = self

        class Keys(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                pages = {"/keys": issuer.published, "/.well-known/openid-configuration": issuer.described()}
                self.send_response(200 if self.path in pages else 404)
                self.end_headers()
                self.wfile.write(json.dumps(pages.get(self.path)).encode())

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Keys)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def turn(self, kid: str) -> None:
        """Sign with a new key from now on, and withdraw the one before."""
        self.kid, self.key = kid, ec.generate_private_key(ec.SECP256R1())
        public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key()))
        self.published = {"keys": [{**public, "kid": kid, "use": "sig", "alg": "ES256"}]}

    def described(self) -> dict[str, str]:
        return {"issuer": self.url, "jwks_uri": f"{self.url}/keys", **self.says}

    def token(self, key: Any = None, *, algorithm: str = "ES256", **claims: Any) -> dict[str, str]:
        now = dt.datetime.now(tz=dt.UTC)
        usual = {"iss": self.url, "aud": "resetmatch", "sub": "dr.k", "iat": now, "exp": now + dt.timedelta(minutes=5)}
        said = {name: value for name, value in {**usual, "scope": "rm:match other", **claims}.items() if value}
        signed = jwt.encode(said, self.key if key is None else key, algorithm=algorithm, headers={"kid": self.kid})
        return {"Authorization": f"Bearer {signed}"}

    def confused(self) -> dict[str, str]:
        """A good token, but signed with the public key as if that were a shared secret."""
        _, claims, _ = self.token()["Authorization"].removeprefix("Bearer ").split(".")
        head = urlsafe_b64encode(json.dumps({"alg": "HS256", "typ": "JWT", "kid": self.kid}).encode()).rstrip(b"=")
        pem = self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        signed = b".".join((head, claims.encode()))
        mac = urlsafe_b64encode(hmac.digest(pem, signed, "sha256")).rstrip(b"=")
        return {"Authorization": f"Bearer {b'.'.join((signed, mac)).decode()}"}


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    made = Issuer()
    yield made
    made.server.shutdown()
    made.server.server_close()


def settings_of(issuer: Issuer) -> dict[str, str]:
    return {
        "oidc_issuer": issuer.url,
        "oidc_audience": "resetmatch",
        "oidc_keys_url": f"{issuer.url}/keys",
        "oidc_scope_prefix": "rm:",
    }


def test_a_token_of_the_issuer_opens_what_its_scopes_name(opened: Open, issuer: Issuer, store: Store) -> None:
    client = opened(**settings_of(issuer))
    assert client.get("/v1/trials", headers=issuer.token()).status_code == 200
    assert client.get("/v1/trials", headers=issuer.token(scope=["rm:match"])).status_code == 200
    expect_problem(client.get("/v1/trials", headers=issuer.token(scope="match rm:screen")), 403)
    expect_problem(client.get("/v1/trials"), 401)
    assert store.audit.entries()[0].actor == "token dr.k"


def test_no_other_token_does(opened: Open, issuer: Issuer) -> None:
    client = opened(**settings_of(issuer))
    past = dt.datetime.now(tz=dt.UTC) - dt.timedelta(hours=1)
    stranger = ec.generate_private_key(ec.SECP256R1())
    for headers in (
        issuer.token(exp=past),
        issuer.token(exp=None),
        issuer.token(iss="https://elsewhere.example"),
        issuer.token(aud="another"),
        issuer.token(sub=None),
        issuer.token(stranger),
        issuer.token("s" * 64, algorithm="HS256"),
        issuer.token("", algorithm="none"),
        issuer.confused(),
    ):
        expect_problem(client.get("/v1/trials", headers=headers), 401)


@pytest.mark.parametrize("where", [{"oidc_keys_url": "http://127.0.0.1:9/keys"}, {"oidc_issuer": "http://127.0.0.1:9"}])
def test_an_issuer_that_is_away_lets_nobody_in_and_good_tokens_are_no_misses(
    where: dict[str, str], opened: Open, issuer: Issuer
) -> None:
    client = opened(**{**discovering(issuer), **where})
    for _ in range(62):
        refused = expect_problem(client.get("/v1/trials", headers=issuer.token()), 503)
    assert refused.headers["retry-after"]
    expect_problem(client.get("/v1/trials", headers={"X-API-Key": "ey.ey.ey"}), 401)


def discovering(issuer: Issuer) -> dict[str, Any]:
    """The settings of one who knows no more than the issuer's name."""
    return {name: value for name, value in settings_of(issuer).items() if name != "oidc_keys_url"}


def test_the_keys_are_where_the_issuer_says(opened: Open, issuer: Issuer) -> None:
    assert opened(**discovering(issuer)).get("/v1/trials", headers=issuer.token()).status_code == 200


@pytest.mark.parametrize("says", [{"issuer": "https://elsewhere.example"}, {"jwks_uri": "http://elsewhere.example"}])
def test_an_issuer_that_says_what_cannot_be_trusted_lets_nobody_in(
    says: dict[str, str], opened: Open, issuer: Issuer
) -> None:
    issuer.says = says
    expect_problem(opened(**discovering(issuer)).get("/v1/trials", headers=issuer.token()), 503)


def test_a_new_key_is_taken_and_one_that_was_withdrawn_is_not(opened: Open, issuer: Issuer) -> None:
    client = opened(**discovering(issuer), oidc_keys_seconds=0.001)
    old = issuer.token()
    assert client.get("/v1/trials", headers=old).status_code == 200
    issuer.turn("k2")
    assert client.get("/v1/trials", headers=issuer.token()).status_code == 200
    expect_problem(client.get("/v1/trials", headers=old), 401)


# -- browsers -----------------------------------------------------------------------------------------------


def test_only_pages_of_named_origins_may_call(opened: Open) -> None:
    client = opened(origins=("https://tool.example",))
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-api-key"}
    allowed = client.options("/v1/match", headers={**asked, "Origin": "https://tool.example"})
    assert allowed.headers["access-control-allow-origin"] == "https://tool.example"
    for origin in ("https://evil.example", "https://tool.example.evil.example", "null"):
        refused = client.options("/v1/match", headers={**asked, "Origin": origin})
        assert "access-control-allow-origin" not in refused.headers
    bare = opened().options("/v1/match", headers={**asked, "Origin": "https://tool.example"})
    assert "access-control-allow-origin" not in bare.headers


def test_a_name_that_was_pointed_at_the_service_is_refused(opened: Open) -> None:
    client = opened(hosts=("match.example",))
    assert client.get("/health", headers={"Host": "match.example:8000"}).status_code == 200
    expect_problem(client.get("/health", headers={"Host": "evil.example"}), 400)


# -- audit --------------------------------------------------------------------------------------------------


def test_who_asked_what_is_written_down_without_a_value(opened: Open, store: Store, catalogue: Catalogue) -> None:
    client = opened()
    body = json.dumps({**PROFILE, "nct_ids": ["NCT90000001"]}).encode()
    assert client.post("/v1/match", content=body).status_code == 200
    assert client.post("/v1/match", json=PROFILE).status_code == 200
    assert client.get("/v1/trials/NCT90000002").status_code == 200
    expect_problem(client.post("/v1/match", content=b'{"profile": {"name": "p-secret-1"}}'), 400)
    assert client.get("/health").status_code == 200
    one, every, shown, refused = store.audit.entries()
    entries = (one, every, shown, refused)
    assert [entry.operation for entry in entries] == ["matchProfile", "matchProfile", "getTrial", "matchProfile"]
    assert [entry.outcome for entry in entries] == ["200", "200", "200", "400"]
    assert (one.trials, every.trials, shown.trials, refused.trials) == (("NCT90000001",), ("*",), ("NCT90000002",), ())
    assert sum(every.verdicts.values()) == len(catalogue.trials)
    assert one.input_digest == f"sha256:{hashlib.sha256(body).hexdigest()}"
    assert (one.rules_digest, one.registry_digest) == (rules_digest(), catalogue.registry.digest)
    assert "p-secret-1" not in msgspec.json.encode(store.audit.entries()).decode()
    assert store.audit.verify().problems == ()


def test_a_batch_is_written_down_at_its_start_and_with_its_verdicts_at_its_end(
    opened: Open, store: Store, catalogue: Catalogue
) -> None:
    body = b'{"profile_id": "p-1"}\nno profile\n{"profile_id": "p-2", "age_years": 3}\n'
    assert len(opened().post("/v1/match/batch", content=body).text.splitlines()) == 3
    begun, ended = store.audit.entries()
    assert (begun.operation, begun.outcome, begun.verdicts) == ("matchBatch", "200", {})
    assert (ended.operation, ended.outcome, ended.trials) == ("matchBatch", "ended", ("*",))
    assert sum(ended.verdicts.values()) == 2 * len(catalogue.trials)
    assert ended.input_digest == f"sha256:{hashlib.sha256(body).hexdigest()}"


def test_an_answer_in_fhir_is_written_down_with_its_trials(opened: Open, store: Store) -> None:
    person = {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient", "gender": "female"}}]}
    posted = {"resourceType": "Parameters", "parameter": [{"name": "trialMatchClinicalData", "resource": person}]}
    client = opened()
    bundle = client.post("/getClinicalTrial", json=person).json()
    assert client.post("/fhir/ResearchStudy/$match", json=posted).status_code == 200
    for entry in store.audit.entries():
        assert entry.verdicts == {"undetermined": bundle["total"]}
        assert entry.trials == ("*",)


def test_what_cannot_be_written_down_is_not_answered(opened: Open, store: Store) -> None:
    client = opened()
    file = (store.folder or Path()) / "resetmatch.sqlite"
    store.audit.verify()
    store.close()
    moved = file.rename(file.with_name("away"))
    for leftover in file.parent.glob("resetmatch.sqlite-*"):
        leftover.unlink()
    file.mkdir()
    refused = expect_problem(client.post("/v1/match", json=PROFILE), 503)
    assert refused.headers["retry-after"]
    expect_problem(client.get("/ready"), 503)
    assert client.get("/health").status_code == 200
    file.rmdir()
    moved.rename(file)
    assert client.post("/v1/match", json=PROFILE).status_code == 200
    assert len(store.audit.entries()) == 1


# -- the snapshot -------------------------------------------------------------------------------------------


def test_a_new_snapshot_is_served_without_a_restart(store: Store, catalogue: Catalogue) -> None:
    runtime = Runtime(catalogue, ServiceSettings(), store)
    runtime.refresh()
    assert runtime.catalogue is catalogue
    record = RawRecord("here", msgspec.json.encode(next(iter(catalogue.studies.values()))))
    snapshot = store.snapshots.put([record], retrieved=dt.date(2026, 9, 20))
    runtime.refresh()
    assert (runtime.catalogue.registry.digest, len(runtime.catalogue.trials)) == (snapshot.digest, 1)
    served = runtime.catalogue
    runtime.refresh()
    assert runtime.catalogue is served
