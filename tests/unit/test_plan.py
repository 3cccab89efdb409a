from __future__ import annotations

from typing import Any as Anything
from typing import get_args

import polars as pl
import pytest

from criteria.criterion import Trial
from criteria.errors import RecordRefused
from criteria.tree.nodes import (
    Age,
    All,
    Any,
    Attested,
    Condition,
    Dose,
    Exposure,
    Finding,
    Node,
    Not,
    Sex,
    Unread,
    Value,
    Window,
)
from matcher.plan.compile import compile_plan, fingerprint
from matcher.plan.folds import COMPILED
from matcher.plan.missing import Missing
from matcher.plan.pairs import facts_table, pairs
from matcher.plan.relations import RELATED
from matcher.plan.run import evaluated, run
from matcher.population.facts import Fact, Patient
from matcher.population.facts_frame import facts_frame
from matcher.settings import Context, Settings
from tests.generative.trials import criterion_of, trial_of
from tests.generative.vocabulary import small_lexicon

Truth = bool | None
LEXICON = small_lexicon()
ADULT = Age(comparator=">=", years=18)
RITUXIMAB = Exposure(concept="rituximab", window=Window(days=168))
CONSENT = Attested(reason="consent", text="has signed")


def fact(concept: str, **given: Anything) -> Fact:
    return Fact(pointer="/observations/0", domain=LEXICON.get(concept).domain, concept=concept, **given)


def person(*facts: Fact, **given: Anything) -> Patient:
    return Patient(profile_id="p", facts=facts, **given)


def verdicts(trial: Trial, patient: Patient, settings: Settings | None = None) -> dict[str, Anything]:
    return run(compile_plan([trial], LEXICON), facts_frame([patient], LEXICON), settings).row(0, named=True)


def paired(trials: list[Trial], people: list[Patient], *, all_pairs: bool = True) -> pl.DataFrame:
    plan, population = compile_plan(trials, LEXICON), facts_frame(people, LEXICON)
    missing = Missing(plan, Context(lexicon=LEXICON))
    ids = population.people.get_column("profile_id")
    found = evaluated(plan, population)
    return pairs(found, ids, missing, missing.absent(found, all_pairs=all_pairs), all_pairs=all_pairs)


def verdict(tree: Node, patient: Patient) -> bool | None:
    return verdicts(trial_of([tree]), patient)["NCT00000000/i0"]


# -- compiling --------------------------------------------------------------------------------------------------


def test_every_kind_of_node_has_a_case() -> None:
    assert COMPILED.keys() | RELATED.keys() == set(get_args(Node))
    assert not COMPILED.keys() & RELATED.keys()


def test_the_same_test_in_two_trials_is_one_step() -> None:
    one = trial_of([All(of=(ADULT, RITUXIMAB))], "NCT00000001")
    two = trial_of([Any(of=(RITUXIMAB, ADULT)), All(of=(ADULT, RITUXIMAB))], "NCT00000002")
    assert len(compile_plan([one, two], LEXICON).steps) == 4


def test_equal_nodes_have_equal_fingerprints_and_others_do_not() -> None:
    assert fingerprint(RITUXIMAB) == fingerprint(Exposure(concept="rituximab", window=Window(days=168)))
    assert fingerprint(RITUXIMAB) != fingerprint(Exposure(concept="rituximab", window=Window(days=168, strict=True)))


def test_a_plan_is_printed_whole() -> None:
    trial = trial_of(
        [
            criterion_of(All(of=(ADULT, Not(of=RITUXIMAB))), "i01"),
            criterion_of(All(of=(Sex(sex="female"), CONSENT)), "i02", flags=("attestation_part",)),
            criterion_of(Finding(concept="HIV antibody", outcome="negative"), "e01", category="exclusion", cohort="A"),
        ],
        "NCT00000001",
        ["A", "B"],
    )
    assert compile_plan([trial], LEXICON).describe() == (
        "1 trials, 3 criteria, 11 steps\n"
        '0 648192e8 age {"comparator":">=","years":18}\n'
        '1 8c636a60 exposure {"concept":"rituximab","window":{"days":168}}\n'
        "2 624e19ce not (1)\n"
        "3 f1e10bd7 all (0, 2)\n"
        '4 c4f7ee64 sex {"sex":"female"}\n'
        '5 04c6c26a attested {"reason":"","text":""}\n'
        "6 d060bccf all (4, 5)\n"
        '7 0a73ffcf constant {"value":true,"why":"confirmed by a person"}\n'
        "8 ba34568b all (4, 7)\n"
        '9 a5d19ee6 finding {"concept":"HIV antibody"}\n'
        "10 0fe663a3 not (9)\n"
        "NCT00000001/i01 inclusion: 3\n"
        "NCT00000001/i02 inclusion: 6, attestations aside 8\n"
        "NCT00000001/e01 exclusion: 10\n"
        "NCT00000001#A: i01, i02, e01\n"
        "NCT00000001#B: i01, i02\n"
    )


