"""What is known of the class of products, from a table whose rows each name a source and its date."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import msgspec

from criteria.errors import LexiconInvalid

__all__ = ["Fact", "Kind", "facts"]

Kind = Literal["status", "approval", "boxed warning", "risk", "follow-up", "monitoring"]


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with its source and the day, month or year of that source: it may have changed since."""

    kind: Kind
    statement: str
    source: str
    dated: str


@cache
def facts() -> tuple[Fact, ...]:
    """The rows of facts.tsv, in order; LexiconInvalid for one without source or date, or of another kind."""
    text = (files("matcher.background") / "facts.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(_fact(number, row) for number, row in enumerate(rows, 2))


def _fact(number: int, row: dict[str, str]) -> Fact:
    if row["kind"] not in get_args(Kind) or not row["source"] or not row["dated"]:
        raise LexiconInvalid(f"facts.tsv line {number}: a kind of the list, a source and a date are needed")
    return msgspec.convert(row, Fact)
