"""Conditions, times since and procedures: status, windows, counts, kinship, silence, evidence."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree.nodes import Condition, Elapsed, Procedure, Window
from matcher.kleene import Truth
from tests.unit.small import condition, done, drug, no, result, truth

CLOSED = {"complete": ["conditions"]}


def window(days: float, *, strict: bool = False) -> Window:
    return Window(days=days, strict=strict)


# -- kinship and silence --------------------------------------------------------------------------------------


def test_a_kind_counts_for_its_class_but_not_the_other_way_round() -> None:
    cancer = Condition(concept="malignant neoplasm", status="any")
    lung = Condition(concept="lung cancer", status="any")
    assert truth(cancer, conditions=[condition("lung cancer")]) is True
    assert truth(lung, conditions=[condition("cancer")]) is None
    assert truth(lung, conditions=[condition("skin cancer")]) is None


def test_denying_a_class_denies_its_kinds_but_not_its_parents() -> None:
    lung = Condition(concept="lung cancer")
    cancer = Condition(concept="malignant neoplasm")
    assert truth(lung, conditions=[no("cancer")]) is False
    assert truth(cancer, conditions=[no("lung cancer")]) is None
    assert truth(cancer, conditions=[no("cancer")]) is False


def test_silence_is_unknown_unless_the_list_is_complete() -> None:
    stroke = Condition(concept="stroke")
    assert truth(stroke) is None
    assert truth(stroke, CLOSED) is False
    assert truth(stroke, complete=["drug_exposures"]) is None


def test_in_a_complete_list_no_record_means_never_also_where_a_more_general_thing_is_recorded() -> None:
    nephritis = Condition(concept="lupus nephritis")
    assert truth(nephritis, CLOSED, conditions=[condition("SLE")]) is False
    assert truth(nephritis, conditions=[condition("SLE")]) is None


def test_a_record_outweighs_a_denial() -> None:
    assert truth(Condition(concept="stroke", status="any"), conditions=[condition("stroke"), no("stroke")]) is True


# -- status ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "status", "expected"),
    [
        ("any", None, True),
        ("any", "resolved", True),
        ("present", None, True),
        ("present", "active", True),
        ("present", "resolved", None),
        ("present", "inactive", None),
        ("active", "active", True),
        ("active", None, None),
    ],
)
def test_status(asked: Any, status: str | None, expected: Truth) -> None:
    assert (
        truth(Condition(concept="tuberculosis", status=asked), conditions=[condition("tuberculosis", status)])
        is expected
    )


def test_a_resolved_record_rules_active_disease_out_only_where_the_list_is_complete() -> None:
    active = Condition(concept="tuberculosis", status="active")
    assert truth(active, conditions=[condition("tuberculosis", "resolved")]) is None
    assert truth(active, CLOSED, conditions=[condition("tuberculosis", "resolved")]) is False


# -- windows --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "strict", "expected"),
    [(0, False, True), (89, False, True), (90, False, True), (90.5, False, False), (89, True, True), (90, True, False)],
)
def test_both_ends_of_a_window_count(*, days: float, strict: bool, expected: bool) -> None:
    node = Condition(concept="stroke", window=window(90, strict=strict))
    assert truth(node, CLOSED, conditions=[condition("stroke", "resolved", days)]) is expected


def test_in_a_window_the_status_does_not_matter_and_a_date_is_needed() -> None:
    node = Condition(concept="stroke", window=window(90))
    assert truth(node, conditions=[condition("stroke", "resolved", 30)]) is True
    assert truth(node, conditions=[condition("stroke", "resolved")]) is None
    assert truth(node, conditions=[condition("stroke", "resolved", 300)]) is None


def test_what_is_still_active_may_have_flared_inside_the_window() -> None:
    node = Condition(concept="stroke", window=window(90))
    assert truth(node, CLOSED, conditions=[condition("stroke", "active", 300)]) is None
    assert truth(node, CLOSED, conditions=[condition("stroke", "inactive", 300)]) is False


def test_a_window_from_the_end() -> None:
    node = Condition(concept="lung cancer", status="any", window=window(1826.25), since="end")
    assert truth(node, CLOSED, conditions=[condition("lung cancer", "resolved", 4000, 1826)]) is True
    assert truth(node, CLOSED, conditions=[condition("lung cancer", "resolved", 4000, 1827)]) is False
    assert truth(node, CLOSED, conditions=[condition("lung cancer", "resolved", 4000)]) is None
    assert truth(node, conditions=[condition("lung cancer", "active", 4000)]) is True


def test_a_window_without_an_end_is_no_window() -> None:
    node = Condition(concept="stroke", window=Window())
    assert truth(node, conditions=[condition("stroke")]) is True
    assert truth(node, conditions=[condition("stroke", "resolved")]) is None


# -- counts and exceptions ------------------------------------------------------------------------------------


def test_separate_records_are_counted() -> None:
    node = Condition(concept="relapse", count=2, window=window(730))
    one, two, undated = (
        condition("relapse", "resolved", 100),
        condition("relapse", "resolved", 600),
        condition("relapse"),
    )
    assert truth(node, conditions=[one, two]) is True
    assert truth(node, conditions=[one]) is None
    assert truth(node, CLOSED, conditions=[one]) is False
    assert truth(node, CLOSED, conditions=[one, undated]) is None


def test_named_exceptions_do_not_count() -> None:
    node = Condition(concept="malignant neoplasm", status="any", exclude=("basal cell carcinoma",))
    assert truth(node, CLOSED, conditions=[condition("basal cell carcinoma")]) is False
    assert truth(node, conditions=[condition("lung cancer")]) is True
    assert truth(node, conditions=[condition("skin cancer")]) is None
    assert truth(node, conditions=[condition("basal cell carcinoma")]) is None


# -- evidence -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "days", "expected"),
    [
        ("positive", 90, True),
        ("positive", 91, None),
        ("negative", 90, False),
        ("negative", 91, None),
        ("pending", 3, None),
        ("negative", None, False),
    ],
)
def test_a_fresh_result_settles_a_condition(value: str, days: float | None, expected: Truth) -> None:
    assert (
        truth(Condition(concept="HIV infection"), observations=[result("HIV antibody", value, days=days)]) is expected
    )


def test_evidence_for_a_kind_is_evidence_for_the_class_and_against_the_class_for_its_kinds() -> None:
    positive = [result("HBV DNA", "positive", days=5)]
    assert truth(Condition(concept="viral hepatitis"), observations=positive) is True
    negative = [result("HBV DNA", "negative", days=5)]
    assert truth(Condition(concept="viral hepatitis"), observations=negative) is None


def test_any_result_of_a_test_may_be_evidence() -> None:
    assert truth(Condition(concept="heart failure"), observations=[result("NYHA class", "II", days=5)]) is True


def test_evidence_in_a_window_is_a_record_of_its_day() -> None:
    node = Condition(concept="HIV infection", window=window(30))
    assert truth(node, observations=[result("HIV antibody", "positive", days=30)]) is True
    assert truth(node, observations=[result("HIV antibody", "positive", days=31)]) is None


# -- time since -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("comparator", "onset", "expected"),
    [(">=", 182, False), (">=", 183, True), (">", 183, False), ("<", 183, False), ("<=", 183, True), ("<", 182, True)],
)
def test_disease_duration(*, comparator: Any, onset: float, expected: bool) -> None:
    node = Elapsed(concept="systemic lupus erythematosus", comparator=comparator, days=183)
    assert truth(node, conditions=[condition("SLE", onset=onset)]) is expected


def test_duration_counts_from_the_earliest_record_of_the_disease_or_a_kind() -> None:
    node = Elapsed(concept="systemic lupus erythematosus", comparator=">=", days=183)
    assert truth(node, conditions=[condition("SLE", onset=100), condition("lupus nephritis", onset=400)]) is True
    assert truth(node, conditions=[condition("SLE", onset=100), condition("SLE")]) is False
    assert truth(node, conditions=[condition("SLE")]) is None


def test_time_since_the_latest_end() -> None:
    node = Elapsed(concept="stroke", comparator=">=", days=90, since="end")
    assert truth(node, conditions=[condition("stroke", "resolved", 400, 90)]) is True
    assert (
        truth(node, conditions=[condition("stroke", "resolved", 400, 300), condition("stroke", "resolved", 99, 89)])
        is False
    )
    assert truth(node, conditions=[condition("stroke", "active", 400)]) is False
    assert truth(node, conditions=[condition("stroke", "resolved", 400)]) is None


def test_no_disease_no_duration() -> None:
    node = Elapsed(concept="type 1 diabetes mellitus", comparator=">=", days=90)
    assert truth(node) is None
    assert truth(node, CLOSED) is False
    assert truth(node, conditions=[no("diabetes mellitus")]) is False
    assert truth(node, CLOSED, conditions=[condition("diabetes mellitus", onset=400)]) is False


# -- procedures -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "expected"), [(84, True), (85, False), (None, None)])
def test_a_procedure_in_a_window(days: float | None, expected: Truth) -> None:
    node = Procedure(concept="transplantation", window=window(84))
    assert truth(node, complete=["procedures"], procedures=[done("kidney transplantation", days)]) is expected


def test_an_older_procedure_does_not_answer_in_an_open_world() -> None:
    node = Procedure(concept="splenectomy", window=window(84))
    assert truth(node, procedures=[done("splenectomy", 700)]) is None
    assert truth(node, procedures=[no("splenectomy")]) is False


def test_a_procedure_that_goes_on() -> None:
    node = Procedure(concept="dialysis", current=True)
    assert truth(node, procedures=[done("dialysis", 28)]) is True
    assert truth(node, procedures=[done("dialysis", 29)]) is None
    assert truth(node, complete=["procedures"]) is False


def test_a_procedure_given_as_a_course_stands_for_its_end() -> None:
    node = Procedure(concept="plasma exchange", window=window(14))
    assert truth(node, drug_exposures=[drug("plasma exchange", 30, 14)]) is True
    assert truth(node, complete=["procedures"], drug_exposures=[drug("plasma exchange", 30, 15)]) is False


def test_a_procedure_other_than_one_kind() -> None:
    node = Procedure(concept="transplantation", exclude=("kidney transplantation",))
    assert truth(node, complete=["procedures"], procedures=[done("kidney transplantation", 5)]) is False
    assert truth(node, procedures=[done("transplantation", 5)]) is None
