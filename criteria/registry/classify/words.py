"""Names found in passages by whole words: "anti-CD19" in a title, "SLE" among the conditions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from criteria.lexicon import fold, located
from criteria.registry.classify.passages import Evidence, Passage
from criteria.registry.classify.tables import Pattern
from criteria.spans import Span

__all__ = ["Names", "evidence", "matches"]

Meaning = TypeVar("Meaning")
_LONGEST_ACRONYM = 5


class Names(Generic[Meaning]):
    """Names and what they mean, found by their folded words, the longest first; acronyms only as written.

    A name that is a run of capitals ("SPS", "TAK") is met in capitals alone: written small it may be a common word.
    """

    def __init__(self, names: Iterable[tuple[str, Meaning]]) -> None:
        self._meanings: dict[str, Meaning] = {}
        self._acronyms: set[str] = set()
        for name, meaning in names:
            folded = fold(name)
            if folded and folded not in self._meanings:
                self._meanings[folded] = meaning
                if name.isalpha() and name.isupper() and len(name) <= _LONGEST_ACRONYM:
                    self._acronyms.add(folded)
        self._longest: dict[str, int] = {}
        for name in self._meanings:
            words = name.split()
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def found(self, passage: Passage) -> Iterator[tuple[Meaning, Evidence]]:
        """What a passage names, from left to right."""
        tokens = [*located(passage.text)]
        at = 0
        while at < len(tokens):
            taken = self._longest_at(passage, tokens, at)
            if taken is None:
                at += 1
            else:
                after, meaning, words = taken
                yield meaning, words
                at = after

    def _longest_at(
        self, passage: Passage, tokens: list[tuple[str, int, int]], at: int
    ) -> tuple[int, Meaning, Evidence] | None:
        longest = self._longest.get(tokens[at][0], 0)
        for after in range(min(at + longest, len(tokens)), at, -1):
            folded = " ".join(token for token, _, _ in tokens[at:after])
            if folded in self._meanings:
                words = evidence(passage, tokens[at][1], tokens[after - 1][2])
                if folded not in self._acronyms or words.text.isupper():
                    return after, self._meanings[folded], words
        return None


def matches(
    patterns: Sequence[Pattern], passages: Iterable[Passage], *, unless: re.Pattern[str] | None = None
) -> dict[str, Evidence]:
    """The values whose patterns are met, each with the first words that met it.

    Words that `unless` follows do not count: "CD20" in "anti-CD20 antibody" is no antigen of a cell.
    """
    found: dict[str, Evidence] = {}
    for passage in passages:
        for pattern in patterns:
            if pattern.value in found or (pattern.parts and passage.part not in pattern.parts):
                continue
            for met in pattern.words.finditer(passage.text):
                if unless is None or not unless.match(passage.text, met.end()):
                    found[pattern.value] = evidence(passage, met.start(), met.end())
                    break
    return found


def evidence(passage: Passage, start: int, end: int) -> Evidence:
    """The words of a passage from `start` to `end`, with their place."""
    return Evidence(field=passage.field, text=passage.text[start:end], span=Span(start, end))
