"""Nested columns of profiles as people and facts, by expressions alone, with the rows that need a closer look.

A row is taken as it is only where every rule of the guard is known to be kept; any other is left to the reader of
single profiles, whose refusals name the field. So both ways accept and refuse the same, in the same words.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import polars as pl

from matcher.population.facts_frame import DOMAINS, PEOPLE, RAW, RESPONSE, STATUS
from matcher.population.resolve import DOMAINS as HOMES
from matcher.population.words_frame import Words, concepts_of, dose_units_of, measured_in, own_units, results_of

__all__ = ["FIELDS", "PLACE", "POSITION", "TYPES", "Nested", "nested"]

LIFE = 45_000
NEAR = 1e-9
ID = r"^[A-Za-z0-9._:-]{1,64}$"
DOUBTFUL_ID = (
    r"(?:19|20)\d\d[-.]|[-.](?:19|20)\d\d"
    r"|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|^[0-9.-]*[.-][0-9.-]*$"
)
"""Ids in which a date or a telephone number may hide; most hold none, and are accepted after a closer look."""

TEXT, NUMBER, FLAG = "text", "number", "flag"
TEXTS = pl.String()
FIELDS: dict[str, dict[str, str]] = {
    "conditions": {
        "concept": "concept",
        "status": TEXT,
        "onset_days_before": NUMBER,
        "abatement_days_before": NUMBER,
        "negated": FLAG,
    },
    "observations": {
        "concept": "concept",
        "value": "result",
        "unit": TEXT,
        "range_low": NUMBER,
        "range_high": NUMBER,
        "days_before": NUMBER,
        "negated": FLAG,
    },
    "drug_exposures": {
        "concept": "concept",
        "start_days_before": NUMBER,
        "end_days_before": NUMBER,
        "response": TEXT,
        "dose": "dose",
        "negated": FLAG,
    },
    "procedures": {"concept": "concept", "days_before": NUMBER, "negated": FLAG},
}
TYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    TEXT: pl.String,
    "result": pl.String,
    NUMBER: pl.Float64,
    FLAG: pl.Boolean,
    "concept": pl.String,
    "dose": pl.Struct({"value": pl.Float64, "unit": pl.String}),
}
TOP = ("profile_id", "age_years", "sex", "complete", "location", *FIELDS)
PLACE = {"country": r"^[A-Za-z][A-Za-z ]{0,59}$", "postal_prefix": r"^[A-Za-z0-9]{0,4}$"}
POSITION = {"latitude": 90, "longitude": 180}


class Nested(NamedTuple):
    """Rows of profiles taken apart: everyone, what is recorded of them, and whom to look at more closely."""

    people: pl.DataFrame
    raw: pl.DataFrame
    doubtful: pl.Series


def nested(frame: pl.DataFrame, words: Words) -> Nested:
    """The people and facts of rows of profiles; those of doubtful rows are to be passed over."""
    parts = [_READ[name](flat, words) for name in FIELDS if (flat := _flat(frame, name)) is not None]
    odd = [part.filter("doubtful").get_column("person") for part in parts]
    known = [part.filter("known").select(*RAW) for part in parts]
    raw = pl.concat([pl.DataFrame(schema=RAW), *known])
    doubtful = _people_doubtful(frame) | _misshapen(frame)
    for people in odd:
        doubtful = doubtful.scatter(people.unique(), values=True)
    return Nested(_people(frame), raw, doubtful)


# -- people -----------------------------------------------------------------------------------------------------


def _people(frame: pl.DataFrame) -> pl.DataFrame:
    columns = [_or_null(frame, name, of) for name, of in PEOPLE.items() if name not in DOMAINS]
    return frame.select(*columns, *(_closed(frame, name).alias(home) for name, home in HOMES.items())).select(*PEOPLE)


def _closed(frame: pl.DataFrame, name: str) -> pl.Expr:
    if frame.schema.get("complete") != pl.List(pl.String):
        return pl.lit(value=False)
    return pl.col("complete").list.contains(name).fill_null(value=False)


def _or_null(frame: pl.DataFrame, name: str, of: Any) -> pl.Expr:  # noqa: ANN401 - column types
    if name not in frame.columns:
        return pl.lit(None, dtype=of).alias(name)
    return pl.col(name).cast(of, strict=False)


def _people_doubtful(frame: pl.DataFrame) -> pl.Series:
    """Who breaks a rule, or may, in what is not a fact."""
    if frame.schema.get("profile_id") != pl.String:
        return pl.repeat(value=True, n=frame.height, dtype=pl.Boolean, eager=True)
    own = pl.col("profile_id")
    fine = own.str.contains(ID) & ~own.str.contains(DOUBTFUL_ID)
    for name, test in (
        ("age_years", _age_fine),
        ("sex", _sex_fine),
        ("complete", _complete_fine),
        ("location", _location_fine),
    ):
        if name in frame.columns:
            fine &= test(frame.schema[name])
    return frame.select(~fine.fill_null(value=False)).to_series()


def _age_fine(of: pl.DataType) -> pl.Expr:
    if not of.is_numeric():
        return pl.col("age_years").is_null()
    return pl.col("age_years").is_between(0, 90).fill_null(value=True)


def _sex_fine(of: pl.DataType) -> pl.Expr:
    sex = pl.col("sex")
    return sex.is_null() if of != pl.String else (sex.is_null() | (sex == "female") | (sex == "male"))


def _complete_fine(of: pl.DataType) -> pl.Expr:
    lists = pl.col("complete")
    if of != pl.List(pl.String):
        return lists.is_null()
    named = pl.sum_horizontal(lists.list.count_matches(name) for name in FIELDS)
    return lists.is_null() | (named == lists.list.len())


def _location_fine(of: pl.DataType) -> pl.Expr:
    place = pl.col("location")
    fields = {field.name: field.dtype for field in of.fields} if isinstance(of, pl.Struct) else {"": of}
    texts = all(fields[name] in {pl.String, pl.Null} for name in PLACE if name in fields)
    numbers = all(fields[name].is_numeric() for name in POSITION if name in fields)
    if not (texts and numbers and fields.keys() <= PLACE.keys() | POSITION.keys()):
        return place.is_null()
    fine = pl.lit(value=True)
    for name in fields.keys() & PLACE.keys():
        fine &= place.struct.field(name).cast(pl.String).str.contains(PLACE[name]).fill_null(value=True)
    for name in fields.keys() & POSITION.keys():
        fine &= place.struct.field(name).is_between(-POSITION[name], POSITION[name]).fill_null(value=True)
    return fine


def _misshapen(frame: pl.DataFrame) -> pl.Series:
    """Who has anything in a column that is unknown, or of another type than is understood here."""
    odd = [pl.col(name).is_not_null() for name in frame.columns if name not in TOP]
    odd += [pl.col(name).is_not_null() for name in FIELDS if name in frame.columns and not _understood(frame, name)]
    if not odd:
        return pl.repeat(value=False, n=frame.height, dtype=pl.Boolean, eager=True)
    held = odd[0]
    for each in odd[1:]:
        held |= each
    return frame.select(held).to_series()


# -- lists ------------------------------------------------------------------------------------------------------


def _understood(frame: pl.DataFrame, name: str) -> bool:
    """Whether a list's fields are all known and of types that the expressions below take."""
    of = frame.schema[name]
    inner = of.inner if isinstance(of, pl.List) else None
    if not isinstance(inner, pl.Struct):
        return False
    return all(_fits(FIELDS[name].get(field.name), field.dtype) for field in inner.fields)


