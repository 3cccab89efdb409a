"""What can be known of a criterion before a patient comes: which facts can bear on it at all.

Most criteria are not touched by any fact of a patient. Those come out as for anyone of the same age, sex and complete
lists, and are judged once for all of them; the others are judged on the facts that touch them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

import msgspec

from criteria.criterion import Criterion, Trial
from criteria.tree.nodes import Age, Node, Sex, walk
from matcher.population.facts import Patient
from matcher.settings import Context

__all__ = ["Kept", "Prepared", "prepared", "touching"]

T = TypeVar("T")
TRIALS, ALIKE = 4096, 64


class Kept(Generic[T]):
    """The latest results by key, so many at most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        """What is kept under a key."""
        return self._held.get(key)

    def put(self, key: Hashable, value: T) -> T:
        """Keeps a result; the oldest goes where there is no room."""
        self._held[key] = value
        if len(self._held) > self._most:
            self._held.popitem(last=False)
        return value


class Prepared(Generic[T]):
    """A criterion with the concepts that bear on it, and its results for people whom none of them touches."""

    __slots__ = ("_aged", "_sexed", "asks", "concepts", "criterion", "untouched")

    def __init__(self, criterion: Criterion, context: Context) -> None:
        self.criterion = criterion
        encoded = msgspec.json.encode(criterion.tree, order="deterministic")
        self.asks = (encoded, criterion.category, criterion.kind, criterion.is_mixed)
        self.concepts = touching(criterion.tree, context)
        kinds = {type(node) for node in walk(criterion.tree)}
        self._aged, self._sexed = Age in kinds, Sex in kinds
        self.untouched: Kept[T] = Kept(ALIKE)

    def alike(self, patient: Patient) -> Hashable:
        """What people share whom no fact tells apart for this criterion."""
        return patient.closed, patient.age_years if self._aged else None, patient.sex if self._sexed else None

    def narrowed(self, patient: Patient) -> Patient:
        """The patient with only the facts that bear on the criterion."""
        facts = tuple([fact for fact in patient.facts if fact.concept in self.concepts])
        return msgspec.structs.replace(patient, facts=facts)


_PREPARED: Kept[tuple[Trial, Context, tuple[Prepared[object], ...]]] = Kept(TRIALS)


def prepared(trial: Trial, context: Context) -> tuple[Prepared[object], ...]:
    """The criteria of a trial, prepared; those of a trial that comes again are at hand."""
    key = (id(trial), id(context.lexicon), context.settings)
    known = _PREPARED.get(key)
    if known is None or known[0] is not trial or known[1].lexicon is not context.lexicon:
        known = (trial, context, tuple(Prepared(criterion, context) for criterion in trial.criteria))
        _PREPARED.put(key, known)
    return known[2]


def touching(tree: Node, context: Context) -> frozenset[str]:
    """The concepts whose facts can bear on a proposition: "rituximab", and "anti-CD20 antibody", known never given."""
    asked = {concept for node in walk(tree) for concept in _named(node)}
    return frozenset(name for concept in asked for name in _bearing(concept, context))


def _named(node: Node) -> Iterator[str]:
    if concept := getattr(node, "concept", None):
        yield concept
    yield from getattr(node, "concepts", ())


def _bearing(concept: str, context: Context) -> Iterator[str]:
    """The concept's kinds with all that is above each, for denials; and the results that settle any of these."""
    kin = {up for kind in context.members(concept) for up in context.ancestors(kind)}
    yield from kin
    for kind in kin | context.ancestors(concept):
        for row in context.lexicon.evidence(kind):
            for test in context.members(row.observation):
                yield from context.ancestors(test)
