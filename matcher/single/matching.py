"""Trials ranked for one patient by their verdicts alone, and written out only where they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

import msgspec

from criteria.criterion import Trial
from matcher.explain import ranked_missing
from matcher.population.facts import Patient
from matcher.results import CohortVerdict, CriterionResult, TrialMatch, TrialVerdict
from matcher.score import RANK, rank, share
from matcher.settings import Context
from matcher.single.desk import at_hand
from matcher.single.portfolio import Listed, Scope

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
        scopes = [self._scope(scope) for scope in listed.scopes]
        verdict, _, score = min(scopes, key=lambda scope: (RANK[scope[0]], scope[1], -scope[2]))
        cohorts = tuple(
            CohortVerdict(label=scope.label, verdict=found[0])
            for scope, found in zip(listed.scopes, scopes, strict=True)
            if scope.label is not None
        )
        verdicts = self._answers.verdicts
        blockers = [verdicts[number] for number in listed.asks].count("fail") if cohorts else scopes[0][1]
        return Standing(listed, verdict, score, blockers, cohorts)

    def _scope(self, scope: Scope) -> tuple[TrialVerdict, int, float]:
        """The verdict over all that is in scope, how many criteria fail, the score."""
        verdicts, free = self._answers.verdicts, self._answers.free
        failed = [verdicts[number] for number in scope.asks].count("fail")
        score = share([verdicts[number] for number in scope.counted])
        if failed:
            return "ineligible", failed, score
        return "eligible" if all(map(free.__getitem__, scope.asks)) else "undetermined", failed, score

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
