"""Trials put together before a patient comes: every distinct test once, and which criteria ask for it.

What a criterion asks, whatever its words and whatever its trial, is an `Ask`. The trees of asks are made of parts that
they share: equal parts are one object, so that its place in memory (`id`) tells a part from all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

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
    """What one cohort is judged on, all criteria where there are no cohorts: their places in the trial, their asks.

    `counted` are the asks that the score counts: those that are not for a person alone to attest.
    """

    label: str | None
    places: tuple[int, ...]
    asks: tuple[int, ...]
    counted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A trial, with the number of what each of its criteria asks, and the places of those that a person confirms."""

    number: int
    trial: Trial
    asks: tuple[int, ...]
    scopes: tuple[Scope, ...]
    confirmed: tuple[int, ...]


class Portfolio:
    """Trials with what they ask, and the tests that decide it.

    `tests` are the leaves on which the same facts bear, by number; `concerned` the numbers by concept; `personal` the
    leaves that age or sex decides. `folds` come each after those that it is made of. `asking` and `above` are, by the
    place of a leaf, the numbers of the asks and of the folds that it is part of.
    """

    def __init__(self, trials: Iterable[Trial], context: Context) -> None:
        self.lexicon = context.lexicon
        self._context, self._shared = context, dict[Node, Node]()
        self._numbers = dict[tuple[object, ...], int]()
        self.asks: list[Ask] = []
        self.trials = [self._listed(number, trial) for number, trial in enumerate(trials)]
        self.places = {id(each.trial): each for each in self.trials}
        parts = tuple(self._shared.values())
        self.leaves = tuple(part for part in parts if type(part) not in FOLDS)
        self.folds = tuple(part for part in parts if type(part) in FOLDS)
        self.asking, self.above = self._uses()
        self.personal = {kind: [part for part in self.leaves if type(part) is kind] for kind in (Age, Sex)}
        self.tests, self.concerned = self._tests()

    def _listed(self, number: int, trial: Trial) -> Listed:
        asks = tuple(self._ask(each) for each in trial.criteria)
        labels: list[str | None] = [cohort.label for cohort in trial.cohorts] or [None]
        confirmed = tuple(place for place, each in enumerate(trial.criteria) if _is_confirmed(each))
        return Listed(number, trial, asks, tuple(self._scope(label, trial, asks) for label in labels), confirmed)

    def _scope(self, label: str | None, trial: Trial, asks: Sequence[int]) -> Scope:
        labels = {None, label}
        places = [place for place, each in enumerate(trial.criteria) if label is None or each.cohort in labels]
        held = [asks[place] for place in places]
        counted = [asks[place] for place in places if trial.criteria[place].kind != "attestation"]
        return Scope(label, tuple(places), tuple(held), tuple(counted))

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

    def _uses(self) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
        asking, above = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
        numbers = {id(fold): number for number, fold in enumerate(self.folds)}
        for ask in self.asks:
            for root in (ask.tree, ask.given):
                for leaf, folds in () if root is None else _leaves(root, ()):
                    asking[id(leaf)].add(ask.number)
                    above[id(leaf)].update(numbers[id(fold)] for fold in folds)
        return dict(asking), dict(above)

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


def _leaves(node: Node, folds: tuple[Node, ...]) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """The leaves of a tree, each with the folds that it is part of."""
    if type(node) not in FOLDS:
        yield node, folds
    for part in children(node):
        yield from _leaves(part, (*folds, node))


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
