"""The lexicon's tables as rows: reading only, no meaning.

UTF-8, tab separated, the first line names the columns, no quoting; a list is separated by "|", an empty cell is none.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec

from criteria.errors import LexiconInvalid

__all__ = ["COLUMNS", "FOLDER", "Problem", "Row", "Tables", "other_unit", "packaged", "read", "rows_of"]

FOLDER = Path(__file__).parent / "tables"

COLUMNS: dict[str, tuple[str, ...]] = {
    "antigens": ("antigen", "aliases", "members", "source"),
    "codes": ("concept", "system", "code", "display", "source"),
    "conditions": ("concept", "aliases", "parents", "icd10cm", "course", "source"),
    "corrupted": ("form", "concept", "source"),
    "drugs": ("concept", "aliases", "parents", "half_life_days", "prednisone_mg", "source"),
    "evidence": ("condition", "observation", "outcome", "implies", "source"),
    "measures": (
        "concept",
        "aliases",
        "parents",
        "kind",
        "loinc",
        "unit",
        "other_units",
        "low",
        "high",
        "stale",
        "grades",
        "source",
    ),
    "procedures": ("concept", "aliases", "parents", "source"),
    "sources": ("source", "what"),
    "units": ("unit", "aliases", "source"),
}


class Problem(msgspec.Struct, frozen=True, order=True):
    """A rule that a line of a table breaks; line 0 is the table itself."""

    table: str
    line: int
    rule: str
    text: str

    def __str__(self) -> str:
        where = f"{self.table}.tsv" + (f" line {self.line}" if self.line else "")
        return f"{where}: {self.rule}: {self.text}"


class Row(msgspec.Struct, frozen=True, eq=False):
    """One line of a table, by column."""

    table: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str) -> str | None:
        """A cell; None if it is empty or the table has no such column."""
        return self.cells.get(column) or None

    def items(self, column: str) -> tuple[str, ...]:
        """A list cell: "SLE|lupus" is two items."""
        cell = self.cells.get(column)
        return tuple(cell.split("|")) if cell else ()

    def problem(self, rule: str, text: str) -> Problem:
        """A problem of this line."""
        return Problem(self.table, self.line, rule, text)


class Tables(msgspec.Struct, frozen=True, eq=False):
    """The rows of each table, the digest of all tables of the folder, and the lines that have no proper shape."""

    rows: dict[str, tuple[Row, ...]]
    digest: str
    problems: tuple[Problem, ...]


def read(folder: Path = FOLDER) -> Tables:
    """The tables of a folder; a malformed line becomes a problem, not a row."""
    rows: dict[str, tuple[Row, ...]] = {}
    problems: list[Problem] = []
    contents = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.tsv"))}
    digest = hashlib.sha256(b"".join(contents.values()))
    for table in sorted(COLUMNS):
        rows[table] = tuple(_rows(table, contents.get(table, b""), problems, COLUMNS[table]))
    return Tables(rows, f"sha256:{digest.hexdigest()}", tuple(problems))


@cache
def packaged() -> Tables:
    """The tables that come with the package."""
    return read(FOLDER)


def rows_of(path: Path, table: str, columns: tuple[str, ...]) -> tuple[Row, ...]:
    """The lines of a table that stands by itself; LexiconInvalid where it has no proper shape."""
    problems: list[Problem] = []
    rows = _rows(table, path.read_bytes(), problems, columns)
    if problems:
        raise LexiconInvalid("\n".join(map(str, problems)))
    return tuple(rows)


def _rows(table: str, content: bytes, problems: list[Problem], columns: tuple[str, ...]) -> list[Row]:
    if not content:
        problems.append(Problem(table, 0, "missing", "the table is missing or empty"))
        return []
    try:
        lines = content.decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        problems.append(Problem(table, 0, "encoding", f"byte {error.start} is not UTF-8"))
        return []
    if tuple(lines[0].split("\t")) != columns:
        problems.append(Problem(table, 1, "columns", f"the first line must name the columns {', '.join(columns)}"))
        return []
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) == len(columns):
            rows.append(Row(table, number, dict(zip(columns, cells, strict=True))))
        else:
            problems.append(Problem(table, number, "shape", f"{len(cells)} cells, must be {len(columns)}"))
    return rows


def other_unit(item: str) -> tuple[str, str, str]:
    """An item of `other_units`: unit, factor and offset of "mg/dL=88.4" or "mmol/mol=0.0915+2.15"."""
    unit, _, line = item.rpartition("=")
    factor, _, offset = line.partition("+")
    return unit, factor, offset
