"""One patient's answers to all that a portfolio asks: whether it holds at once, why where it is asked for.

Judged again are only the leaves on which a fact, age or sex bears; the rest is the ground's. Nothing but the request at
hand holds the answers of a patient.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from criteria.tree.nodes import Age, Sex
from matcher.explain import Explanation
from matcher.kleene import Truth
from matcher.plan.reference.flips import later, turning_days
from matcher.plan.reference.tree import decided
from matcher.population.facts import Fact, Patient
from matcher.results import CriterionResult, MissingFact
from matcher.single.folding import CODES
from matcher.single.ground import Ground, explanation, worded
from matcher.single.outcomes import Outcome
from matcher.single.portfolio import Ask, Listed, Tests
from matcher.single.rulings import Rulings
from matcher.wording import Phrase, phrases

__all__ = ["Answers"]


class Answers:
    """What a portfolio comes to for one patient, and what is said of it.

    `rulings` are by number of an ask; `touched` are the asks on which a fact, age or sex bears.
    """

    def __init__(self, patient: Patient, ground: Ground) -> None:
        self._patient, self._ground, self._context = patient, ground, ground.context
        self._portfolio = ground.portfolio
        self._truths: list[Truth] = ground.truths.copy()
        self._own: dict[int, Patient] = {}
        self._said: dict[int, Sequence[Phrase]] = {}
        self._alike: dict[tuple[int, Truth], Sequence[Phrase]] = {}
        self._told: dict[int, tuple[Outcome, Explanation, int | None]] = {}
        self._answer()
        self.touched = set[int]().union(*map(self._portfolio.asking.__getitem__, self._own))
        self.rulings = self._ruled()

    # -- whether it holds -------------------------------------------------------------------------------------

    def _answer(self) -> None:
        """Answer what the patient's facts, age and sex bear on."""
        truths, leaves, context = self._truths, self._portfolio.leaves, self._context
        for own, numbers in self._bearing():
            for number in numbers:
                self._own[number] = own
                truths[number] = decided(leaves[number], own, context)

    def _ruled(self) -> Rulings:
        codes, own, truths = self._ground.codes.copy(), [*self._own], self._truths
        codes[own] = [CODES[truths[number]] for number in own]
        return self._ground.judge.rulings(codes)

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

    # -- why --------------------------------------------------------------------------------------------------

    def results(self, listed: Listed) -> tuple[tuple[CriterionResult, ...], tuple[MissingFact, ...]]:
        """The criteria of a trial with what they come to, and what to find out first."""
        before, asks, made, told = self._ground.results(listed), listed.asks, self._ground.made, self._told
        every, criteria = [*before], listed.trial.criteria
        changed = list[tuple[Outcome, Outcome]]()
        for place, number in enumerate(asks):
            if number in self.touched:
                outcome, why, days = told.get(number) or self._tell(number)
                every[place] = worded(criteria[place], outcome, why, days)
                if outcome.missing != made[number].missing:
                    changed.append((made[number], outcome))
        return tuple(every), self._ground.wants.ranked(listed, changed)

    def _tell(self, number: int) -> tuple[Outcome, Explanation, int | None]:
        """What an ask comes to, why, and how many days it will."""
        ask = self._portfolio.asks[number]
        outcome = self._ground.outcomes.of(ask, self._truths)
        unspoken = self._own.keys().isdisjoint(outcome.spoken)
        why = self._ground.plain(outcome) if unspoken else explanation(outcome, self._say)
        days = self._days_left(ask, outcome.truth) if ask.timed and outcome.verdict == "fail" else None
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
