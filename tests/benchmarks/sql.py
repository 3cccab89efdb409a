"""Trials as SQL over tables of facts, as an analyst would write it: one query a trial, one pass over the facts.

Criteria come from the same trees as the plan. Trials that ask for more than the leaves below are passed over.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from criteria.criterion import Trial
from criteria.lexicon import Lexicon
from criteria.tree import nodes
from criteria.tree.nodes import Node, Window, children, walk
from matcher.plan.limits import edges, line
from matcher.plan.relations import Relations
from matcher.settings import Context

__all__ = ["Analyst", "expressible"]

UNITS = ("g/dL", "g/L", "10*9/L", "10*3/uL", "mg/dL", "umol/L", "U/L", "%", "mL/min", "mL/min/{1.73_m2}", "mm[Hg]")
UNITS = (*UNITS, "mg/L", "mm/h", "kg", "kg/m2", "ms")
UNDECIDED = (nodes.Attested, nodes.Quality, nodes.Unread)
FOLDS = (nodes.All, nodes.Any, nodes.Not, nodes.Readings, nodes.Constant, *UNDECIDED)
MANY = 40
HOMES = {"condition": "conditions", "drug": "drug_exposures", "procedure": "procedures"}


def expressible(trial: Trial, context: Context) -> bool:
    """Whether a trial asks for nothing that the queries below leave out."""
    mixed = any(criterion.is_mixed for criterion in trial.criteria)
    plain = not trial.cohorts and len(trial.criteria) > 2 and not mixed
    return plain and all(_fits(node, context) for criterion in trial.criteria for node in walk(criterion.tree))


def _fits(node: Node, context: Context) -> bool:
    match node:
        case nodes.Condition():
            kin = context.members(node.concept) | context.ancestors(node.concept)
            return node.count == 1 and not any(context.lexicon.evidence(one) for one in kin) and _plain(node.window)
        case nodes.Exposure():
            return node.dose is None and _plain(node.window) and len(context.leaves(node.concept)) <= MANY
        case nodes.Procedure():
            return not node.current and _plain(node.window)
        case nodes.Value():
            known = context.lexicon.concepts.get(node.concept)
            stale = known is not None and known.stale
            return node.window is None and node.repeats == 1 and context.is_single(node.concept) and stale
        case nodes.Age():
            return node.years < 90
        case _:
            return isinstance(node, (*FOLDS, nodes.Sex))


def _plain(window: Window | None) -> bool:
    return window is None or window.half_lives is None


class Analyst:
    """DuckDB with the tables of a cohort, and a query for each trial."""

    def __init__(self, context: Context) -> None:
        self.context, self.relations = context, Relations(context)
        self.base = duckdb.connect()
        self.base.execute("SET threads TO 2")

    def load(self, cohort: Path, names: pl.DataFrame) -> None:
        """The tables: people, records, denials and the latest results; `names` maps names to concepts."""
        self.base.execute("CREATE TABLE names (name VARCHAR, concept VARCHAR)")
        self.base.executemany("INSERT INTO names VALUES (?, ?)", names.rows())
        people = ", ".join(
            f"coalesce(list_contains(complete, '{lists}'), false) AS closed_{home}" for home, lists in HOMES.items()
        )
        source = f"read_parquet('{cohort}')"
        self.base.execute(f"CREATE TABLE people AS SELECT profile_id, age_years, sex, {people} FROM {source}")
        self.base.execute(f"CREATE TABLE facts AS {' UNION ALL '.join(_listed(source))}")
        self.base.execute(
            "CREATE TABLE latest AS SELECT * FROM facts WHERE value IS NOT NULL AND NOT coalesce(negated, false) "
            "AND coalesce(start_days, 0) <= 90 "
            "QUALIFY rank() OVER (PARTITION BY profile_id, concept ORDER BY coalesce(start_days, 0)) = 1"
        )

    def verdicts(self, trial: Trial) -> list[tuple[str, bool | None]]:
        """Everyone's verdict for a trial: true is eligible, false ineligible."""
        return self.base.execute(self.query(trial)).fetchall()

    def counts(self, trial: Trial) -> list[tuple[bool | None, int]]:
        """How many people come to each verdict."""
        return self.base.execute(f"SELECT verdict, count(*) FROM ({self.query(trial)}) GROUP BY verdict").fetchall()

    def query(self, trial: Trial) -> str:
        """The query of a trial."""
        leaves: list[Node] = []
        passed = []
        for criterion in trial.criteria:
            held = self._expression(criterion.tree, leaves)
            passed.append((criterion.kind, held if criterion.category == "inclusion" else f"(NOT {held})"))
        every = " AND ".join(each for _, each in passed)
        asked = " AND ".join(each for kind, each in passed if kind != "attestation") or "true"
        records = ", ".join(self._aggregates(leaves, results=False)) or "1 AS nothing"
        results = ", ".join(self._aggregates(leaves, results=True)) or "1 AS nothing_else"
        return (
            f"SELECT p.profile_id, CASE WHEN NOT ({every}) THEN false WHEN {asked} THEN true END AS verdict "
            "FROM people p "
            f"LEFT JOIN (SELECT profile_id, {records} FROM facts {self._of(leaves, results=False)} GROUP BY 1) r "
            "USING (profile_id) "
            f"LEFT JOIN (SELECT profile_id, {results} FROM latest {self._of(leaves, results=True)} GROUP BY 1) v "
            "USING (profile_id)"
        )

    # -- expressions --------------------------------------------------------------------------------------------

    def _expression(self, node: Node, leaves: list[Node]) -> str:
        parts = [self._expression(part, leaves) for part in children(node)]
        match node:
            case nodes.All():
                return f"({' AND '.join(parts) or 'true'})"
            case nodes.Any():
                return f"({' OR '.join(parts) or 'false'})"
            case nodes.Not():
                return f"(NOT {parts[0]})"
            case nodes.Readings():
                return f"(CASE WHEN {' AND '.join(parts)} THEN true WHEN NOT ({' OR '.join(parts)}) THEN false END)"
            case nodes.Constant():
                return str(node.value).lower()
            case nodes.Attested() | nodes.Quality() | nodes.Unread():
                return "NULL::BOOLEAN"
            case nodes.Age():
                return f"(CASE WHEN age_years IS NOT NULL THEN age_years {node.comparator} {node.years} END)"
            case nodes.Sex():
                return f"(sex = '{node.sex}')"
            case _:
                leaves.append(node)
                return self._leaf(node, len(leaves) - 1)

    def _leaf(self, node: Any, place: int) -> str:
        if isinstance(node, nodes.Value):
            return (
                f"(CASE WHEN all_{place} AND sure_{place} THEN true WHEN none_{place} AND sure_{place} THEN false END)"
            )
        closed = f"closed_{self.context.home(node.concept)}"
        single = isinstance(node, nodes.Exposure) and self.context.is_single(node.concept)
        over = "true" if single and not node.responses and node.min_days is None else "false"
        absent = f"coalesce(denied_{place}, false) OR {closed} OR ({over} AND coalesce(any_{place}, false))"
        return f"(CASE WHEN sure_{place} THEN true WHEN maybe_{place} THEN NULL WHEN {absent} THEN false END)"

    def _of(self, leaves: Sequence[Any], *, results: bool) -> str:
        concepts: set[str] = set()
        for node in leaves:
            if isinstance(node, nodes.Value) == results:
                concepts |= self.context.members(node.concept) | (
                    set() if results else self.context.ancestors(node.concept)
                )
        return f"WHERE concept IN ({_quoted(concepts)})"

    def _aggregates(self, leaves: Sequence[Any], *, results: bool) -> Iterable[str]:
        for place, node in enumerate(leaves):
            if isinstance(node, nodes.Value) and results:
                yield from self._results(node, place)
            elif not isinstance(node, nodes.Value) and not results:
                yield from self._records(node, place)

    def _records(self, node: Any, place: int) -> Iterable[str]:
        own = f"concept IN ({_quoted(self.relations.members([node.concept], node.exclude))})"
        held = _SAID[type(node)](node)
        general = self.relations.wider(node.exclude)
        if general:
            held = f"(CASE WHEN concept IN ({_quoted(general)}) AND {held} THEN NULL ELSE {held} END)"
        mine = f"{own} AND NOT coalesce(negated, false)"
        yield f"bool_or({mine} AND {held} IS TRUE) AS sure_{place}"
        yield f"bool_or({mine} AND {held} IS NULL) AS maybe_{place}"
        yield f"bool_or({mine}) AS any_{place}"
        denied = f"bool_or(negated AND concept IN ({_quoted(self.relations.ancestors(node.concept))}))"
        if isinstance(node, nodes.Exposure) and not self.context.is_single(node.concept):
            kin = [self.relations.ancestors(part) for part in sorted(self.context.leaves(node.concept))]
            parts = " AND ".join(f"bool_or(negated AND concept IN ({_quoted(names)}))" for names in kin)
            denied = f"({denied} OR ({parts}))"
        yield f"{denied} AS denied_{place}"

    def _results(self, node: nodes.Value, place: int) -> Iterable[str]:
        mine = f"FILTER (WHERE concept = {_quoted([node.concept])})"
        held = self._limit(node)
        yield f"bool_and({held}) {mine} AS all_{place}"
        yield f"NOT bool_or({held}) {mine} AS none_{place}"
        yield f"bool_and({held} IS NOT NULL) {mine} AS sure_{place}"

    def _limit(self, node: nodes.Value) -> str:
        if node.relative:
            border = "range_high" if node.relative == "ULN" else "range_low"
            return f"(round(number, 6) {node.comparator} round({node.value} * {border}, 6))"
        concept = self.context.lexicon.get(node.concept)
        lines = {unit: line(unit, node.unit, concept) for unit in ("", *UNITS)}
        known = {unit: each for unit, each in lines.items() if not math.isnan(each[0])}
        cases = " ".join(
            f"WHEN '{unit}' THEN number * {slope!r} + {offset!r}" for unit, (slope, offset) in known.items()
        )
        value = f"(CASE coalesce(unit, '') {cases} END)" if cases else "NULL::DOUBLE"
        low, high = edges(node.value)
        border = {"<": low, ">=": low, "<=": high, ">": high}.get(node.comparator)
        return (
            f"({value} BETWEEN {low!r} AND {high!r})" if border is None else f"({value} {node.comparator} {border!r})"
        )


