"""A match cut to the trials asked for, with the rest as counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from matcher.next_tests import NextTest, next_tests
from matcher.results import MatchResult, TrialMatch

__all__ = ["LIMIT", "MatchPage", "VerdictCounts", "first"]

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


def first(result: MatchResult, limit: int | None, tests: int = 0) -> MatchPage:
    """The first `limit` trials of a match, None: all; and the first `tests` facts to find out next."""
    shown = result.matches if limit is None else result.matches[:limit]
    return MatchPage(
        profile_id=result.profile_id,
        engine=result.engine,
        registry=result.registry,
        unresolved_facts=result.unresolved_facts,
        matches=shown,
        counts=_counts(result.matches),
        rest=_counts(result.matches[len(shown) :]),
        next_tests=next_tests(result.matches)[:tests] if tests else (),
    )


def _counts(matches: Iterable[TrialMatch]) -> VerdictCounts:
    verdicts = Counter(each.verdict for each in matches)
    return VerdictCounts(
        eligible=verdicts["eligible"], undetermined=verdicts["undetermined"], ineligible=verdicts["ineligible"]
    )
