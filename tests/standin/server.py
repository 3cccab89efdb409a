"""The stand-in as a real HTTP server on the loopback, with faults on demand."""

from __future__ import annotations

import json
import os
import socket
import struct
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.standin.answers import ROOT, Answer, Holdings
from tests.standin.essie import Study
from tests.standin.faults import Fault, Faults

BUSY: dict[Fault, tuple[int, str | None]] = {
    "refused": (429, None),
    "refused a while": (429, "3"),
    "busy": (503, None),
    "busy a while": (503, "2"),
}
RESET = struct.pack("ii", 1, 0)


class Server(ThreadingHTTPServer):
    """A server that does not mind when a reader hangs up."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class StandIn:
    """A running stand-in: its address, what it was asked, what it holds, which faults it makes."""

    def __init__(self, records: Sequence[Study], *, slow: float = 0.6) -> None:
        self.holdings, self.faults, self.slow = Holdings(records), Faults(), slow
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.agents: set[str] = set()
        self.moments: list[float] = []
        self.lock = threading.Lock()
        self.server = Server(("127.0.0.1", 0), _handler(self))

    @property
    def url(self) -> str:
        """The root of the API: "http://127.0.0.1:40001/api/v2"."""
        return f"http://127.0.0.1:{self.server.server_address[1]}{ROOT}"


@contextmanager
def running(records: Sequence[Study], **given: Any) -> Iterator[StandIn]:
    """A stand-in that answers while the block runs."""
    stand_in = StandIn(records, **given)
    thread = threading.Thread(target=stand_in.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        stand_in.server.shutdown()
        stand_in.server.server_close()
        thread.join()


def _handler(stand_in: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path, asked = urlsplit(self.path).path, parse_qsl(urlsplit(self.path).query, keep_blank_values=True)
            with stand_in.lock:
                stand_in.asked.append((path.removeprefix(ROOT), dict(asked)))
                stand_in.agents.add(self.headers.get("user-agent", ""))
                stand_in.moments.append(time.monotonic())
                fault = stand_in.faults.next()
                answer = stand_in.holdings.answer(path, asked)
                answer, met = _marred(answer, fault, dict(asked), stand_in)
                stand_in.faults.met.update([met] if met else [])
            self.send(answer, met)

        def send(self, answer: Answer, fault: Fault | None) -> None:
            if fault == "slow":
                time.sleep(stand_in.slow)
            elif fault == "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                self.close_connection = True
                os.close(self.connection.detach())
                return
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
            if fault in BUSY and (pause := BUSY[fault][1]):
                self.send_header("Retry-After", pause)
            self.end_headers()
            if fault == "truncated":
                self.close_connection = True
            try:
                self.wfile.write(answer.body[: len(answer.body) // 2] if fault == "truncated" else answer.body)
            except ConnectionError:  # the reader has not waited
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Nothing: the test says what went wrong."""

    return Handler


def _marred(
    answer: Answer, fault: Fault | None, asked: dict[str, str], stand_in: StandIn
) -> tuple[Answer, Fault | None]:
    """The answer under a fault, and the fault that was met: some need a page with records, or a token."""
    if fault is None or (fault == "lost token" and "pageToken" not in asked):
        return answer, None
    if fault in {"duplicate", "vanished", "grown", "same token"}:
        return _other_page(answer, fault, asked, stand_in)
    if fault in BUSY:
        answer = Answer(BUSY[fault][0], "text/plain", b"Too many requests")
    elif fault == "lost token":
        answer = Answer(400, "text/plain; charset=UTF-8", b"Parameter `pageToken` is invalid")
    elif fault == "cut":
        answer = answer._replace(body=answer.body[: len(answer.body) // 2])
    elif fault == "moved":
        stand_in.holdings.stamp = _later(stand_in.holdings.stamp)
    return answer, fault


def _other_page(answer: Answer, fault: Fault, asked: dict[str, str], stand_in: StandIn) -> tuple[Answer, Fault | None]:
    page = json.loads(answer.body) if answer.status == 200 else {}
    if not page.get("studies"):
        return answer, None
    studies = page["studies"]
    if fault == "same token":
        if "pageToken" not in asked or "nextPageToken" not in page:
            return answer, None
        page["nextPageToken"] = asked["pageToken"]
    for place in stand_in.faults.draw(len(studies)):
        if fault == "vanished":
            del studies[place]
        elif fault == "duplicate":
            studies[place] = studies[place - 1]
        elif fault == "grown":
            for study in studies:
                study["protocolSection"].setdefault("statusModule", {})["fieldOfTomorrow"] = ["new"]
    return answer._replace(body=json.dumps(page).encode()), fault


def _later(stamp: str) -> str:
    day, clock = stamp.split("T")
    return f"{day}T{clock[:-2]}{(int(clock[-2:]) + 1) % 60:02d}"
