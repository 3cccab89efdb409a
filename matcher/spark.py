"""Screening on Apache Spark: the same plan over the rows of a Parquet file, on the machines of a cluster.

Spark hands rows to `mapInArrow` in record batches; each batch of people is evaluated as a block is here, and its pairs
and counts come back as bytes, which are kept and put together like those of any block. What is done twice counts once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import polars as pl

from criteria.criterion import Trial
from criteria.errors import InputRefused, WorkFailed
from criteria.lexicon import lexicon
from matcher.parts import Parts, replaced
from matcher.plan.compile import compile_plan
from matcher.plan.relaxed import WhatIf
from matcher.population.files import PARQUET
from matcher.population.frame import Cohort, RowReader
from matcher.screen import Blocks, Work
from matcher.settings import Settings

__all__ = ["OnSpark"]

ROW = "resetmatch_row"
"""The column that tells where in the file a row stands."""
SCHEMA = "start long, counts binary, pairs binary, ids binary"
CONFIG = {
    "spark.sql.files.openCostInBytes": "1",  # a small file too is shared out among all cores
    "spark.sql.execution.arrow.maxRecordsPerBatch": "8192",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


class Task(NamedTuple):
    """All that a worker needs to know, in a form that travels; `holders` as in RowReader."""

    trials: bytes
    settings: Settings
    relax: tuple[str, ...]
    all_pairs: bool
    lexicon_digest: str
    path: str
    holders: Mapping[str, int]
    block: int

    def run(self, batches: Iterator[Any]) -> Iterator[Any]:
        """From Arrow record batches of rows to one record batch a block: its first row, counts and pairs."""
        for frame in _blocks(map(_frame, batches), self.block):
            yield from self._evaluated(frame).to_arrow(compat_level=pl.CompatLevel.oldest()).to_batches()

    def _evaluated(self, frame: pl.DataFrame) -> pl.DataFrame:
        work = _work(self.trials, self.settings, self.relax, self.lexicon_digest, all_pairs=self.all_pairs)
        numbers = frame.get_column(ROW).to_list()
        loaded = RowReader(Path(self.path), work.known, self.holders).loaded(frame.drop(ROW), numbers)
        found, part = work.result(loaded)
        counts = msgspec.json.encode(part)
        return pl.DataFrame(
            {"start": numbers[:1], "counts": [counts], "pairs": [_packed(found.rows)], "ids": [_packed(found.ids)]}
        )


def _packed(frame: pl.DataFrame) -> bytes:
    file = io.BytesIO()
    frame.write_ipc(file, compression="zstd")
    return file.getvalue()


def _frame(batch: Any) -> pl.DataFrame:  # noqa: ANN401 - an Arrow record batch
    found = pl.from_arrow(batch)
    if not isinstance(found, pl.DataFrame):
        raise WorkFailed("Spark gave a column where rows were expected")
    return found


def _blocks(frames: Iterable[pl.DataFrame], size: int) -> Iterator[pl.DataFrame]:
    """Small frames put together to blocks of at least so many rows, the last of what is left."""
    held: list[pl.DataFrame] = []
    for frame in frames:
        held += [frame] if frame.height else []
        if sum(each.height for each in held) >= size:
            yield pl.concat(held)
            held = []
    if held:
        yield pl.concat(held)


@lru_cache(maxsize=1)
def _work(trials: bytes, settings: Settings, relax: tuple[str, ...], digest: str, *, all_pairs: bool) -> Work:
    """The plan, made once in each process of a worker."""
    known = lexicon()
    if known.digest != digest:
        raise WorkFailed("a worker has another version of resetmatch: install the same everywhere")
    decoded = msgspec.msgpack.decode(trials, type=list[Trial])
    return Work(compile_plan(decoded, known), known, settings, WhatIf(relax, decoded, known), all_pairs=all_pairs)


# -- the driver ---------------------------------------------------------------------------------------------------


class OnSpark:
    """Evaluates the blocks of a Parquet file, which every worker can read by this path, on a cluster."""

    def __init__(self, cohort: Path, master: str) -> None:
        if cohort.suffix.casefold() not in PARQUET:
            raise InputRefused("Spark screens a Parquet file", where=str(cohort), do="leave out --engine spark")
        self.cohort, self.master = cohort.resolve(), master

    def __call__(self, work: Work, parts: Parts, block: int) -> Blocks:
        """The first row of each block in order, once its results are kept."""
        cohort = Cohort(self.cohort, work.known)
        task = Task(
            trials=msgspec.msgpack.encode(work.plan.trials),
            settings=work.settings,
            relax=work.what_if.asked,
            all_pairs=work.all_pairs,
            lexicon_digest=work.known.digest,
            path=str(self.cohort),
            holders=cohort.reader.holders,
            block=block,
        )
        starts = sorted(self._kept(task, parts))
        yield from ((start, cohort.height, None) for start in starts)

    def _kept(self, task: Task, parts: Parts) -> Iterator[int]:
        """The first rows of the blocks, whose counts and pairs are written beside each other."""
        for row in _rows(self.master, self.cohort, task):
            for suffix, content in (("arrow", row["pairs"]), ("ids", row["ids"]), ("json", row["counts"])):
                with replaced(parts.path(row["start"], suffix)) as path:
                    path.write_bytes(content)
            yield row["start"]


def _rows(master: str, cohort: Path, task: Task) -> Iterator[Any]:
    """What the workers give back, one block at a time; every block is evaluated before the first is fetched."""
    try:
        from pyspark import StorageLevel  # noqa: PLC0415 - an extra of the package
        from pyspark.errors import PySparkException  # noqa: PLC0415 - likewise
        from pyspark.sql import SparkSession, functions  # noqa: PLC0415 - likewise
    except ImportError as error:
        raise InputRefused("Spark is not installed", where="--engine", do="pip install 'resetmatch[spark]'") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("resetmatch")
    for name, value in CONFIG.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:  # the gateway to the JVM raises what it likes
        raise WorkFailed(f"no Spark at {master}: is the address right, and a Java runtime installed?") from error
    try:
        frame = session.read.parquet(cohort.as_uri())
        numbered = frame.withColumn(ROW, functions.col("_metadata.row_index"))
        done = numbered.mapInArrow(task.run, SCHEMA).persist(StorageLevel.DISK_ONLY)
        done.count()
        yield from done.toLocalIterator()
    except PySparkException as error:
        raise _failed(error) from error
    finally:
        session.stop()


def _failed(error: Exception) -> WorkFailed:
    """A failure on the cluster without its words, which may hold a patient's values."""
    return WorkFailed(f"Spark could not finish ({type(error).__name__}); the logs of its workers say why")
