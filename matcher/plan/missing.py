"""What is missing: for what is undetermined, the facts that could still decide it, as bits of each trial."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce

import numpy as np

from criteria.tree import nodes
from criteria.tree.nodes import Node
from matcher.explain import missing_for
from matcher.plan.compile import Column, Plan
from matcher.plan.kleene import Truth
from matcher.plan.planes import Plane
from matcher.plan.records import Block
from matcher.plan.run import Evaluated
from matcher.results import MissingFact
from matcher.settings import Context

__all__ = ["Absent", "Missing"]

Absent = Mapping[str, Mapping[MissingFact, Plane]]
"""By trial and fact, for whom the fact is missing."""


class Missing:
    """The facts that could be missing for each trial of a plan, in the order of their bits."""

    def __init__(self, plan: Plan, context: Context) -> None:
        self.plan = plan
        leaves = [step for step in plan.steps if not step.parts]
        self._asked = {step.number: missing_for(step.node, context) for step in leaves}
        self._order = {trial.nct_id: self._below(plan.columns_of(trial.nct_id)) for trial in plan.trials}
        self.of_trial = {nct_id: self._facts(order) for nct_id, order in self._order.items()}

    def _below(self, columns: Iterable[Column]) -> tuple[int, ...]:
        """All steps that criteria are made of, the whole before its parts."""
        found: set[int] = set()
        left = [column.root for column in columns]
        while left:
            number = left.pop()
            if number not in found:
                found.add(number)
                left += self.plan.steps[number].parts
        return tuple(sorted(found, reverse=True))

    def _facts(self, order: Sequence[int]) -> tuple[MissingFact, ...]:
        asked = (fact for number in reversed(order) for fact in self._asked.get(number, ()))
        return tuple(dict.fromkeys(asked))

    def absent(self, found: Evaluated, *, all_pairs: bool = False) -> Absent:
        """What is missing of everyone in a block, in the pairs that are not ineligible or in all."""
        kept = found.kept(all_pairs=all_pairs)
        return {nct_id: self.planes(nct_id, found, among) for nct_id, among in kept.items()}

    def planes(self, nct_id: str, found: Evaluated, among: Plane) -> dict[MissingFact, Plane]:
        """By fact, the people of `among` for whom it is missing; of all of them, `among` itself."""
        held: dict[MissingFact, Plane] = {}
        for number, people in self._open(nct_id, found.steps, _Among(found.block, among)):
            for fact in self._asked.get(number, ()):
                held[fact] = _either(held.get(fact), people)
        return held

    def _open(self, nct_id: str, steps: Sequence[Truth], among: _Among) -> Iterator[tuple[int, Plane]]:
        """The tests that are unknown and could still decide a criterion, with for whom."""
        wanted: dict[int, Plane] = {}
        for column in self.plan.columns_of(nct_id):
            wanted[column.root] = among.unknown(among.people, steps[column.root])
        for number in self._order[nct_id]:
            people = wanted.pop(number, among.nobody)
            if people is among.nobody:
                continue
            step = self.plan.steps[number]
            if not step.parts:
                yield number, people
                continue
            parts = [steps[part] for part in step.parts]
            for part, those in zip(step.parts, _LEFT[type(step.node)](people, parts), strict=True):
                wanted[part] = _either(wanted.get(part), among.unknown(those, steps[part]))


class _Among:
    """People for whom something is asked; what is asked twice of the same is one plane."""

    def __init__(self, block: Block, people: Plane) -> None:
        self.people, self.nobody, self._everyone = people, block.nobody, block.everyone
        self._known: dict[tuple[int, int], tuple[Plane, Plane]] = {}

    def unknown(self, people: Plane, truth: Truth) -> Plane:
        """Those of whom a truth is unknown; `nobody` itself where that is so."""
        if truth.unknown is self._everyone:
            return people
        key = id(people), id(truth.unknown)
        if key not in self._known:
            own = people & truth.unknown
            self._known[key] = people, own if np.count_nonzero(own) else self.nobody  # held, so that ids stay theirs
        return self._known[key][1]


def _either(one: Plane | None, other: Plane) -> Plane:
    return other if one is None or one is other else one | other


# -- of an unknown whole, for whom each part could still decide it -------------------------------------------------


def _every_part(people: Plane, parts: list[Truth]) -> list[Plane]:
    return [people] * len(parts)


def _branches(people: Plane, parts: list[Truth]) -> list[Plane]:
    """The condition, and the branches that it leaves."""
    condition, *branches = parts
    left = [people & ~condition.false, people & ~condition.true]
    return [people, *left[: len(branches)]]


def _readings(people: Plane, parts: list[Truth]) -> list[Plane]:
    """Of readings that disagree no fact can decide."""
    true, false = (reduce(np.bitwise_or, side) for side in zip(*parts, strict=True))
    return [people & ~(true & false)] * len(parts)


_LEFT: dict[type[Node], Callable[[Plane, list[Truth]], list[Plane]]] = {
    nodes.All: _every_part,
    nodes.Any: _every_part,
    nodes.AtLeast: _every_part,
    nodes.Not: _every_part,
    nodes.Discretionary: _every_part,
    nodes.IfThen: _branches,
    nodes.Readings: _readings,
}
