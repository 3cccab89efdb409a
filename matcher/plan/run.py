"""The plan over a population, in blocks of people: one wide table of verdicts, or pairs of person and trial."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import starmap
from typing import Any

import polars as pl

from matcher.plan import features, kleene, measured
from matcher.plan.compile import Column, Plan, Step
from matcher.plan.conversions import conversions
from matcher.plan.features import Scope
from matcher.plan.relations import ABSENT, FAILS, HOLDS, OVER, SILENT
from matcher.population.facts_frame import Population
from matcher.settings import Settings

__all__ = ["BLOCK", "VERDICT", "VERDICTS", "pairs", "run", "run_blocks"]

BLOCK = 20_000
VERDICTS = ("eligible", "undetermined", "ineligible")
VERDICT = pl.Enum(VERDICTS)


def run(plan: Plan, population: Population, settings: Settings | None = None, *, block: int = BLOCK) -> pl.DataFrame:
    """The verdicts of everyone, a row a person.

    A column for each criterion ("NCT01234567/i03": true is pass, false fail, null unknown), cohort
    ("NCT01234567#Lupus nephritis") and trial ("NCT01234567": true is eligible, false ineligible, null undetermined).
    """
    return pl.concat(list(run_blocks(plan, population, settings, block=block)))


def run_blocks(
    plan: Plan, population: Population, settings: Settings | None = None, *, block: int = BLOCK
) -> Iterator[pl.DataFrame]:
    """The same, `block` people at a time, so that memory is a choice; at least one block, if an empty one."""
    tables = {**plan.tables, **conversions(plan.relations, population)}
    lazy = {name: table.lazy() for name, table in tables.items()}
    filled = frozenset(name for name, table in tables.items() if table.height)
    stages = _stages(plan)
    for start in range(0, max(population.people.height, 1), block):
        part = population.block(start, block)
        scope = Scope(part.facts.lazy(), part.people.height, lazy, filled, settings or Settings())
        yield _verdicts(plan, part.people, _board(plan, scope), stages)


# -- one block --------------------------------------------------------------------------------------------------


def _board(plan: Plan, scope: Scope) -> pl.Series:
    """The code of every test for every person, one test after the other: the highest that anything says."""
    board = pl.repeat(0, len(plan.tests) * scope.height, dtype=pl.Int8, eager=True)
    said = pl.collect_all([*features.codes(scope), *measured.codes(scope)])
    for code in range(OVER, HOLDS + 1):
        for rows in said:
            board.scatter(rows.filter(pl.col("code") == code).get_column("key"), code)
    return board


def _verdicts(plan: Plan, people: pl.DataFrame, board: pl.Series, stages: Sequence[Sequence[pl.Expr]]) -> pl.DataFrame:
    """The board as columns, then each stage over the columns before it."""
    tests = [board.slice(place * people.height, people.height) for place in range(len(plan.tests))]
    frame = people.hstack([codes.alias(step.column) for codes, step in zip(tests, plan.tests, strict=True)])
    for stage in stages:
        frame = frame.with_columns(stage)
    cohorts = [group.name for group in plan.groups if group.label is not None]
    names = [*(trial.nct_id for trial in plan.trials), *cohorts, *(column.name for column in plan.columns)]
    return frame.select("profile_id", *names)


def _stages(plan: Plan) -> list[list[pl.Expr]]:
    """Tests, folds by depth, criteria, cohorts, trials: each stage needs only what comes before it."""
    trials = [
        kleene.any_of([pl.col(group.name) for group in plan.cohorts_of(trial.nct_id)]).alias(trial.nct_id)
        for trial in plan.trials
    ]
    return [
        [_test(step) for step in plan.tests],
        *([step.expression() for step in level] for level in plan.levels()),
        [column.verdict() for column in plan.columns],
        [group.verdict() for group in plan.groups],
        trials,
    ]


def _test(step: Step) -> pl.Expr:
    """A code as a truth value: what is settled, else what a denial or a closed domain says."""
    code, absent = pl.col(step.column), kleene.constant(step.absent)
    closed = kleene.all_of([pl.col(domain) for domain in step.home]) if step.home else kleene.constant(value=False)
    return (
        pl.when(code >= FAILS)
        .then(code == HOLDS)
        .when(code.is_between(OVER, ABSENT) | ((code == SILENT) & closed))
        .then(absent)
        .otherwise(kleene.constant(None))
        .alias(step.column)
    )


# -- pairs ------------------------------------------------------------------------------------------------------


def pairs(plan: Plan, verdicts: pl.DataFrame) -> pl.DataFrame:
    """A row a pair: the verdict, how many criteria pass, fail and are unknown, and the first that stands in the way."""
    schema: dict[str, Any] = {
        "profile_id": pl.String,
        "nct_id": pl.String,
        "verdict": VERDICT,
        "passed": pl.UInt32,
        "failed": pl.UInt32,
        "unknown": pl.UInt32,
        "first_blocker": pl.String,
    }
    frames = starmap(_trial_pairs, ((verdicts, trial.nct_id, _columns(plan, trial.nct_id)) for trial in plan.trials))
    return pl.concat([pl.DataFrame(schema=schema), *frames])


def _columns(plan: Plan, nct_id: str) -> list[Column]:
    return [column for column in plan.columns if column.name.startswith(f"{nct_id}/")]


def _trial_pairs(verdicts: pl.DataFrame, nct_id: str, columns: list[Column]) -> pl.DataFrame:
    names = [column.name for column in columns]
    eligible = pl.col(nct_id)
    word = pl.when(eligible).then(pl.lit("eligible")).when(~eligible).then(pl.lit("ineligible"))
    blocker = pl.coalesce(
        *(pl.when(~pl.col(column.name)).then(pl.lit(column.criterion.criterion_id)) for column in columns),
        pl.lit(None, dtype=pl.String),
    )
    return verdicts.select(
        "profile_id",
        nct_id=pl.lit(nct_id),
        verdict=word.otherwise(pl.lit("undetermined")).cast(VERDICT),
        passed=_count([pl.col(name) for name in names]),
        failed=_count([~pl.col(name) for name in names]),
        unknown=_count([pl.col(name).is_null() for name in names]),
        first_blocker=pl.when(~eligible).then(blocker),
    )


def _count(truths: list[pl.Expr]) -> pl.Expr:
    """How many of them hold."""
    if not truths:
        return pl.lit(0, dtype=pl.UInt32)
    return pl.sum_horizontal([truth.fill_null(value=False).cast(pl.UInt32) for truth in truths])
