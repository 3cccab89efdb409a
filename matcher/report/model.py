"""What the report is made of: counts of people by trial, criterion, fact, change and time."""

from __future__ import annotations

import msgspec

__all__ = ["Change", "CriterionRow", "FactRow", "RipeRow", "Screened", "TrialRow"]


class CriterionRow(msgspec.Struct, frozen=True):
    """A criterion with its counts of people: pass, fail, unknown, remaining, only blocker, only unknown.

    `gained` are those no longer ineligible, and eligible, without it; `subject` what it is about, in a word or two.
    """

    criterion_id: str
    category: str
    cohort: str | None
    text: str
    counts: tuple[int, ...]
    gained: tuple[int, int] = (0, 0)
    subject: str = ""


class TrialRow(msgspec.Struct, frozen=True):
    """A trial with its counts of people: eligible, undetermined, ineligible; `ripe`: open in 30, 90 and 180 days."""

    nct_id: str
    brief_title: str
    overall_status: str
    counts: tuple[int, ...]
    criteria: tuple[CriterionRow, ...] = ()
    ripe: tuple[int, ...] = ()

    @property
    def open(self) -> int:
        """Who is not ineligible."""
        return sum(self.counts[:2])


class FactRow(msgspec.Struct, frozen=True):
    """A fact that is missing: in how many undetermined pairs, in how many alone, and how many it would decide."""

    domain: str
    concept: str
    missing: int
    only_missing: int
    decides: int


class RipeRow(msgspec.Struct, frozen=True):
    """Pairs without a blocker left within so many days."""

    within_days: int
    pairs: int


class Change(msgspec.Struct, frozen=True):
    """A change that was asked for, in words, with who would come and go: eligible, and not ineligible."""

    asked: str
    words: str
    gained_eligible: int
    gained_open: int
    lost_eligible: int
    lost_open: int


class Screened(msgspec.Struct, frozen=True, kw_only=True):
    """A screening in figures."""

    people: int
    trials: tuple[TrialRow, ...]
    facts: tuple[FactRow, ...] = ()
    ripening: tuple[RipeRow, ...] = ()
    changes: tuple[Change, ...] = ()
    refused: int = 0
    lexicon_digest: str = ""
