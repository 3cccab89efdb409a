"""Abbreviations that a record makes for itself: `follicular lymphoma (FL)`, and `FL` from then on."""

from __future__ import annotations

import re
from functools import lru_cache

from criteria.parse.context import Context
from criteria.parse.elements import Element
from criteria.parse.tokens import tokenise
from criteria.parse.vocabulary import Vocabulary

__all__ = ["abbreviations", "spelled_out"]

_SHORT = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,7})\)")
_CAPITALS = 2  # at least
_REACH = 90  # characters before the parenthesis that the name may have


@lru_cache(maxsize=16)
def abbreviations(text: str, vocabulary: Vocabulary) -> dict[str, str]:
    """The concepts of the abbreviations that stand in parentheses behind the name of one, and mean nothing else."""
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        short = match.group(1)
        if short in found or sum(char.isupper() for char in short) < _CAPITALS or _is_known(short, vocabulary):
            continue
        concept = _named_before(text, match.start(), vocabulary)
        if concept is not None:
            found[short] = concept
    return found


def _is_known(short: str, vocabulary: Vocabulary) -> bool:
    tokens = tokenise(short)
    found = vocabulary.trie.longest(tokens, 0)
    return found is not None and found[0] == len(tokens)


def _named_before(text: str, end: int, vocabulary: Vocabulary) -> str | None:
    """The longest name of a concept that ends where the parenthesis begins."""
    start = text.find(" ", max(0, end - _REACH), end)
    tokens = tokenise(text, start if end > _REACH and start >= 0 else max(0, end - _REACH), end)
    for index in range(len(tokens)):
        found = vocabulary.trie.longest(tokens, index)
        if found is not None and found[0] == len(tokens):
            concept = next((entry.concept for entry in found[1] if entry.concept), None)
            if concept is not None:
                return concept
    return None


def spelled_out(elements: list[Element], context: Context) -> list[Element]:
    """The elements with the record's own abbreviations as mentions of what they stand for."""
    known = abbreviations(context.text, context.vocabulary)
    if not known:
        return elements
    return [_mention(e, known) if e.kind in ("word", "roman") and e.text in known else e for e in elements]


def _mention(element: Element, known: dict[str, str]) -> Element:
    return Element("mention", element.start, element.end, element.text, (known[element.text],))
