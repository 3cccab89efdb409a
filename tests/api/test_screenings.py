"""Screening jobs of a real server, as its callers see them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import polars as pl
import pytest

from matcher.api.uploads import PARQUET
from matcher.catalogue import from_sample
from matcher.sample import PROFILES
from matcher.screen import screen
from matcher.store import open_store
from tests.api.screener import LONG, Screener, cohort, eventually

PLANTED = "Zorro-19870412"
PEOPLE = pl.DataFrame({"profile_id": [f"p-{number}" for number in range(50)], "age_years": [*range(20, 70)]})


@pytest.fixture(scope="module")
def screener(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screener]:
    server = Screener(tmp_path_factory.mktemp("screener"), cohort_bytes="8000000", screenings_per_caller="4")
    server.key("nobody", "admin")
    server.start()
    yield server
    assert server.stop() == 0


@pytest.fixture
def key(screener: Screener, request: pytest.FixtureRequest) -> dict[str, str]:
    return screener.key(re.sub(r"\W", "-", request.node.name)[:60], "screen")


def in_parquet(frame: pl.DataFrame) -> bytes:
    file = io.BytesIO()
    frame.write_parquet(file)
    return file.getvalue()


# -- the whole way ------------------------------------------------------------------------------------------


def test_a_cohort_is_screened_as_the_command_does(screener: Screener, key: dict[str, str], tmp_path: Path) -> None:
    job_id = screener.accepted(key, PROFILES.read_bytes())
    done = screener.ended(key, job_id)
    assert (done["state"], done["done"], done["total"], done["people"], done["refused"]) == ("done", 24, 24, 24, 0)
    screen(PROFILES, from_sample().trials, tmp_path, block=24)
    for name in ("matches", "attrition", "gains"):
        served = pl.read_parquet(screener.result(key, job_id, f"{name}.parquet"))
        assert served.equals(pl.read_parquet(tmp_path / f"{name}.parquet"))
        lines = [json.loads(line) for line in screener.result(key, job_id, f"{name}.ndjson").splitlines()]
        assert lines == json.loads(json.dumps(served.to_dicts()))
    assert screener.result(key, job_id, "report.html") == (tmp_path / "report.html").read_bytes()
    assert screener.result(key, job_id, "refused.ndjson") == b""
    assert sum(done["verdicts"].values()) == 24 * done["trials"]
    assert not eventually(screener.cohorts, lambda left: not left)


def test_parquet_is_taken_and_trials_are_chosen(screener: Screener, key: dict[str, str]) -> None:
    asked = {"condition": "lupus", "nct_id": ["NCT99001001"], "all_pairs": "true", "stale_days": "30"}
    job_id = screener.accepted(key, in_parquet(PEOPLE), PARQUET, params=asked)
    done = screener.ended(key, job_id)
    assert (done["trials"], done["cohort"]["form"], done["total"]) == (1, "parquet", 50)
    matches = pl.read_parquet(screener.result(key, job_id, "matches.parquet"))
    assert matches.get_column("nct_id").unique().to_list() == ["NCT99001001"]
    assert matches.height == 50


def test_progress_comes_as_events_until_the_end(screener: Screener, key: dict[str, str]) -> None:
    job_id = screener.accepted(key, cohort(20))
    url = f"{screener.url}/v1/screenings/{job_id}/events"
    with httpx.stream("GET", url, headers=key, timeout=LONG) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = [*answer.iter_lines()]
    names = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    told = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]
    assert names == ["progress"] * (len(names) - 1) + ["ended"]
    assert (told[-1]["state"], told[-1]["done"]) == ("done", 480)
    assert [job["done"] for job in told] == sorted(job["done"] for job in told)


# -- whose it is --------------------------------------------------------------------------------------------


def test_a_screening_is_its_owners_alone(screener: Screener, key: dict[str, str]) -> None:
    job_id, other = screener.accepted(key, cohort()), screener.key("another-ward", "screen")
    screener.ended(key, job_id)
    assert [job["id"] for job in screener.ask("GET", "/v1/screenings", key).json()["screenings"]] == [job_id]
    assert screener.ask("GET", "/v1/screenings", other).json() == {"screenings": []}
    for method, path in (("GET", ""), ("DELETE", ""), ("GET", "/events"), ("GET", "/results/matches.parquet")):
        refused = screener.ask(method, f"/v1/screenings/{job_id}{path}", other)
        assert (refused.status_code, refused.headers["content-type"]) == (404, "application/problem+json")
    assert screener.send(screener.key("matches-only", "match"), cohort()).status_code == 403
    assert screener.send({}, cohort()).status_code == 401


def test_the_same_key_is_the_same_job_and_is_not_kept(screener: Screener, key: dict[str, str]) -> None:
    headers = {"Idempotency-Key": PLANTED}
    job_id = screener.accepted(key, cohort(), headers=headers)
    assert screener.accepted(key, cohort(), headers=headers) == job_id
    assert screener.send(key, cohort(2), headers=headers).status_code == 400
    assert screener.send(key, cohort(), headers=headers, params={"all_pairs": "true"}).status_code == 400
    assert screener.accepted(screener.key("third-ward", "screen"), cohort(), headers=headers) != job_id
    screener.ended(key, job_id)
    assert screener.accepted(key, cohort(), headers=headers) == job_id


# -- what is refused ----------------------------------------------------------------------------------------

NO_COHORT = {
    "empty": b"",
    "blank": b"\n \n",
    "array": cohort().replace(b"\n", b",").join([b"[", b"{}]"]),
    "broken": b'{"profile_id": \n',
    "no object": b'"p-1"\n',
    "long line": b'{"profile_id": "' + b"x" * 1_100_000 + b'"}',
    "magic alone": b"PAR1",
    "cut off": in_parquet(PEOPLE)[:-100],
    "no ids": in_parquet(PEOPLE.drop("profile_id")),
    "no rows": in_parquet(PEOPLE.clear()),
    "names": in_parquet(PEOPLE.with_columns(patient_name=pl.lit(PLANTED))),
    "dates": in_parquet(PEOPLE.with_columns(birth_date=pl.lit(PLANTED))),
    "ages in words": in_parquet(PEOPLE.with_columns(age_years=pl.lit(PLANTED))),
}


@pytest.mark.parametrize("name", NO_COHORT)
def test_what_is_no_cohort_is_refused_at_the_door(name: str, screener: Screener, key: dict[str, str]) -> None:
    answer = screener.send(key, NO_COHORT[name], "application/octet-stream")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json"), answer.text
    assert answer.json()["errors"][0]["what"]
    assert PLANTED not in answer.text
    assert str(screener.folder) not in answer.text
    assert not eventually(screener.cohorts, lambda left: not left)


def test_a_cohort_that_is_too_large_or_of_another_kind_is_refused(screener: Screener, key: dict[str, str]) -> None:
    def parts() -> Iterator[bytes]:
        yield from [b" " * 500_000 + b"\n"] * 20

    assert screener.send(key, b" " * 8_000_001).status_code == 413
    with suppress(httpx.TransportError):  # hung up while we were still sending: refused all the same
        assert screener.send(key, parts()).status_code == 413
    assert screener.send(key, cohort(), "text/csv").status_code == 415
    assert screener.send(key, cohort(), params={"phase": "no phase"}).status_code == 400
    assert screener.send(key, cohort(), params={"nct_id": "NCT99999999"}).status_code == 400
    assert screener.send(key, cohort(), params={"condition": "no such disease"}).status_code == 400
    assert screener.send(key, cohort(), params={"as_of": "2001-01-01"}).status_code == 404
    assert not eventually(screener.cohorts, lambda left: not left)


def test_rows_with_identifiers_are_refused_and_no_value_is_kept(screener: Screener, key: dict[str, str]) -> None:
    wrong = [
        {"profile_id": "p-1", "name": PLANTED},
        {"profile_id": "p-2", "observations": [{"concept": PLANTED, "value": "1987-04-12"}]},
        {"profile_id": "p-3", "age_years": 97},
        {"profile_id": "p-4", PLANTED: 1},
    ]
    lines = [*map(json.dumps, wrong), "{", json.dumps({"profile_id": "p-5"})]
    job_id = screener.accepted(key, "\n".join(lines))
    done = screener.ended(key, job_id)
    assert (done["people"], done["refused"], done["state"]) == (1, 5, "done")
    refused = screener.result(key, job_id, "refused.ndjson")
    assert [json.loads(line)["where"].split()[:2] for line in refused.splitlines()] == [
        ["line", str(number)] for number in range(1, 6)
    ]
    assert not eventually(screener.cohorts, lambda left: not left)
    everything = [*screener.folder.rglob("*")]
    assert [path for path in everything if path.is_file() and PLANTED.encode() in path.read_bytes()] == []


def test_no_more_wait_than_a_caller_may_have(screener: Screener, key: dict[str, str]) -> None:
    jobs = [screener.accepted(key, cohort(20)) for _ in range(4)]
    refused = screener.send(key, cohort())
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    for job_id in reversed(jobs):
        assert screener.ask("DELETE", f"/v1/screenings/{job_id}", key).status_code == 200
    ends = {screener.ended(key, job_id)["state"] for job_id in jobs}
    assert "cancelled" in ends
    assert ends <= {"cancelled", "done"}
    assert screener.ended(key, screener.accepted(key, cohort()))["state"] == "done"


# -- the end ------------------------------------------------------------------------------------------------


def test_what_is_cancelled_or_deleted_leaves_nothing(screener: Screener, key: dict[str, str]) -> None:
    running, waiting, done = (screener.accepted(key, content) for content in (cohort(100), cohort(), cohort()))
    eventually(lambda: screener.state(key, running), lambda job: job["state"] != "waiting")
    at_once = screener.ask("DELETE", f"/v1/screenings/{waiting}", key).json()
    assert (at_once["state"], at_once["wiped"] is None) == ("cancelled", False)
    early = screener.ask("GET", f"/v1/screenings/{done}/results/report.html", key)
    assert early.status_code == 409
    screener.ask("DELETE", f"/v1/screenings/{running}", key)
    assert screener.ended(key, running)["state"] == "cancelled"
    assert screener.ended(key, done)["state"] == "done"
    wiped = screener.ask("DELETE", f"/v1/screenings/{done}", key).json()
    assert (wiped["state"], wiped["results"], wiped["wiped"] is None) == ("done", [], False)
    assert screener.ask("GET", f"/v1/screenings/{done}/results/report.html", key).status_code == 410
    for job_id in (running, waiting, done):
        eventually((screener.folder / "jobs" / job_id).exists, lambda there: not there)
        assert screener.state(key, job_id)["wiped"]


def test_who_screened_what_is_written_down(screener: Screener, key: dict[str, str]) -> None:
    job_id = screener.accepted(key, cohort(), params={"nct_id": "NCT99001001"})
    done = screener.ended(key, job_id)

    def entries() -> list[tuple[str, str]]:
        with open_store(screener.store) as store:
            mine = [each for each in store.audit.entries() if each.input_digest == done["cohort"]["digest"]]
            assert store.audit.verify().problems == ()
        return [(each.operation, each.outcome) for each in mine if each.trials == ("NCT99001001",)]

    found = eventually(entries, lambda seen: len(seen) == 2)
    assert found == [("createScreening", "202"), ("screening", "done")]
