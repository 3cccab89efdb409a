"""Batches over a real connection: answered while they are sent, line by line."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import anyio
import httpx
import pytest

from matcher.api import lines as lines_module
from matcher.api.lines import LONGEST_LINE, lines_of

PROFILE = {"profile_id": "p-1", "age_years": 34, "sex": "female"}


def line(number: int) -> bytes:
    return json.dumps({**PROFILE, "profile_id": f"p-{number}"}).encode() + b"\n"


def answers(response: httpx.Response) -> list[dict[str, Any]]:
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(each) for each in response.text.splitlines()]


def test_each_line_is_answered_in_order_and_a_bad_one_stops_no_other(server: str) -> None:
    bad = [b"{", b"[]", b'{"profile_id": "p", "name": "Zorro"}', b"\xff", b'"' + b"x" * LONGEST_LINE + b'"']
    content = line(1) + b"\n" + b"\n".join(bad) + b"\n" + line(2).rstrip()
    response = httpx.post(f"{server}/v1/match/batch", params={"limit": 1}, content=content, timeout=60)
    first, *problems, last = answers(response)
    assert (first["profile_id"], last["profile_id"]) == ("p-1", "p-2")
    assert [each["line"] for each in problems] == [3, 4, 5, 6, 7]
    assert {each["status"] for each in problems} == {400}
    assert all(each["errors"][0]["what"] for each in problems)
    assert "Zorro" not in response.text


def test_lines_are_answered_as_single_matches_are(server: str) -> None:
    (batch,) = answers(httpx.post(f"{server}/v1/match/batch", content=line(1), timeout=60))
    single = httpx.post(f"{server}/v1/match", json={"profile": PROFILE}, timeout=60).json()
    assert batch == single


def test_nothing_in_nothing_out(server: str) -> None:
    assert answers(httpx.post(f"{server}/v1/match/batch", timeout=60)) == []


def test_a_wrong_query_is_a_problem(server: str) -> None:
    response = httpx.post(f"{server}/v1/match/batch", params={"limit": -1}, content=line(1), timeout=60)
    assert (response.status_code, response.json()["errors"][0]["where"]) == (400, "query limit")


def test_an_answer_comes_before_the_body_has_ended(server: str) -> None:
    """One line is sent and its answer read; only then the next."""
    place = urlsplit(server)
    with socket.create_connection((place.hostname, place.port), timeout=60) as sender:
        head = f"POST /v1/match/batch?limit=0 HTTP/1.1\r\nHost: {place.netloc}\r\nTransfer-Encoding: chunked\r\n\r\n"
        sender.sendall(head.encode())
        seen = b""
        for number in (1, 2, 3):
            sender.sendall(f"{len(line(number)):x}\r\n".encode() + line(number) + b"\r\n")
            while f'"p-{number}"'.encode() not in seen:
                seen += sender.recv(65536)
        sender.sendall(b"0\r\n\r\n")
        while not seen.endswith(b"0\r\n\r\n"):
            seen += sender.recv(65536)
    assert seen.startswith(b"HTTP/1.1 200")


def test_a_sender_that_reads_nothing_before_it_has_sent_all_is_served(server: str) -> None:
    """More is answered than the buffers of a connection hold."""
    content = b"".join(map(line, range(60)))
    found = answers(httpx.post(f"{server}/v1/match/batch", params={"limit": 13}, content=content, timeout=120))
    assert [each["profile_id"] for each in found] == [f"p-{number}" for number in range(60)]


def test_a_sender_that_leaves_does_no_harm(server: str) -> None:
    place = urlsplit(server)
    with socket.create_connection((place.hostname, place.port), timeout=60) as sender:
        sender.sendall(f"POST /v1/match/batch HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Length: 999\r\n\r\n".encode())
        sender.sendall(line(1))
    assert httpx.get(f"{server}/health", timeout=60).json()["status"] == "ok"


# -- reading ahead --------------------------------------------------------------------------------------------


def chunks(content: bytes, size: int) -> Iterator[bytes]:
    return (content[start : start + size] for start in range(0, len(content), size))


async def taken(content: bytes, size: int) -> list[tuple[int, bytes | None]]:
    async def sent() -> Any:
        for chunk in chunks(content, size):
            yield chunk

    return [each async for each in lines_of(sent())]


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_lines_are_cut_wherever_the_chunks_end(size: int) -> None:
    assert anyio.run(taken, b"one\n\ntwo\nthree", size) == [(1, b"one"), (3, b"two"), (4, b"three")]


def test_no_more_is_read_ahead_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "READ_AHEAD", 100)
    read = 0

    async def sent() -> Any:
        nonlocal read
        for _ in range(1000):
            read += 10
            yield b"x" * 9 + b"\n"

    async def first_line() -> int:
        async for _ in lines_of(sent()):
            await anyio.sleep(0.05)
            return read
        return 0

    assert 10 <= anyio.run(first_line) <= 200
