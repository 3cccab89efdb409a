"""Trials ranked for one patient by their verdicts alone, and written out only where they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

import msgspec

from criteria.criterion import Trial
from matcher.explain import ranked_missing
from matcher.population.facts import Patient
from matcher.results import CohortVerdict, CriterionResult, TrialMatch, TrialVerdict
from matcher.score import RANK, rank
from matcher.settings import Context
from matcher.single.desk import at_hand
from matcher.single.portfolio import Listed, Scope
from matcher.single.tally import Tally

__all__ = ["Matching"]


class Standing(msgspec.Struct, frozen=True, gc=False):
    """What a trial comes to: its verdict and score, those of its best cohort, how many criteria fail in all."""

    listed: Listed
    verdict: TrialVerdict
    score: float
    blockers: int
    cohorts: tuple[CohortVerdict, ...]


class Matching:
    """A patient against trials, ranked."""

    def __init__(self, patient: Patient, trials: Iterable[Trial], context: Context) -> None:
        desk, wanted = at_hand(trials, context)
        self._answers = desk.answers(patient, context)
        self._tally = Tally(desk.portfolio, self._answers.rulings)
        standings = [(_rank(each), each) for each in map(self._standing, wanted)]
        self._ranked = [each for _, each in sorted(standings, key=itemgetter(0))]

    @property
    def verdicts(self) -> tuple[TrialVerdict, ...]:
        """The verdicts of all trials, best first."""
        return tuple(each.verdict for each in self._ranked)

    def matches(self, limit: int | None = None) -> tuple[TrialMatch, ...]:
        """The first trials with all that is to say of them; None: all."""
        return tuple(map(self._match, self._ranked[:limit]))

    # -- verdicts ---------------------------------------------------------------------------------------------

    def _standing(self, listed: Listed) -> Standing:
        tally, scopes = self._tally, listed.scopes
        best = min(scopes, key=self._order) if len(scopes) > 1 else scopes[0]
        return Standing(
            listed=listed,
            verdict=tally.verdict(best.number),
            score=tally.score(best.number),
            blockers=tally.failed[listed.whole.number],
            cohorts=tuple(
                [
                    CohortVerdict(label=scope.label, verdict=tally.verdict(scope.number))
                    for scope in scopes
                    if scope.label is not None
                ]
            ),
        )

    def _order(self, scope: Scope) -> tuple[int, int, float]:
        """What the cohorts of a trial are sorted by: verdict, fewest criteria that fail, highest score."""
        tally, number = self._tally, scope.number
        return RANK[tally.verdict(number)], tally.failed[number], -tally.score(number)

    # -- what is shown ----------------------------------------------------------------------------------------

    def _match(self, standing: Standing) -> TrialMatch:
        listed, trial = standing.listed, standing.listed.trial
        results = self._answers.results(listed)
        return TrialMatch(
            nct_id=trial.nct_id,
            brief_title=trial.brief_title,
            overall_status=trial.overall_status,
            phases=trial.phases,
            verdict=standing.verdict,
            score=standing.score,
            cohorts=standing.cohorts,
            criteria=results,
            blockers=tuple([result.criterion_id for result in results if result.verdict == "fail"]),
            missing_facts=ranked_missing([result.missing for result in results if result.missing]),
            confirm_before_referral=tuple(_to_confirm(listed, results)),
            earliest_eligible_in_days=_earliest(listed, results) if standing.verdict == "ineligible" else None,
        )


def _rank(standing: Standing) -> tuple[int, int, float, str]:
    return rank(standing.verdict, standing.blockers, standing.score, standing.listed.trial.nct_id)


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
