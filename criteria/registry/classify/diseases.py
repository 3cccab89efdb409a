"""Which disease entities a record takes: "Lupus Nephritis" among the conditions, "gMG" in the title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from criteria.lexicon import lexicon
from criteria.registry.classify.passages import Evidence, Passage
from criteria.registry.classify.tables import DiseaseRow, disease_rows
from criteria.registry.classify.words import Names

__all__ = ["NOT_NAMED", "Disease", "diseases_in", "in_question"]

NOT_NAMED = ", not named"
_DECIDING = ("title", "condition", "keyword")
_FURTHER = ("arm", "summary")


class Disease(msgspec.Struct, frozen=True, kw_only=True):
    """A disease entity of the closed vocabulary and the words that named it; `family` None where they leave it open."""

    disease: str
    family: str | None
    evidence: tuple[Evidence, ...]


def in_question(passages: Iterable[Passage]) -> tuple[Disease, ...]:
    """The entities that titles, conditions and keywords name; where these name none in particular, the longer texts.

    A general name ("autoimmune disease") stands only where no particular one is found.
    """
    passages = tuple(passages)
    found = diseases_in(each for each in passages if each.part in _DECIDING)
    if not any(_is_named(each) for each in found):
        found = diseases_in(each for each in passages if each.part in _DECIDING + _FURTHER)
    named = tuple(each for each in found if _is_named(each))
    return named or found


def diseases_in(passages: Iterable[Passage]) -> tuple[Disease, ...]:
    """Every entity that these passages name, in the order of their first mention, general ones included."""
    found: dict[DiseaseRow, list[Evidence]] = {}
    for passage in passages:
        for row, words in _names().found(passage):
            found.setdefault(row, []).append(words)
    return tuple(
        Disease(disease=row.disease, family=row.family or None, evidence=tuple(words)) for row, words in found.items()
    )


def _is_named(disease: Disease) -> bool:
    return not disease.disease.endswith(NOT_NAMED)


@cache
def _names() -> Names[DiseaseRow]:
    """The words of the table, then all names of the lexicon's concepts and of their kinds."""
    return Names([*_own_words(), *_lexicon_words()])


def _own_words() -> Iterator[tuple[str, DiseaseRow]]:
    for row in disease_rows():
        yield from ((word, row) for word in row.words)


def _lexicon_words() -> Iterator[tuple[str, DiseaseRow]]:
    known = lexicon()
    heads = {concept: row for row in disease_rows() for concept in row.concepts}
    for concept in known.concepts.values():
        above = known.ancestors(concept.id) & heads.keys()
        nearest = [each for each in above if not any(each in known.ancestors(other) - {other} for other in above)]
        for head in sorted(nearest)[:1]:
            yield from ((name, heads[head]) for name in (concept.id, *concept.aliases))