def _fits(kind: str | None, of: Any) -> bool:  # noqa: ANN401 - column types
    inner = {field.name: field.dtype for field in of.fields} if isinstance(of, pl.Struct) else {}
    match kind:
        case "concept":
            return bool(of == pl.String or inner == {"system": pl.String, "code": pl.String})
        case "result":
            return bool(of == pl.String or of.is_numeric() or of == pl.Null)
        case "dose":
            numeric = "value" not in inner or inner["value"].is_numeric()
            return bool(inner) and inner.keys() <= {"value", "unit"} and numeric and inner.get("unit", TEXTS) == TEXTS
        case "number":
            return bool(of.is_numeric() or of == pl.Null)
        case _:
            return kind is not None and of in {TYPES[kind], pl.Null}


def _flat(frame: pl.DataFrame, name: str) -> pl.DataFrame | None:
    """A list's entries, one a row, with their person; fields left out are null."""
    if name not in frame.columns or not _understood(frame, name):
        return None
    sizes = frame.get_column(name).list.len().fill_null(0)
    person = pl.select(pl.int_range(frame.height, dtype=pl.UInt32).repeat_by(sizes)).to_series()
    entries = frame.select(pl.col(name).explode(empty_as_null=False, keep_nulls=False)).to_series()
    flat = entries.struct.unnest() if len(entries.struct.fields) else pl.DataFrame()
    present = [name for name in FIELDS[name] if name in flat.columns]
    flat = flat.select(_typed(flat, each, FIELDS[name][each]) for each in present)
    missing = [
        pl.lit(None, dtype=TYPES[kind]).alias(each) for each, kind in FIELDS[name].items() if each not in present
    ]
    owner = person.explode(empty_as_null=False, keep_nulls=False).alias("person")
    return flat.with_columns(*missing, owner)


