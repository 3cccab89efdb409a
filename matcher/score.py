"""Ranking: the verdict first, then what blocks, then how much is known to fit.

The score is the share of criteria, those that a person must attest left out, that are known to pass. What is not
known adds nothing and takes nothing away beyond that; it never makes up for a fail, because the verdict ranks first.
"""

from __future__ import annotations

from collections.abc import Iterable

from matcher.results import CriterionResult, CriterionVerdict, TrialMatch, TrialVerdict

__all__ = ["RANK", "WEIGHTS", "points", "rank", "ranked", "score"]

# What each verdict on a criterion adds to the score, of 1 for each criterion counted.
WEIGHTS: dict[CriterionVerdict, float] = {"pass": 1.0, "unknown": 0.0, "fail": 0.0}

# The order of verdicts on a trial.
RANK: dict[TrialVerdict, int] = {"eligible": 0, "undetermined": 1, "ineligible": 2}

_DIGITS = 4


def score(results: Iterable[CriterionResult]) -> float:
    """The share of criteria known to pass, from 0 to 1; 0 where there is none to count."""
    counted = [result for result in results if result.kind != "attestation"]
    return points(sum(WEIGHTS[result.verdict] for result in counted), len(counted))


def points(weight: float, counted: int) -> float:
    """The score of so many criteria that count, of which so much is known to pass."""
    return round(weight / counted, _DIGITS) if counted else 0.0


def ranked(matches: Iterable[TrialMatch]) -> tuple[TrialMatch, ...]:
    """Best first: verdict, fewest blockers, highest score, then the registry number, so that order is settled."""
    return tuple(sorted(matches, key=lambda each: rank(each.verdict, len(each.blockers), each.score, each.nct_id)))


def rank(verdict: TrialVerdict, blockers: int, reached: float, nct_id: str) -> tuple[int, int, float, str]:
    """What trials are sorted by; a fail that rules out only some cohorts stands in nobody's way, and does not rank."""
    return RANK[verdict], blockers if verdict == "ineligible" else 0, -reached, nct_id
