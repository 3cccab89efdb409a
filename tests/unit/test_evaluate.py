"""From criteria to a ranked match: verdicts, cohorts, attestation, time, order."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from criteria.criterion import Trial
from criteria.tree.nodes import (
    Age,
    All,
    AtLeast,
    Attested,
    Condition,
    Constant,
    Exposure,
    IfThen,
    Node,
    Not,
    Readings,
    Unread,
    Value,
    Window,
)
from criteria.tree.nodes import (
    Any as AnyOf,
)
from matcher.catalogue import from_sample
from matcher.evaluate import EngineInfo, RegistryInfo, judge, match, match_trial, settled, verdict_of
from matcher.kleene import Truth
from matcher.population.profile import Patient, read_profiles
from matcher.results import TrialMatch
from matcher.sample import PROFILES
from matcher.score import RANK, WEIGHTS, ranked, score
from matcher.settings import default_context
from tests.unit.small import CONTEXT, condition, criterion, drug, no, patient, result, trial

ADULT = Age(comparator=">=", years=18)
STROKE = Condition(concept="stroke")
RITUXIMAB = Exposure(concept="rituximab", window=Window(days=84))
TACROLIMUS = Exposure(concept="tacrolimus", window=Window(days=28))
SCORE = Value(concept="SLEDAI-2K", comparator=">=", value=8)
CONSENT = Attested(reason="consent", text="signed consent")
REGISTRY = RegistryInfo(retrieved="2026-09-14", digest="sha256:registry")


def matched(one: Trial, profile: dict[str, Any] | None = None, **lists: Any) -> TrialMatch:
    return match_trial(patient(profile, **lists), one, CONTEXT)


# -- one criterion --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("truth", "inclusion", "exclusion"),
    [(True, "pass", "fail"), (False, "fail", "pass"), (None, "unknown", "unknown")],
)
def test_what_holding_means(truth: Truth, inclusion: str, exclusion: str) -> None:
    assert verdict_of(truth, "inclusion") == inclusion
    assert verdict_of(truth, "exclusion") == exclusion


def test_a_criterion_as_a_result() -> None:
    asked = criterion(
        RITUXIMAB,
        "exclusion",
        "e02",
        text="rituximab within 12 weeks",
        expression="rituximab ≤ 84 days",
        flags=("normalised_from",),
    )
    got = judge(asked, patient(drug_exposures=[drug("rituximab", 300, 40)]), CONTEXT)
    assert msgspec.to_builtins(got) == {
        "criterion_id": "e02",
        "category": "exclusion",
        "cohort": None,
        "text": "rituximab within 12 weeks",
        "span": None,
        "kind": "computable",
        "verdict": "fail",
        "expression": "rituximab ≤ 84 days",
        "reason": "rituximab ended 40 days before the index date, inside the 84-day window",
        "facts": ("/drug_exposures/0",),
        "missing": (),
        "flags": ("normalised_from",),
        "eligible_in_days": 45,
    }


def test_days_are_given_for_a_fail_only() -> None:
    washed = {"drug_exposures": [drug("rituximab", 300, 40)]}
    assert judge(criterion(RITUXIMAB, "inclusion"), patient(washed), CONTEXT).eligible_in_days is None
    assert judge(criterion(Not(of=RITUXIMAB), "inclusion"), patient(washed), CONTEXT).eligible_in_days == 45


def test_an_unparsed_part_stays_unknown_unless_the_rest_decides() -> None:
    asked = criterion(All(of=(ADULT, Unread(text="?"))), kind="unparsed")
    assert judge(asked, patient(age_years=40), CONTEXT).verdict == "unknown"
    assert judge(asked, patient(age_years=10), CONTEXT).verdict == "fail"


# -- one trial ------------------------------------------------------------------------------------------------

BASIC = trial(
    criterion(ADULT), criterion(STROKE, "exclusion", "e01"), criterion(CONSENT, criterion_id="i02", kind="attestation")
)


@pytest.mark.parametrize(
    ("profile", "verdict"),
    [
        ({"age_years": 40, "conditions": [no("stroke")]}, "eligible"),
        ({"age_years": 40}, "undetermined"),
        ({"age_years": 10}, "ineligible"),
        ({"age_years": 40, "conditions": [condition("stroke")]}, "ineligible"),
        ({}, "undetermined"),
    ],
)
def test_verdict_of_a_trial(profile: dict[str, Any], verdict: str) -> None:
    assert matched(BASIC, profile).verdict == verdict


def test_what_a_trial_tells() -> None:
    got = matched(BASIC, age_years=10)
    assert [each.criterion_id for each in got.criteria] == ["i01", "e01", "i02"]
    assert got.blockers == ("i01",)
    assert got.confirm_before_referral == ("i02",)
    assert [fact.concept for fact in got.missing_facts] == ["stroke"]
    assert (got.nct_id, got.brief_title, got.overall_status, got.phases) == (
        "NCT00000001",
        "A trial",
        "RECRUITING",
        ("PHASE1",),
    )
    assert got.cohorts == ()


def test_an_unparsed_criterion_never_makes_a_trial_eligible() -> None:
    one = trial(criterion(ADULT), criterion(Unread(text="?"), criterion_id="i02", kind="unparsed"))
    assert matched(one, age_years=40).verdict == "undetermined"


def test_a_criterion_that_passes_on_what_was_understood_does_not_block() -> None:
    one = trial(criterion(AnyOf(of=(ADULT, Unread(text="?"))), kind="unparsed"))
    assert matched(one, age_years=40).verdict == "eligible"


# -- attestation ----------------------------------------------------------------------------------------------


def mixed(tree: Node, category: str = "inclusion") -> Trial:
    return trial(criterion(tree, category, flags=("attestation_part",)))


@pytest.mark.parametrize(
    ("profile", "verdict", "criterion_verdict"),
    [
        ({"age_years": 40}, "eligible", "unknown"),
        ({"age_years": 10}, "ineligible", "fail"),
        ({}, "undetermined", "unknown"),
    ],
)
def test_a_part_to_attest_does_not_stand_in_the_way(
    profile: dict[str, Any], verdict: str, criterion_verdict: str
) -> None:
    got = matched(mixed(All(of=(ADULT, CONSENT))), profile)
    assert (got.verdict, got.criteria[0].verdict) == (verdict, criterion_verdict)
    assert got.confirm_before_referral == (() if criterion_verdict == "fail" else ("i01",))


def test_a_part_to_attest_in_an_exclusion() -> None:
    one = mixed(AnyOf(of=(STROKE, Attested(reason="judgement", text="unsuitable"))), "exclusion")
    assert matched(one, conditions=[no("stroke")]).verdict == "eligible"
    assert matched(one, conditions=[condition("stroke")]).verdict == "ineligible"
    assert matched(one).verdict == "undetermined"


def test_without_the_flag_or_where_text_was_not_understood_the_way_is_not_free() -> None:
    tree = All(of=(ADULT, CONSENT))
    assert matched(trial(criterion(tree)), age_years=40).verdict == "undetermined"
    unread = All(of=(ADULT, CONSENT, Unread(text="?")))
    assert (
        matched(trial(criterion(unread, kind="unparsed", flags=("attestation_part",))), age_years=40).verdict
        == "undetermined"
    )


def test_attestations_are_given_as_the_whole_needs_them() -> None:
    yes, no_ = Constant(value=True, why="attested"), Constant(value=False, why="attested")
    assert settled(CONSENT, holds=True) == yes
    assert settled(Not(of=CONSENT), holds=True) == Not(of=no_)
    assert settled(All(of=(ADULT, Not(of=Not(of=CONSENT)))), holds=True) == All(of=(ADULT, Not(of=Not(of=yes))))
    assert settled(AtLeast(k=1, of=(CONSENT,)), holds=False) == AtLeast(k=1, of=(no_,))
    assert settled(Readings(of=(CONSENT, ADULT)), holds=True) == Readings(of=(yes, ADULT))
    assert settled(IfThen(condition=STROKE, then=CONSENT), holds=True) == IfThen(condition=STROKE, then=yes)
    assert settled(IfThen(condition=STROKE, then=ADULT, otherwise=CONSENT), holds=True) == IfThen(
        condition=STROKE, then=ADULT, otherwise=yes
    )


# -- cohorts --------------------------------------------------------------------------------------------------

BASKET = trial(
    criterion(ADULT, criterion_id="c1"),
    criterion(Condition(concept="lupus nephritis"), criterion_id="a1", cohort="A"),
    criterion(SCORE, criterion_id="a2", cohort="A"),
    criterion(Condition(concept="type 1 diabetes mellitus"), criterion_id="b1", cohort="B"),
    cohorts=("A", "B"),
)


def test_one_cohort_is_enough() -> None:
    got = matched(
        BASKET,
        age_years=40,
        complete=["conditions"],
        conditions=[condition("lupus nephritis")],
        observations=[result("SLEDAI-2K", 9)],
    )
    assert got.verdict == "eligible"
    assert [(each.label, each.verdict) for each in got.cohorts] == [("A", "eligible"), ("B", "ineligible")]
    assert len(got.criteria) == len(BASKET.criteria)
    assert got.score == 1.0
    assert got.blockers == ("b1",)
    assert got.earliest_eligible_in_days is None


def test_all_cohorts_must_fail() -> None:
    assert (
        matched(BASKET, age_years=40, complete=["conditions"], conditions=[condition("stroke")]).verdict == "ineligible"
    )
    open_ = matched(BASKET, age_years=40, conditions=[no("type 1 diabetes mellitus")])
    assert open_.verdict == "undetermined"
    assert [each.verdict for each in open_.cohorts] == ["undetermined", "ineligible"]


def test_what_is_common_fails_every_cohort() -> None:
    got = matched(BASKET, age_years=10)
    assert got.verdict == "ineligible"
    assert {each.verdict for each in got.cohorts} == {"ineligible"}


# -- time -----------------------------------------------------------------------------------------------------


def test_the_day_on_which_every_blocker_is_gone() -> None:
    one = trial(criterion(RITUXIMAB, "exclusion", "e01"), criterion(TACROLIMUS, "exclusion", "e02"))
    washed = [drug("rituximab", 300, 40), drug("tacrolimus", 300, 20)]
    assert matched(one, drug_exposures=washed).earliest_eligible_in_days == 45
    still = [drug("rituximab", 300, 40), drug("tacrolimus", 300, 0)]
    assert matched(one, drug_exposures=still).earliest_eligible_in_days is None
    assert matched(one).earliest_eligible_in_days is None


def test_of_several_cohorts_the_first_that_comes_free() -> None:
    one = trial(
        criterion(RITUXIMAB, "exclusion", "a1", cohort="A"),
        criterion(TACROLIMUS, "exclusion", "b1", cohort="B"),
        criterion(Constant(value=False, why="no"), criterion_id="c1", cohort="C"),
        cohorts=("A", "B", "C"),
    )
    got = matched(one, drug_exposures=[drug("rituximab", 300, 40), drug("tacrolimus", 300, 20)])
    assert got.verdict == "ineligible"
    assert got.earliest_eligible_in_days == 9


# -- ranking --------------------------------------------------------------------------------------------------


def test_the_score_is_the_share_known_to_pass() -> None:
    assert matched(BASIC, age_years=40).score == 0.5
    assert matched(BASIC, age_years=40, conditions=[no("stroke")]).score == 1.0
    assert matched(BASIC).score == 0.0
    assert score(()) == 0.0


def test_ignorance_and_evidence_are_not_traded() -> None:
    assert WEIGHTS == {"pass": 1.0, "unknown": 0.0, "fail": 0.0}
    assert sorted(RANK, key=lambda verdict: RANK[verdict]) == ["eligible", "undetermined", "ineligible"]


def test_verdict_ranks_before_blockers_before_score_before_number() -> None:
    def ranks(nct_id: str, verdict: str, points: float, blockers: int = 0) -> TrialMatch:
        bare = matched(trial(nct_id=nct_id))
        return msgspec.structs.replace(bare, verdict=verdict, score=points, blockers=("e",) * blockers)

    in_order = [
        ranks("NCT5", "eligible", 0.4),
        ranks("NCT6", "undetermined", 0.9, blockers=3),
        ranks("NCT1", "undetermined", 0.8),
        ranks("NCT2", "undetermined", 0.8),
        ranks("NCT9", "ineligible", 0.1, blockers=1),
        ranks("NCT3", "ineligible", 0.9, blockers=2),
    ]
    assert list(ranked(reversed(in_order))) == in_order


# -- the whole ------------------------------------------------------------------------------------------------


def test_a_match_result() -> None:
    someone = patient(age_years=40, conditions=[{"concept": "ritoximab"}])
    got = match(
        someone, [BASKET, BASIC], registry=REGISTRY, context=CONTEXT, engine=EngineInfo(version="1", lexicon_digest="d")
    )
    assert got.profile_id == "p"
    assert got.registry == REGISTRY
    assert got.engine.version == "1"
    assert [each.pointer for each in got.unresolved_facts] == ["/conditions/0"]
    assert len(got.matches) == 2


def test_the_engine_is_named() -> None:
    got = match(patient(), [], registry=REGISTRY, context=CONTEXT)
    assert got.engine.lexicon_digest == "sha256:small"
    assert got.engine.version[0].isdigit()


def test_the_same_input_gives_the_same_bytes() -> None:
    lists = {
        "conditions": [condition("lupus nephritis")],
        "drug_exposures": [drug("rituximab", 300, 40), no("tacrolimus")],
        "age_years": 40,
    }
    one = trial(*BASKET.criteria, criterion(RITUXIMAB, "exclusion", "e01"), nct_id="NCT00000002", cohorts=("A", "B"))
    results = [
        match(patient(lists), trials, registry=REGISTRY, context=CONTEXT) for trials in ([one, BASIC], [BASIC, one])
    ]
    assert len({msgspec.json.encode(each) for each in results}) == 1


def test_the_fields_are_those_of_the_contract() -> None:
    got = msgspec.to_builtins(match(patient(age_years=40), [BASKET], registry=REGISTRY, context=CONTEXT))
    assert list(got) == ["profile_id", "engine", "registry", "unresolved_facts", "matches"]
    assert list(got["matches"][0]) == [
        "nct_id", "brief_title", "overall_status", "phases", "verdict", "score", "cohorts", "criteria",
        "blockers", "missing_facts", "confirm_before_referral", "earliest_eligible_in_days", "sites", "notes",
    ]  # fmt: skip
    assert list(got["matches"][0]["criteria"][0]) == [
        "criterion_id", "category", "cohort", "text", "span", "kind", "verdict", "expression", "reason",
        "facts", "missing", "flags", "eligible_in_days",
    ]  # fmt: skip
    assert list(got["matches"][0]["missing_facts"][0]) == ["domain", "concept", "within_days"]


def test_what_is_judged_once_for_many_is_what_each_would_get_alone() -> None:
    """Whoever came before, and whatever other trials ask, a criterion comes out as judged by itself."""
    catalogue, context = from_sample(), default_context()
    people = [one for one in read_profiles(PROFILES) if isinstance(one, Patient)]
    for person in (*people, *reversed(people)):
        found = match(person, catalogue.trials, registry=catalogue.registry, context=context)
        results = {each.nct_id: each.criteria for each in found.matches}
        for read in catalogue.trials:
            assert results[read.nct_id] == tuple(judge(one, person, context) for one in read.criteria)
