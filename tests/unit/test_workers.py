"""Worker processes: the same result as without them, failures told in words, nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from criteria.errors import ProfileRefused, WorkFailed
from matcher.catalogue import from_sample
from matcher.screen import screen
from matcher.workers import done_by_workers
from tests.benchmarks.cohort import write_cohort

ROOT = Path(__file__).resolve().parents[2]
ASKING = """
import sys
from pathlib import Path
from matcher.workers import done_by_workers
from tests.unit.test_workers import Noting
list(done_by_workers(Noting(Path(sys.argv[1]), waits=600), [0, 1], 2))
"""


@dataclass(frozen=True)
class Noting:
    """A task that leaves a file with the number of its process, and fails where it is told to."""

    folder: Path
    refuses: int = -1
    dies: int = -1
    waits: float = 0.0

    def __call__(self, start: int) -> None:
        if start == self.refuses:
            raise ProfileRefused("cannot be read", where="cohort.parquet", do="write it again")
        if start == self.dies:
            os.kill(os.getpid(), signal.SIGKILL)
        (self.folder / str(start)).write_text(str(os.getpid()))
        time.sleep(self.waits)


def test_every_start_is_done_once_and_told_in_order(tmp_path: Path) -> None:
    starts = [0, 10, 20, 30, 40]
    assert list(done_by_workers(Noting(tmp_path), starts, 2)) == starts
    assert {path.name for path in tmp_path.iterdir()} == set(map(str, starts))
    assert str(os.getpid()) not in {path.read_text() for path in tmp_path.iterdir()}


def test_a_refusal_comes_through_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(ProfileRefused, match=r"^cohort\.parquet: cannot be read; write it again$"):
        list(done_by_workers(Noting(tmp_path, refuses=10), [0, 10, 20], 2))


def test_a_worker_that_dies_is_told_and_what_was_done_stays(tmp_path: Path) -> None:
    with pytest.raises(WorkFailed, match=r"a worker process ended early \(code -9\)"):
        list(done_by_workers(Noting(tmp_path, dies=10), [0, 10, 20], 1))
    assert {path.name for path in tmp_path.iterdir()} == {"0"}


def test_workers_end_with_the_one_that_asks(tmp_path: Path) -> None:
    asked = subprocess.Popen([sys.executable, "-c", ASKING, str(tmp_path)], cwd=ROOT)
    assert soon(lambda: len([path for path in tmp_path.iterdir() if path.read_text()]) == 2)
    workers = [int(path.read_text()) for path in tmp_path.iterdir()]
    asked.kill()
    asked.wait()
    assert soon(lambda: not any(map(alive, workers)))


def soon(holds: Callable[[], bool]) -> bool:
    """Whether it comes true before patience ends."""
    end = time.monotonic() + 240
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()


def alive(process: int) -> bool:
    """Whether a process runs; one that ended and that nobody has asked after does not."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("all_pairs", [False, True])
def test_results_are_the_same_byte_for_byte_however_many_work(tmp_path: Path, *, all_pairs: bool) -> None:
    cohort = tmp_path / "cohort.parquet"
    write_cohort(400, cohort)
    trials = from_sample().trials
    for workers in (1, 2, 3):
        screen(cohort, trials, tmp_path / str(workers), all_pairs=all_pairs, block=90, workers=workers)
    results = [{path.name: path.read_bytes() for path in (tmp_path / str(w)).iterdir()} for w in (1, 2, 3)]
    assert results[0] == results[1] == results[2]
    assert results[0]["matches.parquet"]
