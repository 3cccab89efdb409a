"""When time alone undoes what holds: whole days, at least one."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree.nodes import (
    All,
    AtLeast,
    Condition,
    Constant,
    Discretionary,
    Distinct,
    Dose,
    Elapsed,
    Exposure,
    Finding,
    IfThen,
    Node,
    Not,
    Procedure,
    Readings,
    Unread,
    Value,
    Window,
)
from criteria.tree.nodes import (
    Any as AnyOf,
)
from matcher.plan.reference import evaluate, flips_in
from tests.unit.small import CONTEXT, condition, done, drug, patient, result


def days(node: Node, profile: dict[str, Any] | None = None, **lists: Any) -> int | None:
    return flips_in(node, patient(profile, **lists), CONTEXT)


@pytest.mark.parametrize(
    ("window", "end", "expected"),
    [
        (Window(days=84), 40, 45),
        (Window(days=28), 28, 1),
        (Window(days=28), 0, None),
        (Window(days=28, strict=True), 27, 1),
        (Window(days=28, strict=True), 12, 16),
        (Window(days=91.3125), 20, 72),
        (Window(days=91.3125, strict=True), 20, 72),
        (Window(half_lives=5), 100, 11),
        (Window(days=28, half_lives=5, pick="longer"), 20, 91),
        (Window(days=28, half_lives=5, pick="shorter"), 20, 9),
        (None, 40, None),
    ],
)
def test_a_washout_ends(window: Window | None, end: float, expected: int | None) -> None:
    assert days(Exposure(concept="rituximab", window=window), drug_exposures=[drug("rituximab", 400, end)]) == expected


@pytest.mark.parametrize("end", [1, 5.5, 27.3, 84])
@pytest.mark.parametrize("strict", [True, False])
def test_the_day_given_is_the_first_on_which_it_no_longer_holds(*, end: float, strict: bool) -> None:
    node = Exposure(concept="rituximab", window=Window(days=84.5, strict=strict))
    left = days(node, drug_exposures=[drug("rituximab", 400, end)])
    assert left is not None
    for passed, expected in ((left - 1, True), (left, False)):
        later = patient(drug_exposures=[drug("rituximab", 400 + passed, end + passed)])
        assert evaluate(node, later, CONTEXT) is expected


def test_the_last_course_counts() -> None:
    node = Exposure(concept="anti-CD20 antibody", window=Window(days=84))
    courses = [drug("rituximab", 400, 40), drug("ocrelizumab", 400, 10)]
    assert days(node, drug_exposures=courses) == 75
    assert days(node, drug_exposures=[*courses, drug("rituximab", 30, 0)]) is None


def test_conditions_procedures_and_findings() -> None:
    window = Window(days=90)
    assert days(Condition(concept="stroke", window=window), conditions=[condition("stroke", "resolved", 40)]) == 51
    assert (
        days(Condition(concept="stroke", window=window, since="end"), conditions=[condition("stroke", "active")])
        is None
    )
    assert days(Condition(concept="stroke"), conditions=[condition("stroke", "active", 40)]) is None
    assert days(Procedure(concept="dialysis", window=window), procedures=[done("dialysis", 20)]) == 71
    assert (
        days(Finding(concept="HIV antibody", window=window), observations=[result("HIV antibody", "positive", days=80)])
        == 11
    )
    assert (
        days(
            Value(concept="SLEDAI", comparator=">", value=3, window=window), observations=[result("SLEDAI", 4, days=80)]
        )
        is None
    )


def test_a_count_falls_when_enough_records_have_left() -> None:
    node = Condition(concept="relapse", count=2, window=Window(days=730))
    relapses = [condition("relapse", "resolved", day) for day in (100, 300, 700)]
    assert days(node, conditions=relapses) == 730 - 300 + 1
    assert days(node, conditions=relapses[:2]) == 730 - 300 + 1


def test_different_drugs() -> None:
    node = Distinct(k=2, concepts=("immunosuppressant",), window=Window(days=365))
    courses = [drug("azathioprine", 400, 300), drug("tacrolimus", 400, 100), drug("tacrolimus", 400, 200)]
    assert days(node, drug_exposures=courses) == 66
    assert days(node, drug_exposures=[*courses, drug("ciclosporin", 400, 0)]) == 266


def test_a_dose_in_a_window() -> None:
    node = Dose(concept="glucocorticoid", comparator=">=", value=60, unit="mg/d", window=Window(days=28))
    courses = [drug("prednisone", 40, 20, dose="60 mg/d"), drug("prednisone", 19, 10, dose="5 mg/d")]
    assert days(node, drug_exposures=courses) == 9
    limit = Dose(concept="glucocorticoid", comparator="<", value=60, unit="mg/d", window=Window(days=28))
    assert days(limit, drug_exposures=courses) == 9
    assert (
        days(
            Dose(concept="glucocorticoid", comparator=">", value=2, unit="mg/d"),
            drug_exposures=[drug("prednisone", 9, 0, dose="5 mg/d")],
        )
        is None
    )


@pytest.mark.parametrize(
    ("comparator", "onset", "expected"),
    [
        (">=", 100, 83),
        (">", 100, 84),
        ("<", 100, 83),
        ("<=", 100, 84),
        (">=", 200, None),
        ("<", 200, None),
        ("=", 183, None),
    ],
)
def test_time_since(comparator: Any, onset: float, expected: int | None) -> None:
    node = Elapsed(concept="stroke", comparator=comparator, days=183)
    assert days(node, conditions=[condition("stroke", onset=onset)]) == expected


def test_what_is_still_going_on_has_no_time_since_its_end() -> None:
    node = Elapsed(concept="stroke", comparator=">=", days=90, since="end")
    assert days(node, conditions=[condition("stroke", "active", 100)]) is None
    assert days(node, conditions=[condition("stroke", "resolved", 100, 50)]) == 40


# -- logic: one washout of 10 days, one of 50, one thing that never changes -----------------------------------

PROFILE = {
    "drug_exposures": [drug("rituximab", 400, 18), drug("azathioprine", 400, 40)],
    "conditions": [condition("stroke")],
}
TEN = Exposure(concept="rituximab", window=Window(days=27))
FIFTY = Exposure(concept="azathioprine", window=Window(days=89))
NEVER = Condition(concept="stroke")
UNKNOWN = Unread(text="?")
FALSE = Constant(value=False, why="no")


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (TEN, 10),
        (FIFTY, 50),
        (NEVER, None),
        (AnyOf(of=(TEN, FIFTY)), 50),
        (AnyOf(of=(TEN, NEVER)), None),
        (AnyOf(of=(TEN, UNKNOWN)), 10),
        (All(of=(TEN, FIFTY)), 10),
        (All(of=(TEN, NEVER)), 10),
        (All(of=(NEVER,)), None),
        (Not(of=TEN), 10),
        (All(of=(Not(of=TEN), Not(of=FIFTY))), 50),
        (All(of=(Not(of=TEN), FALSE)), None),
        (All(of=(Not(of=TEN), NEVER)), 10),
        (AnyOf(of=(Not(of=TEN), Not(of=FIFTY))), 10),
        (AtLeast(k=2, of=(TEN, FIFTY, NEVER)), 50),
        (AtLeast(k=3, of=(TEN, FIFTY, NEVER)), 10),
        (AtLeast(k=1, of=(TEN, FIFTY, NEVER)), None),
        (AtLeast(k=2, of=(Not(of=TEN), Not(of=FIFTY), NEVER)), 10),
        (AtLeast(k=3, of=(Not(of=TEN), Not(of=FIFTY), NEVER)), 50),
        (Readings(of=(TEN, FIFTY)), 10),
        (Discretionary(of=TEN), 10),
        (IfThen(condition=NEVER, then=Not(of=FIFTY)), 50),
        (IfThen(condition=TEN, then=Not(of=FIFTY)), 10),
        (IfThen(condition=TEN, then=Not(of=FIFTY), otherwise=FALSE), None),
        (IfThen(condition=Not(of=TEN), then=NEVER, otherwise=Not(of=FIFTY)), 10),
        (IfThen(condition=UNKNOWN, then=FIFTY, otherwise=TEN), 10),
        (UNKNOWN, None),
        (AnyOf(of=(UNKNOWN, FALSE)), None),
    ],
)
def test_logic(node: Node, expected: int | None) -> None:
    assert days(node, PROFILE) == expected
