"""The stages of a reading laid open: segment, phrases, concepts, tree; to find out where a wrong reading went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from criteria.criterion import Criterion
from criteria.parse.context import Context
from criteria.parse.elements import Bound, Element, Time
from criteria.parse.sentences import elements_of
from criteria.parse.vocabulary import Vocabulary, vocabulary
from criteria.reading import read_text
from criteria.scopes import CohortBook, keyed_label
from criteria.text.normalise import normalise
from criteria.text.segments import Segment, segments
from criteria.tree.render import render_days, render_limit, render_number

__all__ = ["Mention", "Phrase", "Stages", "headed", "stages_of"]

_HEADINGS = {"inclusion": "Inclusion Criteria:\n\n", "exclusion": "Exclusion Criteria:\n\n"}
_NUMBERS = frozenset({"number", "titre"})


class Phrase(msgspec.Struct, frozen=True):
    """A typed phrase: kind, words and what was made of them; `depth` counts the lists and brackets around it."""

    kind: str
    text: str
    meaning: str
    depth: int = 0


class Mention(msgspec.Struct, frozen=True):
    """A concept that a phrase names: "rituximab, drug, kind of anti-CD20 antibody"."""

    concept: str
    domain: str
    parents: tuple[str, ...]


class Stages(msgspec.Struct, frozen=True):
    """A segment of the text at every stage; a heading has no phrases and no criterion."""

    kind: Literal["heading", "criterion", "implied"]
    text: str
    section: str
    cohort: str | None
    phrases: tuple[Phrase, ...] = ()
    mentions: tuple[Mention, ...] = ()
    criterion: Criterion | None = None


def headed(text: str, section: Literal["inclusion", "exclusion"]) -> str:
    """A bare text under the heading of a section, as the registry would serve it."""
    return _HEADINGS[section] + text


def stages_of(text: str, diseases: tuple[str, ...] = ()) -> tuple[Stages, ...]:
    """Every segment of an eligibility text in order, and after them what the cohorts' headings imply."""
    text_read = _Read(text, diseases)
    implied = [
        Stages("implied", each.text, each.category, each.cohort, criterion=each)
        for each in text_read.criteria
        if each.span is None and each.cohort is not None
    ]
    return (*text_read.segments(), *implied)


class _Read:
    """A text, its criteria as they were read, and the way through its segments once more."""

    def __init__(self, text: str, diseases: tuple[str, ...]) -> None:
        self._words = vocabulary()
        self._normalised = normalise(text)
        self._diseases = diseases
        self._book = CohortBook(self._words)
        self.criteria = read_text(text, diseases, self._words)[1]

    def segments(self) -> Iterator[Stages]:
        """Headings, and criteria with their phrases; the criteria come in the order of the segments."""
        read = iter([each for each in self.criteria if each.span is not None])
        for segment in segments(self._normalised, lambda label: self._book.disease_of(label) is not None):
            words = self._normalised.text[segment.start : segment.end]
            if segment.kind == "heading":
                yield Stages("heading", words, segment.scope.section, segment.scope.cohort)
            else:
                yield self._criterion(segment, words, next(read))

    def _criterion(self, segment: Segment, words: str, criterion: Criterion) -> Stages:
        text = self._normalised.text
        cohort, item = keyed_label(text, segment, self._book)
        own = self._book.concepts_of(cohort) or self._diseases
        context = Context(self._words, exclusion=criterion.category == "exclusion", diseases=own, text=text)
        elements = [] if "too_long" in criterion.flags else elements_of(text, item, context)
        return Stages(
            "criterion",
            words,
            segment.scope.section,
            cohort,
            tuple(_phrases(elements)),
            tuple(_mentions(elements, self._words)),
            criterion,
        )


# -- phrases ------------------------------------------------------------------------------------------------


def _phrases(elements: Iterable[Element], depth: int = 0) -> Iterator[Phrase]:
    for element in elements:
        if element.items:
            yield Phrase(element.kind, "", _meaning(element), depth)
            yield from _phrases(element.items, depth + 1)
        else:
            yield Phrase(element.kind, element.text, _meaning(element), depth)


def _meaning(element: Element) -> str:
    """What an element stands for: "rituximab", "neg", "≥ 8 g/dL", "6 months"."""
    parts = [", ".join(element.concepts)]
    parts += [f"{kind} {value}".strip() for kind, value in element.cues.items()]
    parts += [_bound(each) for each in element.bounds]
    if element.time is not None:
        parts.append(_time(element.time))
    if element.kind in _NUMBERS:
        parts.append(" ".join(filter(None, (render_number(element.value), element.unit))))
    if element.corrupted:
        parts.append("damaged form")
    return "; ".join(filter(None, parts))


def _bound(bound: Bound) -> str:
    return render_limit(bound.comparator, bound.value, f"× {bound.relative}" if bound.relative else bound.unit)


def _time(time: Time) -> str:
    days = render_days(time.days) if time.days is not None else ""
    lives = f"{render_number(time.half_lives)} half-lives" if time.half_lives is not None else ""
    both = f"the {time.pick or 'longer'} of {days} and {lives}" if days and lives else days or lives
    return f"less than {both}" if time.strict else both


def _mentions(elements: Iterable[Element], words: Vocabulary) -> Iterator[Mention]:
    names = dict.fromkeys(name for each in _all(elements) for name in each.concepts)
    for name in names:
        concept = words.lexicon.get(name)
        yield Mention(name, concept.domain, concept.parents)


def _all(elements: Iterable[Element]) -> Iterator[Element]:
    for element in elements:
        yield element
        yield from _all(element.items)
