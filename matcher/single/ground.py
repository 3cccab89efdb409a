"""What holds for anyone of whom nothing is known but which lists are complete: where each patient starts from.

It holds nothing of a patient. Where no fact, age or sex bears on a test, its answer and its words stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from criteria.criterion import Criterion
from matcher.explain import Explanation, explained
from matcher.plan.reference.tree import decided
from matcher.population.facts import Patient
from matcher.results import CriterionResult
from matcher.settings import Context
from matcher.single.folding import CODES
from matcher.single.outcomes import Outcome, Outcomes
from matcher.single.portfolio import Listed, Portfolio
from matcher.single.rulings import Judge
from matcher.single.wants import Wants
from matcher.wording import Phrase, phrases

__all__ = ["Ground", "explanation", "worded"]


class Ground:
    """The answers for nobody in particular: `truths` and `codes` by number of a leaf, `made` by number of an ask."""

    def __init__(self, portfolio: Portfolio, judge: Judge, nobody: Patient, context: Context) -> None:
        self.portfolio, self.judge, self.context = portfolio, judge, context
        self._nobody = nobody
        self._said: dict[int, Sequence[Phrase]] = {}
        self._results: dict[int, tuple[CriterionResult, ...]] = {}
        self.truths = [decided(leaf, nobody, context) for leaf in portfolio.leaves]
        self.outcomes = Outcomes(portfolio, context)
        self.made = [self.outcomes.made(ask, self.truths) for ask in portfolio.asks]
        self.codes = np.array([CODES[truth] for truth in self.truths], dtype=np.int8)
        self.wants = Wants(portfolio, self.outcomes.missing, self.made)

    def say(self, number: int) -> Sequence[Phrase]:
        """What a leaf comes to, in words."""
        known = self._said.get(number)
        if known is None:
            leaf = self.portfolio.leaves[number]
            known = self._said[number] = phrases(leaf, self.truths[number], self._nobody, self.context)
        return known

    def plain(self, outcome: Outcome) -> Explanation:
        """Why an ask comes to this, where no fact has a part in it."""
        if outcome.plain is None:
            outcome.plain = explanation(outcome, self.say)
        return outcome.plain

    def results(self, listed: Listed) -> tuple[CriterionResult, ...]:
        """The criteria of a trial with what they come to."""
        known = self._results.get(listed.number)
        return known or self._results.setdefault(listed.number, self._written(listed))

    def _written(self, listed: Listed) -> tuple[CriterionResult, ...]:
        outcomes = [self.made[number] for number in listed.asks]
        pairs = zip(listed.trial.criteria, outcomes, strict=True)
        return tuple(worded(criterion, outcome, self.plain(outcome), None) for criterion, outcome in pairs)


def explanation(outcome: Outcome, say: Callable[[int], Sequence[Phrase]]) -> Explanation:
    """Why an ask comes to this, in the words for its leaves."""
    said = [phrase for number in outcome.leaves for phrase in say(number)]
    notes = [phrase for part in outcome.notes for phrase in ([part] if isinstance(part, Phrase) else say(part))]
    return explained(outcome.truth, said, notes, outcome.missing)


def worded(criterion: Criterion, outcome: Outcome, why: Explanation, days: int | None) -> CriterionResult:
    """A criterion with what it comes to; `days` until time alone undoes it."""
    return CriterionResult(
        criterion_id=criterion.criterion_id,
        category=criterion.category,
        cohort=criterion.cohort,
        text=criterion.text,
        span=criterion.span,
        kind=criterion.kind,
        verdict=outcome.verdict,
        expression=criterion.expression,
        reason=why.reason,
        facts=why.facts,
        missing=why.missing,
        flags=criterion.flags,
        eligible_in_days=days,
        override=criterion.override,
    )
