"""Trials ranked for one patient by their verdicts alone, and written out only where they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from criteria.criterion import Trial
from matcher.population.facts import Patient
from matcher.results import CohortVerdict, CriterionResult, TrialMatch, TrialVerdict
from matcher.settings import Context
from matcher.single.desk import at_hand
from matcher.single.portfolio import Listed, Scope
from matcher.single.tally import Tally

__all__ = ["Matching"]


class Matching:
    """A patient against trials, ranked."""

    def __init__(self, patient: Patient, trials: Iterable[Trial], context: Context) -> None:
        desk, wanted = at_hand(trials, context)
        self._answers = desk.answers(patient, context)
        self._tally = Tally(desk.portfolio, self._answers.rulings)
        self._ranked = self._tally.ranked(wanted)

    @property
    def verdicts(self) -> tuple[TrialVerdict, ...]:
        """The verdicts of all trials, best first."""
        tally = self._tally
        return tuple([tally.verdict(tally.best(each)) for each in self._ranked])

    def matches(self, limit: int | None = None) -> tuple[TrialMatch, ...]:
        """The first trials with all that is to say of them; None: all."""
        return tuple(map(self._match, self._ranked[:limit]))

    def _match(self, listed: Listed) -> TrialMatch:
        trial, tally = listed.trial, self._tally
        results, missing = self._answers.results(listed)
        best = tally.best(listed)
        verdict = tally.verdict(best)
        return TrialMatch(
            nct_id=trial.nct_id,
            brief_title=trial.brief_title,
            overall_status=trial.overall_status,
            phases=trial.phases,
            verdict=verdict,
            score=tally.score(best),
            cohorts=tuple(self._cohorts(listed)) if trial.cohorts else (),
            criteria=results,
            blockers=tuple([result.criterion_id for result in results if result.verdict == "fail"]),
            missing_facts=missing,
            confirm_before_referral=tuple(_to_confirm(listed, results)),
            earliest_eligible_in_days=_earliest(listed, results) if verdict == "ineligible" else None,
        )

    def _cohorts(self, listed: Listed) -> Iterator[CohortVerdict]:
        for scope in listed.scopes:
            if scope.label is not None:
                yield CohortVerdict(label=scope.label, verdict=self._tally.verdict(scope.number))


def _to_confirm(listed: Listed, results: Sequence[CriterionResult]) -> Iterator[str]:
    found = (results[place] for place in listed.confirmed)
    return (result.criterion_id for result in found if result.verdict != "fail")


def _earliest(listed: Listed, results: Sequence[CriterionResult]) -> int | None:
    """The first day on which time alone has removed every blocker of a cohort."""
    days = (_days(scope, results) for scope in listed.scopes)
    return min((each for each in days if each is not None), default=None)


def _days(scope: Scope, results: Sequence[CriterionResult]) -> int | None:
    failed = [results[place] for place in scope.places if results[place].verdict == "fail"]
    known = [result.eligible_in_days for result in failed if result.eligible_in_days is not None]
    return max(known, default=None) if len(known) == len(failed) else None
