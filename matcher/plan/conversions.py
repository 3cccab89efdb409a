"""What the leaves' limits are in the units that a population uses: once for each pair of concept and unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import polars as pl

from criteria.lexicon import Concept
from criteria.lexicon.units import convert
from matcher.plan.relations import Relations
from matcher.plan.scales import class_holds
from matcher.population.facts_frame import Population

__all__ = ["conversions"]

MG_PER_DAY = "mg/d"
PREDNISONE_MG = 5.0

Line = tuple[float | None, float | None]
NO_LINE: Line = (None, None)
SAME: Line = (1.0, 0.0)


def conversions(relations: Relations, population: Population) -> dict[str, pl.DataFrame]:
    """The tables that join facts, by their unit or wording, to the leaves that weigh them."""
    concept = population.facts.schema["concept"]
    return {
        "limits": pl.DataFrame(
            list(_limits(relations, _by_concept(population.units))),
            schema={
                "feature": pl.UInt32,
                "unit": pl.UInt32,
                "leaf": pl.UInt32,
                "comparator": pl.String,
                "limit": pl.Float64,
                "relative": pl.String,
                "slope": pl.Float64,
                "offset": pl.Float64,
            },
            orient="row",
        ),
        "dose_scales": pl.DataFrame(
            list(_dose_scales(relations, _by_concept(population.dose_units))),
            schema={"leaf": pl.UInt32, "dose_unit": pl.UInt32, "slope": pl.Float64},
            orient="row",
        ),
        "grades": pl.DataFrame(
            list(_grades(relations, population)),
            schema={
                "feature": pl.UInt32,
                "concept": concept,
                "answer": pl.String,
                "leaf": pl.UInt32,
                "truth": pl.Boolean,
            },
            orient="row",
        ),
    }


def _by_concept(pairs: pl.DataFrame) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for pair, concept, unit in pairs.iter_rows():
        found[concept].append((pair, unit))
    return found


# -- values -----------------------------------------------------------------------------------------------------


def _limits(relations: Relations, units: dict[str, list[tuple[int, str]]]) -> Iterator[tuple[object, ...]]:
    for leaf, feature, node in relations.values:
        for concept in relations.members([node.concept]):
            for pair, unit in units.get(concept, ()):
                line = SAME if node.relative else _line(unit, node.unit, relations.context.lexicon.get(concept))
                yield feature, pair, leaf, node.comparator, node.value, node.relative or "", *line


def _line(unit: str, asked: str | None, concept: Concept) -> Line:
    """How a value in a unit becomes one in the unit asked for; no unit given fits only where none is needed."""
    target = asked or concept.unit
    if target is None:
        return SAME if unit in {"", "1"} or unit.startswith("{") else NO_LINE
    origin, one = (convert(value, unit, target, concept) if unit else None for value in (0.0, 1.0))
    return NO_LINE if one is None or origin is None else (one - origin, origin)


# -- doses ------------------------------------------------------------------------------------------------------


def _dose_scales(relations: Relations, units: dict[str, list[tuple[int, str]]]) -> Iterator[tuple[int, int, float]]:
    for leaf, (asked, target) in relations.doses.items():
        kinds = relations.members([asked])
        steroid = _counts_as_prednisone(relations, kinds, target)
        for concept in kinds:
            factor = _prednisone(relations, concept) if steroid else 1.0
            for pair, unit in units.get(concept, ()):
                one = convert(1.0, unit, target) if target else None
                if one is not None and factor is not None:
                    yield leaf, pair, one * factor


def _counts_as_prednisone(relations: Relations, kinds: Iterable[str], target: str | None) -> bool:
    """Steroid doses in mass per time are compared as prednisone; those by body weight as they are."""
    if target is None or convert(1.0, target, MG_PER_DAY) is None:
        return False
    return any(relations.context.lexicon.get(kind).prednisone_mg for kind in kinds)


def _prednisone(relations: Relations, concept: str) -> float | None:
    equivalent = relations.context.lexicon.get(concept).prednisone_mg
    return PREDNISONE_MG / equivalent if equivalent else None


# -- classes ----------------------------------------------------------------------------------------------------


def _grades(relations: Relations, population: Population) -> Iterator[tuple[object, ...]]:
    """Each distinct answer against each leaf that asks for classes."""
    if not relations.grades:
        return
    answers: dict[str, list[str]] = defaultdict(list)
    distinct = population.facts.select("concept", "answer").drop_nulls().unique().sort("concept", "answer")
    for concept, answer in distinct.iter_rows():
        answers[concept].append(answer)
    for leaf, feature, node in relations.grades:
        for concept in relations.members([node.concept]):
            scale = relations.context.lexicon.get(concept).grades
            for answer in answers.get(concept, ()):
                yield feature, concept, answer, leaf, class_holds(node.grades, scale, answer)
