"""The rules that the tables keep; each yields the lines that break it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Final

from criteria.lexicon.antigens import derived_names
from criteria.lexicon.check_codes import CODE_RULES, CONCEPT_TABLES
from criteria.lexicon.fold import fold
from criteria.lexicon.table import Problem, Row, Tables, other_unit
from criteria.lexicon.ucum import parse_unit
from criteria.lexicon.units import factor_of

__all__ = ["RULES", "check"]

KINDS: Final = ("number", "score", "titre", "grade", "finding", "criteria")

WORDS: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("conditions", "course"): ("chronic", "event", "state"),
    ("measures", "kind"): KINDS,
    ("measures", "stale"): ("yes", "no"),
    ("evidence", "outcome"): ("positive", "negative", "any"),
    ("evidence", "implies"): ("present", "absent"),
}

NUMBERS: Final = (
    ("drugs", "half_life_days"),
    ("drugs", "prednisone_mg"),
    ("measures", "low"),
    ("measures", "high"),
)

REQUIRED: Final = {
    "antigens": ("antigen",),
    "codes": ("concept", "system", "code", "display"),
    "conditions": ("concept",),
    "drugs": ("concept",),
    "procedures": ("concept",),
    "measures": ("concept",),
    "evidence": ("condition", "observation"),
    "corrupted": ("form", "concept"),
    "units": ("unit",),
    "sources": ("source", "what"),
}

LISTS: Final = ("aliases", "members", "parents", "icd10cm", "loinc", "other_units", "grades", "source")

# As names these would be found in every sentence.
EVERYDAY: Final = frozenset(
    {
        *("a", "act", "age", "aim", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been"),
        *("both", "but", "by", "can", "car", "cat", "day", "do", "each", "end", "few", "for", "from", "get", "had"),
        *("has", "have", "he", "her", "high", "his", "if", "in", "is", "it", "its", "low", "man", "may", "more"),
        *("most", "no", "none", "nor", "not", "now", "of", "off", "old", "on", "once", "one", "only", "or"),
        *("other", "our", "out", "over", "own", "same", "set", "she", "so", "some", "such", "than", "that", "the"),
        *("then", "they", "this", "to", "two", "up", "us", "use", "was", "we", "were", "what", "when", "who"),
        *("will", "with", "year", "yes", "you"),
    }
)

_RAGGED = re.compile(r"^\||\|\||\|$|\s\||\|\s")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FACTOR = re.compile(r"\d+(\.\d+)?(\+\d+(\.\d+)?)?")

Rule = Callable[[Tables], Iterator[Problem]]


def check(tables: Tables) -> list[Problem]:
    """All lines that break a rule, in the order of tables and lines: none for tables that are sound."""
    problems = set(tables.problems)
    for rule in RULES:
        problems.update(rule(tables))
    return sorted(problems)


# -- shape ----------------------------------------------------------------------------------------------------


def _spaces(tables: Tables) -> Iterator[Problem]:
    for row in _all(tables):
        for column, cell in row.cells.items():
            if cell != cell.strip() or "  " in cell:
                yield row.problem("space", f"{column} has needless white space: {cell!r}")


def _lists(tables: Tables) -> Iterator[Problem]:
    for row in _all(tables):
        for column in LISTS:
            cell = row.get(column) or ""
            if "|" not in cell:
                continue
            if _RAGGED.search(cell):
                yield row.problem("list", f"{column} has an empty or padded item")
            if len(set(items := row.items(column))) < len(items):
                yield row.problem("list", f"{column} names an item twice")


def _required(tables: Tables) -> Iterator[Problem]:
    for table, columns in REQUIRED.items():
        for row in tables.rows[table]:
            for column in columns:
                if not row[column]:
                    yield row.problem("required", f"{column} is empty")


def _words(tables: Tables) -> Iterator[Problem]:
    for (table, column), words in WORDS.items():
        for row in tables.rows[table]:
            if row[column] not in words:
                yield row.problem("word", f"{column} is {row[column]!r}, must be one of {', '.join(words)}")


def _numbers(tables: Tables) -> Iterator[Problem]:
    for table, column in NUMBERS:
        for row in tables.rows[table]:
            if (cell := row.get(column)) is None:
                continue
            if not _NUMBER.fullmatch(cell):
                yield row.problem("number", f"{column} is no number: {cell!r}")
            elif table == "drugs" and float(cell) <= 0:
                yield row.problem("number", f"{column} must be above 0")


def _sources(tables: Tables) -> Iterator[Problem]:
    known: dict[str, int] = {}
    for row in tables.rows["sources"]:
        if (first := known.setdefault(row["source"], row.line)) != row.line:
            yield row.problem("source", f"{row['source']!r} is explained in line {first} already")
    for row in _all(tables):
        if row.table == "sources":
            continue
        if not row["source"]:
            yield row.problem("source", "no source is named")
        for source in row.items("source"):
            if source not in known:
                yield row.problem("source", f"{source!r} is not in sources.tsv")


# -- names ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _claims(tables: Tables) -> tuple[dict[str, Row], list[Problem]]:
    """Who claims each folded name, and the claims that come too late."""
    claims: dict[str, Row] = {}
    problems = []
    for row in _concepts(tables):
        for name in (row["concept"], *row.items("aliases")):
            first = claims.setdefault(fold(name), row)
            if first is not row:
                owner = f"{first['concept']!r} ({first.table}.tsv line {first.line})"
                problems.append(row.problem("claimed twice", f"{name!r} of {row['concept']!r} belongs to {owner}"))
    return claims, problems


def _names(tables: Tables) -> Iterator[Problem]:
    yield from _claims(tables)[1]
    for row in _concepts(tables):
        for name in (row["concept"], *row.items("aliases")):
            if not (folded := fold(name)):
                yield row.problem("name", f"nothing is left of {name!r} after folding")
            elif folded in EVERYDAY:
                yield row.problem("name", f"{name!r} is an everyday word")


def _corrupted(tables: Tables) -> Iterator[Problem]:
    claims, _ = _claims(tables)
    concepts = {row["concept"] for row in _concepts(tables)}
    seen: set[str] = set()
    for row in tables.rows["corrupted"]:
        form = fold(row["form"])
        if form in claims:
            yield row.problem("corrupted", f"{row['form']!r} is a name of {claims[form]['concept']!r}")
        if form in seen:
            yield row.problem("corrupted", f"{row['form']!r} is listed twice")
        if row["concept"] not in concepts:
            yield row.problem("corrupted", f"{row['concept']!r} is no concept")
        seen.add(form)


# -- kinship --------------------------------------------------------------------------------------------------


def _parents(tables: Tables) -> Iterator[Problem]:
    for table in CONCEPT_TABLES:
        concepts = {row["concept"] for row in tables.rows[table]}
        for row in tables.rows[table]:
            for parent in row.items("parents"):
                if parent not in concepts:
                    yield row.problem("parent", f"{parent!r} is no concept of {table}.tsv")


def _circles(tables: Tables) -> Iterator[Problem]:
    for table in CONCEPT_TABLES:
        parents = {row["concept"]: row.items("parents") for row in tables.rows[table]}
        for row in tables.rows[table]:
            if row["concept"] in _above(row["concept"], parents):
                yield row.problem("circle", f"{row['concept']!r} is among its own ancestors")


def _above(concept: str, parents: dict[str, tuple[str, ...]]) -> set[str]:
    above: set[str] = set()
    ahead = list(parents[concept])
    while ahead:
        if (parent := ahead.pop()) not in above:
            above.add(parent)
            ahead.extend(parents.get(parent, ()))
    return above


def _evidence(tables: Tables) -> Iterator[Problem]:
    known = {table: {row["concept"] for row in tables.rows[table]} for table in ("conditions", "measures")}
    seen: set[tuple[str, str, str]] = set()
    for row in tables.rows["evidence"]:
        for column, table in (("condition", "conditions"), ("observation", "measures")):
            if row[column] not in known[table]:
                yield row.problem("evidence", f"{row[column]!r} is no concept of {table}.tsv")
        claim = (row["condition"], row["observation"], row["outcome"])
        if claim in seen:
            yield row.problem("evidence", "the same result is listed twice")
        seen.add(claim)


def _antigens(tables: Tables) -> Iterator[Problem]:
    drugs = {row["concept"] for row in tables.rows["drugs"]}
    aliases = {fold(alias): row for row in _concepts(tables) for alias in row.items("aliases")}
    seen: set[str] = set()
    for row in tables.rows["antigens"]:
        for name in (row["antigen"], *row.items("aliases")):
            if fold(name) in seen:
                yield row.problem("antigen", f"{name!r} is listed already")
            seen.add(fold(name))
        for derived in derived_names(row["antigen"]):
            owner = aliases.get(fold(derived))
            if owner is not None and owner["concept"] != derived:
                yield row.problem("antigen", f"{derived!r} is a name of {owner['concept']!r}; call the antigen so")
        for member in row.items("members"):
            if member not in drugs:
                yield row.problem("antigen", f"{member!r} is no concept of drugs.tsv")


# -- units, scales --------------------------------------------------------------------------------------------


def _units(tables: Tables) -> Iterator[Problem]:
    claims: dict[str, Row] = {}
    for row in tables.rows["units"]:
        if parse_unit(row["unit"]) is None:
            yield row.problem("unit", f"{row['unit']!r} is no UCUM unit known here")
        for form in (row["unit"], *row.items("aliases")):
            first = claims.setdefault(form, row)
            if first is not row:
                yield row.problem("unit", f"{form!r} belongs to {first['unit']!r} (line {first.line})")


def _measures(tables: Tables) -> Iterator[Problem]:
    for row in tables.rows["measures"]:
        unit, kind = row["unit"], row["kind"]
        if unit and parse_unit(unit) is None:
            yield row.problem("unit", f"{unit!r} is no UCUM unit known here")
        if kind == "number" and not unit:
            yield row.problem("unit", "a number needs a unit")
        if (kind == "grade") != bool(row["grades"]):
            yield row.problem("grades", "grades are empty" if kind == "grade" else f"a {kind} has no grades")
        low, high = (Fraction(cell) if _NUMBER.fullmatch(cell := row[end]) else None for end in ("low", "high"))
        if low is not None and high is not None and low > high:
            yield row.problem("bounds", f"low {row['low']} is above high {row['high']}")


def _other_units(tables: Tables) -> Iterator[Problem]:
    for row in tables.rows["measures"]:
        for item in row.items("other_units"):
            unit, factor, offset = other_unit(item)
            line = f"{factor}+{offset}" if offset else factor
            if not row["unit"]:
                yield row.problem("other unit", f"{item!r} has no unit to lead to")
            if parse_unit(unit) is None:
                yield row.problem("other unit", f"{unit!r} is no UCUM unit known here")
            if not _FACTOR.fullmatch(line) or not Fraction(factor):
                yield row.problem("other unit", f"the factor of {item!r} is no number above 0")
            elif factor_of(unit, row["unit"]) is not None:
                yield row.problem("other unit", f"{unit!r} needs no factor, it converts by itself")


# -- helpers --------------------------------------------------------------------------------------------------


def _all(tables: Tables) -> Iterable[Row]:
    return (row for rows in tables.rows.values() for row in rows)


def _concepts(tables: Tables) -> Iterable[Row]:
    return (row for table in CONCEPT_TABLES for row in tables.rows[table])


RULES: Final[tuple[Rule, ...]] = (
    _spaces,
    _lists,
    _required,
    _words,
    _numbers,
    _sources,
    _names,
    _corrupted,
    _parents,
    _circles,
    _evidence,
    _antigens,
    *CODE_RULES,
    _units,
    _measures,
    _other_units,
)
