from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from litestar.testing import TestClient

from matcher.api.app import create_app
from matcher.api.runtime import Runtime
from matcher.catalogue import Catalogue
from matcher.service import ServiceSettings

PLANTED = "Zorro-19870412"


@pytest.fixture
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """A collector of traces over HTTP, and what it was sent."""
    received: list[bytes] = []

    class Collect(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Collect)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1/traces", received
    server.shutdown()
    server.server_close()


def test_a_trace_names_the_operation_and_nothing_of_what_was_asked(
    collector: tuple[str, list[bytes]], catalogue: Catalogue
) -> None:
    url, received = collector
    runtime = Runtime(catalogue, ServiceSettings(telemetry=url))
    with TestClient(create_app(catalogue, runtime)) as client:
        assert client.get(f"/v1/trials?condition={PLANTED}", headers={"User-Agent": PLANTED}).status_code == 200
        assert client.get(f"/v1/trials/{PLANTED}").status_code == 400
        assert client.get("/health").status_code == 200
    sent = b"".join(received)
    assert b"GET /v1/trials" in sent
    assert b"/v1/trials/{nct_id}" in sent
    assert b"/health" not in sent
    assert PLANTED.encode() not in sent
