"""What was proofread: values of the tables, what a public source says of each, and how many are left.

checked.tsv beside this file has a line for each value that was held to a source. It is no part of the lexicon: nothing
is read from it, and its lines change no answer. A value that is changed afterwards counts as not checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from criteria.lexicon.table import Problem, Row, Tables, rows_of

__all__ = ["Share", "problems_of", "proofs", "shares"]

TABLE: Final = "checked"
PROOFS: Final = Path(__file__).with_name("checked.tsv")
COLUMNS: Final = ("table", "concept", "column", "value", "reads", "source")
KINDS: Final = (
    ("conditions", "icd10cm"),
    ("measures", "loinc"),
    ("measures", "other_units"),
    ("drugs", "half_life_days"),
    ("drugs", "prednisone_mg"),
)
"""What is proofread, by table and column."""

Value = tuple[str, str, str, str]


class Share(msgspec.Struct, frozen=True):
    """How many values of a column were held to a source: "icd10cm" 1,250 of 1,262."""

    column: str
    checked: int
    of: int

    def __str__(self) -> str:
        return f"{self.column} {self.checked:,} of {self.of:,}"


def proofs(path: Path = PROOFS) -> tuple[Row, ...]:
    """The lines of checked.tsv; LexiconInvalid where it has no proper shape."""
    return rows_of(path, TABLE, COLUMNS)


def problems_of(tables: Tables, lines: tuple[Row, ...]) -> list[Problem]:
    """The lines that prove nothing: of a value that no longer stands there, without a source, or said twice."""
    return sorted(_problems(tables, lines))


def _problems(tables: Tables, lines: tuple[Row, ...]) -> Iterator[Problem]:
    standing, sources = set(_values(tables)), {row["source"] for row in tables.rows["sources"]}
    seen: set[Value] = set()
    for row in lines:
        value = _value(row)
        if value not in standing:
            yield row.problem(
                "changed", f"{value[3]!r} is no {value[2]} of {value[1]!r}: check anew, or take the line out"
            )
        if value in seen:
            yield row.problem("twice", f"{value[3]!r} of {value[1]!r} is listed already")
        if not row["reads"] or not row["source"] or set(row.items("source")) - sources:
            yield row.problem("source", "what the source says is missing, or the source is not in sources.tsv")
        seen.add(value)


def shares(tables: Tables, lines: tuple[Row, ...]) -> tuple[Share, ...]:
    """For each column the number of values that were held to a source, and of all."""
    standing, proven = list(_values(tables)), {_value(row) for row in lines}
    return tuple(
        Share(column, sum(value in proven for value in values), len(values))
        for table, column in KINDS
        for values in [[value for value in standing if (value[0], value[2]) == (table, column)]]
    )


def _values(tables: Tables) -> Iterator[Value]:
    for table, column in KINDS:
        for row in tables.rows[table]:
            yield from ((table, row["concept"], column, value) for value in row.items(column))


def _value(row: Row) -> Value:
    return row["table"], row["concept"], row["column"], row["value"]