def _quoted(names: Iterable[str]) -> str:
    return ", ".join("'" + name.replace("'", "''") + "'" for name in sorted(names)) or "NULL"


# -- what is asked of one record ----------------------------------------------------------------------------------


def _inside(window: Window | None, time: str) -> str:
    if window is None or window.days is None:
        return "true"
    return f"({time} {'<' if window.strict else '<='} {window.days!r})"


def _condition(node: nodes.Condition) -> str:
    windowed = node.window is not None and node.window.days is not None
    ended = "coalesce(end_days, CASE WHEN status = 'active' THEN 0 END)"
    inside = _inside(node.window, ended if node.since == "end" else "start_days")
    if node.since == "onset" and windowed:
        inside = f"(CASE WHEN NOT {inside} AND status = 'active' THEN NULL ELSE {inside} END)"
    if node.status == "active":
        return f"((status = 'active') AND {inside})"
    if node.status == "any" or windowed:
        return inside
    return f"((CASE WHEN status IS NULL OR status = 'active' THEN true END) AND {inside})"


def _exposure(node: nodes.Exposure) -> str:
    parts = [f"(CASE WHEN end_days = 0 THEN true ELSE {_inside(node.window, 'end_days')} END)"]
    if node.current:
        parts.append("(end_days = 0)")
    if node.responses:
        parts.append(f"(response IN ({_quoted(node.responses)}))")
    if node.min_days is not None:
        parts.append(f"(start_days - end_days {'>' if node.min_days_strict else '>='} {node.min_days!r})")
    return f"({' AND '.join(parts)})"


