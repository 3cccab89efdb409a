from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

COMMAND = str(Path(sys.executable).with_name("resetmatch"))
PLANTED = "Zorro-19870412"
PROFILE = {"profile": {"profile_id": "p-001", "age_years": 34}}
LIMITS = {
    "RESETMATCH_HEADER_SECONDS": "1",
    "RESETMATCH_IDLE_SECONDS": "1",
    "RESETMATCH_BODY_SECONDS": "3",
    "RESETMATCH_WORKERS": "2",
    "RESETMATCH_REQUESTS_PER_MINUTE": "0",
}


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "RESETMATCH_STORE": str(folder / "store")}
    return subprocess.run([COMMAND, *arguments], env=environment, capture_output=True, text=True, check=False)


class Served:
    """A server of the real command with two workers, short limits and a key."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log = folder, folder / "log"
        self.key = command(folder, "keys", "create", "ward-7", "--days", "30").stdout.strip()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        environment = {**os.environ, "RESETMATCH_STORE": str(folder / "store"), **LIMITS}
        arguments = [COMMAND, "serve", "--port", str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(arguments, env=environment, stdout=log, stderr=log)
        self.url = f"http://127.0.0.1:{self.port}"
        self.wait()

    def wait(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                httpx.get(f"{self.url}/ready", timeout=2).raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return
        pytest.fail(self.log.read_text())

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(self.url + path, headers={"X-API-Key": self.key, **headers}, timeout=30)

    def match(self, body: Any = PROFILE) -> httpx.Response:
        return httpx.post(f"{self.url}/v1/match", json=body, headers={"X-API-Key": self.key}, timeout=30)

    def talk(self, sent: bytes, more: bytes = b"", every: float = 0.0) -> bytes:
        """What the server says to these bytes, with more of them in between, until it hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=0.2) as connection:
            connection.sendall(sent)
            deadline, said = time.monotonic() + 15, b""
            while time.monotonic() < deadline:
                try:
                    heard = connection.recv(65536)
                except TimeoutError:
                    if every and more:
                        connection.sendall(more)
                        time.sleep(every)
                    continue
                except ConnectionError:
                    return said
                if not heard:
                    return said
                said += heard
                if b"\r\n\r\n{" in said and said.endswith(b"}"):
                    return said
        pytest.fail("the server neither answers nor hangs up")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = Served(tmp_path_factory.mktemp("served"))
    yield server
    server.process.terminate()
    assert server.process.wait(timeout=60) == 0, server.log.read_text()


def head(method: str, path: str, key: str, **headers: str) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", f"X-API-Key: {key}"]
    return "\r\n".join([*lines, *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]).encode()


def test_keys_are_made_shown_and_revoked_by_the_command(tmp_path: Path) -> None:
    made = command(tmp_path, "keys", "create", "ward-7", "--scope", "match", "--scope", "screen", "--days", "30")
    assert (made.returncode, made.stdout[:3]) == (0, "rm_")
    assert made.stdout.strip() not in made.stderr
    assert command(tmp_path, "keys", "create", "ward-7").returncode == 2
    assert "ward-7  match,screen  good, until" in command(tmp_path, "keys", "list").stdout
    assert command(tmp_path, "keys", "revoke", "ward-7").returncode == 0
    assert "revoked" in command(tmp_path, "keys", "list").stdout
    assert json.loads(command(tmp_path, "keys", "list", "--format", "json").stdout)["name"] == "ward-7"
    assert command(tmp_path, "keys", "revoke", "ward-8").returncode == 2


