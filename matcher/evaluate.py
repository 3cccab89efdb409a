"""From trees to verdicts: one patient against trials, criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from typing import Protocol

import msgspec

from criteria.criterion import Criterion, Trial
from matcher.explain import explain
from matcher.meaning import settled, verdict_of
from matcher.plan.reference import flips_in
from matcher.population.facts import Patient
from matcher.results import (
    CohortVerdict,
    CriterionResult,
    EngineInfo,
    MatchResult,
    MissingFact,
    RegistryInfo,
    TrialMatch,
    TrialVerdict,
    UnresolvedFact,
)
from matcher.settings import Context, default_context
from matcher.single import Matching

__all__ = [
    "CohortVerdict",
    "CriterionResult",
    "EngineInfo",
    "MatchResult",
    "MissingFact",
    "Ranked",
    "RegistryInfo",
    "TrialMatch",
    "UnresolvedFact",
    "engine_info",
    "judge",
    "match",
    "match_first",
    "match_trial",
    "settled",
    "verdict_of",
]


class Provenance(Protocol):
    """Where the records come from: the day of retrieval and a digest."""

    @property
    def retrieved(self) -> str | None: ...
    @property
    def digest(self) -> str: ...


class Ranked(msgspec.Struct, frozen=True):
    """The best ranked trials in full, and the verdicts of all, best first."""

    result: MatchResult
    verdicts: tuple[TrialVerdict, ...]


def match(
    patient: Patient,
    trials: Iterable[Trial],
    *,
    registry: Provenance,
    context: Context | None = None,
    engine: EngineInfo | None = None,
) -> MatchResult:
    """A patient against all trials, ranked; the same input gives the same bytes."""
    context = context or default_context()
    found = match_first(None, patient, trials, registry=registry, context=context).result
    return found if engine is None else msgspec.structs.replace(found, engine=engine)


def match_first(
    limit: int | None,
    patient: Patient,
    trials: Iterable[Trial],
    *,
    registry: Provenance,
    context: Context,
) -> Ranked:
    """The same with the first `limit` trials only (None: all), and the verdicts of all; no other is explained."""
    matching = Matching(patient, trials, context)
    result = MatchResult(
        profile_id=patient.profile_id,
        engine=engine_info(context),
        registry=RegistryInfo(retrieved=registry.retrieved, digest=registry.digest),
        unresolved_facts=patient.unresolved,
        matches=matching.matches(limit),
    )
    return Ranked(result, matching.verdicts)


def engine_info(context: Context) -> EngineInfo:
    """The version of this program and the digest of the lexicon in use."""
    return EngineInfo(version=_version(), lexicon_digest=context.lexicon.digest)


@cache
def _version() -> str:
    return version("resetmatch")


def match_trial(patient: Patient, trial: Trial, context: Context) -> TrialMatch:
    """A patient against one trial: each criterion once, each cohort on the common criteria and its own."""
    return Matching(patient, (trial,), context).matches()[0]


# -- one criterion --------------------------------------------------------------------------------------------


def judge(criterion: Criterion, patient: Patient, context: Context) -> CriterionResult:
    """One criterion for one patient: verdict, reason, facts used, facts missing."""
    explained = explain(criterion.tree, patient, context)
    verdict = verdict_of(explained.truth, criterion.category)
    return CriterionResult(
        criterion_id=criterion.criterion_id,
        category=criterion.category,
        cohort=criterion.cohort,
        text=criterion.text,
        span=criterion.span,
        kind=criterion.kind,
        verdict=verdict,
        expression=criterion.expression,
        reason=explained.reason,
        facts=explained.facts,
        missing=explained.missing,
        flags=criterion.flags,
        eligible_in_days=flips_in(criterion.tree, patient, context) if verdict == "fail" else None,
        override=criterion.override,
    )
