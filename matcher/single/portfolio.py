"""Trials put together before a patient comes: every distinct test once, and which criteria ask for it.

What a criterion asks, whatever its words and whatever its trial, is an `Ask`. The trees of asks are made of parts that
they share: equal parts are one object, so that its place in memory (`id`) tells a part from all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import msgspec
import numpy as np
from numpy.typing import NDArray

from criteria.criterion import ATTESTATION_PART, QUALITY_ASKED, Category, Criterion, Kind, Trial
from criteria.tree.nodes import (
    Age,
    All,
    Any,
    AtLeast,
    Discretionary,
    IfThen,
    Node,
    Not,
    Readings,
    Sex,
    children,
    walk,
)
from matcher.meaning import settled
from matcher.plan.reference.flips import is_timed, timed_tests
from matcher.plan.reference.tree import FOLDS
from matcher.settings import Context
from matcher.single.touching import Touch, touching
from matcher.wording import alike

__all__ = ["Ask", "Listed", "Numbers", "Portfolio", "Scope", "Tests"]

Answered = Sequence[object] | Mapping[int, object]
Numbers = NDArray[np.intp]
Tests = tuple[int, ...]
"""Leaves, by number."""

_BY_A_PERSON = frozenset({ATTESTATION_PART, QUALITY_ASKED})


@dataclass(frozen=True, slots=True)
class Ask:
    """What a criterion asks: `given` is its tree with all attestations given, where it is mixed.

    `leaves` are those of its tree, by number, and `answers` takes what they come to from all. `timed`: time
    alone may undo what it comes to, and `aging` are the tests that are events then.
    """

    number: int
    tree: Node
    category: Category
    kind: Kind
    given: Node | None
    leaves: Tests
    answers: Callable[[Answered], object]
    timed: bool
    aging: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scope:
    """What is judged as one: a trial, or one cohort of it with what is common to all; the places of its criteria."""

    number: int
    label: str | None
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A trial, with the number of what each of its criteria asks, and the places of those that a person confirms.

    `scopes` are its cohorts, or `whole` alone, which holds all of its criteria.
    """

    number: int
    trial: Trial
    asks: tuple[int, ...]
    whole: Scope
    scopes: tuple[Scope, ...]
    confirmed: tuple[int, ...]


