"""The service under load: `python -m tests.benchmarks.api` writes its table into README between its markers.

A server of its own on a free port of the loopback and wrk (a package of Debian) with 8 connections share the machine.
`--requests N` sets how many are sent, `--workers N` the server's processes; `--dry` prints the table only.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Self

import msgspec
import polars as pl
import psutil

from matcher.population.facts import Patient
from matcher.population.profile import read_profiles
from matcher.settings import default_context
from tests.api.serving import COMMAND, free_port, wait_for
from tests.benchmarks.cohort import write_cohort
from tests.benchmarks.measure import SINGLE, all_trials, said
from tests.benchmarks.single import Single, single
from tests.benchmarks.table import _machine, _marked, written

CONNECTIONS, PROFILES, WARM = 8, 500, 200
PATIENCE = 600.0
MIB = 1 << 20
MARKS = ("<!-- bench-api: written by make bench-api -->", "<!-- /bench-api -->")
SCRIPT = Path(__file__).with_name("match.lua")


class Figures(msgspec.Struct, frozen=True):
    """What the load generator counted; times in milliseconds, bytes of all answers."""

    answered: int
    refused: int
    broken: int
    seconds: float
    median_ms: float
    p99_ms: float
    bytes: int


def main() -> None:
    """Measure, print, and write."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--requests", type=int, default=20_000)
    asked.add_argument("--workers", type=int, default=os.cpu_count())
    asked.add_argument("--dry", action="store_true")
    given = asked.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("bench-api needs wrk, a load generator: apt-get install wrk")
    text = measured(given.requests, given.workers)
    sys.stdout.write(text)
    if not given.dry:
        written(text, *MARKS)


def measured(requests: int, workers: int) -> str:
    """The table of one run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = _records(folder / "records.ndjson")
        _bodies(folder)
        said("single profiles in process")
        alone = single(_patients(folder / "cohort.parquet"), all_trials()[0], default_context())
        with _server(folder, workers) as (address, process):
            said(f"{WARM * workers} requests to warm up")
            _load(address, folder, WARM * workers)
            server = Watched(process)
            said(f"{requests:,} requests")
            with server:
                figures = _load(address, folder, requests)
    return _table(figures, server, alone, count, workers)


def _records(path: Path) -> int:
    """All trials as records, one a line; how many."""
    studies = all_trials()[0].studies.values()
    path.write_bytes(b"\n".join(map(msgspec.json.encode, studies)))
    return len(studies)


def _bodies(folder: Path) -> None:
    """Requests for made-up people, one a line."""
    write_cohort(PROFILES, folder / "cohort.parquet")
    rows = pl.read_parquet(folder / "cohort.parquet").to_dicts()
    lines = (json.dumps({"profile": _stated(row)}) for row in rows)
    (folder / "bodies.ndjson").write_text("\n".join(lines), "utf-8")


def _patients(cohort: Path) -> list[Patient]:
    return [one for one in islice(read_profiles(cohort), SINGLE) if isinstance(one, Patient)]


def _stated(value: Any) -> Any:
    """The same without what is not known."""
    if isinstance(value, dict):
        return {name: _stated(each) for name, each in value.items() if each is not None}
    return [_stated(each) for each in value] if isinstance(value, list) else value


@contextmanager
def _server(folder: Path, workers: int) -> Iterator[tuple[str, psutil.Process]]:
    """A server over the records, with a store of its own, that counts no calls; its address and its process."""
    port = free_port()
    settings = ["--port", str(port), "--trials", str(folder / "records.ndjson"), "--workers", str(workers)]
    config = folder / "service.toml"
    config.write_text("requests_per_minute = 0\n", "utf-8")
    command = [COMMAND, "serve", *settings, "--store", str(folder / "store"), "--config", str(config)]
    with (folder / "log").open("w+b") as log, psutil.Popen(command, stdout=log, stderr=log) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}", process, log, PATIENCE)
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.terminate()


def _load(address: str, folder: Path, requests: int) -> Figures:
    """So many requests; all must be answered with a match."""
    shape = ["--threads", "1", "--connections", str(CONNECTIONS), "--duration", "3600", "--timeout", "60"]
    script = ["--script", str(SCRIPT), address, "--", str(folder / "bodies.ndjson"), str(requests)]
    with subprocess.Popen(["wrk", *shape, *script], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        told = process.stderr.readline() if process.stderr else b""
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read() if process.stderr else b""
    if told != b"over\n":
        raise SystemExit(f"wrk failed: {(told + rest).decode()}")
    figures = msgspec.json.decode(rest, type=Figures)
    if figures.refused or figures.broken:
        raise SystemExit(f"of {figures.answered} requests {figures.refused} were refused, {figures.broken} broke off")
    return figures


class Watched:
    """What a process and its children hold, in MiB, once a second, and the seconds of processor time that they take."""

    def __init__(self, process: psutil.Process) -> None:
        self._process, self._over = process, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.held: list[float] = []
        self.seconds = 0.0

    def __enter__(self) -> Self:
        self.seconds = -self._used()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self.seconds += self._used()

    def _every(self) -> list[psutil.Process]:
        return [self._process, *self._process.children(recursive=True)]

    def _used(self) -> float:
        return sum(times.user + times.system for times in (each.cpu_times() for each in self._every()))

    def _watch(self) -> None:
        while not self._over.wait(1):
            self.held.append(sum(each.memory_info().rss for each in self._every()) / MIB)

    def mean(self, begin: float, end: float) -> float:
        """The mean over a part of the time: 0.25 to 0.5 is the second quarter."""
        size = len(self.held)
        part = self.held[int(begin * size) : max(int(end * size), int(begin * size) + 1)]
        return sum(part) / len(part)


def _table(found: Figures, server: Watched, alone: Single, trials: int, workers: int) -> str:
    pace, before, after = found.answered / found.seconds, server.mean(0.25, 0.5), server.mean(0.75, 1)
    used = 1000 * server.seconds / found.answered
    rows = [
        ("median", "≤ 25 ms", _marked(f"{found.median_ms:.1f} ms", ok=found.median_ms <= 25)),
        ("99th percentile", "≤ 100 ms", _marked(f"{found.p99_ms:.1f} ms", ok=found.p99_ms <= 100)),
        ("requests a second", "≥ 100", _marked(f"{pace:.0f}", ok=pace >= 100)),
        ("processor time of the server, a request", "", f"{used:.1f} ms"),
        ("memory of the server, last quarter against second", "flat", f"{after:.0f} MiB against {before:.0f} MiB"),
    ]
    rows += _in_process(alone)
    return (
        f"{found.answered:,} requests over {CONNECTIONS} connections, one made-up profile each, against {trials} "
        f"trials, 20 in full, {found.bytes / found.answered / 1024:.0f} KiB an answer; {workers} worker process"
        f"{'es' if workers > 1 else ''}, audit log on, the load generator on the same machine. {_machine()}\n\n"
        "| what | to reach | reached |\n|---|---|---|\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)
    )


def _in_process(alone: Single) -> Iterator[tuple[str, str, str]]:
    (median, worst), first = alone.full, alone.first
    yield "in process, all trials in full: median", "≤ 5 ms", _marked(f"{median:.1f} ms", ok=median <= 5)
    yield "the same, 99th percentile", "≤ 20 ms", _marked(f"{worst:.1f} ms", ok=worst <= 20)
    yield "the same against the reference, criterion by criterion", "", f"{alone.faster:.0f} × faster"
    yield "in process, 20 trials in full: median and 99th percentile", "", f"{first[0]:.1f} ms, {first[1]:.1f} ms"


if __name__ == "__main__":
    main()
