"""Cohort screening: everyone against every trial, in batches, and what is left at each criterion."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from criteria.criterion import Trial
from criteria.errors import ProfileRefused
from criteria.lexicon import Lexicon, lexicon
from matcher.plan import kleene
from matcher.plan.compile import Column, Group, Plan, compile_plan
from matcher.plan.run import BLOCK, VERDICTS, pairs, run
from matcher.population.facts import Patient
from matcher.population.facts_frame import facts_frame
from matcher.population.profile import read_profiles
from matcher.report import CriterionRow, TrialRow, report
from matcher.settings import Settings

__all__ = ["Screening", "screen"]

Outcome = Patient | ProfileRefused
COUNTS = ("passed", "failed", "unknown", "remaining", "only_blocker", "only_unknown")
ATTRITION: dict[str, Any] = {
    "nct_id": pl.String,
    "criterion_id": pl.String,
    "category": pl.String,
    "cohort": pl.String,
    "kind": pl.String,
    "text": pl.String,
    "expression": pl.String,
    **dict.fromkeys(COUNTS, pl.Int64),
}


class Screening(msgspec.Struct, frozen=True):
    """What was screened: how many people, the trials with their verdicts, and the profiles that were refused."""

    people: int
    trials: tuple[TrialRow, ...]
    refused: tuple[ProfileRefused, ...]


def screen(  # noqa: PLR0913 - what to screen, where to, and how
    patients: Path | Iterable[Outcome],
    trials: Sequence[Trial],
    out: Path,
    settings: Settings | None = None,
    *,
    all_pairs: bool = False,
    block: int = BLOCK,
    known: Lexicon | None = None,
) -> Screening:
    """Screen a cohort against trials; the results are three files in the folder `out`.

    `matches.parquet`: a row a pair of person and trial that is not ineligible (`all_pairs`: every pair).
    `attrition.parquet`: a row a criterion: how many pass, fail and are unknown; `remaining`, who no criterion up to
    this one has excluded; `only_blocker`, whom this criterion alone excludes; `only_unknown`, who would be eligible
    if it were known to pass. `report.html`: the same without anybody's row, small counts withheld.
    `patients` are patients or a file of profiles, `block` how many of them are in memory at a time.
    """
    known = known or lexicon()
    plan = compile_plan(trials, known)
    tally = _Tally(plan, out, settings or Settings(), known, all_pairs=all_pairs)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out) as parts:
        for batch in _batches(_resolved(patients, known), block):
            tally.add(batch, Path(parts))
        pl.scan_parquet(Path(parts) / "*.parquet").sink_parquet(out / "matches.parquet")
    tally.attrition().write_parquet(out / "attrition.parquet")
    (out / "report.html").write_text(report(tally.people, tally.trials(), len(tally.refused), known.digest), "utf-8")
    return Screening(tally.people, tally.trials(), tuple(tally.refused))


def _resolved(patients: Path | Iterable[Outcome], known: Lexicon) -> Iterator[Patient | ProfileRefused]:
    yield from read_profiles(patients, known) if isinstance(patients, Path) else patients


def _batches(patients: Iterator[Patient | ProfileRefused], size: int) -> Iterator[list[Patient | ProfileRefused]]:
    """So many at a time; of nobody, one empty batch."""
    yield list(islice(patients, size))
    while batch := list(islice(patients, size)):
        yield batch


class _Tally:
    """What adds up from batch to batch."""

    def __init__(self, plan: Plan, out: Path, settings: Settings, known: Lexicon, *, all_pairs: bool) -> None:
        self.plan, self.out, self.settings, self.known, self.all_pairs = plan, out, settings, known, all_pairs
        self.people = 0
        self.refused: list[ProfileRefused] = []
        self._counts = [0] * (len(plan.columns) * len(COUNTS))
        self._verdicts = {(trial.nct_id, verdict): 0 for trial in plan.trials for verdict in VERDICTS}

    def add(self, batch: Iterable[Outcome], parts: Path) -> None:
        """One batch: its matches into a file, its counts to the others."""
        patients = [one for one in batch if isinstance(one, Patient)]
        self.refused += [one for one in batch if isinstance(one, ProfileRefused)]
        verdicts = run(self.plan, facts_frame(patients, self.known), self.settings, block=max(len(patients), 1))
        every = pairs(self.plan, verdicts)
        kept = every if self.all_pairs else every.filter(pl.col("verdict") != "ineligible")
        kept.write_parquet(parts / f"{self.people:012}.parquet")
        for nct_id, verdict, count in every.group_by("nct_id", "verdict").len().iter_rows():
            self._verdicts[nct_id, verdict] += count
        self._counts = [old + new for old, new in zip(self._counts, _counted(self.plan, verdicts), strict=True)]
        self.people += len(patients)

    def attrition(self) -> pl.DataFrame:
        """A row a criterion, in the order of the text."""
        rows = [(*_described(column), *counts) for column, counts in self._by_column()]
        return pl.DataFrame(rows, schema=ATTRITION, orient="row")

    def trials(self) -> tuple[TrialRow, ...]:
        """A row a trial, with those of its criteria."""
        held: dict[str, list[CriterionRow]] = {trial.nct_id: [] for trial in self.plan.trials}
        for column, counts in self._by_column():
            nct_id, criterion_id, category, cohort, kind, text, expression = _described(column)
            shown = expression if expression and kind == "computable" else text
            held[nct_id].append(CriterionRow(criterion_id, category, cohort, shown, tuple(counts)))
        return tuple(
            TrialRow(
                trial.nct_id,
                trial.brief_title,
                trial.overall_status,
                tuple(self._verdicts[trial.nct_id, verdict] for verdict in VERDICTS),
                tuple(held[trial.nct_id]),
            )
            for trial in self.plan.trials
        )

    def _by_column(self) -> Iterator[tuple[Column, list[int]]]:
        for place, column in enumerate(self.plan.columns):
            yield column, self._counts[place * len(COUNTS) : (place + 1) * len(COUNTS)]


def _described(column: Column) -> tuple[str, str, str, str | None, str, str, str]:
    one, nct_id = column.criterion, column.name.partition("/")[0]
    return nct_id, one.criterion_id, one.category, one.cohort, one.kind, one.text, one.expression


# -- counting ---------------------------------------------------------------------------------------------------


def _counted(plan: Plan, verdicts: pl.DataFrame) -> list[int]:
    """The counts of every criterion, one after the other."""
    failures = {group.name: f"failures {place}" for place, group in enumerate(plan.groups)}
    gaps = {group.name: f"gaps {place}" for place, group in enumerate(plan.groups)}
    frame = verdicts.with_columns(
        [_count_of(group.columns, failed=True).alias(failures[group.name]) for group in plan.groups]
        + [_count_of(group.columns, failed=False).alias(gaps[group.name]) for group in plan.groups]
    )
    counts = [expr for column in plan.columns for expr in _counts_of(plan, column, failures, gaps)]
    named = [expr.sum().cast(pl.Int64).alias(str(place)) for place, expr in enumerate(counts)]
    return list(frame.select(named).row(0)) if named else []


def _count_of(columns: Iterable[Column], *, failed: bool) -> pl.Expr:
    """How many criteria fail; or, of those that facts decide, how many do not pass."""
    every = [one for one in columns if failed or one.criterion.kind != "attestation"]
    truths = [_failed(one) if failed else ~pl.col(one.name).fill_null(value=False) for one in every]
    return pl.sum_horizontal([truth.cast(pl.UInt16) for truth in truths]) if truths else pl.lit(0, pl.UInt16)


def _counts_of(plan: Plan, column: Column, failures: dict[str, str], gaps: dict[str, str]) -> list[pl.Expr]:
    """The counts of one criterion, in the order of COUNTS."""
    groups = [group for group in plan.cohorts_of(column.name.partition("/")[0]) if column in group.columns]
    alone = kleene.any_of([pl.col(failures[group.name]) == 1 for group in groups])
    last = kleene.any_of([(pl.col(gaps[group.name]) == 1) & (pl.col(failures[group.name]) == 0) for group in groups])
    unknown = pl.col(column.name).is_null()
    deciding = last if column.criterion.kind != "attestation" else kleene.constant(value=False)
    return [
        pl.col(column.name),
        _failed(column),
        unknown,
        kleene.all_of([~_failed(one) for one in _up_to(column, groups)]),
        _failed(column) & alone,
        unknown & deciding,
    ]


def _failed(column: Column) -> pl.Expr:
    return ~pl.col(column.name).fill_null(value=True)


def _up_to(column: Column, groups: Sequence[Group]) -> list[Column]:
    """The criteria up to this one: what is common to all cohorts first, then the cohort's own."""
    own = groups[0].columns if groups else (column,)
    ordered = sorted(own, key=lambda one: one.criterion.cohort is not None)
    return ordered[: ordered.index(column) + 1]