def test_a_trial_given_twice_is_refused() -> None:
    with pytest.raises(RecordRefused, match="NCT00000000: occurs twice"):
        compile_plan([trial_of([]), trial_of([])], LEXICON)


# -- running ----------------------------------------------------------------------------------------------------


def test_nobody_nothing_and_no_trial_are_all_fine() -> None:
    empty, someone = facts_frame([], LEXICON), facts_frame([person()], LEXICON)
    trials = [trial_of([ADULT, RITUXIMAB, Value(concept="hemoglobin", comparator=">=", value=8, unit="g/dL")])]
    assert run(compile_plan([], LEXICON), empty).shape == (0, 1)
    assert run(compile_plan([], LEXICON), someone).shape == (1, 1)
    assert run(compile_plan(trials, LEXICON), empty).shape == (0, 5)
    assert run(compile_plan(trials, LEXICON), someone).row(0) == ("p", None, None, None, None)
    assert paired([], [person()]).height == 0


def test_a_trial_without_criteria_has_nothing_against_anyone() -> None:
    assert verdicts(trial_of([]), person())["NCT00000000"] is True


def test_the_size_of_blocks_changes_nothing() -> None:
    tree = Condition(concept="malignancy", window=Window(days=365))
    ages = (10.0, 20.0, 400.0, None, 365.0, 366.0, 1.0)
    people = [person(fact("lung cancer", start=days), closed=frozenset({"condition"})) for days in ages]
    plan, population = compile_plan([trial_of([tree])], LEXICON), facts_frame(people, LEXICON)
    whole = run(plan, population)
    assert whole.get_column("NCT00000000/i0").to_list() == [True, True, False, None, True, False, True]
    for block in (1, 2, 3, 7, 8):
        assert run(plan, population, block=block).equals(whole)


def test_how_old_a_value_may_be_is_a_setting() -> None:
    old = person(fact("platelet count", value=60.0, unit="10*9/L", start=120.0))
    tree = Value(concept="platelet count", comparator=">=", value=50_000, unit="/uL")
    trial = trial_of([tree])
    assert verdicts(trial, old)["NCT00000000/i0"] is None
    assert verdicts(trial, old, Settings(stale_days=120))["NCT00000000/i0"] is True


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [(8.0, "g/dL", True), (80.0, "g/L", True), (7.9, "g/dL", False), (79.9, "g/L", False), (80.0, None, None)],
)
def test_a_limit_holds_in_every_unit(value: float, unit: str | None, expected: Truth) -> None:
    tree = Value(concept="hemoglobin", comparator=">=", value=8, unit="g/dL")
    assert verdict(tree, person(fact("hemoglobin", value=value, unit=unit))) is expected


def test_a_limit_on_a_class_of_scores_takes_the_latest_of_its_kinds() -> None:
    tree = Value(concept="SLEDAI", comparator=">=", value=8)
    older = fact("SLEDAI", value=4.0, start=30.0)
    assert verdict(tree, person(older, fact("SLEDAI-2K", value=8.0, start=7.0))) is True
    assert verdict(tree, person(older, fact("SLEDAI-2K", value=8.0, start=30.0))) is None


@pytest.mark.parametrize(
    ("comparator", "limit", "expected"),
    [
        (">=", 10, True),
        (">", 10, None),
        ("<", 10, False),
        ("<=", 10, None),
        (">", 9, True),
        ("<=", 9, False),
        ("=", 9, False),
    ],
)
def test_a_dose_known_in_part_decides_only_by_excess(comparator: Anything, limit: float, expected: Truth) -> None:
    tree = Dose(concept="glucocorticoid", comparator=comparator, value=limit, unit="mg/d")
    known = fact("methylprednisolone", end=0.0, dose=8.0, dose_unit="mg/d")
    assert verdict(tree, person(known, fact("prednisone", end=0.0))) is expected


