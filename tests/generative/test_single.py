"""One patient against many trials at once says, to the byte, what the reference says criterion by criterion."""

from __future__ import annotations

import itertools

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from criteria.criterion import ATTESTATION_PART, QUALITY_ASKED, Criterion, Trial
from criteria.tree.nodes import Condition
from matcher.catalogue import from_sample
from matcher.evaluate import judge, match, match_first, settled, verdict_of
from matcher.explain import ranked_missing
from matcher.plan.reference import evaluate
from matcher.population.facts import Patient
from matcher.population.profile import read_profiles
from matcher.results import CohortVerdict, CriterionResult, RegistryInfo, TrialMatch, TrialVerdict
from matcher.sample import PROFILES
from matcher.score import RANK, ranked, score
from matcher.settings import Context, Settings, default_context
from tests.generative.strategies import populations, trials
from tests.generative.test_two_evaluators import CONTEXT, RUNS

REGISTRY = RegistryInfo(retrieved="2026-09-14", digest="sha256:registry")
Judged = tuple[Criterion, CriterionResult, bool]


def slowly(patient: Patient, trial: Trial, context: Context) -> TrialMatch:
    """A trial, each criterion by itself on all facts."""
    judged = [_judged(criterion, patient, context) for criterion in trial.criteria]
    results = tuple(result for _, result, _ in judged)
    labels = [cohort.label for cohort in trial.cohorts]
    scopes = [[each for each in judged if each[0].cohort in {None, label}] for label in labels] or [judged]
    verdicts = [_verdict(scope) for scope in scopes]
    points = [score(result for _, result, _ in scope) for scope in scopes]
    failed = [[result for _, result, _ in scope if result.verdict == "fail"] for scope in scopes]
    best = min(range(len(scopes)), key=lambda each: (RANK[verdicts[each]], len(failed[each]), -points[each]))
    days = [_days(scope) for scope in failed] if verdicts[best] == "ineligible" else []
    by_hand = {ATTESTATION_PART, QUALITY_ASKED}
    return TrialMatch(
        nct_id=trial.nct_id,
        brief_title=trial.brief_title,
        overall_status=trial.overall_status,
        phases=trial.phases,
        verdict=verdicts[best],
        score=points[best],
        cohorts=tuple(CohortVerdict(label=label, verdict=each) for label, each in zip(labels, verdicts, strict=False)),
        criteria=results,
        blockers=tuple(each.criterion_id for each in results if each.verdict == "fail"),
        missing_facts=ranked_missing(each.missing for each in results),
        confirm_before_referral=tuple(
            each.criterion_id
            for each in results
            if each.verdict != "fail" and (each.kind == "attestation" or by_hand & {*each.flags})
        ),
        earliest_eligible_in_days=min((each for each in days if each is not None), default=None),
    )


def _judged(criterion: Criterion, patient: Patient, context: Context) -> Judged:
    result, free = judge(criterion, patient, context), criterion.kind == "attestation"
    if criterion.is_mixed:
        given_ = settled(criterion.tree, holds=criterion.category == "inclusion")
        free = verdict_of(evaluate(given_, patient, context), criterion.category) == "pass"
    return criterion, result, result.verdict == "pass" or (result.verdict == "unknown" and free)


def _verdict(scope: list[Judged]) -> TrialVerdict:
    if any(result.verdict == "fail" for _, result, _ in scope):
        return "ineligible"
    return "eligible" if all(free for _, _, free in scope) else "undetermined"


def _days(failed: list[CriterionResult]) -> int | None:
    days = [each.eligible_in_days for each in failed]
    return None if None in days else max((each for each in days if each is not None), default=None)


def apart(patient: Patient, every: list[Trial] | tuple[Trial, ...], context: Context) -> list[bytes]:
    """What is said together and by itself, where these differ; also of the first trials alone."""
    expected = ranked(slowly(patient, trial, context) for trial in every)
    found = match(patient, every, registry=REGISTRY, context=context).matches
    some = match_first(2, patient, every, registry=REGISTRY, context=context)
    assert some.verdicts == tuple(each.verdict for each in expected)
    pairs = itertools.chain(zip(found, expected, strict=True), zip(some.result.matches, expected, strict=False))
    return [line for one, other in pairs for line in map(msgspec.json.encode, (one, other)) if one != other]


@RUNS
@given(every=st.lists(trials(), min_size=5, max_size=5), people=populations(kind=Condition))
def test_random_trials_come_out_the_same(every: list[Trial], people: list[Patient]) -> None:
    numbered = [msgspec.structs.replace(trial, nct_id=f"NCT{place:08}") for place, trial in enumerate(every)]
    for patient in people[:6]:
        assert apart(patient, numbered, CONTEXT) == []


def test_the_sample_comes_out_the_same_whoever_came_before() -> None:
    catalogue = from_sample()
    people = [one for one in read_profiles(PROFILES) if isinstance(one, Patient)]
    for stale_days in (90.0, 10.0):
        context = default_context(Settings(stale_days=stale_days))
        for patient in (*people[:8], *reversed(people[:8])):
            assert apart(patient, catalogue.trials, context) == []
