"""The table of cues: one a line, each of a kind that a rule of the parser knows."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import criteria.lexicon
import criteria.parse

TABLE = Path(criteria.lexicon.__file__).parent / "tables" / "cues.tsv"
PARSER = "\n".join(path.read_text(encoding="utf-8") for path in Path(criteria.parse.__file__).parent.glob("*.py"))
UNREAD_ON_PURPOSE = {"vague"}
"""Kinds of words that change what is asked in a way no rule can use, so that they are always shown as unread."""


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_each_line_has_a_cue_and_a_kind() -> None:
    odd = [row for row in rows() if set(row) != {"cue", "kind", "value"} or not row["cue"].strip() or not row["kind"]]
    assert odd == []


def test_no_cue_stands_twice_in_a_kind() -> None:
    counted = Counter((row["cue"], row["kind"]) for row in rows())
    assert [pair for pair, count in counted.items() if count > 1] == []


def test_each_kind_is_known_to_the_parser() -> None:
    kinds = {row["kind"] for row in rows()} - UNREAD_ON_PURPOSE
    assert sorted(kind for kind in kinds if not _is_named(kind)) == []


def test_what_no_fact_tells_is_asked_of_a_concept() -> None:
    known = criteria.lexicon.lexicon().concepts
    named = {row["value"] for row in rows() if row["kind"] == "asked" and row["value"]}
    assert named
    assert named - known.keys() == set()


def _is_named(kind: str) -> bool:
    return f'"{kind}"' in PARSER or f" {kind} " in PARSER or f'"{kind} ' in PARSER or f' {kind}"' in PARSER
