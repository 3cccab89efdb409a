"""What a match gives back: verdicts, reasons and what is missing, as callers see them."""

from __future__ import annotations

from typing import Literal

import msgspec

from criteria.criterion import Category, Kind, Overridden
from criteria.spans import Span
from matcher.population.facts import UnresolvedFact
from matcher.sites import Sites

__all__ = [
    "CohortVerdict",
    "CriterionResult",
    "CriterionVerdict",
    "EngineInfo",
    "MatchResult",
    "MissingDomain",
    "MissingFact",
    "RegistryInfo",
    "TrialMatch",
    "TrialVerdict",
    "UnresolvedFact",
]

CriterionVerdict = Literal["pass", "fail", "unknown"]
TrialVerdict = Literal["eligible", "undetermined", "ineligible"]
MissingDomain = Literal["conditions", "observations", "drug_exposures", "procedures", "age_years", "sex"]


class MissingFact(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A fact that could still change a verdict, and how recent it must be: "platelets, last 90 days"."""

    domain: MissingDomain
    concept: str
    within_days: float | None = None


class CriterionResult(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One criterion for one patient. `facts` are JSON pointers into the profile.

    `eligible_in_days`: when time alone would turn a fail into something else. `override`: by whom and why the reading
    was put right, where it was.
    """

    criterion_id: str
    category: Category
    cohort: str | None
    text: str
    span: Span | None
    kind: Kind
    verdict: CriterionVerdict
    expression: str
    reason: str
    facts: tuple[str, ...]
    missing: tuple[MissingFact, ...]
    flags: tuple[str, ...]
    eligible_in_days: int | None
    override: Overridden | msgspec.UnsetType = msgspec.UNSET


class CohortVerdict(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The verdict for one cohort or arm, over the common criteria and its own."""

    label: str
    verdict: TrialVerdict


class TrialMatch(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One trial for one patient: verdict first, then what blocks, what is missing, what a person must confirm.

    `sites` are the trial's as seen from the profile's location; `notes` say in plain words what to know of the record
    and its sites before counting on them. Neither takes part in verdict, score or order.
    """

    nct_id: str
    brief_title: str
    overall_status: str
    phases: tuple[str, ...]
    verdict: TrialVerdict
    score: float
    cohorts: tuple[CohortVerdict, ...]
    criteria: tuple[CriterionResult, ...]
    blockers: tuple[str, ...]
    missing_facts: tuple[MissingFact, ...]
    confirm_before_referral: tuple[str, ...]
    earliest_eligible_in_days: int | None
    sites: Sites | None = None
    notes: tuple[str, ...] = ()


class EngineInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What judged: the version of the program and the digest of its lexicon."""

    version: str
    lexicon_digest: str


class RegistryInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What was judged: the day the records were retrieved, where that is known, and their digest."""

    retrieved: str | None
    digest: str


class MatchResult(msgspec.Struct, frozen=True, kw_only=True):
    """One patient against all trials, ranked."""

    profile_id: str
    engine: EngineInfo
    registry: RegistryInfo
    unresolved_facts: tuple[UnresolvedFact, ...]
    matches: tuple[TrialMatch, ...]
