"""The real command against the stand-in: killed, resumed, refused."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from criteria.registry.client import PAGE_SIZE
from tests.standin.records import amended, studies
from tests.standin.server import StandIn, running

COMMAND = str(Path(sys.executable).with_name("resetmatch"))
RECORDS = studies(2 * PAGE_SIZE + 10)


def start(stand_in: StandIn, store: Path, *options: str, pause: str = "0") -> subprocess.Popen[str]:
    environment = {**os.environ, "RESETMATCH_SYNC_PAUSE": pause, "RESETMATCH_STORE": str(store)}
    command = [COMMAND, "sync", "--from", stand_in.url, *options]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(stand_in: StandIn, store: Path, *options: str) -> tuple[int, str]:
    process = start(stand_in, store, *options)
    said = process.communicate(timeout=60)
    assert said[0] == ""
    assert "Traceback" not in said[1]
    return process.returncode, said[1]


def test_a_sync_is_killed_and_the_next_goes_on(tmp_path: Path) -> None:
    with running(RECORDS) as stand_in:
        killed = start(stand_in, tmp_path, pause="0.8")
        while len(stand_in.asked) < 3:
            time.sleep(0.05)
        time.sleep(0.4)
        killed.kill()
        killed.communicate()
        stand_in.asked.clear()
        status, said = run(stand_in, tmp_path)
        pages = [given for path, given in stand_in.asked if path == "/studies" and given["fields"] != "NCTId"]
    assert status == 0
    assert f"{len(RECORDS)} records in the store" in said
    assert f"{len(RECORDS)} new" in said
    assert [bool(given.get("pageToken")) for given in pages] == [True]


def test_what_came_is_said_and_a_failure_tells_the_age_of_what_stays(tmp_path: Path) -> None:
    with running(RECORDS[:20]) as stand_in:
        assert "20 records in the store" in run(stand_in, tmp_path)[1]
        assert "unchanged since 2026-09-14T09:00:05" in run(stand_in, tmp_path)[1]
        assert "none of them changed" in run(stand_in, tmp_path, "--full")[1]
        stand_in.holdings.stamp = "2026-09-15T09:00:05"
        stand_in.holdings.put(amended(RECORDS[0], "2026-09-15"), RECORDS[20])
        assert "1 new, 1 amended" in run(stand_in, tmp_path)[1]
        stand_in.holdings.stamp = "2026-09-16T09:00:05"
        stand_in.faults.kinds, stand_in.faults.rate = ("moved",), 1.0
        status, said = run(stand_in, tmp_path)
    assert status == 1
    assert "renewed while it was read" in said
    assert "in force stay 21 records retrieved 20" in said
    assert "today" in said
