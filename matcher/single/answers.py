"""One patient's answers to all that a portfolio asks: whether it holds at once, why where it is asked for.

Judged again are only the leaves on which a fact, age or sex bears; the rest is the ground's. Nothing but the request at
hand holds the answers of a patient.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from criteria.tree.nodes import Age, Sex
from matcher.explain import Explanation
from matcher.kleene import Truth
from matcher.plan.reference.flips import later, turning_days
from matcher.plan.reference.tree import decided
from matcher.population.facts import Fact, Patient
from matcher.results import CriterionResult, MissingFact
from matcher.single.ground import Ground, explanation, worded
from matcher.single.outcomes import Outcome
from matcher.single.portfolio import Ask, Listed, Tests
from matcher.single.tally import FAIL
from matcher.wording import Phrase, phrases

__all__ = ["Answers"]


class Answers:
    """What a portfolio comes to for one patient, and what is said of it.

    `rulings` are by number of an ask, as `tally` has them. `touched` are the asks on which a fact, age or sex bears.
    """

    def __init__(self, patient: Patient, ground: Ground) -> None:
        self._patient, self._ground, self._context = patient, ground, ground.context
        self._portfolio = ground.portfolio
        self._truths: list[Truth] = ground.truths.copy()
        self._own: dict[int, Patient] = {}
        self._said: dict[int, Sequence[Phrase]] = {}
        self._alike: dict[tuple[int, Truth], Sequence[Phrase]] = {}
        self._told: dict[int, tuple[Outcome, Explanation, int | None]] = {}
        self._outcomes: dict[int, Outcome] = {}
        self.rulings = ground.rulings.copy()
        self._judge(self._answer())
        self.touched = set[int]().union(*map(self._portfolio.asking.__getitem__, self._own))

    # -- whether it holds -------------------------------------------------------------------------------------

    def _answer(self) -> list[int]:
        """Answer what the patient's facts, age and sex bear on; the leaves that come out otherwise than for anyone."""
        changed, truths, leaves = list[int](), self._truths, self._portfolio.leaves
        for own, numbers in self._bearing():
            for number in numbers:
                self._own[number] = own
                truth = decided(leaves[number], own, self._context)
                if truth is not truths[number]:
                    truths[number] = truth
                    changed.append(number)
        return changed

    def _bearing(self) -> Iterator[tuple[Patient, Tests]]:
        """The leaves that may come out otherwise, with the patient as far as it concerns them."""
        patient, portfolio = self._patient, self._portfolio
        nothing_else = msgspec.structs.replace(patient, facts=())
        if patient.age_years is not None:
            yield nothing_else, portfolio.personal[Age]
        if patient.sex is not None:
            yield nothing_else, portfolio.personal[Sex]
        facts: dict[int, list[Fact]] = defaultdict(list)
        for fact in patient.facts:
            for number in (portfolio.denied if fact.negated else portfolio.recorded).get(fact.concept, ()):
                facts[number].append(fact)
        for number, some in facts.items():
            yield msgspec.structs.replace(patient, facts=tuple(some)), portfolio.tests[number]

    def _judge(self, changed: list[int]) -> None:
        """Judge the asks of the leaves that have changed."""
        portfolio, outcomes = self._portfolio, self._ground.outcomes
        for number in set[int]().union(*map(portfolio.asking.__getitem__, changed)):
            outcome = self._outcomes[number] = outcomes.of(portfolio.asks[number], self._truths)
            self.rulings[number] = outcome.ruling

    # -- why --------------------------------------------------------------------------------------------------

    def results(self, listed: Listed) -> tuple[CriterionResult, ...]:
        """The criteria of a trial with what they come to."""
        before, touched = self._ground.results(listed), self.touched
        places = [place for place, number in enumerate(listed.asks) if number in touched]
        if not places:
            return before
        every, criteria, asks, told = [*before], listed.trial.criteria, listed.asks, self._told
        for place in places:
            every[place] = worded(criteria[place], *(told.get(asks[place]) or self._tell(asks[place])))
        return tuple(every)

    def missing(self, listed: Listed) -> tuple[MissingFact, ...]:
        """What to find out first about a trial."""
        return self._ground.wants.ranked(listed, self._wanted)

    @cached_property
    def _wanted(self) -> list[int]:
        """How many criteria want each fact."""
        wants, made = self._ground.wants, self._ground.made
        counts = wants.counts.copy()
        for number, outcome in self._outcomes.items():
            for want in wants.of(number, made[number]):
                counts[want] -= 1
            for want in wants.of(number, outcome):
                counts[want] += 1
        return counts

    def _tell(self, number: int) -> tuple[Outcome, Explanation, int | None]:
        """What an ask comes to, why, and how many days it will."""
        ask, outcome = self._portfolio.asks[number], self._outcomes.get(number) or self._ground.made[number]
        unspoken = self._own.keys().isdisjoint(outcome.spoken)
        why = self._ground.plain(outcome) if unspoken else explanation(outcome, self._say)
        days = self._days_left(ask, outcome.truth) if ask.timed and outcome.ruling == FAIL else None
        told = self._told[number] = (outcome, why, days)
        return told

    def _say(self, number: int) -> Sequence[Phrase]:
        """What a leaf found, in words."""
        known = self._said.get(number)
        if known is None:
            own = self._own.get(number)
            known = self._said[number] = self._ground.say(number) if own is None else self._found(number, own)
        return known

    def _found(self, number: int, own: Patient) -> Sequence[Phrase]:
        """The same of a leaf that facts bear on; of leaves that one fact makes say the same it is said once."""
        leaf, truth = self._portfolio.leaves[number], self._truths[number]
        if len(own.facts) > 1:
            return phrases(leaf, truth, own, self._context)
        key = (self._portfolio.alike[number], truth)
        known = self._alike.get(key)
        if known is None:
            known = self._alike[key] = phrases(leaf, truth, own, self._context)
        return known

    def _days_left(self, ask: Ask, now: Truth) -> int | None:
        """Days until time alone undoes what is asked, as `flips_in` has it."""
        leaves, context = self._portfolio.leaves, self._context
        own = {number: self._own[number] for number in ask.leaves if number in self._own}
        days = {day for number, one in own.items() for day in turning_days(leaves[number], one, context)}
        return next((day for day in sorted(days) if self._truth_in(day, ask, own) is not now), None)

    def _truth_in(self, days: int, ask: Ask, own: Mapping[int, Patient]) -> Truth:
        """Whether what is asked holds some days on."""
        truths = {number: self._truths[number] for number in ask.leaves}
        for number, one in own.items():
            truths[number] = decided(self._portfolio.leaves[number], later(one, days, ask.aging), self._context)
        return self._ground.outcomes.of(ask, truths).truth
