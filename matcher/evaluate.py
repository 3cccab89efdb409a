"""From trees to verdicts: one patient against trials, criterion by criterion."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any as Anything
from typing import Protocol

import msgspec

from criteria.criterion import ATTESTATION_PART, QUALITY_ASKED, Category, Criterion, Trial
from criteria.tree.nodes import All, Any, AtLeast, Attested, Constant, IfThen, Node, Not, Readings
from matcher.explain import explain, ranked_missing
from matcher.kleene import Truth
from matcher.plan.reference import evaluate, flips_in
from matcher.population.facts import Patient
from matcher.prepared import Prepared, prepared
from matcher.results import (
    CohortVerdict,
    CriterionResult,
    CriterionVerdict,
    EngineInfo,
    MatchResult,
    MissingFact,
    RegistryInfo,
    TrialMatch,
    TrialVerdict,
    UnresolvedFact,
)
from matcher.score import RANK, ranked, score
from matcher.settings import Context, default_context

__all__ = [
    "CohortVerdict",
    "CriterionResult",
    "EngineInfo",
    "MatchResult",
    "MissingFact",
    "RegistryInfo",
    "TrialMatch",
    "UnresolvedFact",
    "engine_info",
    "judge",
    "match",
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
    return MatchResult(
        profile_id=patient.profile_id,
        engine=engine or engine_info(context),
        registry=RegistryInfo(retrieved=registry.retrieved, digest=registry.digest),
        unresolved_facts=patient.unresolved,
        matches=_ranked(patient, trials, context),
    )


def _ranked(patient: Patient, trials: Iterable[Trial], context: Context) -> tuple[TrialMatch, ...]:
    judged: Known = {}
    return ranked(match_trial(patient, trial, context, judged) for trial in trials)


def engine_info(context: Context) -> EngineInfo:
    """The version of this program and the digest of the lexicon in use."""
    return EngineInfo(version=_version(), lexicon_digest=context.lexicon.digest)


@cache
def _version() -> str:
    return version("resetmatch")


# -- one trial ------------------------------------------------------------------------------------------------


class Judged(msgspec.Struct, frozen=True):
    """A criterion's result, and whether it leaves the way free once a person has attested what only a person can."""

    result: CriterionResult
    free: bool


class Scope(msgspec.Struct, frozen=True):
    """What one cohort is judged on: the common criteria and its own; all of them where there are no cohorts."""

    label: str | None
    judged: tuple[Judged, ...]

    @property
    def verdict(self) -> TrialVerdict:
        """The verdict over all that is in scope."""
        if any(each.result.verdict == "fail" for each in self.judged):
            return "ineligible"
        return "eligible" if all(each.free for each in self.judged) else "undetermined"

    @property
    def failed(self) -> tuple[CriterionResult, ...]:
        """The criteria that stand in the way."""
        return tuple(each.result for each in self.judged if each.result.verdict == "fail")

    @property
    def score(self) -> float:
        """The score over what is in scope."""
        return score(each.result for each in self.judged)

    @property
    def days(self) -> int | None:
        """Days until time alone has removed every blocker."""
        days = [result.eligible_in_days for result in self.failed]
        known = [each for each in days if each is not None]
        return max(known, default=None) if len(known) == len(days) else None


Known = dict[Hashable, Judged]
"""What is known of one patient so far, by what criteria ask: equal ones of several trials are judged once."""


def match_trial(patient: Patient, trial: Trial, context: Context, known: Known | None = None) -> TrialMatch:
    """A patient against one trial: each criterion once, each cohort on the common criteria and its own.

    `known` is filled, and drawn on, where one patient meets several trials.
    """
    known = {} if known is None else known
    met = frozenset(fact.concept for fact in patient.facts)
    judged = tuple(_known(one, patient, met, context, known) for one in prepared(trial, context))
    results = tuple(each.result for each in judged)
    scopes = _scopes(trial, judged)
    best = min(scopes, key=lambda scope: (RANK[scope.verdict], len(scope.failed), -scope.score))
    return TrialMatch(
        nct_id=trial.nct_id,
        brief_title=trial.brief_title,
        overall_status=trial.overall_status,
        phases=trial.phases,
        verdict=best.verdict,
        score=best.score,
        cohorts=tuple(CohortVerdict(label=s.label, verdict=s.verdict) for s in scopes if s.label is not None),
        criteria=results,
        blockers=tuple(result.criterion_id for result in results if result.verdict == "fail"),
        missing_facts=ranked_missing(result.missing for result in results),
        confirm_before_referral=tuple(result.criterion_id for result in results if _to_confirm(result)),
        earliest_eligible_in_days=_earliest(scopes) if best.verdict == "ineligible" else None,
    )


