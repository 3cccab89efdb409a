"""Answers of a day in the past, given again, over HTTP and by the command."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import text

from matcher.api.app import create_app
from matcher.api.runtime import Runtime
from matcher.catalogue import from_sample, from_store
from matcher.past import note_engine
from matcher.store import Store
from matcher.store.engines import Engine
from tests.sync.history import AUGUST, JULY, JUNE, NUMBER, PATIENT, STRICTER, raw, summer

COMMAND = str(Path(sys.executable).with_name("resetmatch"))
BODY = {"profile": PATIENT}


@pytest.fixture
def client(store: Store) -> Iterator[TestClient[Litestar]]:
    summer(store)
    with TestClient(over(store), raise_server_exceptions=False) as opened:
        yield opened


def over(store: Store) -> Litestar:
    catalogue = from_store(store)
    assert catalogue is not None
    return create_app(catalogue, Runtime(catalogue, store=store))


def noted(store: Store, engine: Engine, day: dt.date) -> None:
    """As if that engine had come into use on a day."""
    store.engines.note(engine)
    with store._database.write() as connection:
        since = {"since": f"{day} 12:00:00.000000"}
        connection.execute(
            text("UPDATE engines SET since = :since WHERE number = (SELECT max(number) FROM engines)"), since
        )


def test_an_answer_of_a_day_is_given_again_to_the_byte(store: Store) -> None:
    summer(store)
    note_engine(store)
    given: dict[dt.date, bytes] = {}
    for number, day in enumerate((JUNE, JULY, AUGUST)):
        snapshot = store.snapshots.all()[number]
        assert snapshot.retrieved == day
        catalogue = from_store(store, day)
        assert catalogue is not None
        with TestClient(create_app(catalogue)) as then:
            given[day] = then.post("/v1/match", json=BODY).content
    store.snapshots.put(raw(STRICTER), retrieved=AUGUST + dt.timedelta(days=30))
    with TestClient(over(store)) as now:
        for day, answer in given.items():
            again = now.post("/v1/match", params={"as_of": day.isoformat()}, json=BODY)
            assert again.content == answer
            assert again.headers["resetmatch-as-of"] == day.isoformat()
        assert now.post("/v1/match", json=BODY).content not in given.values()
    verdicts = [json.loads(answer)["matches"] for answer in given.values()]
    found = [next(each["verdict"] for each in matches if each["nct_id"] == NUMBER) for matches in verdicts]
    assert found == ["ineligible", "eligible", "ineligible"]


def test_another_engine_then_is_said(store: Store, client: TestClient[Litestar]) -> None:
    def then(day: dt.date) -> str:
        answer = client.post("/v1/match", params={"as_of": day.isoformat()}, json=BODY)
        assert answer.status_code == 200
        return answer.headers["resetmatch-engine-then"]

    assert then(JUNE) == "unknown"
    noted(store, Engine(version="0.0.9", lexicon_digest="sha256:old", rules="sha256:older"), JUNE)
    note_engine(store)
    assert then(JULY) == "other; version=0.0.9; lexicon_digest=sha256:old"
    assert then(dt.datetime.now(tz=dt.UTC).date()).startswith("same; version=")


def test_days_without_records_and_services_without_a_past_say_so(client: TestClient[Litestar]) -> None:
    before = client.post("/v1/match", params={"as_of": "2026-05-01"}, json=BODY)
    assert (before.status_code, "no records here on 2026-05-01" in before.text) == (404, True)
    assert client.post("/v1/match", params={"as_of": "yesterday"}, json=BODY).status_code == 400
    with TestClient(create_app(from_sample())) as bare:
        for answer in (
            bare.get("/v1/changes", params={"since": "2026-06-01"}),
            bare.get(f"/v1/trials/{NUMBER}/versions"),
            bare.post("/v1/match", params={"as_of": "2026-06-01"}, json=BODY),
        ):
            assert answer.status_code == 404
            assert "no history is kept here" in answer.json()["detail"]


def test_changes_and_versions_are_served(client: TestClient[Litestar]) -> None:
    changes = client.get("/v1/changes", params={"since": "2026-07-15"}).json()
    assert [one["kind"] for one in changes["records"][0]["criteria"]] == ["tightened"]
    assert client.get("/v1/changes").status_code == 400
    versions = client.get(f"/v1/trials/{NUMBER}/versions").json()["versions"]
    assert [each["first_seen"] for each in versions] == ["2026-06-01", "2026-07-01", "2026-08-01"]
    assert client.get("/v1/trials/NCT90000000/versions").status_code == 404


def test_the_command_matches_as_of_a_day(store: Store, tmp_path: Path) -> None:
    summer(store)
    (tmp_path / "p.json").write_text(json.dumps(PATIENT))
    command = [COMMAND, "match", "--profiles", str(tmp_path / "p.json"), "--as-of"]
    environment = {**os.environ, "RESETMATCH_STORE": str(tmp_path / "store")}

    def run(day: str, *more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, day, *more], capture_output=True, text=True, env=environment, check=False)

    done = run("2026-07-15")
    assert json.loads(done.stdout)["registry"]["retrieved"] == "2026-07-01"
    assert "as of 2026-07-15; engine then: unknown" in done.stderr
    assert run("2026-05-01").returncode == 2
    assert run("2026-07-15", "--trials", str(tmp_path)).returncode == 2
