"""A registry record, read: eligibility text → trial with cohorts and criteria.

The stages: normalise, segment, scope, parse, rewrite, render. The registry's own age and sex fields are criteria too.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from criteria.criterion import ATTESTATION_PART, QUALITY_ASKED, Category, Cohort, Criterion, Kind, Trial
from criteria.parse.context import Context
from criteria.parse.elements import scan
from criteria.parse.sentences import read_item
from criteria.parse.vocabulary import Vocabulary, vocabulary
from criteria.references import left_open
from criteria.scopes import CohortBook, keyed_label, stray_label
from criteria.spans import Span
from criteria.text.blocks import Item
from criteria.text.normalise import Normalised, normalise
from criteria.text.segments import Segment, segments
from criteria.tree.nodes import (
    Age,
    All,
    Attested,
    Condition,
    Constant,
    Node,
    Not,
    Quality,
    Readings,
    Sex,
    Unread,
    children,
    walk,
)
from criteria.tree.own_disease import OWN_DISEASE, spare_own_disease
from criteria.tree.render import render
from criteria.tree.rewrite import rewrite

if TYPE_CHECKING:
    from criteria.registry.record import Study

__all__ = ["TextReading", "diseases_of", "kind_of", "read", "read_text"]

TextReading = tuple[tuple[str, ...], tuple[Criterion, ...], tuple[Span, ...]]
"""Cohort labels, criteria and headings of an eligibility text."""

_LONGEST_ITEM = 10_000
_DEEPEST = 16
_MOST_EXCEPTIONS = 24
_EXCEPTION = re.compile(r"except|unless|other than|exclud", re.IGNORECASE)
_AGE = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)[ \t]*(Year|Month|Week|Day|Hour|Minute)s?", re.IGNORECASE)
_AGE_YEARS = {
    "year": 1.0,
    "month": 1 / 12,
    "week": 7 / 365.25,
    "day": 1 / 365.25,
    "hour": 1 / 8766,
    "minute": 1 / 525960,
}


def read(study: Study, known: TextReading | None = None) -> Trial:
    """The trial a study record describes, with every criterion of its eligibility text and its structured fields.

    `known`: what `read_text` gave for the same text and conditions before; it is not read again.
    """
    cohorts, criteria, headings = known or read_text(study.criteria_text, diseases_of(study.conditions, vocabulary()))
    return Trial(
        nct_id=study.nct_id,
        brief_title=study.brief_title,
        overall_status=study.overall_status,
        phases=study.phases,
        conditions=study.conditions,
        countries=study.countries,
        text_digest="sha256:" + hashlib.sha256(study.criteria_text.encode()).hexdigest(),
        cohorts=tuple(Cohort(label=label) for label in cohorts),
        criteria=(*criteria, *_registry_fields(study)),
        headings=headings,
    )


def read_text(text: str, diseases: tuple[str, ...] = (), words: Vocabulary | None = None) -> TextReading:
    """Cohort labels, criteria and headings of an eligibility text.

    The trial's diseases help where the meaning of words depends on them.
    """
    words = words or vocabulary()
    source = _Source(text, normalise(text), words, CohortBook(words), diseases)
    headings: list[Span] = []
    read_so_far: list[Criterion] = []
    counts: Counter[Category] = Counter()
    for segment in segments(source.normalised, lambda label: source.book.disease_of(label) is not None):
        if segment.kind == "heading":
            headings.append(source.normalised.span(segment.start, segment.end))
            continue
        category: Category = "exclusion" if segment.scope.section == "exclusion" else "inclusion"
        counts[category] += 1
        read_so_far.append(_criterion(source, segment, category, counts[category]))
    read_so_far = left_open(read_so_far)
    if not read_so_far:
        read_so_far.append(_nothing_stated())
    implied = [_implied(*cohort, number) for number, cohort in enumerate(source.book.implied(), 1)]
    return source.book.labels, (*read_so_far, *implied), tuple(headings)


class _Source(msgspec.Struct, frozen=True):
    """An eligibility text with what its criteria are read against."""

    text: str
    normalised: Normalised
    words: Vocabulary
    book: CohortBook
    diseases: tuple[str, ...]


def _criterion(source: _Source, segment: Segment, category: Category, number: int) -> Criterion:
    normalised = source.normalised
    span = normalised.span(segment.start, segment.end)
    cohort, item = keyed_label(normalised.text, segment, source.book)
    own = source.book.concepts_of(cohort) or source.diseases
    context = Context(source.words, exclusion=category == "exclusion", diseases=own, text=normalised.text)
    if segment.scope.section == "unknown":
        context.flag("section_unknown")
    some = None if cohort is not None else stray_label(normalised.text, item)
    if _readable(normalised.text, item):
        tree = rewrite(read_item(normalised.text, some or item, context), context)
    else:
        context.flag("too_long")
        tree = Unread(text="an item of this length or depth")
    spared = spare_own_disease(tree, own, source.words.lexicon, exclusion=category == "exclusion")
    if spared != tree:
        context.flag(OWN_DISEASE)
        tree = spared
    if some is not None and not isinstance(tree, Attested):
        tree = _of_some(tree, context)
    if segment.scope.section == "unknown" and not isinstance(tree, Attested):
        tree = rewrite(_undecided(tree), context)
    kind = kind_of(tree)
    if kind == "computable" and any(isinstance(n, Attested) for n in walk(tree)):
        context.flag(ATTESTATION_PART)
    if any(isinstance(n, Quality) for n in walk(tree)):
        context.flag(QUALITY_ASKED)
    return Criterion(
        criterion_id=f"{category[0]}{number:02d}",
        category=category,
        cohort=cohort,
        text=span.of(source.text),
        span=span,
        kind=kind,
        expression=render(tree),
        flags=tuple(context.flags),
        tree=tree,
    )


def _readable(text: str, item: Item) -> bool:
    """Whether an item is of a size that people write; the longest of 314 registry records has 3 872 characters."""
    words = text[item.start : item.reach]
    if len(words) > _LONGEST_ITEM or len(_EXCEPTION.findall(words)) > _MOST_EXCEPTIONS:
        return False
    level, deepest = 0, 0
    for char in words:
        level += (char in "([") - (char in ")]")
        deepest = max(deepest, level)
    return deepest <= _DEEPEST and _depth(item) <= _DEEPEST


def _depth(item: Item) -> int:
    depth, level = 0, [item]
    while level:
        depth += 1
        level = [child for one in level for child in one.children]
    return depth


def _nothing_stated() -> Criterion:
    """A record without eligibility text lets nobody in: what it asks is not known."""
    tree = Unread(text="no eligibility text")
    return Criterion(
        criterion_id="i00",
        category="inclusion",
        cohort=None,
        text="",
        span=None,
        kind="unparsed",
        expression=render(tree),
        flags=("no_text",),
        tree=tree,
    )


def _undecided(tree: Node) -> Node:
    """Without a section heading nobody knows whether the words include or exclude: both readings, never decided."""
    return All(of=(Readings(of=(tree, Not(of=tree))), Unread(text="section heading missing")))


def _of_some(tree: Node, context: Context) -> Node:
    """`In Part B only: ...`, of a trial without criteria of a part B: whom it concerns is not known."""
    context.flag("scope_ambiguous")
    return Readings(of=(tree, Constant(value=not context.exclusion, why="asked of some only")))


def kind_of(tree: Node) -> Kind:
    """How a tree is decided: not understood in part, only by a person, or by facts."""
    leaves = [n for n in walk(tree) if not children(n)]
    if any(isinstance(n, Unread) for n in leaves):
        return "unparsed"
    if leaves and all(isinstance(n, Attested) for n in leaves):
        return "attestation"
    return "computable"


def _implied(label: str, concept: str, number: int) -> Criterion:
    """A cohort named after a disease asks for it: `Cohort 1: Lupus nephritis`."""
    tree = Condition(concept=concept)
    return Criterion(
        criterion_id=f"c{number:02d}",
        category="inclusion",
        cohort=label,
        text=label,
        span=None,
        kind="computable",
        expression=render(tree),
        flags=("from_heading",),
        tree=tree,
    )


def _named_in(name: str, words: Vocabulary) -> str | None:
    """`Hodgkin Disease, Recurrent`: the longest name of a condition in the words of a field."""
    mentions = [e for e in scan(name, 0, len(name), words) if e.kind == "mention"]
    named = [(len(e.text), c) for e in mentions for c in e.concepts if words.lexicon.get(c).domain == "condition"]
    return max(named)[1] if named else None


def diseases_of(conditions: tuple[str, ...], words: Vocabulary) -> tuple[str, ...]:
    """The concepts of the diseases that a record's condition field names."""
    found = []
    for name in conditions:
        resolved = words.lexicon.resolve(name)
        concept = resolved.concept.id if resolved is not None else _named_in(name, words)
        if concept is not None and words.lexicon.get(concept).domain == "condition":
            found.append(concept)
    return tuple(dict.fromkeys(found))


def _registry_fields(study: Study) -> tuple[Criterion, ...]:
    """The registry's own minimum age, maximum age and sex."""
    found: list[tuple[str, str, Node]] = []
    if study.minimum_age and (years := _years(study.minimum_age)) is not None:
        found.append(("r01", f"Minimum age: {study.minimum_age}", Age(comparator=">=", years=years)))
    if study.maximum_age and (years := _years(study.maximum_age)) is not None:
        found.append(("r02", f"Maximum age: {study.maximum_age}", Age(comparator="<=", years=years)))
    if study.sex in ("FEMALE", "MALE"):
        found.append(("r03", f"Sex: {study.sex}", Sex(sex="female" if study.sex == "FEMALE" else "male")))
    return tuple(
        Criterion(
            criterion_id=name,
            category="inclusion",
            cohort=None,
            text=text,
            span=None,
            kind="computable",
            expression=render(tree),
            flags=("registry_field",),
            tree=tree,
        )
        for name, text, tree in found
    )


def _years(text: str) -> float | None:
    found = _AGE.match(text.strip())
    return float(found.group(1)) * _AGE_YEARS[found.group(2).lower()] if found else None