def _scopes(trial: Trial, judged: Sequence[Judged]) -> tuple[Scope, ...]:
    labels: list[str | None] = [cohort.label for cohort in trial.cohorts] or [None]
    return tuple(Scope(label, tuple(each for each in judged if _concerns(each.result, label))) for label in labels)


def _concerns(result: CriterionResult, label: str | None) -> bool:
    return label is None or result.cohort is None or result.cohort == label


_BY_A_PERSON = frozenset({ATTESTATION_PART, QUALITY_ASKED})


def _to_confirm(result: CriterionResult) -> bool:
    return result.verdict != "fail" and (result.kind == "attestation" or not _BY_A_PERSON.isdisjoint(result.flags))


def _earliest(scopes: Sequence[Scope]) -> int | None:
    return min((scope.days for scope in scopes if scope.days is not None), default=None)


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


def verdict_of(truth: Truth, category: Category) -> CriterionVerdict:
    """What holding means: an inclusion criterion that holds passes, an exclusion criterion that holds fails."""
    if truth is None:
        return "unknown"
    return "pass" if truth is (category == "inclusion") else "fail"


def _known(one: Prepared[Anything], patient: Patient, met: frozenset[str], context: Context, known: Known) -> Judged:
    """A criterion's result: that of all who are alike where no fact of the patient bears on it."""
    if not one.concepts.isdisjoint(met):
        if one.asks in known:
            return _worded(known[one.asks], one.criterion)
        return known.setdefault(one.asks, _judged(one.criterion, one.narrowed(patient), context))
    alike = one.alike(patient)
    found: Judged | None = one.untouched.get(alike)
    return found or one.untouched.put(alike, _judged(one.criterion, one.narrowed(patient), context))


def _worded(judged: Judged, criterion: Criterion) -> Judged:
    """The same for a criterion that asks the same in other words or in another trial."""
    result = msgspec.structs.replace(
        judged.result,
        criterion_id=criterion.criterion_id,
        cohort=criterion.cohort,
        text=criterion.text,
        span=criterion.span,
        expression=criterion.expression,
        flags=criterion.flags,
        override=criterion.override,
    )
    return Judged(result, judged.free)


def _judged(criterion: Criterion, patient: Patient, context: Context) -> Judged:
    result = judge(criterion, patient, context)
    return Judged(result, _is_free(criterion, result, patient, context))


def _is_free(criterion: Criterion, result: CriterionResult, patient: Patient, context: Context) -> bool:
    """Whether a criterion leaves the way free: it passes, or all that is left is for a person to attest."""
    if result.verdict == "unknown" and criterion.is_mixed:
        attested = settled(criterion.tree, holds=criterion.category == "inclusion")
        return verdict_of(evaluate(attested, patient, context), criterion.category) == "pass"
    return result.verdict == "pass" or (result.verdict == "unknown" and criterion.kind == "attestation")


def settled(node: Node, *, holds: bool) -> Node:
    """The tree with every attestation given as it must be for the whole to hold, or not to hold."""
    match node:
        case Attested():
            return Constant(value=holds, why="attested")
        case Not():
            return Not(of=settled(node.of, holds=not holds))
        case IfThen():
            otherwise = None if node.otherwise is None else settled(node.otherwise, holds=holds)
            return IfThen(condition=node.condition, then=settled(node.then, holds=holds), otherwise=otherwise)
        case AtLeast():
            return AtLeast(k=node.k, of=tuple(settled(part, holds=holds) for part in node.of))
        case All() | Any() | Readings():
            return type(node)(of=tuple(settled(part, holds=holds) for part in node.of))
        case _:
            return node
