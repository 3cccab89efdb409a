"""One patient's answers to all that a portfolio asks: whether it holds at once, why where it is asked for.

They start from a ground: the answers for anyone of whom nothing is known but which lists are complete. Where no fact,
age or sex bears on a test, the ground's answer stands. A ground holds nothing of a patient, and nothing but the request
at hand holds the answers of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush

import msgspec

from criteria.criterion import Criterion
from criteria.tree.nodes import Age, Node, Sex
from matcher.explain import Explanation, explained, missing_for
from matcher.kleene import Truth
from matcher.meaning import verdict_of
from matcher.plan.reference import flips_in
from matcher.plan.reference.tree import FOLDS, decided
from matcher.population.facts import Fact, Patient
from matcher.results import CriterionResult, MissingFact
from matcher.settings import Context
from matcher.single.portfolio import Ask, Listed, Portfolio
from matcher.single.tally import FAIL, FREE, OPEN, PASS, VERDICTS
from matcher.wording import Phrase, phrases

__all__ = ["Answers"]


class Answers:
    """What a portfolio comes to for one patient, and what is said of it.

    `truths`, `said` and `missing` are by place of a part, `rulings` by number of an ask, as `tally` has them. `touched`
    are the asks on which a fact, age or sex bears.
    """

    def __init__(self, portfolio: Portfolio, patient: Patient, context: Context, ground: Answers | None = None) -> None:
        self._portfolio, self._patient, self._context = portfolio, patient, context
        self._ground = ground
        self._own: dict[int, Patient] = {}
        self._explanations: dict[int, Explanation] = {}
        self._results: dict[int, tuple[CriterionResult, ...]] = {}
        self._days: dict[int, int | None] = {}
        self.truths: dict[int, Truth] = {}
        self.said: dict[int, Sequence[Phrase]] = {}
        self.missing: Mapping[int, tuple[MissingFact, ...]] = {}
        self.rulings = bytearray(len(portfolio.asks))
        self.touched: set[int] = set()
        if ground is None:
            self._begin()
        else:
            self._depart(ground)

    # -- whether it holds -------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Answer everything."""
        self.missing = {id(leaf): missing_for(leaf, self._context) for leaf in self._portfolio.leaves}
        for leaf in self._portfolio.leaves:
            self.truths[id(leaf)] = decided(leaf, self._patient, self._context)
        for fold, parts in self._portfolio.folds:
            self.truths[id(fold)] = FOLDS[type(fold)](fold, [self.truths[part] for part in parts])
        for ask in self._portfolio.asks:
            self.rulings[ask.number] = self._ruling(ask)

    def _depart(self, ground: Answers) -> None:
        """Answer what the patient's facts, age and sex bear on; the rest is as it was."""
        self.truths, self.missing, self.rulings = ground.truths.copy(), ground.missing, ground.rulings.copy()
        portfolio, changed = self._portfolio, self._changed()
        self.touched.update(*[portfolio.asking.get(place, ()) for place in self._own])
        self._fold(changed)
        for number in {number for place in changed for number in portfolio.rooted.get(place, ())}:
            self.rulings[number] = self._ruling(portfolio.asks[number])

    def _changed(self) -> list[int]:
        """Answer the leaves; the places of those that come out as they did not before."""
        changed: list[int] = []
        for own, leaves in self._bearing():
            for leaf in leaves:
                place, truth = id(leaf), decided(leaf, own, self._context)
                self._own[place] = own
                if truth is not self.truths[place]:
                    self.truths[place] = truth
                    changed.append(place)
        return changed

    def _bearing(self) -> Iterator[tuple[Patient, Sequence[Node]]]:
        """The leaves that may come out otherwise, with the patient as far as it concerns them."""
        patient, portfolio = self._patient, self._portfolio
        if patient.age_years is not None:
            yield patient, portfolio.personal[Age]
        if patient.sex is not None:
            yield patient, portfolio.personal[Sex]
        facts: dict[int, list[Fact]] = defaultdict(list)
        for fact in patient.facts:
            for number in portfolio.concerned.get(fact.concept, ()):
                facts[number].append(fact)
        for number, some in facts.items():
            yield msgspec.structs.replace(patient, facts=tuple(some)), portfolio.tests[number]

    def _fold(self, changed: list[int]) -> None:
        """Judge the folds above what changed, in order, as far up as anything changes; `changed` gets their places."""
        truths, folds, above = self.truths, self._portfolio.folds, self._portfolio.above
        met = {number for place in changed for number in above.get(place, ())}
        left = sorted(met)
        while left:
            fold, parts = folds[heappop(left)]
            place, truth = id(fold), FOLDS[type(fold)](fold, [truths[part] for part in parts])
            if truth is truths[place]:
                continue
            truths[place] = truth
            changed.append(place)
            for number in above.get(place, ()):
                if number not in met:
                    met.add(number)
                    heappush(left, number)

    def _ruling(self, ask: Ask) -> int:
        verdict = verdict_of(self.truths[id(ask.tree)], ask.category)
        if verdict != "unknown":
            return PASS if verdict == "pass" else FAIL
        return FREE if self._is_free(ask) else OPEN

    def _is_free(self, ask: Ask) -> bool:
        """Whether all that is left of what is not known is for a person to attest."""
        if ask.given is None:
            return ask.kind == "attestation"
        return verdict_of(self.truths[id(ask.given)], ask.category) == "pass"

    # -- why --------------------------------------------------------------------------------------------------

    def results(self, listed: Listed) -> tuple[CriterionResult, ...]:
        """The criteria of a trial with what they come to."""
        if self._ground is None:
            known = self._results.get(listed.number)
            return known or self._results.setdefault(listed.number, self._written(listed))
        before = self._ground.results(listed)
        if self.touched.isdisjoint(listed.asks):
            return before
        touched, criteria = self.touched, listed.trial.criteria
        every = [
            self._result(criteria[place], number) if number in touched else before[place]
            for place, number in enumerate(listed.asks)
        ]
        return tuple(every)

    def _written(self, listed: Listed) -> tuple[CriterionResult, ...]:
        return tuple(map(self._result, listed.trial.criteria, listed.asks))

    def _result(self, criterion: Criterion, number: int) -> CriterionResult:
        ask, verdict = self._portfolio.asks[number], VERDICTS[self.rulings[number]]
        explained = self._explanation(ask)
        return CriterionResult(
            criterion_id=criterion.criterion_id,
            category=criterion.category,
            cohort=criterion.cohort,
            text=criterion.text,
            span=criterion.span,
            kind=criterion.kind,
            verdict=verdict,
            expression=criterion.expression,
            reason=explained.reason,
            facts=explained.facts,
            missing=explained.missing,
            flags=criterion.flags,
            eligible_in_days=self._days_left(ask) if verdict == "fail" else None,
            override=criterion.override,
        )

    def _explanation(self, ask: Ask) -> Explanation:
        place = id(ask.tree)
        known = self._explanations.get(place)
        if known is None:
            known = self._explanations[place] = explained(ask.tree, self)
        return known

    def say(self, leaf: Node) -> Sequence[Phrase]:
        """What a leaf found, in words."""
        place = id(leaf)
        if self._ground is not None and place not in self._own:
            found = self._ground.said.get(place) or self._ground.say(leaf)
        else:
            found = phrases(leaf, self.truths[place], self._own.get(place, self._patient), self._context)
        self.said[place] = found
        return found

    def _days_left(self, ask: Ask) -> int | None:
        """Days until time alone undoes what is asked."""
        if ask.timed and ask.number not in self._days:
            self._days[ask.number] = self._flip(ask)
        return self._days.get(ask.number)

    def _flip(self, ask: Ask) -> int | None:
        facts = tuple([fact for fact in self._patient.facts if fact.concept in ask.concepts])
        return flips_in(ask.tree, msgspec.structs.replace(self._patient, facts=facts), self._context)
