"""Measurements and observations as results: a number with its unit and range, or a word; unknown stays unknown."""

from __future__ import annotations

import re
from typing import Final

import polars as pl

from criteria.lexicon import Concept
from matcher.population.omop.cohort import Cohort
from matcher.population.omop.units import with_limits, with_unit
from matcher.population.readings import (
    ABOVE,
    BELOW,
    NEGATIVE,
    NOT_ABOVE,
    NOT_BELOW,
    POSITIVE,
    grade_sets,
    sign_of_words,
)

__all__ = ["results"]

_EQUALS: Final = 4172703
_PLAIN: Final = POSITIVE | NEGATIVE | ABOVE | BELOW | NOT_ABOVE | NOT_BELOW
_FIGURES: Final = re.compile(r"1\s?[:/]\s?\d{1,7}|[+-]?\d{1,15}(\.\d{1,15})?")
_LONGEST: Final = 200
_FRESH: Final = 90  # days: what was denied before them may have come about since
_RANGE: Final = ("range_low", "range_high")
_OPTIONAL: Final = {
    "operator_concept_id": pl.Int64(),
    "value_as_string": pl.String(),
    "range_low": pl.Float64(),
    "range_high": pl.Float64(),
}
"""Columns that only one of the two tables has."""


def results(rows: pl.DataFrame, table: str, cohort: Cohort) -> dict[str, pl.DataFrame]:
    """Entries by list: results in `observations`; what is no test ("pregnancy") in the list it is at home in."""
    rows = cohort.tally.leave(rows, table, pl.col("time").is_null(), "without a date that can be")
    rows = _valued(rows.join(cohort.domains, on="concept", how="left", maintain_order="left"), cohort)
    tests = cohort.tally.leave(rows.filter(home="observation"), table, pl.col("value").is_null(), "without a result")
    others = _signed(rows.filter(pl.col("home") != "observation"), table, cohort)
    return {
        "observations": tests.select(
            *("person", "concept", "value", "unit", "range_low", "range_high"),
            days_before="time",
            negated=pl.lit(value=False),
        ),
        "conditions": others.filter(home="condition").select(
            *("person", "concept", "negated"), onset_days_before="time"
        ),
        "drug_exposures": others.filter(home="drug").select(
            *("person", "concept", "negated"), start_days_before="time", end_days_before="time"
        ),
        "procedures": others.filter(home="procedure").select("person", "concept", "negated", days_before="time"),
    }


def _signed(rows: pl.DataFrame, table: str, cohort: Cohort) -> pl.DataFrame:
    """What is there or not there, as its value says; a value that says neither is not used."""
    signs = {word: sign_of_words(word) for word in rows.get_column("value").drop_nulls().unique()}
    frame = pl.DataFrame(list(signs.items()), schema={"value": pl.String, "sign": pl.Boolean}, orient="row")
    rows = rows.join(frame, on="value", how="left", maintain_order="left")
    neither = pl.col("value").is_not_null() & pl.col("sign").is_null()
    rows = cohort.tally.leave(rows, table, neither, "with a value that says neither yes nor no")
    rows = cohort.tally.leave(rows, table, ~pl.col("sign") & (pl.col("time") > _FRESH), "denied too long ago")
    return rows.with_columns(negated=pl.col("sign").eq_missing(other=False))


# -- values ---------------------------------------------------------------------------------------------------


def _valued(rows: pl.DataFrame, cohort: Cohort) -> pl.DataFrame:
    """`value`, `unit`, `range_low` and `range_high` as a profile has them."""
    rows = with_limits(with_unit(_worded(rows, cohort), cohort), cohort)
    rows = _checked(rows.with_columns(number=_number(rows, cohort)), cohort)
    signed = (pl.col("kind") == "finding") & pl.col("word").is_in(list(POSITIVE | NEGATIVE))
    by_word = pl.col("number").is_null() | (signed & pl.col("range_high").is_null()).fill_null(value=False)
    written = pl.col("number").cast(pl.String)
    return rows.with_columns(
        pl.when(by_word).then("word").otherwise(written).alias("value"),
        *(pl.when(~by_word).then(name).alias(name) for name in ("unit", "range_low", "range_high")),
    )


def _number(rows: pl.DataFrame, cohort: Cohort) -> pl.Expr:
    """The number, where it is one and no bound of one ("< 5")."""
    operators = rows.get_column("operator_concept_id").unique().to_list()
    equal = [0, _EQUALS, *(each for each in operators if each and _is_equal(each, cohort))]
    return pl.when(pl.col("operator_concept_id").fill_null(0).is_in(equal)).then("value_as_number")


def _is_equal(number: int, cohort: Cohort) -> bool:
    entry = cohort.vocabulary.get(number)
    return entry is not None and entry.name.strip() == "="


def _checked(rows: pl.DataFrame, cohort: Cohort) -> pl.DataFrame:
    """Numbers and ranges without those that cannot be meant; each is counted."""
    cohort.tally.note(
        rows, pl.col("value_as_number").is_not_null() & pl.col("number").is_null(), "that are a bound only, left out"
    )
    own = pl.col("number") * pl.col("slope") + pl.col("offset")
    faults = (
        (~pl.col("number").is_finite(), "that are no number, left out"),
        (pl.col("number").is_not_null() & pl.col("odd_unit"), "in a unit that is not understood, left out"),
        ((own < pl.col("low")) | (own > pl.col("high")), "beyond what is possible, left out"),
    )
    for fault, why in faults:
        cohort.tally.note(rows, fault.fill_null(value=False), why)
        rows = rows.with_columns(number=pl.when(~fault.fill_null(value=False)).then("number"))
    cohort.tally.note(rows, pl.col("number").is_not_null() & ~pl.col("meets"), "in a unit that does not convert")
    turned = (pl.col("range_low") > pl.col("range_high")).fill_null(value=False)
    cohort.tally.note(rows, turned, "with a range turned round, their range left out")
    return rows.with_columns(pl.when(~turned & pl.col(name).is_finite()).then(name).alias(name) for name in _RANGE)


# -- words ----------------------------------------------------------------------------------------------------


def _worded(rows: pl.DataFrame, cohort: Cohort) -> pl.DataFrame:
    """`word`: the name of the value's concept; else the text of an observation, where it is plainly a result."""
    absent = [name for name in _OPTIONAL if name not in rows.columns]
    rows = rows.with_columns(pl.lit(None, dtype=_OPTIONAL[name]).alias(name) for name in absent)
    texts = [
        (concept, text, _plain(text, cohort.lexicon.get(concept)))
        for concept, text in rows.select("concept", "value_as_string").drop_nulls().unique().iter_rows()
    ]
    plain = pl.DataFrame(
        texts, schema={"concept": pl.String, "value_as_string": pl.String, "text": pl.String}, orient="row"
    )
    names = cohort.vocabulary.names(rows.get_column("value_as_concept_id").drop_nulls().unique().to_list())
    short = names.filter(pl.col("name").str.len_chars() <= _LONGEST)
    rows = rows.join(plain, on=["concept", "value_as_string"], how="left", maintain_order="left")
    rows = rows.join(short, left_on="value_as_concept_id", right_on="number", how="left", maintain_order="left")
    return rows.with_columns(word=pl.coalesce("name", "text"))


def _plain(text: str, concept: Concept) -> str | None:
    """A text that is a figure, a titre, one of the words for results or a class of the concept; free text is none."""
    words = " ".join(text.lower().split())
    plain = (
        words in _PLAIN or _FIGURES.fullmatch(words) or (len(words) <= _LONGEST and grade_sets(words, concept.grades))
    )
    return words if plain else None