def _typed(flat: pl.DataFrame, name: str, kind: str) -> pl.Expr:
    own = flat.schema[name]
    if kind in {"number", "flag", "text"} or own == pl.Null:
        return pl.col(name).cast(TYPES[kind])
    if kind == "dose":
        given = {field.name for field in own.fields} if isinstance(own, pl.Struct) else set()
        value = pl.col(name).struct.field("value").cast(pl.Float64) if "value" in given else pl.lit(None, pl.Float64)
        unit = pl.col(name).struct.field("unit") if "unit" in given else pl.lit(None, pl.String)
        return pl.struct(value=value, unit=unit).alias(name)
    return pl.col(name)


def _time(name: str) -> pl.Expr:
    """Whether a time is a number of days in a life, or not given."""
    return pl.col(name).is_between(0, LIFE).fill_null(value=True)


def _ordered(begin: str, end: str) -> pl.Expr:
    return (pl.col(end) <= pl.col(begin)).fill_null(value=True)


def _one_of(name: str, of: pl.Enum) -> pl.Expr:
    return pl.col(name).is_null() | pl.col(name).cast(of, strict=False).is_not_null()


def _begun(flat: pl.DataFrame, words: Words, fine: pl.Expr) -> pl.DataFrame:
    """Entries with their concept, and whether they keep the rules."""
    concepts = concepts_of(words, flat.get_column("concept"))
    frame = flat.drop("concept").hstack(concepts.rename({"harmless": "named"}))
    return frame.with_columns(
        concept=pl.col("number"),
        negated=pl.col("negated").fill_null(value=False),
        known=pl.col("number").is_not_null(),
        doubtful=~(pl.col("named").fill_null(value=False) & fine),
    )


