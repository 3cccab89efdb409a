"""Reasons, pointers and what is missing: only the parts that decide, in plain words."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree.nodes import (
    Age,
    All,
    AtLeast,
    Attested,
    Condition,
    Constant,
    Discretionary,
    Distinct,
    Dose,
    Elapsed,
    Exposure,
    Finding,
    Grade,
    IfThen,
    Node,
    Not,
    Procedure,
    Readings,
    Sex,
    Unread,
    Value,
    Window,
)
from criteria.tree.nodes import (
    Any as AnyOf,
)
from matcher.explain import explain, ranked_missing
from matcher.results import MissingFact
from tests.unit.small import CONTEXT, condition, done, drug, no, patient, result

CLOSED = {"complete": ["conditions", "drug_exposures", "procedures"]}
WEEKS_12 = Window(days=84)
STROKE = Condition(concept="stroke")
SCORE = Value(concept="SLEDAI-2K", comparator=">=", value=8)
ALT = Value(concept="alanine aminotransferase", comparator="<=", value=3, relative="ULN")
PLATELETS = Value(concept="platelet count", comparator=">=", value=50, unit="10*9/L")
RITUXIMAB = Exposure(concept="rituximab", window=WEEKS_12)
STEROID = Dose(concept="glucocorticoid", comparator="<=", value=20, unit="mg/d")
FAILED = Distinct(k=2, concepts=("immunosuppressant", "rituximab"), responses=("inadequate",))


def reason(node: Node, profile: dict[str, Any] | None = None, **lists: Any) -> str:
    return explain(node, patient(profile, **lists), CONTEXT).reason


@pytest.mark.parametrize(
    ("node", "lists", "expected"),
    [
        (Age(comparator=">=", years=18), {"age_years": 34}, "age is 34"),
        (Age(comparator=">=", years=18), {"age_years": 90}, "age is 90 or older"),
        (Age(comparator=">=", years=18), {}, "age is not known"),
        (Sex(sex="female"), {"sex": "male"}, "sex is male"),
        (Sex(sex="female"), {}, "sex is not known"),
        (Constant(value=True, why="either sex"), {}, "either sex"),
        (Attested(reason="consent", text="x"), {}, "to be confirmed by a person: consent"),
        (Unread(text="x"), {}, "part of the text was not understood"),
        # values
        (SCORE, {"observations": [result("SLEDAI-2K", 10, days=7)]}, "SLEDAI-2K is 10 (7 days before the index date)"),
        (SCORE, {"observations": [result("SLEDAI-2K", 10, days=1)]}, "SLEDAI-2K is 10 (1 day before the index date)"),
        (SCORE, {"observations": [result("SLEDAI-2K", 6)]}, "SLEDAI-2K is 6 (no date given, taken as current)"),
        (SCORE, {"observations": [result("SLEDAI-2K", 6, days=0)]}, "SLEDAI-2K is 6 (at the index date)"),
        (SCORE, {}, "no record of SLEDAI-2K"),
        (
            SCORE,
            {"observations": [result("SLEDAI-2K", 6, days=250)]},
            "SLEDAI-2K was last known 250 days before the index date, more than 90 days old",
        ),
        (
            Value(concept="SLEDAI", comparator=">", value=1, window=Window(days=14)),
            {"observations": [result("SLEDAI-2K", 6, days=15)]},
            "SLEDAI-2K was last known 15 days before the index date, outside the 14-day window",
        ),
        (
            SCORE,
            {"observations": [result("SLEDAI-2K", 6), result("SLEDAI-2K", 9)]},
            "results of SLEDAI-2K on the same day disagree",
        ),
        (SCORE, {"observations": [result("SLEDAI-2K", "pending")]}, "the result of SLEDAI-2K does not say enough"),
        (
            ALT,
            {"observations": [result("ALT", 90, "U/L", 3, range_high=40)]},
            "alanine aminotransferase is 90 U/L (3 days before the index date), 2.25 × ULN of 40",
        ),
        (
            ALT,
            {"observations": [result("ALT", 90, "U/L", 3)]},
            "the upper limit of normal of alanine aminotransferase is not given",
        ),
        (
            PLATELETS,
            {"observations": [result("platelet count", 80)]},
            "the unit of platelet count is not given and could be mistaken, so the value is not used",
        ),
        (
            Value(concept="HBV DNA", comparator="<", value=1000, unit="{copies}/mL"),
            {"observations": [result("HBV DNA", 20, "[IU]/mL")]},
            "HBV DNA is given in [IU]/mL, which does not convert to {copies}/mL",
        ),
        (
            Value(concept="platelet count", comparator="<", value=30, unit="10*9/L", repeats=2),
            {"observations": [result("platelet count", 20, "10*9/L")]},
            "1 of 2 values of platelet count asked for",
        ),
        # findings and grades
        (
            Finding(concept="HIV antibody"),
            {"observations": [result("HIV antibody", "negative", days=8)]},
            "HIV antibody is negative (8 days before the index date)",
        ),
        (
            Finding(concept="HIV antibody", outcome="negative"),
            {"observations": [result("HIV antibody", "Negative", days=8)]},
            "HIV antibody is negative (8 days before the index date)",
        ),
        (Finding(concept="HIV antibody"), {"conditions": [no("HIV antibody")]}, "known absent: HIV antibody"),
        (
            Finding(concept="HIV antibody"),
            {"complete": ["observations"]},
            "no record of HIV antibody in a complete list of observations",
        ),
        (Finding(concept="HIV antibody"), {}, "no record of HIV antibody"),
        (
            Finding(concept="ANCA"),
            {"observations": [result("PR3-ANCA", "negative", days=8)]},
            "PR3-ANCA is negative (8 days before the index date); no record of other tests for ANCA",
        ),
        (
            Finding(concept="HIV antibody", ever=True),
            {"observations": [result("HIV antibody", "negative", days=8)]},
            "HIV antibody is negative (8 days before the index date); no earlier results of HIV antibody",
        ),
        (
            Grade(concept="NYHA class", grades=("III", "IV")),
            {"observations": [result("NYHA class", "II", days=2)]},
            "NYHA class is II (2 days before the index date)",
        ),
        (Grade(concept="NYHA class", grades=("III", "IV")), {}, "no record of NYHA class"),
        (
            Finding(concept="SLE classification criteria"),
            {"observations": [result("SLE classification criteria", "not met", days=2)]},
            "SLE classification criteria are not met (2 days before the index date)",
        ),
        # conditions
        (STROKE, {"conditions": [condition("stroke")]}, "stroke is recorded"),
        (STROKE, {"conditions": [no("stroke")]}, "known absent: stroke"),
        (STROKE, CLOSED, "no record of stroke in a complete list of conditions"),
        (STROKE, {}, "no record of stroke"),
        (STROKE, {"conditions": [condition("stroke", "resolved")]}, "stroke is recorded as resolved"),
        (
            Condition(concept="stroke", window=Window(days=182.625)),
            {"conditions": [condition("stroke", onset=90)]},
            "stroke (90 days before the index date, inside the 182.6-day window)",
        ),
        (
            Condition(concept="stroke", window=WEEKS_12),
            {"conditions": [condition("stroke")]},
            "the date of stroke is not known",
        ),
        (
            Condition(concept="stroke", window=WEEKS_12),
            {"conditions": [condition("stroke", "active", 400)]},
            "stroke began before the window and is still active",
        ),
        (
            Condition(concept="stroke", window=WEEKS_12),
            {"conditions": [condition("stroke", "resolved", 400)]},
            "no record of stroke; stroke (400 days before the index date, outside the 84-day window)",
        ),
        (
            Condition(concept="tuberculosis", status="active"),
            {"conditions": [condition("tuberculosis")]},
            "the status of tuberculosis is not known",
        ),
        (
            Condition(concept="tuberculosis", status="active"),
            {"conditions": [condition("tuberculosis", "active")]},
            "tuberculosis (status active)",
        ),
        (
            Condition(concept="lung cancer", window=WEEKS_12, since="end"),
            {"conditions": [condition("lung cancer", "resolved", 900, 40)]},
            "lung cancer (ended 40 days before the index date, inside the 84-day window)",
        ),
        (
            Condition(concept="malignant neoplasm", exclude=("basal cell carcinoma",)),
            {"conditions": [condition("skin cancer")]},
            "skin cancer is recorded, but not its kind",
        ),
        (
            Condition(concept="relapse", count=2),
            {"conditions": [condition("relapse", onset=90)]},
            "1 of 2 records of relapse asked for",
        ),
        (
            Condition(concept="HIV infection"),
            {"observations": [result("HIV antibody", "negative", days=8)]},
            "HIV antibody is negative (8 days before the index date), which speaks against HIV infection",
        ),
        (
            Condition(concept="HIV infection"),
            {"observations": [result("HIV antibody", "positive", days=8)]},
            "HIV antibody is positive (8 days before the index date), which shows HIV infection",
        ),
        (
            Elapsed(concept="stroke", comparator=">=", days=90),
            {"conditions": [condition("stroke", onset=40)]},
            "stroke began 40 days before the index date",
        ),
        (
            Elapsed(concept="stroke", comparator=">=", days=90),
            {"conditions": [condition("stroke")]},
            "the onset of stroke is not dated",
        ),
        (
            Elapsed(concept="stroke", comparator=">=", days=90, since="end"),
            {"conditions": [condition("stroke", "active", 40)]},
            "stroke is still active",
        ),
        (Elapsed(concept="stroke", comparator=">=", days=90), {}, "no record of stroke"),
        # procedures
        (
            Procedure(concept="splenectomy"),
            {"procedures": [done("splenectomy", 400)]},
            "splenectomy (400 days before the index date)",
        ),
        (
            Procedure(concept="dialysis", current=True),
            {"procedures": [done("dialysis", 400)]},
            "dialysis is recorded, but not whether it still goes on",
        ),
        (
            Procedure(concept="dialysis", window=WEEKS_12),
            {"procedures": [done("dialysis")]},
            "the date of dialysis is not known",
        ),
        # drugs
        (
            RITUXIMAB,
            {"drug_exposures": [drug("rituximab", 300, 40)]},
            "rituximab ended 40 days before the index date, inside the 84-day window",
        ),
        (RITUXIMAB, {"drug_exposures": [drug("rituximab", 300, 0)]}, "rituximab is still taken"),
        (RITUXIMAB, {"drug_exposures": [drug("rituximab", 300)]}, "the end of rituximab is not known"),
        (
            RITUXIMAB,
            {"drug_exposures": [drug("rituximab", 300, 90)]},
            "rituximab ended 90 days before the index date, outside the 84-day window",
        ),
        (RITUXIMAB, {}, "no record of rituximab"),
        (RITUXIMAB, {"drug_exposures": [no("rituximab")]}, "known absent: rituximab"),
        (RITUXIMAB, CLOSED, "no record of rituximab in a complete list of drug exposures"),
        (
            Exposure(concept="anti-CD20 antibody", window=WEEKS_12),
            {"drug_exposures": [drug("rituximab", 300, 90)]},
            (
                "no other record of anti-CD20 antibody; "
                "rituximab ended 90 days before the index date, outside the 84-day window"
            ),
        ),
        (
            Exposure(concept="ciclosporin", window=Window(half_lives=5)),
            {"drug_exposures": [drug("ciclosporin", 300, 9)]},
            "ciclosporin ended 9 days before the index date; its half-life is not known",
        ),
        (
            Exposure(concept="rituximab", responses=("inadequate",)),
            {"drug_exposures": [drug("rituximab", 300, 90)]},
            "the response to rituximab is not recorded",
        ),
        (
            Exposure(concept="rituximab", responses=("inadequate",)),
            {"drug_exposures": [drug("rituximab", 300, 90, "inadequate")]},
            "the response to rituximab was inadequate",
        ),
        (
            Exposure(concept="rituximab", responses=("intolerant",)),
            {"drug_exposures": [drug("rituximab", 300, 90, "intolerant")]},
            "rituximab was not tolerated",
        ),
        (
            Exposure(concept="azathioprine", min_days=84),
            {**CLOSED, "drug_exposures": [drug("azathioprine", 100, 90)]},
            "azathioprine was given for 10 days",
        ),
        (
            Exposure(concept="azathioprine", min_days=84),
            {"drug_exposures": [drug("azathioprine", 100)]},
            "how long azathioprine was given is not known",
        ),
        (
            Exposure(concept="glucocorticoid", dose_comparator=">=", dose=500, dose_unit="mg/d"),
            {"drug_exposures": [drug("methylprednisolone", 9, 5, dose="1000 mg/d")]},
            "methylprednisolone at 1000 mg/d, counted as 1250 mg/d",
        ),
        # doses
        (STEROID, {"drug_exposures": [drug("prednisone", 90, 0, dose="10 mg/d")]}, "prednisone at 10 mg/d"),
        (STEROID, {"drug_exposures": [drug("prednisone", 90, 0)]}, "the dose of prednisone is not known"),
        (
            STEROID,
            {"drug_exposures": [drug("prednisone", 90, 0, dose="1 mg/kg/d")]},
            "the dose of prednisone cannot be compared in mg/d",
        ),
        (STEROID, {"drug_exposures": [drug("prednisone", 90, dose="10 mg/d")]}, "the end of prednisone is not known"),
        (
            STEROID,
            {"drug_exposures": [drug("prednisone", 90, 40, dose="10 mg/d")]},
            "prednisone ended 40 days before the index date; no other record of glucocorticoid",
        ),
        (STEROID, {}, "no record of glucocorticoid"),
        # different drugs
        (
            FAILED,
            {"drug_exposures": [drug("azathioprine", 9, 5, "inadequate"), drug("rituximab", 9, 5, "inadequate")]},
            "2 of 2 drugs asked for (azathioprine and rituximab)",
        ),
        (
            FAILED,
            {"drug_exposures": [drug("azathioprine", 9, 5, "inadequate")]},
            "1 of 2 drugs asked for (azathioprine); no other record of immunosuppressant or rituximab",
        ),
        (
            FAILED,
            {"drug_exposures": [drug("azathioprine", 9, 5, "inadequate"), drug("rituximab", 9, 5)]},
            "1 of 2 drugs asked for (azathioprine); the response to rituximab is not recorded",
        ),
        (FAILED, CLOSED, "0 of 2 drugs asked for; the list of drug exposures is complete"),
        (
            FAILED,
            {"drug_exposures": [no("immunosuppressant"), no("rituximab")]},
            "0 of 2 drugs asked for; known absent: immunosuppressant or rituximab",
        ),
    ],
)
def test_reasons(node: Node, lists: dict[str, Any], expected: str) -> None:
    assert reason(node, lists) == expected


# -- joined parts ---------------------------------------------------------------------------------------------

DISEASES = tuple(Condition(concept=name, status="any") for name in ("stroke", "tuberculosis", "pregnancy"))


def test_of_a_conjunction_that_fails_only_the_failing_parts_are_named() -> None:
    said = explain(
        All(of=(SCORE, PLATELETS)),
        patient(observations=[result("SLEDAI-2K", 6, days=7), result("platelet count", 90, "10*9/L")]),
        CONTEXT,
    )
    assert said.reason == "SLEDAI-2K is 6 (7 days before the index date)"
    assert said.facts == ("/observations/0",)
    assert said.missing == ()


def test_of_a_disjunction_that_holds_only_the_holding_parts_are_named() -> None:
    assert reason(AnyOf(of=DISEASES), CLOSED, conditions=[condition("tuberculosis")]) == "tuberculosis is recorded"


def test_what_is_said_of_several_is_said_once() -> None:
    assert reason(AnyOf(of=DISEASES)) == "no record of stroke, tuberculosis or pregnancy"
    assert (
        reason(AnyOf(of=DISEASES), CLOSED)
        == "no record of stroke, tuberculosis or pregnancy in a complete list of conditions"
    )
    assert reason(Not(of=AnyOf(of=DISEASES)), conditions=[no("stroke")]) == "no record of tuberculosis or pregnancy"


def test_a_long_list_is_cut_short_and_says_so() -> None:
    names = [
        "stroke",
        "tuberculosis",
        "pregnancy",
        "relapse",
        "heart failure",
        "HIV infection",
        "lung cancer",
        "skin cancer",
        "hepatitis B",
    ]
    said = reason(AnyOf(of=tuple(Condition(concept=name) for name in names)))
    assert said == f"no record of {', '.join(names[:6])} or 3 others"


def test_of_what_is_unknown_only_the_parts_that_can_still_change_it_are_named() -> None:
    said = explain(All(of=(SCORE, PLATELETS)), patient(observations=[result("SLEDAI-2K", 10, days=7)]), CONTEXT)
    assert said.reason == "no record of platelet count"
    assert said.facts == ()
    assert said.missing == (MissingFact(domain="observations", concept="platelet count", within_days=90),)


def test_counting() -> None:
    node = AtLeast(k=2, of=DISEASES)
    two = {"conditions": [condition("stroke"), condition("tuberculosis")]}
    assert reason(node, two) == "stroke is recorded; tuberculosis is recorded"
    assert reason(node, conditions=[condition("stroke")]) == "no record of tuberculosis or pregnancy"


def test_a_limit_that_depends_names_the_condition_and_the_branch() -> None:
    node = IfThen(condition=STROKE, then=SCORE, otherwise=PLATELETS)
    assert reason(node, conditions=[condition("stroke")]) == "stroke is recorded; no record of SLEDAI-2K"
    assert reason(node) == "no record of stroke, SLEDAI-2K or platelet count"
    both = {"observations": [result("SLEDAI-2K", 10, days=7), result("platelet count", 90, "10*9/L", 7)]}
    assert "stroke" not in reason(node, both)
    missing = explain(node, patient(), CONTEXT).missing
    assert [fact.concept for fact in missing] == ["stroke", "SLEDAI-2K", "platelet count"]


def test_readings_that_disagree_cannot_be_settled_by_facts() -> None:
    node = Readings(of=(SCORE, Value(concept="SLEDAI-2K", comparator=">", value=10)))
    said = explain(node, patient(observations=[result("SLEDAI-2K", 9, days=7)]), CONTEXT)
    assert said.reason == "SLEDAI-2K is 9 (7 days before the index date); the text can be read in more than one way"
    assert said.missing == ()
    assert reason(node) == "no record of SLEDAI-2K"


def test_beyond_a_discretionary_limit() -> None:
    said = explain(Discretionary(of=SCORE), patient(observations=[result("SLEDAI-2K", 6, days=7)]), CONTEXT)
    assert said.reason == "SLEDAI-2K is 6 (7 days before the index date); beyond the limit the investigator decides"
    assert said.missing == ()


def test_nothing_asked() -> None:
    assert reason(All(of=())) == "nothing is asked of the patient"
    assert reason(Readings(of=())) == "nothing is asked of the patient"


def test_drugs_that_count_as_one_are_named_together() -> None:
    node = Distinct(k=2, concepts=("immunosuppressant",), once=(("calcineurin inhibitor",),))
    courses = [drug("tacrolimus", 9, 5), drug("ciclosporin", 9, 5), drug("azathioprine", 9, 5)]
    assert reason(node, drug_exposures=courses) == "2 of 2 drugs asked for (tacrolimus/ciclosporin and azathioprine)"


# -- what is missing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (Age(comparator=">=", years=18), [("age_years", "age", None)]),
        (Sex(sex="male"), [("sex", "sex", None)]),
        (SCORE, [("observations", "SLEDAI-2K", 90)]),
        (Value(concept="SLEDAI", comparator=">", value=1, window=Window(days=14)), [("observations", "SLEDAI", 14)]),
        (Finding(concept="HIV antibody"), [("observations", "HIV antibody", None)]),
        (Finding(concept="pregnancy test"), [("observations", "pregnancy test", 90)]),
        (Finding(concept="pregnancy test", ever=True), [("observations", "pregnancy test", None)]),
        (Grade(concept="NYHA class", grades=("III",)), [("observations", "NYHA class", 90)]),
        (Condition(concept="stroke", window=WEEKS_12), [("conditions", "stroke", 84)]),
        (Elapsed(concept="stroke", comparator=">", days=9), [("conditions", "stroke", None)]),
        (RITUXIMAB, [("drug_exposures", "rituximab", 84)]),
        (Exposure(concept="plasma exchange"), [("procedures", "plasma exchange", None)]),
        (STEROID, [("drug_exposures", "glucocorticoid", None)]),
        (FAILED, [("drug_exposures", "immunosuppressant", None), ("drug_exposures", "rituximab", None)]),
        (Procedure(concept="splenectomy"), [("procedures", "splenectomy", None)]),
        (Attested(reason="consent", text="x"), []),
        (Unread(text="x"), []),
        (AnyOf(of=(SCORE, SCORE)), [("observations", "SLEDAI-2K", 90)]),
    ],
)
def test_missing_facts(node: Node, expected: list[tuple[str, str, float | None]]) -> None:
    missing = explain(node, patient(), CONTEXT).missing
    assert [(fact.domain, fact.concept, fact.within_days) for fact in missing] == expected


def test_a_fact_asked_for_twice_is_asked_for_once_with_the_tightest_window() -> None:
    twice = AnyOf(of=(Condition(concept="stroke"), Condition(concept="stroke", window=WEEKS_12)))
    assert explain(twice, patient(), CONTEXT).missing == (
        MissingFact(domain="conditions", concept="stroke", within_days=84),
    )


def test_what_helps_most_criteria_comes_first_with_the_tightest_window() -> None:
    def fact(concept: str, within: float | None) -> MissingFact:
        return MissingFact(domain="observations", concept=concept, within_days=within)

    groups = [(fact("b", 90), fact("b", 14)), (fact("a", None),), (fact("c", None), fact("a", 30))]
    assert ranked_missing(groups) == (fact("a", 30), fact("b", 14), fact("c", None))