def test_an_answer_has_an_id_and_the_headers_that_browsers_heed(served: Served) -> None:
    given = "0a0b0c0d-0000-4000-8000-00000000000f"
    for answer in (served.get("/v1/trials", **{"X-Request-ID": given}), served.get("/nowhere")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert len(answer.headers["x-request-id"]) == 36
    assert served.get("/health", **{"X-Request-ID": given}).headers["x-request-id"] == given
    assert served.get("/health", **{"X-Request-ID": PLANTED}).headers["x-request-id"] != PLANTED


def test_whoever_has_no_key_is_refused(served: Served) -> None:
    assert httpx.get(f"{served.url}/v1/trials").status_code == 401
    assert httpx.get(f"{served.url}/metrics").status_code == 401
    assert served.get("/v1/trials").status_code == 200


def test_the_work_is_counted_over_all_workers(served: Served) -> None:
    for _ in range(8):
        assert served.match().status_code == 200
    text = served.get("/metrics").text
    counted = [line for line in text.splitlines() if line.startswith("resetmatch_requests_total") and "/match" in line]
    assert sum(float(line.rsplit(" ", 1)[1]) for line in counted if 'status_code="200"' in line) >= 8


def test_a_head_that_never_ends_is_cut_off(served: Served) -> None:
    assert served.talk(head("GET", "/health", served.key), b"x", every=0.3) == b""


def test_a_head_that_is_too_large_is_refused(served: Served) -> None:
    said = served.talk(head("GET", "/health", served.key, X_Large="a" * 200_000) + b"\r\n\r\n")
    assert said == b"" or said.startswith(b"HTTP/1.1 431")


@pytest.mark.parametrize(("more", "every"), [(b"", 0.0), (b" ", 0.1)])
def test_a_body_that_stands_still_or_drips_is_refused(more: bytes, every: float, served: Served) -> None:
    said = served.talk(head("POST", "/v1/match", served.key, Content_Length="99999") + b"\r\n\r\n{", more, every)
    assert said.startswith(b"HTTP/1.1 408")
    assert b"application/problem+json" in said


def test_a_body_of_two_gigabytes_is_refused_before_it_comes(served: Served) -> None:
    said = served.talk(head("POST", "/v1/match", served.key, Content_Length=str(2 * 1024**3)) + b"\r\n\r\n{")
    assert said.startswith(b"HTTP/1.1 413")
    assert b"application/problem+json" in said


def test_a_body_without_a_length_is_refused_where_it_is_too_large(served: Served) -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(20):
            yield b" " * 1024 * 1024

    headers = {"X-API-Key": served.key}
    try:
        answer = httpx.post(f"{served.url}/v1/match", content=parts(), headers=headers, timeout=30)
    except httpx.TransportError:
        return  # hung up while we were still sending: refused all the same
    assert answer.status_code == 413


def test_a_thousand_connections_at_once_are_served(served: Served) -> None:
    async def ask() -> list[int]:
        limits = httpx.Limits(max_connections=1000)
        async with httpx.AsyncClient(limits=limits, timeout=60, headers={"X-API-Key": served.key}) as client:

            async def one() -> int:
                return (await client.get(f"{served.url}/health")).status_code

            connections = [await asyncio.open_connection("127.0.0.1", served.port) for _ in range(900)]
            statuses = await asyncio.gather(*(one() for _ in range(100)))
            for _, writer in connections:
                writer.close()
            return statuses

    assert asyncio.run(ask()) == [200] * 100
    assert served.match().status_code == 200


def test_a_worker_that_is_killed_is_replaced(served: Served) -> None:
    worker = next(child for child in psutil.Process(served.process.pid).children() if "resource" not in child.name())
    worker.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        alive = [child.pid for child in psutil.Process(served.process.pid).children()]
        if worker.pid not in alive and len(alive) >= 2:
            break
        time.sleep(0.2)
    served.wait()
    assert served.match().status_code == 200


def test_no_value_of_a_request_is_kept_anywhere(served: Served) -> None:
    profile = {"profile_id": PLANTED, "age_years": 34}
    assert served.match({"profile": profile}).status_code == 200
    for body in ({"profile": {**profile, "name": PLANTED}}, {"profile": {"profile_id": PLANTED, "age_years": PLANTED}}):
        refused = served.match(body)
        assert refused.status_code == 400
        assert PLANTED not in refused.text
    served.get(f"/v1/trials/{PLANTED}")
    served.get(f"/v1/trials?condition={PLANTED}")
    served.get(f"/{PLANTED}", **{"User-Agent": PLANTED, "X-Request-ID": PLANTED, "Referer": PLANTED})
    files = [file for file in served.folder.rglob("*") if file.is_file()]
    assert len(files) >= 2
    assert [file.name for file in files if PLANTED.encode() in file.read_bytes()] == []
    assert [file.name for file in files if served.key.encode() in file.read_bytes()] == []


def test_the_log_is_one_object_a_line_with_ids_and_durations(served: Served) -> None:
    answer = served.match()
    time.sleep(0.2)
    lines = [json.loads(line) for line in served.log.read_text().splitlines() if line.startswith("{")]
    (line,) = [each for each in lines if each.get("request_id") == answer.headers["x-request-id"]]
    assert (line["route"], line["status"], line["caller"]) == ("/v1/match", 200, "key ward-7")
    assert line["milliseconds"] > 0


def test_the_audit_log_holds_together_while_it_is_written(served: Served) -> None:
    served.match()
    checked = command(served.folder, "audit", "verify")
    assert checked.returncode == 0, checked.stdout
    listed = [json.loads(line) for line in command(served.folder, "audit", "list").stdout.splitlines()]
    assert {"matchProfile"} <= {entry["operation"] for entry in listed}
    assert {entry["actor"] for entry in listed} == {"key ward-7"}
    forgotten = command(served.folder, "audit", "verify", "--head", f"sha256:{'1' * 64}")
    assert (forgotten.returncode, "written anew" in forgotten.stdout) == (1, True)
    noted = checked.stderr.rsplit(" ", 1)[1].strip()
    assert command(served.folder, "audit", "verify", "--head", noted).returncode == 0


def test_without_keys_the_loopback_is_listened_on_and_that_is_said(tmp_path: Path) -> None:
    environment = {**os.environ, "RESETMATCH_STORE": str(tmp_path)}
    arguments = [COMMAND, "serve", "--host", "0.0.0.0", "--port", "0"]  # noqa: S104 - what is asked for
    process = subprocess.Popen(arguments, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    said = [process.stderr.readline() for _ in range(3)]
    process.terminate()
    process.communicate(timeout=60)
    assert "listening on the loopback only" in said[1]
    assert "at http://127.0.0.1:" in said[2]
    assert "/docs" in said[2]
