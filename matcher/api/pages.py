"""A match cut to the trials asked for, with the rest as counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from matcher.next_tests import NextTest
from matcher.results import MatchResult, TrialVerdict

__all__ = ["LIMIT", "MatchPage", "VerdictCounts", "page"]

LIMIT = 20
"""How many trials are shown in full where a request does not say."""


class VerdictCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many trials came out how."""

    eligible: int = 0
    undetermined: int = 0
    ineligible: int = 0


class MatchPage(MatchResult, frozen=True, kw_only=True):
    """The best ranked trials in full; `counts` are over all trials judged, `rest` over those that are not shown.

    `next_tests`, on request, are the missing facts over all trials judged that would decide most of them.
    """

    counts: VerdictCounts
    rest: VerdictCounts
    next_tests: tuple[NextTest, ...] = ()


def page(result: MatchResult, verdicts: Sequence[TrialVerdict], tests: tuple[NextTest, ...] = ()) -> MatchPage:
    """The trials that are shown, with counts over the verdicts of all, best first, and the facts to find out next."""
    return MatchPage(
        profile_id=result.profile_id,
        engine=result.engine,
        registry=result.registry,
        unresolved_facts=result.unresolved_facts,
        matches=result.matches,
        counts=_counts(verdicts),
        rest=_counts(verdicts[len(result.matches) :]),
        next_tests=tests,
    )


def _counts(every: Iterable[TrialVerdict]) -> VerdictCounts:
    verdicts = Counter(every)
    return VerdictCounts(
        eligible=verdicts["eligible"], undetermined=verdicts["undetermined"], ineligible=verdicts["ineligible"]
    )
