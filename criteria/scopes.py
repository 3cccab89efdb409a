"""Cohorts of a trial: labels that mean the same cohort, the disease a label names, items keyed by disease."""

from __future__ import annotations

import re

import msgspec

from criteria.parse.tokens import tokenise
from criteria.parse.vocabulary import Vocabulary
from criteria.text.blocks import Item
from criteria.text.segments import Segment

__all__ = ["CohortBook", "keyed_label", "stray_label"]

_ID = re.compile(r"(?i)\b(?:cohort|arm|group|part|sub-?study)s?[ \t]*([A-Z0-9]{1,3})\b")
_PREFIX = re.compile(
    r"(?i)(?:(?:for|in)[ \t]+)?(?:cohort|arm|group|part)s?[ \t]*([A-Z0-9]{1,3})"
    r"(?:[ \t]*(?:and|,|&|\+)[ \t]*([A-Z0-9]{1,3}))?(?:[ \t]+only)?[ \t]*:[ \t]*"
)
_MOST_TOKENS = 14
_LONGEST_KEY = 90


class _Entry(msgspec.Struct):
    label: str
    name: str | None
    concept: str | None

    def is_called(self, label: str, name: str | None, concept: str | None) -> bool:
        """Whether a label means this cohort: by its words, by its name (A, 2), or, without a name, by its disease."""
        if self.label == label:
            return True
        return self.name == name if name is not None else concept is not None and self.concept == concept


class CohortBook:
    """The cohorts met so far: `Cohort A: Myasthenia gravis` and `Cohort A only` are one."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._entries: list[_Entry] = []
        self._diseases: dict[str, str | None] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, as first met."""
        return tuple(e.label for e in self._entries)

    def disease_of(self, label: str) -> str | None:
        """The disease a short label names and little else: `AIHA`, `Membranous nephropathy (PMN)`."""
        if label not in self._diseases:
            self._diseases[label] = self._find(label)
        return self._diseases[label]

    def _find(self, label: str) -> str | None:
        bare = re.sub(r"\([^()]*\)", " ", label)
        tokens = tokenise(bare)
        if not tokens or len(tokens) > _MOST_TOKENS:
            return None
        found: str | None = None
        covered = 0
        index = 0
        while index < len(tokens):
            match = self._words.trie.longest(tokens, index)
            concepts = [e.concept for e in match[1] if e.concept] if match else []
            concepts = [c for c in concepts if self._words.lexicon.get(c).domain == "condition"]
            if match and concepts:
                found = found or concepts[0]
                covered += match[0] - index
                index = match[0]
            else:
                index += 1
        words = sum(t.kind == "word" for t in tokens)
        return found if found and covered * 2 >= words else None

    def enter(self, label: str) -> str:
        """The label under which the cohort is kept."""
        name = _ID.search(label)
        key = name.group(1).upper() if name else None
        concept = self.disease_of(_ID.sub(" ", label).strip(" -:.,()"))
        for entry in self._entries:
            if entry.is_called(label, key, concept):
                entry.concept = entry.concept or concept
                return entry.label
        self._entries.append(_Entry(label, key, concept))
        return label

    def by_name(self, name: str) -> str | None:
        """The cohort called A, or 2."""
        return next((e.label for e in self._entries if e.name == name.upper()), None)

    def by_disease(self, concept: str) -> str | None:
        """The cohort of a disease."""
        return next((e.label for e in self._entries if e.concept == concept), None)

    def concepts_of(self, label: str | None) -> tuple[str, ...]:
        """The disease of a cohort, if its label names one."""
        return tuple(e.concept for e in self._entries if e.label == label and e.concept)

    def implied(self) -> list[tuple[str, str]]:
        """Cohorts whose label asks for a disease."""
        return [(e.label, e.concept) for e in self._entries if e.concept]


def keyed_label(text: str, segment: Segment, book: CohortBook) -> tuple[str | None, Item]:
    """The cohort of a criterion, and its item without that label.

    It is the cohort that its own words begin with (`Cohort B only: ...`, `AIHA: ...`), else its heading's.
    """
    item = segment.item
    words = text[item.start : item.end]
    prefix = _PREFIX.match(words)
    if prefix and not prefix.group(2):
        label = book.by_name(prefix.group(1))
        if label is not None:
            return label, _after(item, prefix.end())
    if segment.scope.keyed and ":" in words[:_LONGEST_KEY]:
        head = words[: words.index(":")]
        concept = book.disease_of(head.strip())
        if concept is not None:
            label = book.by_disease(concept) or book.enter(head.strip())
            return label, _after(item, words.index(":") + 1)
    if segment.scope.cohort is not None:
        return book.enter(segment.scope.cohort), item
    return None, item


def stray_label(text: str, item: Item) -> Item | None:
    """The item without `Cohorts 1 and 2:`, `In Part B only:` at its head, which the text has no criteria under.

    None where there is no such label, or where another one follows it in the item.
    """
    words = text[item.start : item.end]
    prefix = _PREFIX.match(words)
    if prefix is None or _PREFIX.search(words, prefix.end()) or not words[prefix.end() :].strip():
        return None
    return _after(item, prefix.end())


def _after(item: Item, offset: int) -> Item:
    return Item(item.start + offset, item.end, item.marker, item.indent, item.after_blank, item.bold, item.children)
