"""Courses of drugs: ingredients, days, daily doses where they can be told; what acts only locally is kept apart."""

from __future__ import annotations

import polars as pl

from matcher.population.omop.cohort import Cohort

__all__ = ["courses", "strengths"]

_TABLE = "drug_exposure"
_FORMED = ("glucocorticoid", "calcineurin inhibitor", "JAK inhibitor")  # classes with local forms in the lexicon


def courses(rows: pl.DataFrame, cohort: Cohort, amounts: pl.DataFrame) -> pl.DataFrame:
    """Entries of `drug_exposures`: "prednisone 10 mg/d from 400 days before, still taken" ends at 0."""
    rows = _formed(rows, cohort).join(amounts, on=["drug_concept_id", "concept"], how="left", maintain_order="left")
    supply, quantity, amount = pl.col("days_supply"), pl.col("quantity"), pl.col("amount")
    known = (supply > 0) & (quantity > 0) & (amount > 0)
    dose = pl.struct(value=quantity * amount / supply, unit=pl.col("amount_unit") + "/d")
    return rows.select(
        "person",
        "concept",
        start_days_before="time",
        end_days_before=_end(cohort),
        dose=pl.when(known & pl.col("amount_unit").is_not_null()).then(dose),
        negated=pl.lit(value=False),
    )


def _end(cohort: Cohort) -> pl.Expr:
    """The last day; one that the tables had to invent counts as not known.

    A prescription that ends on the day it was written, without a supply, is one whose end nobody gave.
    """
    start, given = pl.col("drug_exposure_start_date"), pl.col("drug_exposure_end_date")
    supply = pl.when(pl.col("days_supply") >= 1).then(pl.col("days_supply"))
    written = pl.col("drug_type_concept_id").is_in(
        cohort.vocabulary.meaning(_TABLE, "drug_type_concept_id", "type", "written")
    )
    invented = written.fill_null(value=False) & (given == start) & (supply.fill_null(0) <= 1)
    supplied = start + pl.duration(days=supply.cast(pl.Int64) - 1)
    end = pl.coalesce("verbatim_end_date", pl.when(~invented.fill_null(value=False)).then(given), supplied)
    days = (pl.col("index") - end).dt.total_days().cast(pl.Int32)
    return pl.when(end >= start).then(days.clip(lower_bound=0))


# -- doses ----------------------------------------------------------------------------------------------------


def strengths(cohort: Cohort) -> pl.DataFrame:
    """The amount of an ingredient in one piece: drug_concept_id, concept, amount, amount_unit (UCUM: "mg").

    Drugs by volume, and drugs with two amounts of one thing, have none here: what a quantity of them means cannot be
    told.
    """
    schema = {"drug_concept_id": pl.Int64, "concept": pl.String, "amount": pl.Float64, "amount_unit": pl.String}
    asked = [number for number in cohort.vocabulary.ids(_TABLE, "drug_concept_id") if number]
    if not asked or not cohort.source.has("drug_strength"):
        return pl.DataFrame(schema=schema)
    rows = cohort.source.lookup("drug_strength", "drug_concept_id", asked)
    rows = rows.filter(pl.col("invalid_reason").is_null() | (pl.col("invalid_reason").str.strip_chars() == ""))
    cohort.vocabulary.add(rows.get_column("ingredient_concept_id").drop_nulls())
    cohort.vocabulary.add(rows.get_column("amount_unit_concept_id").drop_nulls())
    columns = ("drug_concept_id", "ingredient_concept_id", "amount_value", "amount_unit_concept_id")
    named = [
        (drug, cohort.mapper.resolve(_TABLE, ingredient), amount, cohort.vocabulary.unit(unit, None))
        for drug, ingredient, amount, unit in rows.select(columns).iter_rows()
        if ingredient
    ]
    frame = pl.DataFrame(named, schema=schema, orient="row").unique()
    return frame.filter(pl.struct("drug_concept_id", "concept").is_unique()).drop_nulls()


# -- local forms ----------------------------------------------------------------------------------------------


def _formed(rows: pl.DataFrame, cohort: Cohort) -> pl.DataFrame:
    """Courses under the name of their local form; local forms that the lexicon does not name are left out."""
    keys = ["drug_concept_id", "route_concept_id", "concept"]
    forms = [(*key, *_form(cohort, *key)) for key in rows.select(keys).unique().iter_rows()]
    schema = {keys[0]: pl.Int64, keys[1]: pl.Int64, keys[2]: pl.String, "formed": pl.String, "lost": pl.Boolean}
    formed = pl.DataFrame(forms, schema=schema, orient="row")
    rows = rows.join(formed, on=keys, how="left", nulls_equal=True, maintain_order="left")
    rows = cohort.tally.leave(rows, _TABLE, pl.col("lost"), "act locally")
    return rows.with_columns(concept=pl.coalesce("formed", "concept"))


def _form(cohort: Cohort, drug: int | None, route: int | None, concept: str) -> tuple[str | None, bool]:
    """What a course of a concept is when given locally: its name, and whether there is none."""
    said = (cohort.vocabulary.said(number, "form") for number in (drug, route) if number)
    form = next((each for each in said if each), None)
    above = cohort.lexicon.ancestors(concept)
    if form is None or "vaccine" in above or any(kind.startswith(form) for kind in above):
        return None, False
    classes = (name for name in _FORMED if any(kind.endswith(name) for kind in above))
    names = [f"{form} {name}" for name in (concept, *classes)]
    found = (cohort.lexicon.resolve(name) for name in names)
    named = next((each.concept.id for each in found if each), None)
    return named, named is None
