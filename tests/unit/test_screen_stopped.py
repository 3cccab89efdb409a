"""A screening that is stopped, at whatever moment, goes on where it was and ends as if nothing had happened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from criteria.errors import ProfileRefused, WorkFailed
from matcher.catalogue import from_sample
from matcher.sample import TRIALS
from matcher.screen import screen
from tests.benchmarks.cohort import write_cohort

COMMAND = Path(sys.executable).with_name("resetmatch")
PEOPLE, BLOCK = 1500, 20


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cohort") / "cohort.parquet"
    write_cohort(PEOPLE, path)
    return path


def started(cohort: Path, out: Path) -> subprocess.Popen[bytes]:
    asked = [COMMAND, "screen", cohort, "--trials", TRIALS, "--out", out, "--block", str(BLOCK)]
    return subprocess.Popen(list(map(str, asked)), stderr=subprocess.DEVNULL)


def results(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


def finished(out: Path) -> list[Path]:
    return sorted((out / ".parts").glob("0*.json"))


def killed(cohort: Path, out: Path, *, after: int) -> None:
    """Starts a screening and kills it once so many blocks are finished."""
    running = started(cohort, out)
    end = time.monotonic() + 120
    while len(finished(out)) < after and running.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    assert running.returncode == -signal.SIGKILL, "it was done before it could be stopped"


def test_a_screening_that_is_killed_ends_the_same_byte_for_byte(cohort: Path, tmp_path: Path) -> None:
    whole, stopped = tmp_path / "whole", tmp_path / "stopped"
    assert started(cohort, whole).wait() == 0
    killed(cohort, stopped, after=2)
    before = {path.name: path.stat().st_mtime_ns for path in finished(stopped)}
    killed(cohort, stopped, after=5)
    after = {path.name: path.stat().st_mtime_ns for path in finished(stopped)}
    assert 2 <= len(before) < PEOPLE / BLOCK
    assert before.items() <= after.items(), "a finished block was done again"
    assert started(cohort, stopped).wait() == 0
    assert results(stopped) == results(whole)
    assert pl.read_parquet(whole / "matches.parquet").height > 0


def test_another_setting_starts_anew(cohort: Path, tmp_path: Path) -> None:
    killed(cohort, tmp_path, after=2)
    fresh = screen(cohort, from_sample().trials, tmp_path, all_pairs=True, block=BLOCK)
    assert fresh.people == PEOPLE - len(fresh.refused)
    assert pl.read_parquet(tmp_path / "matches.parquet").height == fresh.people * len(fresh.trials)


def test_the_size_of_blocks_changes_no_figure(cohort: Path, tmp_path: Path) -> None:
    for block in (70, 5000):
        screen(cohort, from_sample().trials, tmp_path / str(block), block=block)
    for name in ("attrition", "blockers", "gains", "ripening", "missing_facts"):
        small, large = (pl.read_parquet(tmp_path / f"{block}/{name}.parquet") for block in (70, 5000))
        assert small.equals(large), name
    pages = [(tmp_path / f"{block}/report.html").read_bytes() for block in (70, 5000)]
    assert pages[0] == pages[1]
    matches = [(tmp_path / f"{block}/matches.parquet").read_bytes() for block in (70, 5000)]
    assert matches[0] == matches[1]


def test_a_truncated_file_is_refused_with_its_name(cohort: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.parquet"
    half.write_bytes(cohort.read_bytes()[: cohort.stat().st_size // 2])
    with pytest.raises(ProfileRefused, match=r"half\.parquet: cannot be read as parquet"):
        screen(half, from_sample().trials, tmp_path / "out")


def test_what_cannot_be_written_is_said(cohort: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where a folder should be")
    with pytest.raises(WorkFailed, match="cannot be written"):
        screen(cohort, from_sample().trials, tmp_path / "out")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_full_disk_is_said(cohort: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: pl.DataFrame, *_: object, **__: object) -> None:
        with Path("/dev/full").open("wb", buffering=0) as file:
            file.write(b"x" * self.height)

    monkeypatch.setattr(pl.DataFrame, "write_ipc", full)
    with pytest.raises(WorkFailed, match="cannot be written"):
        screen(cohort, from_sample().trials, tmp_path / "out")