def _finished(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of RAW, those that the list does not speak of null."""
    missing = [pl.lit(None, dtype=of).alias(name) for name, of in RAW.items() if name not in frame.columns]
    return frame.with_columns(missing).select(*RAW, "known", "doubtful")


def _conditions(flat: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Diagnoses; a drug listed here as active is still taken."""
    fine = _time("onset_days_before") & _time("abatement_days_before") & _one_of("status", STATUS)
    frame = _begun(flat, words, fine & _ordered("onset_days_before", "abatement_days_before"))
    ended = pl.col("abatement_days_before")
    taken = (pl.col("domain") == "drug") & ended.is_null() & (pl.col("status") == "active")
    return _finished(
        frame.with_columns(
            start=pl.col("onset_days_before"),
            end=pl.when(taken).then(0.0).otherwise(ended),
            status=pl.col("status").cast(STATUS, strict=False),
            as_condition=pl.lit(value=True),
        )
    )


def _procedures(flat: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Procedures, each done on one day."""
    frame = _begun(flat, words, _time("days_before"))
    day = pl.col("days_before")
    ended = pl.when(pl.col("domain") != "condition").then(day)
    return _finished(frame.with_columns(start=day, end=ended, as_condition=pl.lit(value=False)))


def _drugs(flat: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Courses of drugs; a condition listed here that has not ended is active."""
    flat = flat.drop("dose").hstack(flat.select(pl.col("dose").struct.field("value", "unit")))
    units = dose_units_of(words, flat.get_column("unit"))
    dosed = (pl.col("value") >= 0).fill_null(value=True) & pl.col("value").is_finite().fill_null(value=True)
    fine = _time("start_days_before") & _time("end_days_before") & _one_of("response", RESPONSE) & dosed
    frame = _begun(flat.hstack(units), words, fine & _ordered("start_days_before", "end_days_before"))
    start, end = pl.col("start_days_before"), pl.col("end_days_before")
    lasting, tested = (pl.col("domain") == "condition") & (end == 0), pl.col("domain") == "observation"
    day = pl.coalesce(end, start)
    return _finished(
        frame.with_columns(
            start=pl.when(tested).then(day).otherwise(start),
            end=pl.when(tested).then(day).when(lasting).then(None).otherwise(end),
            status=pl.when(lasting).then(pl.lit("active", dtype=STATUS)),
            response=pl.col("response").cast(RESPONSE, strict=False),
            dose=pl.col("value"),
            dose_unit=pl.when(pl.col("value").is_not_null()).then("dose_unit"),
            value=pl.lit(None, dtype=pl.Float64),
            unit=pl.lit(None, dtype=pl.String),
            as_condition=pl.lit(value=False),
            doubtful=pl.col("doubtful") | ~(pl.col("harmless") | pl.col("unit").is_null()),
        )
    )


# -- results ----------------------------------------------------------------------------------------------------


def _observations(flat: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Results; a condition, drug or procedure listed here is there or not there, as its value says."""
    given = flat.get_column("value").is_not_null()
    results = results_of(words, flat.get_column("value")).rename({"harmless": "clear"})
    ranged = (pl.col("range_low") <= pl.col("range_high")).fill_null(value=True)
    finite = pl.col("range_low").is_finite().fill_null(value=True) & pl.col("range_high").is_finite().fill_null(
        value=True
    )
    frame = _begun(flat.drop("value"), words, _time("days_before") & ranged & finite).hstack(results)
    units = measured_in(words, frame.get_column("number"), frame.get_column("unit"))
    frame = frame.drop("unit").hstack(units).with_columns(given=given)
    frame = _with_own_units(frame, words)
    tested, numeric = pl.col("domain") == "observation", pl.col("value").is_not_null()
    elsewhere = ~pl.col("given") | pl.col("sign").is_not_null()
    doubtful = pl.col("doubtful") | ~pl.col("harmless") | (pl.col("given") & ~pl.col("clear"))
    return _finished(
        frame.with_columns(
            known=pl.col("known") & pl.when(tested).then(pl.col("usable") | ~numeric).otherwise(elsewhere),
            doubtful=doubtful | (tested & numeric & pl.col("usable") & ~_surely_possible()),
            negated=pl.col("negated") | (~tested & ~pl.col("sign")).fill_null(value=False),
            start=pl.col("days_before"),
            end=pl.when(pl.col("domain") != "condition").then("days_before"),
            as_condition=pl.lit(value=False),
            **{name: pl.when(tested).then(name) for name in ("value", "text", "unit", "range_low", "range_high")},
        )
    )


def _with_own_units(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Numbers without a unit in the concept's own, where that cannot be mistaken."""
    bare = (pl.col("bare") & pl.col("value").is_not_null()).fill_null(value=False)
    rows = frame.select(bare.arg_true()).to_series()
    if not len(rows):
        return frame
    own = own_units(words, *(frame.get_column(name).gather(rows) for name in ("number", "value")))
    return frame.with_columns(frame.get_column("unit").scatter(rows, own))


def _surely_possible() -> pl.Expr:
    """Whether a number lies within what a body can have, and not so near the border that rounding could tell."""
    converted = pl.col("value") * pl.col("slope") + pl.col("offset")
    low, high = pl.col("low"), pl.col("high")
    same = (pl.col("slope") == 1) & (pl.col("offset") == 0)
    above = (converted >= low + low.abs() * NEAR) | (same & (converted == low))
    below = (converted <= high - high.abs() * NEAR) | (same & (converted == high))
    return above.fill_null(value=True) & below.fill_null(value=True)


_READ = {"conditions": _conditions, "observations": _observations, "drug_exposures": _drugs, "procedures": _procedures}
