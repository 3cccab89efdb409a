"""Which criterion of a new version is which of the old: by tree, by words, then by the best likeness above a bar."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

import msgspec
from rapidfuzz import fuzz

from criteria.criterion import Criterion
from criteria.lexicon import Lexicon
from criteria.tree.implication import direction
from criteria.tree.nodes import Node, Not, walk
from criteria.tree.normal import normal

__all__ = ["Pair", "align", "cohorts_renamed", "required", "same_words", "words_of"]

_ALIKE = 70.0
_SHARED = 15.0
_FAR = 55.0
_SAME_LABEL = 80.0
_MARKS = re.compile(r"[\\*•\s]+")


class Pair(NamedTuple):
    """A criterion before and after; None where it is on one side only."""

    before: Criterion | None
    after: Criterion | None


class _Seen(msgspec.Struct, frozen=True, eq=False):
    """A criterion with what it is compared by."""

    criterion: Criterion
    place: int
    tree: Node
    words: str
    cohort: str | None
    concepts: frozenset[str]

    @property
    def is_text(self) -> bool:
        """Whether it stands in the eligibility text, not in a field or a heading."""
        return self.criterion.span is not None


def align(
    old: Sequence[Criterion], new: Sequence[Criterion], renamed: dict[str, str], lexicon: Lexicon
) -> tuple[Pair, ...]:
    """Every criterion of both versions in one pair, in the order of the new one, what is gone at the end.

    `renamed` gives the new label of a cohort whose label changed.
    """
    before = [_seen(each, place, renamed) for place, each in enumerate(old)]
    after = [_seen(each, place, {}) for place, each in enumerate(new)]
    found: dict[int, Criterion] = {}
    for key in _KEYS:
        _pair_equal(before, after, key, found)
    _pair_alike(before, after, found, lexicon)
    pairs = (Pair(found.get(place), criterion) for place, criterion in enumerate(new))
    return (*pairs, *(Pair(each.criterion, None) for each in before))


def cohorts_renamed(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """The new label of each cohort that is still there under another label."""
    left = [label for label in new if label not in old]
    renamed: dict[str, str] = {}
    for label in old:
        if label in new or not left:
            continue
        best = max(left, key=lambda other: fuzz.token_sort_ratio(label, other))
        if fuzz.token_sort_ratio(label, best) >= _SAME_LABEL:
            renamed[label] = best
            left.remove(best)
    return renamed


def required(criterion: Criterion) -> Node:
    """What must hold of a patient: the proposition of an inclusion criterion, the opposite of an exclusion's."""
    return criterion.tree if criterion.category == "inclusion" else Not(of=criterion.tree)


def words_of(criterion: Criterion) -> str:
    """The words without markers, escapes and line ends."""
    return " ".join(_MARKS.split(criterion.text)).strip(" -.;").casefold()


def same_words(before: Criterion, after: Criterion) -> bool:
    """Whether nothing but markers, case and white space differs."""
    return words_of(before) == words_of(after)


# -- one by one -----------------------------------------------------------------------------------------------


def _seen(criterion: Criterion, place: int, renamed: dict[str, str]) -> _Seen:
    cohort = renamed.get(criterion.cohort, criterion.cohort) if criterion.cohort else None
    named = (getattr(node, "concept", None) for node in walk(criterion.tree))
    concepts = frozenset(each for each in named if each)
    return _Seen(criterion, place, normal(required(criterion)), words_of(criterion), cohort, concepts)


_KEYS: tuple[Callable[[_Seen], Hashable], ...] = (
    lambda each: (each.is_text, each.tree, each.words, each.cohort),
    lambda each: (each.is_text, each.tree, each.cohort),
    lambda each: (each.is_text, each.words, each.cohort, each.criterion.category),
    lambda each: (each.is_text, each.tree, each.words),
    lambda each: (each.is_text, each.tree),
)
"""What makes two criteria one, the surest first; the last two find what was moved to another cohort."""


def _pair_equal(
    before: list[_Seen], after: list[_Seen], key: Callable[[_Seen], Hashable], found: dict[int, Criterion]
) -> None:
    waiting: dict[Hashable, list[_Seen]] = {}
    for each in before:
        waiting.setdefault(key(each), []).append(each)
    for each in tuple(after):
        if alike := waiting.get(key(each)):
            _take(alike.pop(0), each, before, after, found)


def _pair_alike(before: list[_Seen], after: list[_Seen], found: dict[int, Criterion], lexicon: Lexicon) -> None:
    scored = [(_likeness(one, other, lexicon), one, other) for one in before for other in after]
    close = [each for each in scored if each[0] >= _ALIKE]
    for _, one, other in sorted(close, key=lambda each: (-each[0], abs(each[1].place - each[2].place), each[2].place)):
        if one in before and other in after:
            _take(one, other, before, after, found)


def _take(one: _Seen, other: _Seen, before: list[_Seen], after: list[_Seen], found: dict[int, Criterion]) -> None:
    before.remove(one)
    after.remove(other)
    found[other.place] = one.criterion


def _likeness(one: _Seen, other: _Seen, lexicon: Lexicon) -> float:
    """How like two criteria of one section are: in words or meaning, in what they speak of, in asking more or less."""
    a, b = one.criterion, other.criterion
    if (a.category, one.cohort) != (b.category, other.cohort) or one.is_text is not other.is_text:
        return 0.0
    if not one.is_text:
        return 100.0 if a.criterion_id == b.criterion_id else 0.0
    likeness = fuzz.token_sort_ratio(one.words, other.words)
    if a.kind == b.kind == "computable":
        likeness = max(likeness, fuzz.token_sort_ratio(a.expression, b.expression))
    if likeness >= _FAR and direction(one.tree, other.tree, lexicon) != "unproven":
        return likeness + _SHARED
    every = one.concepts | other.concepts
    return likeness + (_SHARED * len(one.concepts & other.concepts) / len(every) if every else 0.0)
