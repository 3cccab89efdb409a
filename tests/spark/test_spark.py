"""The same screening on a standalone cluster of two workers: the same results as here, to the row."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from criteria.errors import InputRefused
from matcher.sample import TRIALS
from matcher.spark import OnSpark, _blocks
from tests.benchmarks.cohort import write_cohort

COMMAND = Path(sys.executable).with_name("resetmatch")
HERE = "127.0.0.1"
BRISK = {"SPARK_LOCAL_IP": HERE, "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"}
"""Java that is quick to start, for work of seconds."""
JVM = shutil.which("java") or (Path(os.environ.get("JAVA_HOME", "/nowhere")) / "bin/java").is_file()
needs_jvm = pytest.mark.skipif(not JVM, reason="no Java runtime here: apt-get install default-jre-headless")


class Cluster:
    """A master and two workers of one core each, as processes of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"spark://{HERE}:{_free_port()}"
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        port = self.address.rpartition(":")[2]
        self._process("master.Master", "--host", HERE, "--port", port, "--webui-port", "0")
        self._wait("master.Master.0", "I have been elected leader")
        size = ("--cores", "1", "--memory", "1g", "--webui-port", "0")
        for _ in range(2):
            self._process("worker.Worker", "--host", HERE, *size, self.address)
        for number in (1, 2):
            self._wait(f"worker.Worker.{number}", "Successfully registered with master")

    def _process(self, name: str, *arguments: str) -> None:
        pyspark = pytest.importorskip("pyspark", reason="no pyspark here: the extra spark")
        home = Path(pyspark.__file__).parent
        log = (self.folder / f"{name}.{len(self.running)}").open("wb")
        command = [home / "bin/spark-class", f"org.apache.spark.deploy.{name}", *arguments]
        environment = {**os.environ, **BRISK, "SPARK_HOME": str(home), "SPARK_WORKER_DIR": str(self.folder)}
        self.running.append(subprocess.Popen(command, stdout=log, stderr=log, env=environment))
        log.close()

    def _wait(self, log: str, words: str) -> None:
        end = time.monotonic() + 300
        while words not in self.said(log):
            assert all(one.poll() is None for one in self.running), self.said(log)
            assert time.monotonic() < end, self.said(log)
            time.sleep(0.1)

    def said(self, log: str) -> str:
        return (self.folder / log).read_text("utf-8", "replace")

    def stop(self) -> None:
        for one in reversed(self.running):
            one.terminate()
        for one in self.running:
            one.wait()


def _free_port() -> int:
    with socket.socket() as held:
        held.bind((HERE, 0))
        return int(held.getsockname()[1])


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "cluster"
    folder.mkdir()
    started = Cluster(folder)
    try:
        started.start()
        yield started
    finally:
        started.stop()


def screened(cohort: Path, out: Path, *more: str) -> str:
    command = [COMMAND, "screen", cohort, "--trials", TRIALS, "--out", out, "--relax", "NCT99001001/r02=75", *more]
    environment = {**os.environ, **BRISK}
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 2, done.stderr  # of the cohort some profiles are refused
    own = [line for line in done.stderr.splitlines() if line.startswith("resetmatch: ")]
    return "\n".join([*sorted(own), done.stdout]).replace(str(out), "out")


@needs_jvm
def test_two_workers_give_the_same_rows(cluster: Cluster, tmp_path: Path) -> None:
    cohort = tmp_path / "cohort.parquet"
    write_cohort(600, tmp_path / "made.parquet")
    people = pl.read_parquet(tmp_path / "made.parquet")
    twice = pl.concat([people, people.tail(1)]).with_columns(
        age_years=pl.when(pl.col("profile_id") == "b-0000300").then(95.0).otherwise("age_years")
    )
    twice.write_parquet(cohort, row_group_size=100)
    here, there = tmp_path / "here", tmp_path / "there"
    told = screened(cohort, here)
    assert "used before" in told
    assert screened(cohort, there, "--engine", "spark", "--master", cluster.address, "--block", "150") == told
    assert sorted(path.name for path in there.iterdir()) == sorted(path.name for path in here.iterdir())
    for path in here.iterdir():
        if path.name == "matches.parquet":
            one, other = (pl.read_parquet(each).sort("profile_id", "nct_id") for each in (path, there / path.name))
            assert one.height > 0
            assert one.equals(other)
        else:
            assert path.read_bytes() == (there / path.name).read_bytes(), path.name
    for number in (1, 2):
        assert "Asked to launch executor" in cluster.said(f"worker.Worker.{number}"), "one worker did nothing"


def test_small_frames_are_put_together() -> None:
    frames = [pl.DataFrame({"n": range(height)}) for height in (3, 0, 3, 7, 1)]
    assert [block.height for block in _blocks(frames, 5)] == [6, 7, 1]
    assert list(_blocks([], 5)) == []


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="Spark screens a Parquet file"):
        OnSpark(tmp_path / "people.ndjson", "local[2]")


def test_without_java_it_is_said_in_one_line(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="no pyspark here: the extra spark")
    write_cohort(3, tmp_path / "cohort.parquet")
    command = [COMMAND, "screen", tmp_path / "cohort.parquet", "--trials", TRIALS, "--out", tmp_path / "out"]
    environment = {**os.environ, "PATH": "/nowhere:/usr/bin:/bin", "JAVA_HOME": str(tmp_path)}
    done = subprocess.run(
        [*map(str, command), "--engine", "spark"], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if line.startswith("resetmatch: ")] == [
        "resetmatch: no Spark at local[*]: is the address right, and a Java runtime installed?"
    ]
    assert "Traceback" not in done.stderr


def test_spark_and_its_master_go_together(tmp_path: Path) -> None:
    command = [COMMAND, "screen", "cohort.parquet", "--out", tmp_path, "--master", "spark://host:7077"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--master goes with --engine spark" in done.stderr
