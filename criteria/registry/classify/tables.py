"""The tables of the classification: what counts as which disease, kind of cell, antigen, origin and product.

Tab separated, no quoting, lists by "|"; a pattern is a regular expression that must meet whole words. One that holds a
run of capitals alone ("ALL") is met as written, any other in either case.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

import msgspec

from criteria.errors import LexiconInvalid

__all__ = ["FAMILIES", "DiseaseRow", "Pattern", "ProductRow", "disease_rows", "patterns", "patterns_by", "product_rows"]

FAMILIES = (
    *("rheumatology", "neurology", "endocrine", "haematology", "dermatology", "nephrology", "gastroenterology"),
    "graft-versus-host",
)
_AS_WRITTEN = re.compile(r"[A-Z|]+")


class Pattern(msgspec.Struct, frozen=True):
    """Words that stand for a value, and the parts of a record they count in; no parts: in all."""

    value: str
    words: re.Pattern[str]
    parts: frozenset[str] = frozenset()


class DiseaseRow(msgspec.Struct, frozen=True):
    """A disease entity: its family ("" where the words leave it open), concepts of the lexicon, words besides."""

    disease: str
    family: str
    concepts: tuple[str, ...]
    words: tuple[str, ...]


class ProductRow(msgspec.Struct, frozen=True):
    """A named product: "KYV-101"; what is not known of it is empty; `source` names records or announcements."""

    product: str
    aliases: tuple[str, ...]
    developer: str
    modality: str
    targets: tuple[str, ...]
    origin: str
    source: str


@cache
def patterns(table: str) -> tuple[Pattern, ...]:
    """The patterns of a table, in its order; LexiconInvalid where one is not a regular expression."""
    return tuple(_pattern(table, next(iter(row.values())), row) for row in _rows(table))


@cache
def patterns_by(table: str, question: str) -> tuple[Pattern, ...]:
    """The patterns of a table that answer one question."""
    return tuple(_pattern(table, row["value"], row) for row in _rows(table) if row["question"] == question)


@cache
def disease_rows() -> tuple[DiseaseRow, ...]:
    """The disease entities, in the order of the table; LexiconInvalid for a family that is none."""
    rows = [
        DiseaseRow(row["disease"], row["family"], _items(row["concepts"]), _items(row["words"]))
        for row in _rows("diseases")
    ]
    for row in rows:
        if row.family and row.family not in FAMILIES:
            raise LexiconInvalid(f"diseases.tsv: {row.disease}: no such family")
    return tuple(rows)


@cache
def product_rows() -> tuple[ProductRow, ...]:
    """The named products, in the order of the table; LexiconInvalid for one without a source."""
    rows = [
        ProductRow(
            product=row["product"],
            aliases=_items(row["aliases"]),
            developer=row["developer"],
            modality=row["modality"],
            targets=_items(row["targets"]),
            origin=row["origin"],
            source=row["source"],
        )
        for row in _rows("products")
    ]
    for row in rows:
        if not row.source:
            raise LexiconInvalid(f"products.tsv: {row.product}: no source")
    return tuple(rows)


def _pattern(table: str, value: str, row: dict[str, str]) -> Pattern:
    raw = row["pattern"]
    flags = re.NOFLAG if _AS_WRITTEN.fullmatch(raw) else re.IGNORECASE
    try:
        words = re.compile(rf"(?<![^\W_])(?:{raw})(?![^\W_])", flags)
    except re.error as error:
        raise LexiconInvalid(f"{table}.tsv: {raw}: {error}") from None
    return Pattern(value, words, frozenset(_items(row.get("parts", ""))))


def _rows(table: str) -> list[dict[str, str]]:
    text = (files("criteria.registry.classify") / "tables" / f"{table}.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _items(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
