"""A server of the real command that screens, with keys, and cohorts to send to it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx
import psutil

from matcher.api.batch import NDJSON
from matcher.sample import PROFILES
from matcher.store import open_store
from matcher.store.keys import Scope
from tests.api.serving import COMMAND, free_port, wait_for

LONG = 400.0
Json = dict[str, Any]
T = TypeVar("T")


def cohort(copies: int = 1) -> bytes:
    """The people of the sample, so many times over."""
    people = [json.loads(line) for line in PROFILES.read_text(encoding="utf-8").splitlines()]
    rows = ({**each, "profile_id": f"{each['profile_id']}-{copy}"} for copy in range(copies) for each in people)
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def eventually(ask: Callable[[], T], holds: Callable[[T], bool]) -> T:
    """What is asked, once it holds; the last of it where it never does."""
    deadline = time.monotonic() + LONG
    while not holds(found := ask()):
        assert time.monotonic() < deadline, found
        time.sleep(0.1)
    return found


class Screener:
    """The server, and what its callers do."""

    def __init__(self, folder: Path, store: str | None = None, **settings: str) -> None:
        self.folder, self.port, self.url = folder, free_port(), ""
        self.store = store or str(folder / "store")
        self._settings = {
            "RESETMATCH_STORE": self.store,
            "RESETMATCH_SCREENINGS_FOLDER": str(folder / "jobs"),
            "RESETMATCH_SCREENING_BLOCK": "24",
            "RESETMATCH_SCREENING_LEASE_SECONDS": "3",
            "RESETMATCH_SCREENING_NICENESS": "0",
            **{f"RESETMATCH_{name.upper()}": value for name, value in settings.items()},
        }
        self.log = folder / "log"
        self.process: subprocess.Popen[bytes] | None = None

    def key(self, name: str, *scopes: Scope) -> dict[str, str]:
        with open_store(self.store) as store:
            return {"X-API-Key": store.keys.create(name, scopes)[1]}

    def start(self) -> None:
        self.url = f"http://127.0.0.1:{self.port}"
        with self.log.open("ab") as log:
            environment = {**os.environ, **self._settings}
            command = [COMMAND, "serve", "--port", str(self.port)]
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        with self.log.open("rb") as log:
            wait_for(self.url, self.process, log)

    def kill(self) -> None:
        """With SIGKILL, as a power failure would; its processes end by themselves."""
        assert self.process is not None
        family = psutil.Process(self.process.pid).children(recursive=True)
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert psutil.wait_procs(family, timeout=LONG)[1] == [], "a process outlived the server"

    def stop(self) -> int:
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(LONG)

    # -- what callers do ------------------------------------------------------------------------------------

    def ask(self, method: str, path: str, key: dict[str, str], **more: Any) -> httpx.Response:
        headers = {**key, **more.pop("headers", {})}
        return httpx.request(method, f"{self.url}{path}", headers=headers, timeout=LONG, **more)

    def send(self, key: dict[str, str], content: Any, media: str = NDJSON, **more: Any) -> httpx.Response:
        headers = {"Content-Type": media, **more.pop("headers", {})}
        return self.ask("POST", "/v1/screenings", key, content=content, headers=headers, **more)

    def accepted(self, key: dict[str, str], content: Any, media: str = NDJSON, **more: Any) -> str:
        answer = self.send(key, content, media, **more)
        assert answer.status_code == 202, answer.text
        assert answer.headers["location"] == f"/v1/screenings/{answer.json()['id']}"
        return str(answer.json()["id"])

    def state(self, key: dict[str, str], job_id: str) -> Json:
        found: Json = self.ask("GET", f"/v1/screenings/{job_id}", key).raise_for_status().json()
        return found

    def ended(self, key: dict[str, str], job_id: str) -> Json:
        return eventually(lambda: self.state(key, job_id), lambda job: job["state"] in {"done", "failed", "cancelled"})

    def result(self, key: dict[str, str], job_id: str, name: str) -> bytes:
        return self.ask("GET", f"/v1/screenings/{job_id}/results/{name}", key).raise_for_status().content

    def cohorts(self) -> list[Path]:
        """Every file of a job that is none of its results."""
        return [path for path in (self.folder / "jobs").rglob("*") if path.is_file() and path.parent.name != "results"]
