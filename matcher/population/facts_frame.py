"""A population as two tables: people, and one long table of their facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from typing import Any

import polars as pl

from criteria.lexicon import Lexicon
from matcher.population.facts import Fact, Patient
from matcher.population.readings import ANTINUCLEAR, ANTINUCLEAR_NEGATIVE, ANTINUCLEAR_POSITIVE, TITER
from matcher.population.wording import read_wording

__all__ = [
    "DOMAINS",
    "PEOPLE",
    "RAW",
    "RESPONSE",
    "STATUS",
    "Population",
    "coded",
    "concept_names",
    "facts_frame",
    "population_of",
    "tables_of",
]

DOMAINS = ("condition", "drug", "procedure", "observation")
STATUS = pl.Enum(["active", "inactive", "resolved"])
RESPONSE = pl.Enum(["adequate", "inadequate", "intolerant"])

_GENOME = re.compile(r"\b(?:DNA|RNA)$", re.IGNORECASE)
_COPIES = re.compile("copies|IU")

PEOPLE: dict[str, Any] = {
    "profile_id": pl.String,
    "age_years": pl.Float64,
    "sex": pl.String,
    **dict.fromkeys(DOMAINS, pl.Boolean),
}
RAW: dict[str, Any] = {
    "person": pl.UInt32,
    "concept": pl.UInt32,
    "negated": pl.Boolean,
    "start": pl.Float64,
    "end": pl.Float64,
    "status": STATUS,
    "response": RESPONSE,
    "value": pl.Float64,
    "text": pl.String,
    "unit": pl.String,
    "range_low": pl.Float64,
    "range_high": pl.Float64,
    "dose": pl.Float64,
    "dose_unit": pl.String,
    "as_condition": pl.Boolean,
}
"""Facts as they come from profiles, resolved; `concept` is a place in `concept_names`."""

_WORDING: dict[str, Any] = {
    "read": pl.Float64,
    "titre": pl.Boolean,
    "positive": pl.Boolean,
    "above": pl.Boolean,
    "below": pl.Boolean,
}


@dataclass(frozen=True, slots=True)
class Population:
    """People and their facts, the facts in any order; times in days before the index date.

    `people`: person (its row), profile_id, age_years, sex, and for each domain whether it is closed.
    `facts`: `finding` is what one result says (null: nothing clear), `told` and `answered` whether it says anything
    at all, `number` its number or titre, `answer` its class. `concept`, `unit` and `dose_unit` are places in
    `concepts`, `units` and `dose_units`, so that a conversion is worked out once a unit.
    """

    people: pl.DataFrame
    facts: pl.DataFrame
    concepts: tuple[str, ...]
    units: tuple[str, ...]
    dose_units: tuple[str, ...]

    def block(self, start: int, size: int) -> Population:
        """The people from row `start` on, at most `size` of them, with their facts."""
        facts = self.facts.filter(pl.col("person").is_between(start, start + size, closed="left"))
        facts = facts.with_columns(pl.col("person") - start)
        return Population(self.people.slice(start, size), facts, self.concepts, self.units, self.dose_units)


def facts_frame(patients: Iterable[Patient], lexicon: Lexicon) -> Population:
    """The tables of a population: "rituximab, ended 200 days before the index date" is one row."""
    return population_of(*tables_of(list(patients), lexicon), lexicon)


def tables_of(patients: Sequence[Patient], lexicon: Lexicon) -> tuple[pl.DataFrame, pl.DataFrame]:
    """People and their facts, as `population_of` takes them."""
    return _people(patients), _raw(patients, lexicon)


def population_of(people: pl.DataFrame, raw: pl.DataFrame, lexicon: Lexicon) -> Population:
    """The tables from people (the columns of PEOPLE) and their facts (those of RAW, in any order)."""
    units, unit = coded(raw.get_column("unit"))
    dose_units, dose_unit = coded(raw.get_column("dose_unit"))
    texts, text = coded(raw.get_column("text"))
    concept = raw.get_column("concept")
    kinds = _kinds(lexicon).select(pl.col("*").gather(concept))
    wording = pl.DataFrame([read_wording(each) for each in texts], schema=_WORDING, orient="row")
    known = (*units, "", TITER)
    frame = raw.with_columns(unit, dose_unit).hstack(kinds).hstack(wording.select(pl.col("*").gather(text)))
    frame = frame.with_columns(text=text, unit=_unit(len(units)), number=pl.coalesce("value", "read"))
    frame = frame.hstack(_of_units(known)[frame.get_column("unit")])
    frame = frame.with_columns(_finding(), _told(), _answered(), _answer(pl.Series(texts, dtype=pl.String)))
    return Population(people.with_row_index("person"), _narrow(frame), concept_names(lexicon), known, dose_units)


def coded(words: pl.Series) -> tuple[tuple[str, ...], pl.Series]:
    """The distinct words of a column, and for each row which of them it holds."""
    distinct = words.drop_nulls().unique().sort()
    return tuple(distinct), words.cast(pl.Enum(distinct)).to_physical().cast(pl.UInt32)


@lru_cache(maxsize=4)
def concept_names(lexicon: Lexicon) -> tuple[str, ...]:
    """The lexicon's concepts in the order of their numbers."""
    return tuple(sorted(lexicon.concepts))