class Portfolio:
    """Trials with what they ask, and the tests that decide it.

    `leaves` are what decides the trees, `folds` the rest of these, parts first; `numbers` are those of leaves by place,
    `alike` the number of the first leaf that is put into the same words. `tests` are the leaves on which the same facts
    bear, `recorded` and `denied` the numbers of tests by the concept of a record and of a denial; `personal` the leaves
    that age or sex decides. `asking` are the asks whose tree holds a leaf, by its number. `members` are the criteria of
    all scopes: number of the ask, number of the scope, and whether the score counts it; `counted` is by scope how many
    it counts. `judged` are the scopes that decide: number of the trial, number of the scope; then by trial its whole,
    and its place by registry number.
    """

    def __init__(self, trials: Iterable[Trial], context: Context) -> None:
        self.lexicon = context.lexicon
        self._context, self._shared = context, dict[Node, Node]()
        self._numbers = dict[tuple[object, ...], int]()
        self._members: list[tuple[int, int, bool]] = []
        self.leaves: list[Node] = []
        self.folds: list[Node] = []
        self.numbers: dict[int, int] = {}
        self.asks: list[Ask] = []
        self.scopes: list[Scope] = []
        self.counted: list[int] = []
        self.trials = [self._listed(number, trial) for number, trial in enumerate(trials)]
        self.members = tuple(np.array(self._members, dtype=np.intp).reshape(-1, 3).T)
        self.judged = self._judged()
        self.places = {id(each.trial): each for each in self.trials}
        self.asking = self._asking()
        self.alike = self._alike()
        self.personal = {kind: self._of(kind) for kind in (Age, Sex)}
        self._test()

    def _listed(self, number: int, trial: Trial) -> Listed:
        asks = tuple(self._ask(each) for each in trial.criteria)
        whole = self._scope(None, trial, asks)
        cohorts = tuple(self._scope(cohort.label, trial, asks) for cohort in trial.cohorts)
        confirmed = tuple(place for place, each in enumerate(trial.criteria) if _is_confirmed(each))
        return Listed(number, trial, asks, whole, cohorts or (whole,), confirmed)

    def _scope(self, label: str | None, trial: Trial, asks: Sequence[int]) -> Scope:
        number, labels = len(self.scopes), {None, label}
        criteria = enumerate(trial.criteria)
        places = tuple(place for place, each in criteria if label is None or each.cohort in labels)
        counts = [trial.criteria[place].kind != "attestation" for place in places]
        self._members += [(asks[place], number, counted) for place, counted in zip(places, counts, strict=True)]
        self.counted.append(sum(counts))
        self.scopes.append(Scope(number, label, places))
        return self.scopes[-1]

    def _ask(self, criterion: Criterion) -> int:
        """The number of what a criterion asks: a known one, or a new one."""
        tree = self._share(criterion.tree)
        key = (id(tree), criterion.category, criterion.kind, criterion.is_mixed)
        known = self._numbers.get(key)
        if known is None:
            known = self._numbers[key] = len(self.asks)
            self.asks.append(self._new(known, tree, criterion))
        return known

    def _new(self, number: int, tree: Node, criterion: Criterion) -> Ask:
        given = settled(tree, holds=criterion.category == "inclusion") if criterion.is_mixed else None
        parts = [tree] if given is None else [tree, self._share(given)]
        leaves = [leaf for part in parts for leaf in walk(part) if type(leaf) not in FOLDS]
        numbers = tuple(dict.fromkeys(self.numbers[id(leaf)] for leaf in leaves))
        return Ask(
            number=number,
            tree=tree,
            category=criterion.category,
            kind=criterion.kind,
            given=None if given is None else self._share(given),
            leaves=numbers,
            answers=itemgetter(*numbers)
            if numbers
            else len,  # a tree of nothing comes to the same whatever the answers
            timed=any(map(is_timed, leaves)),
            aging=frozenset[str]().union(*(timed_tests(leaf, self._context) for leaf in leaves)),
        )

    def _judged(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        pairs = [(each.number, scope.number) for each in self.trials for scope in each.scopes]
        trials, scopes = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
        names = np.array([each.trial.nct_id for each in self.trials], dtype=str)
        wholes = np.array([each.whole.number for each in self.trials], dtype=np.intp)
        return trials, scopes, wholes, np.unique(names, return_inverse=True)[1]

    def _share(self, node: Node) -> Node:
        """The part of all trees that equals this one."""
        known = self._shared.get(node)
        if known is None:
            known = _made_of(node, [self._share(part) for part in children(node)])
            self._shared[known] = known
            if type(known) in FOLDS:
                self.folds.append(known)
            else:
                self.numbers[id(known)] = len(self.leaves)
                self.leaves.append(known)
        return known

    def _asking(self) -> list[Tests]:
        asking: list[list[int]] = [[] for _ in self.leaves]
        for ask in self.asks:
            for number in ask.leaves:
                asking[number].append(ask.number)
        return [tuple(each) for each in asking]

    def _alike(self) -> list[int]:
        first = dict[Node, int]()
        return [first.setdefault(alike(leaf), number) for number, leaf in enumerate(self.leaves)]

    def _of(self, kind: type[Node]) -> Tests:
        return tuple(number for number, leaf in enumerate(self.leaves) if type(leaf) is kind)

    def _test(self) -> None:
        """Sort the leaves by what bears on them."""
        grouped = defaultdict[Touch, list[int]](list)
        for number, leaf in enumerate(self.leaves):
            grouped[touching(leaf, self._context)].append(number)
        self.tests = [tuple(numbers) for numbers in grouped.values()]
        self.recorded = _by_concept(touch.records for touch in grouped)
        self.denied = _by_concept(touch.denials for touch in grouped)


def _by_concept(groups: Iterable[frozenset[str]]) -> dict[str, list[int]]:
    """The numbers of the groups that hold each concept."""
    found = defaultdict[str, list[int]](list)
    for number, concepts in enumerate(groups):
        for concept in concepts:
            found[concept].append(number)
    return dict(found)


def _made_of(node: Node, parts: list[Node]) -> Node:
    """The same node, made of these parts."""
    match node:
        case IfThen():
            condition, then, *otherwise = parts
            return IfThen(condition=condition, then=then, otherwise=otherwise[0] if otherwise else None)
        case All() | Any() | AtLeast() | Readings():
            return msgspec.structs.replace(node, of=tuple(parts))
        case Not() | Discretionary():
            return msgspec.structs.replace(node, of=parts[0])
        case _:
            return node


def _is_confirmed(criterion: Criterion) -> bool:
    """Whether a person must confirm it, unless it fails."""
    return criterion.kind == "attestation" or not _BY_A_PERSON.isdisjoint(criterion.flags)
