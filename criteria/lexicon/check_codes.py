"""The rules for codes: of a known system, well formed, of a concept that exists, and of one alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from criteria.lexicon.codes import SYSTEMS, is_sound, normal
from criteria.lexicon.table import Problem, Row, Tables

__all__ = ["CODE_RULES", "CONCEPT_TABLES", "codes_in"]

COLUMNS: Final = (("conditions", "icd10cm", "ICD-10-CM"), ("measures", "loinc", "LOINC"))
"""The columns that hold codes beside names: a table's own system."""

CONCEPT_TABLES: Final = ("conditions", "drugs", "procedures", "measures")


def codes_in(tables: Tables) -> Iterator[tuple[Row, str, str]]:
    """Each code with its system and the row that it stands in: those of the columns, then those of codes.tsv."""
    for table, column, system in COLUMNS:
        yield from ((row, system, code) for row in tables.rows[table] for code in row.items(column))
    yield from ((row, row["system"], row["code"]) for row in tables.rows["codes"])


def _well_formed(tables: Tables) -> Iterator[Problem]:
    for row, system, code in codes_in(tables):
        if system not in SYSTEMS:
            yield row.problem("system", f"{system!r} is none of {', '.join(SYSTEMS)}")
        elif not is_sound(system, code):
            yield row.problem("code", f"{code!r} is no code of {system}")


def _claimed_once(tables: Tables) -> Iterator[Problem]:
    claims: dict[tuple[str, str], Row] = {}
    for row, system, code in codes_in(tables):
        first = claims.setdefault((system, normal(system, code)), row)
        if first is not row:
            owner = f"{first['concept']!r} ({first.table}.tsv line {first.line})"
            yield row.problem("code", f"{system} {code} belongs to {owner}")


def _of_a_concept(tables: Tables) -> Iterator[Problem]:
    known = {row["concept"] for table in CONCEPT_TABLES for row in tables.rows[table]}
    for row in tables.rows["codes"]:
        if row["concept"] not in known:
            yield row.problem("concept", f"{row['concept']!r} is no concept")


CODE_RULES: Final = (_well_formed, _claimed_once, _of_a_concept)
