"""Words of nested columns, each distinct one looked up once: concepts, units, results, and whether they do no harm."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import polars as pl

from criteria.lexicon import Concept, Lexicon, canonical_unit, convert
from matcher.population.facts_frame import coded, concept_names
from matcher.population.guard import identifying
from matcher.population.measures import as_value, unmistakable
from matcher.population.readings import sign_of_words

__all__ = ["Words", "concepts_of", "dose_units_of", "measured_in", "own_units", "results_of"]

PLAIN_NUMBER = r"^-?(0|[1-9]\d{0,5})(\.\d{1,4})?$"
"""Numbers that cannot be taken for a date, a telephone or a record number, whatever stands around them."""

NAME, SYSTEM, CODE, UNIT, TEXT = 200, 100, 32, 40, 200


class Words:
    """What is known of each word so far, kept from block to block."""

    def __init__(self, known: Lexicon) -> None:
        self.lexicon = known
        self.numbers = {name: number for number, name in enumerate(concept_names(known))}
        self._known: dict[tuple[str, object], tuple[Any, ...]] = {}

    def look_up(self, kind: str, words: Iterable[Any], read: Callable[[Any], tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """What `read` says of each word."""
        found = []
        for word in words:
            key = (kind, word)
            if key not in self._known:
                self._known[key] = read(word)
            found.append(self._known[key])
        return found


def looked_up(
    words: Words, kind: str, column: pl.Series, read: Callable[[Any], tuple[Any, ...]], schema: dict[str, Any]
) -> pl.DataFrame:
    """A table beside a column of words: what `read` says of each; nulls where there is no word."""
    distinct, codes = coded(column)
    table = pl.DataFrame(words.look_up(kind, distinct, read), schema=schema, orient="row")
    if not distinct:
        return pl.DataFrame({name: pl.repeat(None, len(column), dtype=of, eager=True) for name, of in schema.items()})
    return table.select(pl.col("*").gather(codes))


# -- concepts ---------------------------------------------------------------------------------------------------

CONCEPT: dict[str, Any] = {"number": pl.UInt32, "domain": pl.String, "harmless": pl.Boolean}


def concepts_of(words: Words, column: pl.Series) -> pl.DataFrame:
    """Names, or structs of system and code, with the concept that each stands for."""
    if column.dtype == pl.String:
        return looked_up(words, "name", column, lambda name: _named(words, name), CONCEPT)
    pairs = column.struct.field("system") + "\x00" + column.struct.field("code")
    return looked_up(words, "code", pairs, lambda pair: _coded(words, *pair.split("\x00", 1)), CONCEPT)


def _named(words: Words, name: str) -> tuple[int | None, str | None, bool]:
    harmless = 0 < len(name) <= NAME and identifying(name) is None
    found = words.lexicon.resolve(name) if harmless else None
    return (*_placed(words, found.concept if found else None), harmless)


def _coded(words: Words, system: str, code: str) -> tuple[int | None, str | None, bool]:
    short = 0 < len(system) <= SYSTEM and 0 < len(code) <= CODE
    harmless = short and identifying(system, opaque=True) is None and identifying(code, opaque=True) is None
    return (*_placed(words, words.lexicon.resolve_code(system, code) if harmless else None), harmless)


def _placed(words: Words, concept: Concept | None) -> tuple[int | None, str | None]:
    return (None, None) if concept is None else (words.numbers[concept.id], concept.domain)


# -- results ----------------------------------------------------------------------------------------------------

RESULTS: dict[str, Any] = {"value": pl.Float64, "text": pl.String, "sign": pl.Boolean, "harmless": pl.Boolean}


def results_of(words: Words, column: pl.Series) -> pl.DataFrame:
    """Numbers and words of results; words also with their sign, should they stand beside a condition or a drug."""
    if column.dtype.is_numeric():
        values = column.cast(pl.Float64)
        return pl.DataFrame({"value": values}).with_columns(
            text=pl.lit(None, dtype=pl.String), sign=pl.lit(None, dtype=pl.Boolean), harmless=values.is_finite()
        )
    plain = column.str.contains(PLAIN_NUMBER).fill_null(value=False)
    number = column.cast(pl.Float64, strict=False)
    rest = pl.select(pl.when(~plain).then(column)).to_series()
    read = looked_up(words, "result", rest, _result, RESULTS)
    return read.with_columns(
        value=pl.when(plain).then(number).otherwise("value"), harmless=pl.lit(plain) | pl.col("harmless")
    )


def _result(text: str) -> tuple[float | None, str | None, bool | None, bool]:
    if len(text) > TEXT or identifying(text) is not None:
        return None, None, None, False
    value, said = as_value(text)
    return value, said, sign_of_words(said or ""), True


# -- units ------------------------------------------------------------------------------------------------------

MEASURED: dict[str, Any] = {
    "unit": pl.String,
    "usable": pl.Boolean,
    "slope": pl.Float64,
    "offset": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "bare": pl.Boolean,
    "harmless": pl.Boolean,
}


def measured_in(words: Words, number: pl.Series, unit: pl.Series) -> pl.DataFrame:
    """For each concept (its number) with its unit: the unit kept, whether a number in it is used, and its bounds.

    `slope` and `offset` lead to the unit of the bounds `low` and `high`; `bare` has no unit where one is needed.
    """
    units, codes = coded(unit)
    none = len(words.numbers)
    key = number.fill_null(none).cast(pl.Int64) * (len(units) + 1) + codes.fill_null(len(units))
    pairs = [divmod(each, len(units) + 1) for each in key.unique(maintain_order=True)]
    named = [(None if one == none else one, units[each] if each < len(units) else None) for one, each in pairs]
    rows = words.look_up("unit", named, lambda pair: _measured(words.lexicon, *pair))
    table = pl.DataFrame(rows, schema=MEASURED, orient="row").with_columns(key=key.unique(maintain_order=True))
    return pl.DataFrame({"key": key}).join(table, on="key", how="left", maintain_order="left").drop("key")


def _measured(known: Lexicon, number: int | None, given: str | None) -> tuple[Any, ...]:
    harmless = given is None or (0 < len(given) <= UNIT and identifying(given) is None)
    unit = canonical_unit(given) if given and harmless else None
    kept = unit or (given.strip() if given else None)
    if number is None:
        return kept, True, None, None, None, None, False, harmless
    concept = known.get(concept_names(known)[number])
    usable = given is None or concept.unit is None or concept.kind != "number" or _converts(unit, concept)
    line = _line(unit, given, concept)
    bare = given is None and concept.unit is not None
    return kept, usable, *line, concept.low, concept.high, bare, harmless


def _converts(unit: str | None, concept: Concept) -> bool:
    return unit is not None and convert(1.0, unit, concept.unit or "1", concept) is not None


def _line(unit: str | None, given: str | None, concept: Concept) -> tuple[float | None, float | None]:
    """How a number is compared with what is possible; none where it cannot be."""
    if concept.unit is None:
        return (1.0, 0.0) if given is None or unit == "1" or (unit or "").startswith("{") else (None, None)
    if unit is None:
        return None, None
    origin, one = (convert(value, unit, concept.unit, concept) for value in (0.0, 1.0))
    return (None, None) if origin is None or one is None else (one - origin, origin)


def own_units(words: Words, number: pl.Series, value: pl.Series) -> pl.Series:
    """For numbers without a unit: the concept's own where it cannot be mistaken, else none."""
    key = pl.DataFrame({"number": number, "value": value})
    distinct = key.unique()
    rows = words.look_up("bare", distinct.iter_rows(), lambda pair: (_own_unit(words.lexicon, *pair),))
    table = distinct.with_columns(unit=pl.Series([unit for (unit,) in rows], dtype=pl.String))
    return key.join(table, on=["number", "value"], how="left", nulls_equal=True, maintain_order="left").get_column(
        "unit"
    )


def _own_unit(known: Lexicon, number: int, value: float) -> str | None:
    concept = known.get(concept_names(known)[number])
    return concept.unit if unmistakable(value, concept) else None


# -- doses ------------------------------------------------------------------------------------------------------


def dose_units_of(words: Words, column: pl.Series) -> pl.DataFrame:
    """Units of doses: as UCUM, or as written where they are not known."""
    return looked_up(words, "dose unit", column, _dose_unit, {"dose_unit": pl.String, "harmless": pl.Boolean})


def _dose_unit(unit: str) -> tuple[str | None, bool]:
    harmless = len(unit) <= UNIT and identifying(unit) is None
    return ((canonical_unit(unit) or unit) if unit and harmless else None), harmless
