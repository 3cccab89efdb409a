"""Units and limits of results, worked out once for each pair of concept and unit."""

from __future__ import annotations

import polars as pl

from criteria.lexicon import Concept, canonical_unit, convert
from matcher.population.omop.cohort import Cohort

__all__ = ["with_limits", "with_unit"]

_LIMITS = {
    "concept": pl.String(),
    "unit": pl.String(),
    "kind": pl.String(),
    "slope": pl.Float64(),
    "offset": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "meets": pl.Boolean(),
}


def with_unit(rows: pl.DataFrame, cohort: Cohort) -> pl.DataFrame:
    """`unit` as UCUM, and `odd_unit`: whether one was given that is not understood."""
    keys = ["unit_concept_id", "unit_source_value"]
    units = [(*key, *_unit(cohort, *key)) for key in rows.select(keys).unique().iter_rows()]
    schema = {keys[0]: pl.Int64, keys[1]: pl.String, "unit": pl.String, "odd_unit": pl.Boolean}
    frame = pl.DataFrame(units, schema=schema, orient="row")
    return rows.join(frame, on=keys, how="left", nulls_equal=True, maintain_order="left")


def _unit(cohort: Cohort, number: int | None, text: str | None) -> tuple[str | None, bool]:
    written = text.strip() if text else None
    unit = cohort.vocabulary.unit(number, written)
    return unit, unit is None and bool(number or written)


def with_limits(rows: pl.DataFrame, cohort: Cohort) -> pl.DataFrame:
    """What is possible (`low`, `high`), how a value gets there, whether its unit `meets` that of its concept."""
    keys = ["concept", "unit"]
    known = cohort.lexicon.concepts
    limits = [(*key, *_limits(known[key[0]], key[1])) for key in rows.select(keys).unique().iter_rows()]
    frame = pl.DataFrame(limits, schema=_LIMITS, orient="row")
    return rows.join(frame, on=keys, how="left", nulls_equal=True, maintain_order="left")


def _limits(
    concept: Concept, unit: str | None
) -> tuple[str | None, float | None, float | None, float | None, float | None, bool]:
    meets = concept.kind != "number" or unit is None or concept.unit is None or _line(concept, unit) is not None
    slope, offset = _line(concept, unit) or (None, None)
    return concept.kind, slope, offset, concept.low, concept.high, meets


def _line(concept: Concept, unit: str | None) -> tuple[float, float] | None:
    """Slope and offset from a unit to the concept's own; None where the two cannot be compared."""
    if concept.unit is None:
        return (1.0, 0.0) if unit is None or unit == "1" or unit.startswith("{") else None
    if unit is None:
        return None
    known = canonical_unit(unit) or unit
    zero, one = (convert(value, known, concept.unit, concept) for value in (0.0, 1.0))
    return None if zero is None or one is None else (one - zero, zero)
