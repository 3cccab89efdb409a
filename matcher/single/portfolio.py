"""Trials put together before a patient comes: every distinct test once, and which criteria ask for it.

What a criterion asks, whatever its words and whatever its trial, is an `Ask`. The trees of asks are made of parts that
they share: equal parts are one object, so that its place in memory (`id`) tells a part from all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

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
from matcher.plan.reference import is_timed
from matcher.plan.reference.tree import FOLDS
from matcher.settings import Context
from matcher.single.touching import touching

__all__ = ["Ask", "Listed", "Portfolio", "Scope"]

_BY_A_PERSON = frozenset({ATTESTATION_PART, QUALITY_ASKED})


@dataclass(frozen=True, slots=True)
class Ask:
    """What a criterion asks: `given` is its tree with all attestations given, where it is mixed.

    `concepts` are those whose facts bear on it; `timed`: time alone may undo what it comes to.
    """

    number: int
    tree: Node
    category: Category
    kind: Kind
    given: Node | None
    concepts: frozenset[str]
    timed: bool


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

    `tests` are the leaves on which the same facts bear, by number; `concerned` the numbers by concept; `personal` the
    leaves that age or sex decides. `folds` come with the places of their parts, each after those that it is made of.
    By the place of a part, `asking` are the numbers of the asks whose tree holds it, `rooted` of those that it decides,
    `above` of the folds of which it is a part. `members` are the criteria of all scopes: number of the ask, number of
    the scope, and whether the score counts it; `counted` is by scope how many it counts.
    """

    def __init__(self, trials: Iterable[Trial], context: Context) -> None:
        self.lexicon = context.lexicon
        self._context, self._shared = context, dict[Node, Node]()
        self._numbers = dict[tuple[object, ...], int]()
        self._members: list[tuple[int, int, bool]] = []
        self.asks: list[Ask] = []
        self.scopes: list[Scope] = []
        self.counted: list[int] = []
        self.trials = [self._listed(number, trial) for number, trial in enumerate(trials)]
        self.members = tuple(np.array(self._members, dtype=np.intp).reshape(-1, 3).T)
        self.places = {id(each.trial): each for each in self.trials}
        parts = tuple(self._shared.values())
        self.leaves = tuple(part for part in parts if type(part) not in FOLDS)
        self.folds = tuple((part, tuple(map(id, children(part)))) for part in parts if type(part) in FOLDS)
        self.asking, self.rooted, self.above = self._asking(), self._rooted(), self._above()
        self.personal = {kind: [part for part in self.leaves if type(part) is kind] for kind in (Age, Sex)}
        self.tests, self.concerned = self._tests()

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
        leaves = [part for part in walk(tree) if type(part) not in FOLDS]
        return Ask(
            number=number,
            tree=tree,
            category=criterion.category,
            kind=criterion.kind,
            given=None if given is None else self._share(given),
            concepts=frozenset[str]().union(*(touching(leaf, self._context) for leaf in leaves)),
            timed=any(map(is_timed, leaves)),
        )

    def _share(self, node: Node) -> Node:
        """The part of all trees that equals this one."""
        known = self._shared.get(node)
        if known is None:
            known = _made_of(node, [self._share(part) for part in children(node)])
            self._shared[known] = known
        return known

    def _asking(self) -> dict[int, set[int]]:
        asking = defaultdict[int, set[int]](set)
        for ask in self.asks:
            for part in walk(ask.tree):
                asking[id(part)].add(ask.number)
        return dict(asking)

    def _rooted(self) -> dict[int, list[int]]:
        rooted = defaultdict[int, list[int]](list)
        for ask in self.asks:
            for root in (ask.tree, ask.given):
                rooted[id(root)].append(ask.number)
        return rooted

    def _above(self) -> dict[int, list[int]]:
        above = defaultdict[int, list[int]](list)
        for number, (_, parts) in enumerate(self.folds):
            for part in parts:
                above[part].append(number)
        return above

    def _tests(self) -> tuple[list[tuple[Node, ...]], dict[str, list[int]]]:
        grouped = defaultdict[frozenset[str], list[Node]](list)
        for leaf in self.leaves:
            if concepts := touching(leaf, self._context):
                grouped[concepts].append(leaf)
        concerned = defaultdict[str, list[int]](list)
        for number, concepts in enumerate(grouped):
            for concept in concepts:
                concerned[concept].append(number)
        return [tuple(leaves) for leaves in grouped.values()], dict(concerned)


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
