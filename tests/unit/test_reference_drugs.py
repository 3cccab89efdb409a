"""Drugs: exposure, washouts, half-lives, responses, doses, and how many different ones."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree.nodes import Distinct, Dose, Exposure, Window
from matcher.kleene import Truth
from tests.unit.small import done, drug, no, truth

CLOSED = {"complete": ["drug_exposures"]}
WEEKS_12 = Window(days=84)


# -- exposure -------------------------------------------------------------------------------------------------


def test_ever_given() -> None:
    node = Exposure(concept="anti-CD20 antibody")
    assert truth(node, drug_exposures=[drug("rituximab", 900, 880)]) is True
    assert truth(node, drug_exposures=[drug("rituximab")]) is True
    assert truth(node, drug_exposures=[drug("azathioprine", 900, 880)]) is None
    assert truth(node, CLOSED) is False
    assert truth(node, drug_exposures=[no("B-cell depleting therapy")]) is False
    assert truth(node, drug_exposures=[no("rituximab")]) is None


def test_a_class_is_denied_where_each_of_its_members_is() -> None:
    node = Exposure(concept="anti-CD20 antibody", window=WEEKS_12)
    assert truth(node, drug_exposures=[no("rituximab"), no("ocrelizumab")]) is False


def test_in_a_complete_list_no_record_means_never_also_where_a_class_is_recorded() -> None:
    node = Exposure(concept="rituximab")
    assert truth(node, CLOSED, drug_exposures=[drug("anti-CD20 antibody", 300, 200)]) is False
    assert truth(node, drug_exposures=[drug("anti-CD20 antibody", 300, 200)]) is None


@pytest.mark.parametrize(
    ("end", "strict", "expected"),
    [
        (0, False, True),
        (84, False, True),
        (85, False, False),
        (84, True, False),
        (83, True, True),
        (0, True, True),
        (None, False, None),
    ],
)
def test_a_washout_counts_from_the_end_of_the_course(*, end: float | None, strict: bool, expected: Truth) -> None:
    node = Exposure(concept="anti-CD20 antibody", window=Window(days=84, strict=strict))
    assert truth(node, CLOSED, drug_exposures=[drug("rituximab", 900, end)]) is expected


def test_a_course_of_that_very_drug_that_is_over_answers_but_not_for_a_class() -> None:
    over = [drug("rituximab", 900, 400)]
    assert truth(Exposure(concept="rituximab", window=WEEKS_12), drug_exposures=over) is False
    assert truth(Exposure(concept="anti-CD20 antibody", window=WEEKS_12), drug_exposures=over) is None
    assert truth(Exposure(concept="rituximab", current=True), drug_exposures=over) is False
    assert (
        truth(
            Exposure(concept="rituximab", responses=("inadequate",)),
            drug_exposures=[drug("rituximab", 900, 400, "adequate")],
        )
        is None
    )
    assert truth(Exposure(concept="rituximab", min_days=84), drug_exposures=[drug("rituximab", 400, 390)]) is None
    going_on = Exposure(concept="rituximab", min_days=84, current=True)
    assert truth(going_on, drug_exposures=[drug("rituximab", 40, 0)]) is False
    assert truth(going_on, drug_exposures=[drug("rituximab", 90, 0)]) is True


def test_still_taken() -> None:
    node = Exposure(concept="immunosuppressant", current=True)
    assert truth(node, drug_exposures=[drug("tacrolimus", 400, 0)]) is True
    assert truth(node, drug_exposures=[drug("tacrolimus", 400)]) is None
    assert truth(node, CLOSED, drug_exposures=[drug("tacrolimus", 400, 1)]) is False


@pytest.mark.parametrize(
    ("window", "end", "expected"),
    [
        # rituximab: 5 half-lives are 110 days
        (Window(half_lives=5), 110, True),
        (Window(half_lives=5), 111, False),
        (Window(days=28, half_lives=5, pick="longer"), 110, True),
        (Window(days=28, half_lives=5, pick="longer"), 111, False),
        (Window(days=28, half_lives=5, pick="shorter"), 28, True),
        (Window(days=28, half_lives=5, pick="shorter"), 29, False),
        (Window(days=28, half_lives=5), 110, True),
        (Window(days=200, half_lives=5, pick="longer"), 200, True),
        (Window(days=200, half_lives=5, pick="shorter"), 111, False),
        (Window(half_lives=5, strict=True), 110, False),
    ],
)
def test_half_lives(*, window: Window, end: float, expected: bool) -> None:
    assert (
        truth(Exposure(concept="rituximab", window=window), CLOSED, drug_exposures=[drug("rituximab", 400, end)])
        is expected
    )


@pytest.mark.parametrize(
    ("window", "end", "expected"),
    [
        (Window(half_lives=5), 10, None),
        (Window(half_lives=5), 0, True),
        (Window(days=28, half_lives=5, pick="longer"), 28, True),
        (Window(days=28, half_lives=5, pick="longer"), 29, None),
        (Window(days=28, half_lives=5, pick="shorter"), 28, None),
        (Window(days=28, half_lives=5, pick="shorter"), 29, False),
    ],
)
def test_an_unknown_half_life_decides_only_what_the_days_decide(window: Window, end: float, expected: Truth) -> None:
    assert (
        truth(Exposure(concept="ciclosporin", window=window), CLOSED, drug_exposures=[drug("ciclosporin", 400, end)])
        is expected
    )


@pytest.mark.parametrize(
    ("wanted", "response", "expected"),
    [
        (("inadequate",), "inadequate", True),
        (("inadequate",), "intolerant", False),
        (("inadequate", "intolerant"), "intolerant", True),
        (("inadequate",), "adequate", False),
        (("inadequate",), None, None),
    ],
)
def test_failure_is_what_the_text_grants(wanted: Any, response: str | None, expected: Truth) -> None:
    node = Exposure(concept="rituximab", responses=wanted)
    assert truth(node, CLOSED, drug_exposures=[drug("rituximab", 400, 300, response)]) is expected


@pytest.mark.parametrize(
    ("start", "end", "strict", "expected"),
    [
        (184, 100, False, True),
        (183, 100, False, False),
        (184, 100, True, False),
        (None, 100, False, None),
        (184, None, False, None),
    ],
)
def test_the_length_of_a_course(*, start: float | None, end: float | None, strict: bool, expected: Truth) -> None:
    node = Exposure(concept="azathioprine", min_days=84, min_days_strict=strict)
    assert truth(node, CLOSED, drug_exposures=[drug("azathioprine", start, end)]) is expected


def test_all_that_is_asked_must_be_true_of_one_course() -> None:
    node = Exposure(concept="azathioprine", responses=("inadequate",), min_days=84)
    long_and_good, short_and_bad = (
        drug("azathioprine", 400, 200, "adequate"),
        drug("azathioprine", 90, 60, "inadequate"),
    )
    assert truth(node, CLOSED, drug_exposures=[long_and_good, short_and_bad]) is False


def test_named_exceptions_do_not_count() -> None:
    node = Exposure(concept="glucocorticoid", current=True, exclude=("budesonide",))
    assert truth(node, CLOSED, drug_exposures=[drug("budesonide", 90, 0)]) is False
    assert truth(node, CLOSED, drug_exposures=[drug("prednisone", 90, 0)]) is True
    assert truth(node, CLOSED, drug_exposures=[drug("glucocorticoid", 90, 0)]) is None


@pytest.mark.parametrize(
    ("dose", "expected"),
    [("1000 mg/d", True), ("400 mg/d", True), ("1 g/d", True), ("399 mg/d", False), ("5 mg/kg/d", None), ("", None)],
)
def test_a_pulse_is_a_dose_in_prednisone_equivalents(dose: str, expected: Truth) -> None:
    """400 mg of methylprednisolone are 500 mg of prednisone."""
    node = Exposure(concept="glucocorticoid", window=Window(days=14), dose_comparator=">=", dose=500, dose_unit="mg/d")
    assert truth(node, CLOSED, drug_exposures=[drug("methylprednisolone", 9, 5, dose=dose)]) is expected


def test_a_procedure_may_be_named_as_a_treatment() -> None:
    node = Exposure(concept="plasma exchange", window=Window(days=28))
    assert truth(node, procedures=[done("plasma exchange", 28)]) is True
    assert truth(node, complete=["drug_exposures"]) is None
    assert truth(node, complete=["procedures"]) is False


# -- doses ----------------------------------------------------------------------------------------------------


def steroid(comparator: Any, value: float, **more: Any) -> Dose:
    return Dose(concept="glucocorticoid", comparator=comparator, value=value, unit="mg/d", **more)


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        (drug("prednisone", 90, 0, dose="20 mg/d"), False),
        (drug("prednisone", 90, 0, dose="20.1 mg/d"), True),
        (drug("methylprednisolone", 90, 0, dose="16 mg/d"), False),
        (drug("methylprednisolone", 90, 0, dose="16.4 mg/d"), True),
        (drug("dexamethasone", 90, 0, dose="3 mg/d"), False),
        (drug("dexamethasone", 90, 0, dose="4 mg/d"), True),
        (drug("prednisone", 90, 0, dose="140 mg/wk"), False),
        (drug("prednisone", 90, 0, dose="0.021 g/d"), True),
        (drug("prednisone", 90, 0), None),
        (drug("prednisone", 90, None, dose="40 mg/d"), None),
        (drug("prednisone", 90, 0, dose="1 mg/kg/d"), None),
        (drug("budesonide", 90, 0, dose="9 mg/d"), None),
    ],
)
def test_a_steroid_dose_is_compared_as_prednisone(course: dict[str, Any], expected: Truth) -> None:
    assert truth(steroid(">", 20), drug_exposures=[course]) is expected


def test_doses_taken_together_add_up() -> None:
    both = [drug("prednisone", 90, 0, dose="10 mg/d"), drug("dexamethasone", 90, 0, dose="1.5 mg/d")]
    assert truth(steroid("<=", 20), drug_exposures=both) is True
    assert truth(steroid("<", 20), drug_exposures=both) is False


def test_what_is_known_decides_where_it_is_enough() -> None:
    some = [drug("prednisone", 90, 0, dose="30 mg/d"), drug("dexamethasone", 90, 0)]
    assert truth(steroid(">", 20), drug_exposures=some) is True
    assert truth(steroid("<=", 20), drug_exposures=some) is False
    assert truth(steroid("<=", 40), drug_exposures=some) is None
    assert truth(steroid(">", 40), drug_exposures=some) is None


@pytest.mark.parametrize("when_absent", [True, False])
def test_who_does_not_take_it(*, when_absent: bool) -> None:
    node = Dose(concept="hydroxychloroquine", comparator="<=", value=400, unit="mg/d", when_absent=when_absent)
    assert truth(node) is None
    assert truth(node, CLOSED) is when_absent
    assert truth(node, drug_exposures=[no("hydroxychloroquine")]) is when_absent
    assert truth(node, drug_exposures=[drug("hydroxychloroquine", 900, 100, dose="600 mg/d")]) is when_absent


def test_a_class_that_is_over_leaves_other_members_open() -> None:
    assert (
        truth(steroid("<=", 20, when_absent=True), drug_exposures=[drug("prednisone", 900, 100, dose="60 mg/d")])
        is None
    )


def test_the_highest_dose_in_a_window() -> None:
    node = steroid(">=", 60, window=Window(days=28))
    courses = [drug("prednisone", 90, 28, dose="60 mg/d"), drug("prednisone", 27, 0, dose="10 mg/d")]
    assert truth(node, drug_exposures=courses) is True
    assert truth(node, drug_exposures=[drug("prednisone", 90, 29, dose="60 mg/d"), courses[1]]) is False


# -- different drugs ------------------------------------------------------------------------------------------

FAILED = Distinct(k=2, concepts=("immunosuppressant", "rituximab"), responses=("inadequate",))


def failed(*names: str) -> list[dict[str, Any]]:
    return [drug(name, 900, 700, "inadequate") for name in names]


def test_different_drugs_are_counted() -> None:
    assert truth(FAILED, drug_exposures=failed("azathioprine", "rituximab")) is True
    assert truth(FAILED, drug_exposures=failed("azathioprine", "azathioprine")) is None
    assert truth(FAILED, CLOSED, drug_exposures=failed("azathioprine", "azathioprine")) is False
    assert truth(FAILED, CLOSED, drug_exposures=failed("azathioprine", "hydroxychloroquine")) is False


def test_a_missing_response_keeps_the_count_open() -> None:
    courses = [*failed("azathioprine"), drug("rituximab", 300, 200)]
    assert truth(FAILED, CLOSED, drug_exposures=courses) is None


def test_drugs_that_count_as_one() -> None:
    node = Distinct(k=2, concepts=("immunosuppressant",), once=(("calcineurin inhibitor",),), responses=("inadequate",))
    assert truth(node, CLOSED, drug_exposures=failed("tacrolimus", "ciclosporin")) is False
    assert truth(node, CLOSED, drug_exposures=failed("tacrolimus", "azathioprine")) is True


def test_drugs_that_do_not_count() -> None:
    node = Distinct(k=1, concepts=("immunosuppressant",), exclude=("calcineurin inhibitor",), responses=("inadequate",))
    assert truth(node, CLOSED, drug_exposures=failed("tacrolimus")) is False
    assert truth(node, drug_exposures=failed("azathioprine")) is True


def test_length_and_window_are_asked_of_each_drug() -> None:
    node = Distinct(k=1, concepts=("immunosuppressant",), min_days=84, window=Window(days=365.25))
    assert truth(node, CLOSED, drug_exposures=[drug("azathioprine", 449, 365)]) is True
    assert truth(node, CLOSED, drug_exposures=[drug("azathioprine", 448, 365)]) is False
    assert truth(node, CLOSED, drug_exposures=[drug("azathioprine", 500, 366)]) is False


def test_groups_that_begin_alike_stay_apart() -> None:
    groups = (("rituximab", "azathioprine"), ("rituximab", "tacrolimus"))
    node = Distinct(k=2, concepts=("immunosuppressant", "rituximab"), once=groups, responses=("inadequate",))
    assert truth(node, CLOSED, drug_exposures=failed("azathioprine", "tacrolimus")) is True
    assert truth(node, CLOSED, drug_exposures=failed("azathioprine", "rituximab")) is False


def test_drugs_all_denied() -> None:
    node = Distinct(k=1, concepts=("rituximab", "azathioprine"))
    assert truth(node, drug_exposures=[no("rituximab"), no("azathioprine")]) is False
    assert truth(node, drug_exposures=[no("rituximab")]) is None
    assert truth(node, CLOSED, drug_exposures=[drug("immunosuppressant", 300, 200)]) is False
