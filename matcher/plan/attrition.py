"""Where people are lost, as tables: by criterion, by set of blockers, by what is missing, by what time alone ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from matcher.plan.compile import Column, Plan
from matcher.plan.tally import COUNTS, RIPE, Tally

__all__ = ["TABLES", "tables"]

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
BLOCKERS: dict[str, Any] = {"nct_id": pl.String, "blockers": pl.List(pl.String), "people": pl.Int64}
MEASURED = ("missing", "only_missing", "decides")
GAINS: dict[str, Any] = {
    "nct_id": pl.String,
    "domain": pl.String,
    "concept": pl.String,
    **dict.fromkeys(MEASURED, pl.Int64),
}
RIPENING: dict[str, Any] = {"nct_id": pl.String, "within_days": pl.Int64, "people": pl.Int64}

TABLES = ("attrition", "blockers", "gains", "ripening")
"""The names of the tables; each is a file beside the matches."""


def tables(plan: Plan, tally: Tally) -> dict[str, pl.DataFrame]:
    """The tables of a screening; `nct_id` null is the portfolio: pairs of all trials together."""
    return {
        "attrition": pl.DataFrame(list(_attrition(plan, tally)), schema=ATTRITION, orient="row"),
        "blockers": pl.DataFrame(list(_blockers(tally)), schema=BLOCKERS, orient="row"),
        "gains": pl.DataFrame(list(_gains(tally)), schema=GAINS, orient="row"),
        "ripening": pl.DataFrame(list(_ripening(tally)), schema=RIPENING, orient="row"),
    }


def _attrition(plan: Plan, tally: Tally) -> Iterator[tuple[Any, ...]]:
    for column in plan.columns:
        yield *described(column), *tally.criteria.get(column.name, [0] * len(COUNTS))


def described(column: Column) -> tuple[str, str, str, str | None, str, str, str]:
    """A criterion in the words of the table."""
    one, nct_id = column.criterion, column.name.partition("/")[0]
    return nct_id, one.criterion_id, one.category, one.cohort, one.kind, one.text, one.expression


def _blockers(tally: Tally) -> Iterator[tuple[Any, ...]]:
    """Sets of blockers, the most frequent first; a set that is null stands for all larger ones."""
    for nct_id, sets in tally.blockers.items():
        for blockers, count in sorted(sets.items(), key=lambda item: (-item[1], item[0])):
            yield nct_id, blockers.split("+") if blockers else None, count


def _gains(tally: Tally) -> Iterator[tuple[Any, ...]]:
    portfolio: dict[str, list[int]] = {}
    rows: list[tuple[Any, ...]] = []
    for nct_id, facts in tally.missing.items():
        rows += _ranked(nct_id, facts)
        for fact, counts in facts.items():
            held = portfolio.get(fact, [0] * len(MEASURED))
            portfolio[fact] = [a + b for a, b in zip(held, counts, strict=True)]
    yield from _ranked(None, portfolio)
    yield from rows


def _ranked(nct_id: str | None, facts: dict[str, list[int]]) -> Iterable[tuple[Any, ...]]:
    """Facts, those that would decide most first."""
    for fact, counts in sorted(facts.items(), key=lambda item: (*(-each for each in reversed(item[1])), item[0])):
        domain, _, concept = fact.partition("/")
        yield nct_id, domain, concept, *counts


def _ripening(tally: Tally) -> Iterator[tuple[Any, ...]]:
    for place, days in enumerate(RIPE):
        yield None, days, sum(counts[place] for counts in tally.ripe.values())
    for nct_id, counts in tally.ripe.items():
        yield from ((nct_id, days, count) for days, count in zip(RIPE, counts, strict=True))
