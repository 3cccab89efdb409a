"""The words the grammar knows: concepts of the lexicon and cues, in one trie."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from criteria.lexicon import lexicon
from criteria.parse.trie import PhraseTrie

if TYPE_CHECKING:
    from criteria.lexicon import Lexicon

__all__ = ["Entry", "Vocabulary", "vocabulary"]


class Entry(msgspec.Struct, frozen=True):
    """What a phrase may be: a concept, or a cue of a kind with a value.

    `corrupted` marks a damaged form, `acronym` one that is a common word or unit when written small ("AIDS", "MS").
    """

    concept: str | None = None
    kind: str = ""
    value: str = ""
    corrupted: bool = False
    acronym: bool = False


class Vocabulary(msgspec.Struct, frozen=True, eq=False):
    """The trie of all phrases, and the lexicon behind it."""

    trie: PhraseTrie[Entry]
    lexicon: Lexicon


_LONGEST_ACRONYM = 5


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the bundled lexicon."""
    known = lexicon()
    trie: PhraseTrie[Entry] = PhraseTrie()
    for concept in known.concepts.values():
        for phrase in (concept.id, *concept.aliases):
            trie.add(
                phrase,
                Entry(concept.id, acronym=phrase.isalpha() and phrase.isupper() and len(phrase) <= _LONGEST_ACRONYM),
            )
    for form, concept_id in known.corrupted.items():
        trie.add(form, Entry(concept_id, corrupted=True))
    for phrase, kind, value in _cues():
        trie.add(phrase, Entry(None, kind, value))
    return Vocabulary(trie, known)


def _cues() -> list[tuple[str, str, str]]:
    table = files("criteria.lexicon") / "tables" / "cues.tsv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(row["cue"], row["kind"], row["value"]) for row in rows]