def _procedure(node: nodes.Procedure) -> str:
    return _inside(node.window, "coalesce(end_days, start_days)")


_SAID: dict[type[Node], Callable[[Any], str]] = {
    nodes.Condition: _condition,
    nodes.Exposure: _exposure,
    nodes.Procedure: _procedure,
}


def _listed(source: str) -> Iterable[str]:
    """The four lists as rows of one shape, names resolved."""
    shapes = {
        "conditions": ("onset_days_before", "abatement_days_before", "f.status", "NULL", "NULL", "NULL", "NULL"),
        "drug_exposures": ("start_days_before", "end_days_before", "NULL", "f.response", "NULL", "NULL", "NULL"),
        "procedures": ("days_before", "days_before", "NULL", "NULL", "NULL", "NULL", "NULL"),
        "observations": ("days_before", "days_before", "NULL", "NULL", "f.value", "f.unit", "f.range_high"),
    }
    for lists, (start, end, status, response, value, unit, high) in shapes.items():
        negated = "false" if lists == "observations" else "f.negated"
        yield (
            f"SELECT profile_id, names.concept, {negated} AS negated, f.{start} AS start_days, f.{end} AS end_days, "
            f"{status}::VARCHAR AS status, {response}::VARCHAR AS response, {value}::VARCHAR AS value, "
            f"TRY_CAST({value}::VARCHAR AS DOUBLE) AS number, {unit}::VARCHAR AS unit, {high}::DOUBLE AS range_high, "
            f"NULL::DOUBLE AS range_low FROM (SELECT profile_id, unnest({lists}) AS f FROM {source}) "
            "JOIN names ON names.name = f.concept"
        )


def names_of(cohort: Path, known: Lexicon) -> pl.DataFrame:
    """The names that a cohort uses, with the concept that each stands for."""
    lists = ("conditions", "drug_exposures", "procedures", "observations")
    scan = pl.scan_parquet(cohort)
    columns = [scan.select(pl.col(name).explode().struct.field("concept").unique()) for name in lists]
    names = pl.concat([column.collect() for column in columns]).to_series().drop_nulls().unique()
    found = [(name, known.resolve(name)) for name in names]
    rows = [(name, one.concept.id) for name, one in found if one]
    return pl.DataFrame(rows, schema={"name": pl.String, "concept": pl.String}, orient="row")
