"""A site's own codes: what a code stands for here, where the lexicon does not know it or the site knows better."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from criteria.errors import InputRefused
from criteria.lexicon import Lexicon
from matcher.population.omop.folder import Part

__all__ = ["NOTHING", "Codes", "read_codes"]

Codes = Mapping[tuple[str, str], str]

NOTHING = ""
"""What a code stands for that is of no account for any trial: read and understood, and no fact."""


def read_codes(path: Path, lexicon: Lexicon) -> Codes:
    """By vocabulary_id and concept_code the concept, as a name of the lexicon; empty for one of no account.

    "SNOMED,68815009,lupus nephritis" in a CSV or Parquet file; what unmapped.parquet holds, with one column more.
    """
    part = Part("codes", path)
    rows = part.rows(part.frame).select("vocabulary_id", "concept_code", "concept")
    return {
        (vocabulary or "", code or ""): _concept(name, lexicon, f"{path} row {row}")
        for row, (vocabulary, code, name) in enumerate(rows.iter_rows(), start=1)
    }


def _concept(name: str | None, lexicon: Lexicon, where: str) -> str:
    if name is None or not name.strip():
        return NOTHING
    found = lexicon.resolve(name)
    if found is None:
        near = ", ".join(lexicon.suggest(name))
        raise InputRefused("the lexicon does not hold this concept", where=where, do=f"near it: {near}" if near else "")
    return found.concept.id
