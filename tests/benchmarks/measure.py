"""What is measured, all in one run on one machine, so that the ratios hold."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

import msgspec
import polars as pl

from criteria.criterion import Trial
from criteria.lexicon import lexicon
from criteria.registry.record import Study, decode_study, split_documents
from matcher.catalogue import Catalogue, from_path, from_sample, of_studies
from matcher.plan.compile import compile_plan
from matcher.plan.missing import Missing
from matcher.plan.pairs import pairs
from matcher.plan.planes import unpacked
from matcher.plan.reference import evaluate
from matcher.plan.run import Evaluated, evaluated
from matcher.population.facts import Patient
from matcher.population.frame import Cohort
from matcher.population.profile import read_profiles
from matcher.settings import Context, default_context
from tests.benchmarks.cohort import write_cohort
from tests.benchmarks.single import single
from tests.benchmarks.sql import Analyst, expressible, names_of

__all__ = ["Bench", "Measured"]

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SQL_TRIALS = 20
SAMPLE = 5
SINGLE = 120
BLOCK = 1 << 17
T = TypeVar("T")


@dataclass
class Measured:
    """The figures; times in seconds."""

    people: int
    trials: int
    criteria: int
    source: str
    facts: float = 0.0
    read: float = 0.0
    screen: float = 0.0
    peak_gib: float = 0.0
    pairs_per_second: float = 0.0
    reference_pairs_per_second: float = 0.0
    sql_people: int = 0
    sql: float = 0.0
    sql_screen: float = 0.0
    single_ms: tuple[float, float] = (0.0, 0.0)
    by_people: dict[int, float] = field(default_factory=dict)
    by_trials: dict[int, float] = field(default_factory=dict)

    @property
    def screen_pairs_per_second(self) -> float:
        """From Parquet to Parquet."""
        return self.people * self.trials / self.screen


class Bench:
    """A run of all measurements over cohorts in a folder."""

    def __init__(self, people: int, folder: Path) -> None:
        self.people, self.folder = people, folder
        self.catalogue, self.source = all_trials()
        self.known, self.context = lexicon(), default_context()

    def measured(self) -> Measured:
        """All figures."""
        trials = self.catalogue.trials
        found = Measured(self.people, len(trials), sum(len(one.criteria) for one in trials), self.source)
        cohort = self._cohort(self.people)
        lists = ("conditions", "observations", "drug_exposures", "procedures")
        sizes = pl.scan_parquet(cohort).select(pl.sum_horizontal(pl.col(name).list.len().sum() for name in lists))
        found.facts = sizes.collect().item() / self.people
        said(f"reading {self.people:,} profiles")
        found.read = min(timed(lambda: pl.read_parquet(cohort).height)[0] for _ in range(3))
        found.screen, found.peak_gib = self._screened(cohort)
        self._pairs(found, cohort)
        self._reference(found, cohort)
        self._sql(found)
        self._single(found, cohort)
        self._growth(found)
        return found

    def _cohort(self, people: int) -> Path:
        path = self.folder / f"cohort-{people}.parquet"
        if not path.is_file():
            said(f"making {people:,} people")
            write_cohort(people, path)
        return path

    def _screened(self, cohort: Path, share: float = 1.0) -> tuple[float, float]:
        """A screening in a process of its own, without start-up and the reading of trials: seconds, peak GiB."""
        said(f"screening {cohort.stem} against {share:.0%} of the trials")
        command = [sys.executable, "-m", "tests.benchmarks.child", str(cohort), str(self.folder / "out"), str(share)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        told = json.loads(done.stdout)
        return told["seconds"], told["peak_gib"]

    def _pairs(self, found: Measured, cohort: Path) -> None:
        """All columns of all pairs, from facts in memory to rows in memory."""
        said("all pairs of a block")
        plan = compile_plan(self.catalogue.trials, self.known)
        missing = Missing(plan, self.context)
        population = Cohort(cohort, self.known).block(0, min(BLOCK, self.people)).population
        ids = population.people.get_column("profile_id")

        def every() -> int:
            block = evaluated(plan, population)
            return pairs(block, ids, missing, missing.absent(block, all_pairs=True), all_pairs=True).height

        seconds, rows = timed(every)
        found.pairs_per_second = rows / seconds

    def _patients(self, cohort: Path) -> Iterator[Patient]:
        return (one for one in read_profiles(cohort) if isinstance(one, Patient))

    def _reference(self, found: Measured, cohort: Path) -> None:
        """The reference evaluator, criterion by criterion, without reasons."""
        said("the reference evaluator")
        some = list(islice(self._patients(cohort), SAMPLE))
        trees = [criterion.tree for trial in self.catalogue.trials for criterion in trial.criteria]
        seconds, _ = timed(lambda: [evaluate(tree, patient, self.context) for patient in some for tree in trees])
        found.reference_pairs_per_second = len(some) * len(self.catalogue.trials) / seconds

    def _sql(self, found: Measured) -> None:
        """Twenty trials as SQL and as a plan, both from Parquet to counts of verdicts, which must agree."""
        trials = sql_trials(self.catalogue.trials, self.context)
        people = min(self.people, 100_000)
        cohort = self._cohort(people)
        said(f"{len(trials)} trials as SQL over {people:,} people")

        def by_sql() -> list[Counter[bool | None]]:
            analyst = Analyst(self.context)
            analyst.load(cohort, names_of(cohort, self.known))
            return [Counter(dict(analyst.counts(trial))) for trial in trials]

        def by_plan() -> list[Counter[bool | None]]:
            plan = compile_plan(trials, self.known)
            source = Cohort(cohort, self.known)
            held = [Counter[bool | None]() for _ in trials]
            for start in range(0, source.height, BLOCK):
                block = evaluated(plan, source.block(start, BLOCK).population)
                for counts, verdict in zip(held, counted(block), strict=True):
                    counts.update(verdict)
            return held

        found.sql_people = people
        found.sql_screen, ours = timed(by_plan)
        found.sql, theirs = timed(by_sql)
        refused = people - sum(ours[0].values())
        apart = [abs(one[truth] - other[truth]) for one, other in zip(ours, theirs, strict=True) for truth in one]
        if max(apart) > refused:
            raise SystemExit("the plan and the SQL do not agree")

    def _single(self, found: Measured, cohort: Path) -> None:
        """One profile against all trials, with reasons."""
        said("single profiles")
        found.single_ms = single(list(islice(self._patients(cohort), SINGLE)), self.catalogue, self.context).full

    def _growth(self, found: Measured) -> None:
        for people in (10_000, 100_000, 1_000_000):
            if people < self.people:
                found.by_people[people] = self._screened(self._cohort(people))[0]
        found.by_people[self.people] = found.screen
        cohort = self._cohort(min(self.people, 100_000))
        for share in (0.1, 0.25, 0.5, 1.0):
            found.by_trials[round(found.trials * share)] = self._screened(cohort, share)[0]


def counted(block: Evaluated) -> Iterator[dict[bool | None, int]]:
    """The verdicts of each trial, counted."""
    people = block.block.people
    for verdict in block.trials.values():
        yes, no = (int(unpacked(plane, people).sum()) for plane in verdict)
        yield {True: yes, False: no, None: people - yes - no}


def all_trials() -> tuple[Catalogue, str]:
    """Every record of the registry folder and the gold set; the sample's, repeated, where there are none."""
    folders = [SHARED / "registry", *sorted((SHARED / "gold").glob("*/"))]
    if not folders[0].is_dir():
        return _repeated_sample(), "the sample's trials, repeated"
    studies: dict[str, Study] = {study.nct_id: study for study in _studies(folders)}
    return of_studies(list(studies.values())), "every record of ../shared/registry and ../shared/gold"


def _studies(folders: list[Path]) -> Iterator[Study]:
    for folder in folders:
        if folder.parent.name != "gold":
            yield from from_path(folder).studies.values()
            continue
        for path in sorted(folder.glob("*.json")):
            case = json.loads(path.read_text("utf-8"))
            found = (decode_study(raw) for raw in split_documents(json.dumps(case["record"]).encode(), path.name))
            yield from (study for study in found if isinstance(study, Study))


def _repeated_sample() -> Catalogue:
    catalogue = from_sample()
    many = [
        msgspec.structs.replace(study, nct_id=f"NCT{990_000_00 + 100 * turn + place:08}")
        for turn in range(24)
        for place, study in enumerate(catalogue.studies.values())
    ]
    return of_studies(many)


def sql_trials(trials: tuple[Trial, ...], context: Context) -> list[Trial]:
    """Of the trials that the queries can express those with the most criteria."""
    fit = [trial for trial in trials if expressible(trial, context)]
    return sorted(fit, key=lambda trial: (-len(trial.criteria), trial.nct_id))[:SQL_TRIALS]


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """How long it takes, and what comes of it."""
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def said(what: str) -> None:
    """What is being measured, for whoever waits."""
    sys.stderr.write(f"bench: {what}\n")
