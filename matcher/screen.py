"""Cohort screening: everyone against every trial, a block of people at a time, and what is left at each criterion."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
import polars as pl

from criteria.criterion import Trial
from criteria.errors import ProfileRefused, WorkFailed
from criteria.lexicon import Lexicon, lexicon
from matcher.memory import people_within
from matcher.parts import Parts, digest_of_file, replaced
from matcher.plan.attrition import tables
from matcher.plan.compile import Plan, compile_plan
from matcher.plan.missing import Missing
from matcher.plan.pairs import Names, facts_table, pairs_in_codes, pairs_schema
from matcher.plan.relaxed import Counts, Relaxed, WhatIf, relaxed_table
from matcher.plan.ripening import days_left
from matcher.plan.run import BLOCK, evaluated
from matcher.plan.tally import RIPE, Tally, tally_of
from matcher.population.facts import Patient
from matcher.population.facts_frame import facts_frame
from matcher.population.files import ARROW, PARQUET
from matcher.population.frame import Cohort, Loaded
from matcher.population.lines_frame import Lines, is_lines
from matcher.population.profile import read_profiles
from matcher.report import SMALL, TrialRow, report
from matcher.settings import Context, Settings
from matcher.summary import summary
from matcher.workers import done_by_workers

__all__ = ["Blocks", "Pairs", "Part", "Screening", "Work", "screen"]

QUICK = "lz4"
"""How the pairs are packed: tens of millions of rows, most of the time of writing them."""

KEPT = "in codes"
"""How blocks are kept: those that an earlier version kept otherwise are of no use."""

ROWS = 1 << 18
"""Pairs in a row group."""

Outcome = Patient | ProfileRefused
Progress = Callable[[int, int | None], None]
"""Told after each block: how many rows of the cohort are done, of how many, where that is known."""


class Screening(msgspec.Struct, frozen=True):
    """What was screened: how many people, the trials with their verdicts, the profiles that were refused, what if."""

    people: int
    trials: tuple[TrialRow, ...]
    refused: tuple[ProfileRefused, ...]
    relaxed: tuple[Relaxed, ...] = ()


class Pairs(NamedTuple):
    """The pairs of a block in codes, and whose ids these stand for."""

    rows: pl.DataFrame
    ids: pl.DataFrame


class Part(msgspec.Struct):
    """What is kept of a block besides its matches."""

    tally: Tally
    refused: list[tuple[str, str, str]]
    relaxed: dict[str, list[int]] = {}


def screen(  # noqa: PLR0913 - what to screen, where to, and how
    patients: Path | Iterable[Outcome],
    trials: Sequence[Trial],
    out: Path,
    settings: Settings | None = None,
    *,
    all_pairs: bool = False,
    relax: Sequence[str] = (),
    block: int = BLOCK,
    workers: int = 1,
    memory: int | None = None,
    least: int = SMALL,
    known: Lexicon | None = None,
    progress: Progress | None = None,
    elsewhere: Elsewhere | None = None,
) -> Screening:
    """Screen a cohort against trials; the results are files in the folder `out`.

    `matches.parquet`: a row a pair of person and trial that is not ineligible (`all_pairs`: every pair);
    `missing_facts.parquet`: what the bits of its column `missing` stand for. `attrition.parquet`: a row a criterion:
    how many pass, fail and are unknown; `remaining`, who no criterion up to this one has excluded; `only_blocker`,
    whom this criterion alone excludes; `only_unknown`, who would be eligible if it were known to pass; `gained_open`
    and `gained_eligible`, who would no longer be ineligible, or be eligible, without it. `blockers.parquet`: the
    ineligible by the set of criteria that fail. `gains.parquet`: by fact, the undetermined pairs in which it is
    missing. `ripening.parquet`: pairs whose blockers end by themselves. `relaxed.parquet`, with `relax`: what each
    change asked for would do ("NCT99001001/i03" without it, "NCT99001001/i03=6" with another threshold).
    `report.html`: figures without anybody's row, counts of fewer than `least` withheld. `patients` are patients or a
    file of profiles, `block` how many rows a process has in memory at a time; `memory` in bytes chooses it; the blocks
    of a Parquet or Arrow file go to `workers` processes. A screening of the same file that was stopped goes on where
    it was, unless the blocks are evaluated `elsewhere`.
    """
    known, settings = known or lexicon(), settings or Settings()
    what_if = WhatIf(relax, trials, known)
    work = Work(compile_plan(trials, known), known, settings, what_if, all_pairs=all_pairs)
    if memory is not None:
        steps, count = len(work.plan.steps), len(trials)
        block = people_within(memory, steps=steps, trials=count, all_pairs=all_pairs, processes=workers)
    made_of = work.made_of(patients, block) | ({"blocks": "elsewhere"} if elsewhere else {})
    parts = Parts(out / ".parts", made_of, fresh=elsewhere is not None or not isinstance(patients, Path))
    here = _source(patients, work, parts, block, workers)
    blocks = elsewhere(work, parts, block) if elsewhere else here(parts.lacks)
    done: list[Path] = []
    tally, refused, relaxed = Tally(), list[ProfileRefused](), Counts()
    for start, height, loaded in blocks:
        if loaded is not None:
            work.keep(loaded, parts, start)
        part = msgspec.json.decode(parts.path(start, "json").read_bytes(), type=Part)
        tally.add(part.tally)
        relaxed.add(part.relaxed)
        refused += [ProfileRefused(what, where=where, do=do) for what, where, do in part.refused]
        done.append(parts.path(start, "arrow"))
        if progress:
            progress(start + block, height)
    changes = what_if.relaxed(relaxed)
    told = summary(work.plan, tally, changes, len(refused), known.digest)
    work.finish(out, done, tally, changes, report(told, least))
    parts.remove()
    return Screening(tally.people, told.trials, tuple(refused), changes)


# -- the cohort in blocks -----------------------------------------------------------------------------------------

Blocks = Iterator[tuple[int, int | None, Loaded | None]]
Wanted = Callable[[int], bool]
Elsewhere = Callable[["Work", Parts, int], Blocks]
"""Evaluates blocks of so many people on other machines and keeps their results; gives them with nothing to evaluate."""


def _source(
    patients: Path | Iterable[Outcome], work: Work, parts: Parts, block: int, workers: int
) -> Callable[[Wanted], Blocks]:
    """Blocks of a cohort with their first row; those not wanted, and those that workers have kept, without people."""
    if isinstance(patients, Path) and patients.suffix.casefold() in PARQUET | ARROW:
        cohort = Cohort(patients, work.known)
        if workers > 1 and cohort.height > block:
            return lambda wanted: _shared(_Kept(work, cohort, parts, block), wanted, workers)
        return lambda wanted: _columnar(cohort, block, wanted)
    if isinstance(patients, Path) and is_lines(patients):
        return lambda wanted: _lines(Lines(patients, work.known), block, wanted)
    every = read_profiles(patients, work.known) if isinstance(patients, Path) else patients
    return lambda wanted: _listed(iter(every), work.known, block, wanted)


def _columnar(cohort: Cohort, block: int, wanted: Wanted) -> Blocks:
    """The next block is read while one is evaluated."""
    starts = range(0, cohort.height, block)
    with ThreadPoolExecutor(max_workers=1) as reader:
        coming = {start: reader.submit(cohort.block, start, block) for start in islice(filter(wanted, starts), 1)}
        for start in starts:
            loaded = coming.pop(start, None)
            ready = loaded.result() if loaded else None
            following = next((each for each in starts if each > start and wanted(each)), None)
            if following is not None and following not in coming:
                coming[following] = reader.submit(cohort.block, following, block)
            yield start, cohort.height, ready


@dataclass(frozen=True)
class _Kept:
    """The task of a worker: to read, evaluate and keep the block that begins with a row."""

    work: Work
    cohort: Cohort
    parts: Parts
    block: int

    def __call__(self, start: int) -> None:
        self.work.keep(self.cohort.block(start, self.block), self.parts, start)


def _shared(kept: _Kept, wanted: Wanted, workers: int) -> Blocks:
    """The blocks in order, each once it has been kept."""
    starts = range(0, kept.cohort.height, kept.block)
    missing = list(filter(wanted, starts))
    done = done_by_workers(kept, missing, min(workers, len(missing))) if missing else iter(())
    for start in starts:
        if start in missing:
            next(done)
        yield start, kept.cohort.height, None


def _lines(lines: Lines, block: int, wanted: Wanted) -> Blocks:
    """All lines are read, for an id stands for the first who has it."""
    for number, loaded in enumerate(lines.blocks(block)):
        start = number * block
        yield start, None, loaded if wanted(start) else None


def _listed(every: Iterator[Outcome], known: Lexicon, block: int, wanted: Wanted) -> Blocks:
    """So many at a time; of nobody, one empty block."""
    start = 0
    batch = list(islice(every, block))
    while batch or not start:
        people = [one for one in batch if isinstance(one, Patient)]
        refused = tuple(one for one in batch if isinstance(one, ProfileRefused))
        yield start, None, Loaded(facts_frame(people, known), refused) if wanted(start) else None
        start += block
        batch = list(islice(every, block))


# -- the work -----------------------------------------------------------------------------------------------------


class Work:
    """A plan with all that is needed to evaluate a block and to write the results."""

    def __init__(self, plan: Plan, known: Lexicon, settings: Settings, what_if: WhatIf, *, all_pairs: bool) -> None:
        self.plan, self.known, self.settings, self.all_pairs = plan, known, settings, all_pairs
        self.what_if = what_if
        self.missing = Missing(plan, Context(lexicon=known, settings=settings))

    def made_of(self, patients: Path | Iterable[Outcome], block: int) -> dict[str, str]:
        """Digests of all that a block's result hangs on."""
        return {
            "cohort": digest_of_file(patients) if isinstance(patients, Path) else "people at hand",
            "plan": hashlib.sha256(self.plan.describe().encode()).hexdigest(),
            "lexicon": self.known.digest,
            "settings": msgspec.json.encode(self.settings).decode(),
            "all_pairs": str(self.all_pairs),
            "relax": " ".join(self.what_if.asked),
            "block": str(block),
            "kept": KEPT,
        }

    def keep(self, loaded: Loaded, parts: Parts, start: int) -> None:
        """Evaluates a block and keeps its result; it counts once its counts are there."""
        found, part = self.result(loaded)
        for suffix, frame in (("arrow", found.rows), ("ids", found.ids)):
            with replaced(parts.path(start, suffix)) as path:
                _written(frame.write_ipc, path)
        with replaced(parts.path(start, "json")) as path:
            path.write_bytes(msgspec.json.encode(part))

    def result(self, loaded: Loaded) -> tuple[Pairs, Part]:
        """The pairs of a block, and what else is kept of it."""
        found = evaluated(self.plan, loaded.population, self.settings)
        absent = self.missing.absent(found, all_pairs=self.all_pairs)
        days = days_left(found, None if self.all_pairs else max(RIPE))  # other pairs are only counted, up to then
        rows = pairs_in_codes(found, self.missing, absent, days, all_pairs=self.all_pairs)
        refused = [(one.what, one.where, one.do) for one in loaded.refused]
        ids = loaded.population.people.select("profile_id")
        relaxed = self.what_if.counts(loaded.population, self.settings)
        return Pairs(rows, ids), Part(tally_of(found, absent, days), refused, relaxed)

    def _named(self, part: Path) -> pl.LazyFrame:
        """The pairs of a block under their names, read when they are written."""
        ids = pl.read_ipc(part.with_suffix(".ids")).get_column("profile_id")
        told = partial(Names(self.plan).told, ids=ids)
        return pl.scan_ipc(part).map_batches(told, streamable=True, schema=pairs_schema(self.missing))

    def finish(self, out: Path, parts: Sequence[Path], tally: Tally, changes: Sequence[Relaxed], page: str) -> None:
        """The results of all blocks together; those of an earlier screening that are not made anew go."""
        scans = [pl.LazyFrame(schema=pairs_schema(self.missing)), *map(self._named, parts)]
        with replaced(out / "matches.parquet") as path:
            _written(partial(pl.concat(scans).sink_parquet, compression=QUICK, row_group_size=ROWS), path)
        frames = {**tables(self.plan, tally), "missing_facts": facts_table(self.missing)}
        if changes:
            frames["relaxed"] = relaxed_table(changes)
        else:
            (out / "relaxed.parquet").unlink(missing_ok=True)
        for name, frame in frames.items():
            with replaced(out / f"{name}.parquet") as path:
                _written(frame.write_parquet, path)
        with replaced(out / "report.html") as path:
            path.write_text(page, "utf-8")


def _written(write: Callable[[Path], object], path: Path) -> None:
    try:
        write(path)
    except pl.exceptions.PolarsError as error:
        raise WorkFailed(f"{path.parent} cannot be written; is the disk full?") from error
