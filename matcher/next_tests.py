"""What to find out next about one patient: facts ranked by how many trials each would decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from matcher.results import MatchResult, MissingDomain, MissingFact, TrialMatch

__all__ = ["NextTest", "NextTests", "next_tests", "next_tests_of"]

Key = tuple[MissingDomain, str]


class NextTest(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that is missing: "LVEF, last 90 days"; how recent it must be is what the strictest trial asks.

    `missing` counts the undetermined trials in which it is missing, `only_missing` those in which nothing else is,
    `decides` those in which nothing else at all is open: its answer decides them, one way or the other. `trials` names
    the latter.
    """

    domain: MissingDomain
    concept: str
    within_days: float | None
    missing: int
    only_missing: int
    decides: int
    trials: tuple[str, ...]


class NextTests(msgspec.Struct, frozen=True, kw_only=True):
    """The next tests of one patient, and how many trials are undetermined."""

    profile_id: str
    undetermined: int
    tests: tuple[NextTest, ...]


def next_tests_of(result: MatchResult) -> NextTests:
    """The next tests that a match result leaves."""
    undetermined = [match for match in result.matches if match.verdict == "undetermined"]
    return NextTests(profile_id=result.profile_id, undetermined=len(undetermined), tests=next_tests(undetermined))


def next_tests(matches: Iterable[TrialMatch]) -> tuple[NextTest, ...]:
    """The facts missing in undetermined trials, those that decide most first: the counts of a cohort of one."""
    asked: dict[Key, list[tuple[TrialMatch, bool, bool, float | None]]] = {}
    for match in matches:
        if match.verdict == "undetermined":
            facts = _tightest(fact for one in match.criteria for fact in one.missing)
            alone, clear = len(facts) == 1, not _is_unreadable(match)
            for key, days in facts.items():
                asked.setdefault(key, []).append((match, alone, alone and clear, days))
    found = [_test(key, held) for key, held in asked.items()]
    return tuple(sorted(found, key=_rank))


def _rank(test: NextTest) -> tuple[int, int, int, str, str]:
    return -test.decides, -test.only_missing, -test.missing, test.domain, test.concept


def _tightest(facts: Iterable[MissingFact]) -> dict[Key, float | None]:
    found: dict[Key, list[float]] = {}
    for fact in facts:
        found.setdefault((fact.domain, fact.concept), []).extend([fact.within_days] if fact.within_days else [])
    return {key: min(days, default=None) for key, days in found.items()}


def _is_unreadable(match: TrialMatch) -> bool:
    """Whether a criterion that was not understood is open, which no test answers."""
    return any(one.kind == "unparsed" and one.verdict == "unknown" for one in match.criteria)


def _test(key: Key, held: Sequence[tuple[TrialMatch, bool, bool, float | None]]) -> NextTest:
    domain, concept = key
    decided = tuple(sorted(match.nct_id for match, _, decides, _ in held if decides))
    return NextTest(
        domain=domain,
        concept=concept,
        within_days=min((days for *_, days in held if days is not None), default=None),
        missing=len(held),
        only_missing=sum(alone for _, alone, _, _ in held),
        decides=len(decided),
        trials=decided,
    )