# -- criteria, cohorts, trials ----------------------------------------------------------------------------------


def test_an_exclusion_turns_its_proposition_round() -> None:
    trial = trial_of([criterion_of(RITUXIMAB, "e01", category="exclusion")])
    given = verdicts(trial, person(fact("rituximab", end=30.0)))
    assert (given["NCT00000000/e01"], given["NCT00000000"]) == (False, False)
    assert verdicts(trial, person(fact("rituximab", end=300.0)))["NCT00000000"] is True


def test_attestations_do_not_stand_in_the_way_and_unread_words_do() -> None:
    adult = person(age_years=30.0)
    consent = criterion_of(CONSENT, "i02", kind="attestation")
    unread = criterion_of(Unread(text="lorem"), "i03", kind="unparsed")
    assert verdicts(trial_of([ADULT, consent]), adult)["NCT00000000"] is True
    assert verdicts(trial_of([ADULT, consent]), person(age_years=17.0))["NCT00000000"] is False
    assert verdicts(trial_of([ADULT, unread]), adult)["NCT00000000"] is None


@pytest.mark.parametrize(("category", "tree"), [("inclusion", All), ("exclusion", Any)])
def test_an_attestation_beside_a_fact_is_passed_over_only_when_the_fact_is_settled(
    category: str, tree: type[All | Any]
) -> None:
    part = ADULT if category == "inclusion" else Not(of=ADULT)
    mixed = criterion_of(tree(of=(part, CONSENT)), "i01", category=category, flags=("attestation_part",))
    trial = trial_of([mixed])
    settled, failed, open_ = (verdicts(trial, person(age_years=age)) for age in (30.0, 10.0, None))
    assert (settled["NCT00000000/i01"], settled["NCT00000000"]) == (None, True)
    assert (failed["NCT00000000/i01"], failed["NCT00000000"]) == (False, False)
    assert (open_["NCT00000000/i01"], open_["NCT00000000"]) == (None, None)


@pytest.mark.parametrize(
    ("age", "sex", "expected"),
    [
        (30.0, "female", {"": True, "#women": True, "#men": False}),
        (30.0, None, {"": None, "#women": None, "#men": None}),
        (10.0, None, {"": False, "#women": False, "#men": False}),
        (None, "male", {"": None, "#women": False, "#men": None}),
    ],
)
def test_one_cohort_is_enough(age: float | None, sex: Anything, expected: dict[str, bool | None]) -> None:
    women = criterion_of(Sex(sex="female"), "i02", cohort="women")
    men = criterion_of(Sex(sex="male"), "i03", cohort="men")
    given = verdicts(trial_of([ADULT, women, men], cohorts=["women", "men"]), person(age_years=age, sex=sex))
    assert {name: given[f"NCT00000000{name}"] for name in expected} == expected


def test_pairs_say_how_many_pass_and_what_stands_in_the_way() -> None:
    trial = trial_of([ADULT, Sex(sex="female"), RITUXIMAB, Sex(sex="female")])
    people = [person(age_years=30.0, sex="male"), person(age_years=30.0, sex="female")]
    rows = paired([trial], people)
    assert rows.select(pl.exclude("profile_id", "nct_id")).rows() == [
        ("ineligible", 1, 2, 1, "i1", [4], None),
        ("undetermined", 3, 0, 1, None, [4], None),
    ]
    assert paired([trial], people, all_pairs=False).get_column("verdict").to_list() == ["undetermined"]


def test_missing_facts_are_bits_that_a_table_explains() -> None:
    trials = [
        trial_of([ADULT], "NCT00000001"),
        trial_of([All(of=(ADULT, Sex(sex="female"))), RITUXIMAB], "NCT00000002"),
    ]
    people = [person(), person(age_years=30.0), person(age_years=5.0)]
    rows = paired(trials, people)
    assert rows.get_column("profile_id").is_sorted()
    assert [bits[0] for bits in rows.get_column("missing").to_list()] == [1, 0b111, 0, 0b110, 0, 0b100]
    missing = Missing(compile_plan(trials, LEXICON), Context(lexicon=LEXICON))
    assert [row[:4] for row in facts_table(missing).rows()] == [
        ("NCT00000001", 0, "age_years", "age"),
        ("NCT00000002", 0, "age_years", "age"),
        ("NCT00000002", 1, "sex", "sex"),
        ("NCT00000002", 2, "drug_exposures", "rituximab"),
    ]
