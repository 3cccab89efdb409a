"""A population as two tables: people, and one long table of their facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any

import polars as pl

from criteria.lexicon import Lexicon
from matcher.population.facts import Fact, Patient
from matcher.population.readings import ANTINUCLEAR, ANTINUCLEAR_NEGATIVE, ANTINUCLEAR_POSITIVE, TITER
from matcher.population.wording import read_wording

__all__ = ["DOMAINS", "Population", "facts_frame"]

DOMAINS = ("condition", "drug", "procedure", "observation")

_GENOME = re.compile(r"\b(?:DNA|RNA)$", re.IGNORECASE)

_STATUS = pl.Enum(["active", "inactive", "resolved"])
_RESPONSE = pl.Enum(["adequate", "inadequate", "intolerant"])
_COLUMNS: dict[str, Any] = {
    "concept": pl.String,
    "negated": pl.Boolean,
    "start": pl.Float64,
    "end": pl.Float64,
    "status": pl.String,
    "response": pl.String,
    "value": pl.Float64,
    "text": pl.String,
    "unit": pl.String,
    "range_low": pl.Float64,
    "range_high": pl.Float64,
    "dose": pl.Float64,
    "dose_unit": pl.String,
}
_WORDING: dict[str, Any] = {
    "text": pl.String,
    "read": pl.Float64,
    "titre": pl.Boolean,
    "positive": pl.Boolean,
    "above": pl.Boolean,
    "below": pl.Boolean,
}
_CONCEPT: dict[str, Any] = {
    "concept": pl.String,
    "own_unit": pl.String,
    "graded": pl.Boolean,
    "viral": pl.Boolean,
    "nuclear": pl.Boolean,
}
_UNIT_PAIR: dict[str, Any] = {"concept": pl.String, "unit": pl.String}


@dataclass(frozen=True, slots=True)
class Population:
    """People and their facts, the facts in the order of the people; times in days before the index date.

    `people`: person (its row), profile_id, age_years, sex, and for each domain whether it is closed.
    `facts`: `finding` is what one result says (null: nothing clear), `told` and `answered` whether it says anything
    at all, `number` its number or titre, `answer` its class. `unit` and `dose_unit` point into `units` and
    `dose_units`, the distinct pairs of concept and unit, so that a conversion is worked out once a pair.
    """

    people: pl.DataFrame
    facts: pl.DataFrame
    units: pl.DataFrame
    dose_units: pl.DataFrame

    def block(self, start: int, size: int) -> Population:
        """The people from row `start` on, at most `size` of them, with their facts."""
        owners = self.facts.get_column("person")
        low, high = (int(owners.search_sorted(edge, side="left")) for edge in (start, start + size))
        facts = self.facts.slice(low, high - low).with_columns(pl.col("person") - start)
        return Population(self.people.slice(start, size), facts, self.units, self.dose_units)


def facts_frame(patients: Iterable[Patient], lexicon: Lexicon) -> Population:
    """The tables of a population: "rituximab, ended 200 days before the index date" is one row."""
    every = list(patients)
    facts = list(chain.from_iterable(patient.facts for patient in every))
    frame = _raw(every, facts).join(_wordings(facts), on="text", how="left", maintain_order="left")
    frame = frame.join(_concepts(facts, lexicon), on="concept", how="left", maintain_order="left")
    frame = frame.with_columns(_unit(), number=pl.coalesce("value", "read"))
    frame = frame.with_columns(_finding(), _told(), _answered(), _answer())
    units, dose_units = _pairs(frame, "unit"), _pairs(frame, "dose_unit")
    return Population(_people(every), _narrow(frame, lexicon, units, dose_units), units, dose_units)


def _people(patients: Sequence[Patient]) -> pl.DataFrame:
    columns = {
        "person": pl.Series(range(len(patients)), dtype=pl.UInt32),
        "profile_id": pl.Series([patient.profile_id for patient in patients], dtype=pl.String),
        "age_years": pl.Series([patient.age_years for patient in patients], dtype=pl.Float64, strict=False),
        "sex": pl.Series([patient.sex for patient in patients], dtype=pl.String),
    }
    closed = {domain: [domain in patient.closed for patient in patients] for domain in DOMAINS}
    return pl.DataFrame({**columns, **{domain: pl.Series(flags, dtype=pl.Boolean) for domain, flags in closed.items()}})


def _raw(patients: Sequence[Patient], facts: Sequence[Fact]) -> pl.DataFrame:
    owners = chain.from_iterable(repeat(number, len(patient.facts)) for number, patient in enumerate(patients))
    columns = {
        name: pl.Series(name, [getattr(fact, name) for fact in facts], dtype=dtype, strict=False)
        for name, dtype in _COLUMNS.items()
    }
    listed = [fact.pointer.startswith("/conditions/") for fact in facts]
    return pl.DataFrame(
        {
            "person": pl.Series(list(owners), dtype=pl.UInt32),
            **columns,
            "as_condition": pl.Series(listed, dtype=pl.Boolean),
        }
    )


def _wordings(facts: Sequence[Fact]) -> pl.DataFrame:
    """Each distinct wording, read once."""
    texts = sorted({fact.text for fact in facts if fact.text is not None})
    return pl.DataFrame([(text, *read_wording(text)) for text in texts], schema=_WORDING, orient="row")


def _concepts(facts: Sequence[Fact], lexicon: Lexicon) -> pl.DataFrame:
    """What the reading of a result needs to know of its concept."""
    rows = []
    for name in sorted({fact.concept for fact in facts}):
        concept = lexicon.get(name)
        viral = _GENOME.search(name) is not None
        rows.append((name, concept.unit, bool(concept.grades), viral, name == ANTINUCLEAR))
    return pl.DataFrame(rows, schema=_CONCEPT, orient="row")


def _finding() -> pl.Expr:
    """Positive, negative or neither: what one result says in itself."""
    number, null = pl.col("number"), pl.lit(None, dtype=pl.Boolean)
    counted = number.is_not_null() & (pl.col("unit") == TITER)
    yes, no = pl.lit(value=True), pl.lit(value=False)
    clearly = pl.when(number >= ANTINUCLEAR_POSITIVE).then(yes)
    nuclear = clearly.when(number < ANTINUCLEAR_NEGATIVE).then(no).otherwise(null)
    sign = pl.when(number > 0).then(yes).when(number == 0).then(no).otherwise(null)
    unit = pl.when(pl.col("unit") == "").then(pl.col("own_unit").fill_null("")).otherwise(pl.col("unit"))
    molecular = pl.col("viral") & unit.str.contains("copies|IU")
    measured = (
        pl.when(pl.col("range_high").is_not_null())
        .then(number > pl.col("range_high"))
        .when((number == 0) | molecular)
        .then(sign)
        .otherwise(null)
    )
    over = (pl.col("status") == "resolved") | (pl.col("status") == "inactive")
    noted = pl.when(pl.col("as_condition") & ~over.fill_null(value=False)).then(yes).otherwise(null)
    return (
        pl.when(counted)
        .then(pl.when(pl.col("nuclear")).then(nuclear).otherwise(sign))
        .when(number.is_not_null())
        .then(measured)
        .when(pl.col("text").is_not_null())
        .then(pl.col("positive"))
        .otherwise(noted)
        .alias("finding")
    )


def _answered() -> pl.Expr:
    return (pl.col("value").is_not_null() | pl.col("text").is_not_null()).alias("answered")


def _told() -> pl.Expr:
    """Whether a fact is a result at all: a test without one says nothing, unless it is listed as a condition."""
    return (pl.col("value").is_not_null() | pl.col("text").is_not_null() | pl.col("as_condition")).alias("told")


def _answer() -> pl.Expr:
    """The class as written; a whole number stands for its digits."""
    value = pl.col("value")
    digits = (
        pl.when(value == value.floor()).then(value.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(pl.lit(""))
    )
    written = pl.coalesce("text", digits)
    return pl.when(pl.col("graded")).then(written).otherwise(pl.lit(None, dtype=pl.String)).alias("answer")


def _unit() -> pl.Expr:
    """The unit given; a titre is its own unit, an empty one stands for none."""
    return pl.coalesce("unit", pl.when(pl.col("titre")).then(pl.lit(TITER)).otherwise(pl.lit(""))).alias("unit")


def _pairs(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """The distinct pairs of concept and unit, numbered."""
    pairs = frame.select("concept", pl.col(column).alias("unit")).drop_nulls().unique().sort("concept", "unit")
    return pl.DataFrame(pairs, schema=_UNIT_PAIR).with_row_index("pair")


def _narrow(frame: pl.DataFrame, lexicon: Lexicon, units: pl.DataFrame, dose_units: pl.DataFrame) -> pl.DataFrame:
    """The columns that evaluation needs, in narrow types."""
    for column, pairs in (("unit", units), ("dose_unit", dose_units)):
        keyed = pairs.rename({"unit": column, "pair": f"{column}_pair"})
        frame = frame.join(keyed, on=["concept", column], how="left", maintain_order="left")
    return frame.select(
        "person",
        pl.col("concept").cast(pl.Enum(sorted(lexicon.concepts))),
        "negated",
        "start",
        "end",
        pl.col("status").cast(_STATUS, strict=False),
        pl.col("response").cast(_RESPONSE, strict=False),
        "number",
        "finding",
        "told",
        "answered",
        "answer",
        "positive",
        "above",
        "below",
        "range_low",
        "range_high",
        "dose",
        pl.col("unit_pair").alias("unit"),
        pl.col("dose_unit_pair").alias("dose_unit"),
    )
