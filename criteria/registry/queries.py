"""What `sync` asks the registry for: terms that define the field, filters and fields, as rows with their reasons."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import msgspec

__all__ = ["Kind", "Row", "parameters_of", "read_rows", "scope"]

Kind = Literal["intervention", "condition", "filter", "field"]
KINDS: tuple[Kind, ...] = get_args(Kind)
HEADER = ["kind", "term", "reason"]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table: a condition, `"stiff person"`, and why it is asked for."""

    kind: Kind
    term: str
    reason: str


def read_rows(content: str) -> tuple[Row, ...]:
    """The rows of a table, tab separated; raises ValueError with the line of a row that breaks its rules."""
    header, *lines = content.rstrip("\n").split("\n")
    if header.split("\t") != HEADER:
        raise ValueError(f"line 1: the columns are {', '.join(HEADER)}")
    rows = tuple(_row(line, number) for number, line in enumerate(lines, 2))
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(rows, 2):
        if (row.kind, row.term) in seen:
            raise ValueError(f"line {number}: {row.term} is there already")
        seen.add((row.kind, row.term))
    return rows


def _row(line: str, number: int) -> Row:
    cells = line.split("\t")
    if len(cells) != len(HEADER) or not all(cell.strip() for cell in cells):
        raise ValueError(f"line {number}: a row has a kind, a term and a reason")
    try:
        return msgspec.convert(dict(zip(HEADER, cells, strict=True)), Row)
    except msgspec.ValidationError as error:
        raise ValueError(f"line {number}: {error}") from error


def parameters_of(rows: Iterable[Row]) -> dict[str, str]:
    """The parameters of `/studies`: any of the interventions, any of the conditions, all filters, these fields."""
    terms: dict[Kind, list[str]] = {kind: [] for kind in KINDS}
    for row in rows:
        terms[row.kind].append(row.term)
    found = {
        "query.intr": " OR ".join(terms["intervention"]),
        "query.cond": " OR ".join(terms["condition"]),
        "filter.advanced": " AND ".join(terms["filter"]),
        "fields": "|".join(terms["field"]),
    }
    return {name: value for name, value in found.items() if value}


@cache
def scope() -> dict[str, str]:
    """The parameters of the packaged table: CAR-T trials in autoimmune disease, drawn wide."""
    return parameters_of(read_rows((files("criteria.registry") / "queries.tsv").read_text(encoding="utf-8")))