@lru_cache(maxsize=4)
def _kinds(lexicon: Lexicon) -> pl.DataFrame:
    """What the reading of a result needs to know of its concept, in the order of their numbers."""
    concepts = [lexicon.get(name) for name in concept_names(lexicon)]
    return pl.DataFrame(
        {
            "own_genome": [_COPIES.search(one.unit or "") is not None for one in concepts],
            "graded": [bool(one.grades) for one in concepts],
            "viral": [_GENOME.search(one.id) is not None for one in concepts],
            "nuclear": [one.id == ANTINUCLEAR for one in concepts],
        },
        schema=dict.fromkeys(("own_genome", "graded", "viral", "nuclear"), pl.Boolean),
    )


def _of_units(units: Sequence[str]) -> pl.DataFrame:
    """What the reading of a result needs to know of its unit."""
    return pl.DataFrame(
        {
            "genome": [_COPIES.search(each) is not None for each in units],
            "counted": [each == TITER for each in units],
            "blank": [each == "" for each in units],
        }
    )


# -- from patients ----------------------------------------------------------------------------------------------


def _people(patients: Sequence[Patient]) -> pl.DataFrame:
    rows = [(one.profile_id, one.age_years, one.sex, *(domain in one.closed for domain in DOMAINS)) for one in patients]
    return pl.DataFrame(rows, schema=PEOPLE, orient="row")


def _raw(patients: Sequence[Patient], lexicon: Lexicon) -> pl.DataFrame:
    facts = list(chain.from_iterable(patient.facts for patient in patients))
    owners = chain.from_iterable(repeat(number, len(patient.facts)) for number, patient in enumerate(patients))
    columns: dict[str, Any] = {name: [getattr(fact, name, None) for fact in facts] for name in RAW}
    numbers = {name: number for number, name in enumerate(concept_names(lexicon))}
    columns["person"] = list(owners)
    columns["concept"] = [numbers[fact.concept] for fact in facts]
    columns["as_condition"] = [_listed_as_condition(fact) for fact in facts]
    return pl.DataFrame(columns, schema=RAW, strict=False)


def _listed_as_condition(fact: Fact) -> bool:
    return fact.pointer.startswith("/conditions/")


# -- what a result says -----------------------------------------------------------------------------------------


def _unit(none: int) -> pl.Expr:
    """The place of the unit given; after those given stand none at all and the unit of a titre."""
    own = pl.when("titre").then(pl.lit(none + 1, pl.UInt32)).otherwise(pl.lit(none, pl.UInt32))
    return pl.coalesce("unit", own)


def _finding() -> pl.Expr:
    """Positive, negative or neither: what one result says in itself."""
    number, null = pl.col("number"), pl.lit(None, dtype=pl.Boolean)
    yes, no = pl.lit(value=True), pl.lit(value=False)
    clearly = pl.when(number >= ANTINUCLEAR_POSITIVE).then(yes)
    nuclear = clearly.when(number < ANTINUCLEAR_NEGATIVE).then(no).otherwise(null)
    sign = pl.when(number > 0).then(yes).when(number == 0).then(no).otherwise(null)
    copies = pl.when("blank").then("own_genome").otherwise("genome")
    measured = (
        pl.when(pl.col("range_high").is_not_null())
        .then(number > pl.col("range_high"))
        .when((number == 0) | (pl.col("viral") & copies))
        .then(sign)
        .otherwise(null)
    )
    over = (pl.col("status") == "resolved") | (pl.col("status") == "inactive")
    noted = pl.when(pl.col("as_condition") & ~over.fill_null(value=False)).then(yes).otherwise(null)
    return (
        pl.when(number.is_not_null() & pl.col("counted"))
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


def _answer(texts: pl.Series) -> pl.Expr:
    """The class as written; a whole number stands for its digits."""
    value = pl.col("value")
    digits = (
        pl.when(value == value.floor()).then(value.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(pl.lit(""))
    )
    written = pl.lit(texts).gather(pl.col("text")) if len(texts) else pl.lit(None, dtype=pl.String)
    return (
        pl.when(pl.col("graded"))
        .then(pl.coalesce(written, digits))
        .otherwise(pl.lit(None, dtype=pl.String))
        .alias("answer")
    )


def _narrow(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns that evaluation needs."""
    return frame.select(
        "person",
        "concept",
        "negated",
        "start",
        "end",
        "status",
        "response",
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
        "unit",
        "dose_unit",
    )
