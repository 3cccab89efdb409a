"""Values, findings and grades: units, ranges, freshness, the latest in reach, words."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.tree.nodes import Finding, Grade, Value, Window
from matcher.kleene import Truth
from matcher.plan.reference import evaluate
from matcher.population.readings import grade_sets
from matcher.settings import Context, Settings
from tests.unit.small import LEXICON, no, patient, result, truth


def value(concept: str, comparator: Any, limit: float, unit: str | None = None, **more: Any) -> Value:
    return Value(concept=concept, comparator=comparator, value=limit, unit=unit, **more)


# -- comparators and units ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("comparator", "below", "equal", "above"),
    [
        ("<", True, False, False),
        ("<=", True, True, False),
        ("=", False, True, False),
        (">=", False, True, True),
        (">", False, False, True),
    ],
)
def test_comparators_are_exact(*, comparator: Any, below: bool, equal: bool, above: bool) -> None:
    node = value("SLEDAI-2K", comparator, 8)
    assert [truth(node, observations=[result("SLEDAI-2K", score)]) for score in (7, 8, 9)] == [below, equal, above]


@pytest.mark.parametrize(
    ("given", "unit", "expected"),
    [
        (8.0, "g/dL", True),
        (80, "g/L", True),
        (7.99, "g/dL", False),
        (79.9, "g/L", False),
        (8000, "mg/dL", True),
    ],
)
def test_units_convert_without_rounding(*, given: float, unit: str, expected: bool) -> None:
    for limit, limit_unit in ((8, "g/dL"), (80, "g/L")):
        node = value("hemoglobin", ">=", limit, limit_unit)
        assert truth(node, observations=[result("hemoglobin", given, unit, 3)]) is expected


@pytest.mark.parametrize(
    ("given", "unit", "expected"),
    [(176.8, "umol/L", True), (176.9, "umol/L", False), (2.0, "mg/dL", True), (0.1768, "mmol/L", True)],
)
def test_molar_units_need_the_analyte(*, given: float, unit: str, expected: bool) -> None:
    assert truth(value("creatinine", "<=", 2, "mg/dL"), observations=[result("creatinine", given, unit, 3)]) is expected


@pytest.mark.parametrize(
    ("given", "unit"), [(50, "10*9/L"), (50000, "/uL"), (50, "10*3/uL"), (50, "×10^9/L"), (50, "G/L")]
)
def test_the_same_count_in_many_units(given: float, unit: str) -> None:
    observations = [result("platelet count", given, unit, 3)]
    assert truth(value("platelet count", ">=", 50, "10*9/L"), observations=observations) is True
    assert truth(value("platelet count", ">", 50, "10*9/L"), observations=observations) is False
    assert truth(value("platelet count", "<", 50001, "/uL"), observations=observations) is True


def test_a_missing_unit_is_used_only_where_it_cannot_be_mistaken() -> None:
    node = value("hemoglobin", ">=", 80, "g/L")
    assert truth(node, observations=[result("hemoglobin", 120)]) is True
    assert truth(node, observations=[result("hemoglobin", 16)]) is None
    assert truth(value("oxygen saturation", ">=", 92, "%"), observations=[result("oxygen saturation", 95)]) is True
    assert truth(value("creatinine", "<=", 2, "mg/dL"), observations=[result("creatinine", 20)]) is None


def test_a_limit_without_a_unit_is_in_the_unit_of_the_measure() -> None:
    assert truth(value("oxygen saturation", ">", 92), observations=[result("oxygen saturation", 93, "%")]) is True


# -- limits of normal -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("given", "expected"), [(120, True), (121, False)])
def test_multiples_of_the_upper_limit(*, given: float, expected: bool) -> None:
    node = value("alanine aminotransferase", "<=", 3, relative="ULN")
    assert truth(node, observations=[result("ALT", given, "U/L", 3, range_high=40)]) is expected
    assert truth(node, observations=[result("ALT", given, "U/L", 3)]) is None
    assert truth(node, observations=[result("ALT", given, "U/L", 3, range_low=10)]) is None


def test_below_the_lower_limit() -> None:
    node = value("complement C3", "<", 1, relative="LLN")
    assert truth(node, observations=[result("complement C3", 0.8, "g/L", 3, range_low=0.9)]) is True
    assert truth(node, observations=[result("complement C3", 0.9, "g/L", 3, range_low=0.9)]) is False
    assert truth(node, observations=[result("complement C3", 0.8, "g/L", 3, range_high=1.8)]) is None


@pytest.mark.parametrize(
    ("relative", "comparator", "words", "expected"),
    [
        ("ULN", ">", "elevated", True),
        ("ULN", "<=", "elevated", False),
        ("ULN", ">", "normal", False),
        ("ULN", "<=", "normal", True),
        ("ULN", ">=", "normal", None),
        ("ULN", ">", "pending", None),
        ("LLN", "<", "low", True),
        ("LLN", ">=", "low", False),
        ("LLN", "<", "normal", False),
        ("LLN", ">=", "high", True),
        ("LLN", "<=", "normal", None),
    ],
)
def test_words_tell_of_the_limit_itself(relative: Any, comparator: Any, words: str, expected: Truth) -> None:
    node = value("complement C3", comparator, 1, relative=relative)
    assert truth(node, observations=[result("complement C3", words, days=3)]) is expected
    assert (
        truth(value("complement C3", comparator, 3, relative=relative), observations=[result("complement C3", words)])
        is None
    )


# -- freshness, the latest, repeats ---------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "expected"), [(0, True), (90, True), (90.5, None), (91, None), (None, True)])
def test_a_value_goes_stale(days: float | None, expected: Truth) -> None:
    assert truth(value("SLEDAI-2K", ">=", 8), observations=[result("SLEDAI-2K", 10, days=days)]) is expected


def test_how_long_a_value_is_fresh_is_a_setting() -> None:
    someone = patient(observations=[result("SLEDAI-2K", 10, days=30)])
    strict = Context(lexicon=LEXICON, settings=Settings(stale_days=29))
    assert evaluate(value("SLEDAI-2K", ">=", 8), someone, strict) is None


def test_a_window_of_the_text_overrides_freshness_both_ways() -> None:
    year = value("SLEDAI-2K", ">=", 8, window=Window(days=365.25))
    week = value("SLEDAI-2K", ">=", 8, window=Window(days=7))
    assert truth(year, observations=[result("SLEDAI-2K", 10, days=200)]) is True
    assert truth(week, observations=[result("SLEDAI-2K", 10, days=8)]) is None


def test_the_latest_value_in_reach_counts() -> None:
    node = value("SLEDAI-2K", ">=", 8)
    assert truth(node, observations=[result("SLEDAI-2K", 10, days=30), result("SLEDAI-2K", 6, days=5)]) is False
    assert truth(node, observations=[result("SLEDAI-2K", 10, days=30), result("SLEDAI-2K", 6)]) is False
    assert truth(node, observations=[result("SLEDAI-2K", 10, days=5), result("SLEDAI-2K", 6, days=5)]) is None
    assert truth(node, observations=[result("SLEDAI-2K", 10, days=5), result("SLEDAI-2K", 9, days=5)]) is True


def test_silence_of_tests_is_unknown_even_in_a_complete_list() -> None:
    assert truth(value("SLEDAI-2K", ">=", 8), complete=["observations"]) is None


def test_a_kind_of_score_answers_for_the_score() -> None:
    assert truth(value("SLEDAI", ">=", 8), observations=[result("SLEDAI-2K", 8, days=5)]) is True
    assert truth(value("SLEDAI-2K", ">=", 8), observations=[result("SLEDAI", 8, days=5)]) is None


def test_several_values_must_hold() -> None:
    node = value("platelet count", "<", 30, "10*9/L", repeats=2)
    low, lower, fine = (result("platelet count", n, "10*9/L", days) for n, days in ((29, 2), (20, 9), (31, 5)))
    assert truth(node, observations=[low, lower]) is True
    assert truth(node, observations=[low]) is None
    assert truth(node, observations=[fine]) is False
    assert truth(node, observations=[low, fine, lower]) is False


# -- titres and words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("given", "expected"), [("1:80", True), ("1:79", False), ("1/160", True), ("1 : 320", True)])
def test_titres(*, given: str, expected: bool) -> None:
    node = value("antinuclear antibody", ">=", 80, "{titer}")
    assert truth(node, observations=[result("ANA", given, days=400)]) is expected


def test_a_number_written_as_text_is_a_number() -> None:
    assert truth(value("SLEDAI-2K", ">=", 8), observations=[result("SLEDAI-2K", " 8.0 ")]) is True


@pytest.mark.parametrize(
    ("comparator", "expected"), [(">", False), (">=", False), ("<", True), ("<=", True), ("=", None)]
)
def test_not_detected_lies_below_any_limit(comparator: Any, expected: Truth) -> None:
    node = value("HBV DNA", comparator, 1000, "[IU]/mL")
    assert truth(node, observations=[result("HBV DNA", "not detected", days=5)]) is expected
    assert truth(node, observations=[result("HBV DNA", "positive", days=5)]) is None


# -- findings -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("positive", True),
        ("Positive for IgG", True),
        ("DETECTED", True),
        ("reactive", True),
        ("negative", False),
        ("not detected", False),
        ("Non-reactive", False),
        ("pending", None),
        ("not done", None),
    ],
)
def test_results_in_words(given: str, expected: Truth) -> None:
    assert truth(Finding(concept="HIV antibody"), observations=[result("HIV antibody", given)]) is expected
    opposite = None if expected is None else not expected
    assert (
        truth(Finding(concept="HIV antibody", outcome="negative"), observations=[result("HIV antibody", given)])
        is opposite
    )


@pytest.mark.parametrize(
    ("concept", "given", "ranges", "expected"),
    [
        ("anti-dsDNA antibody", 51, {"range_high": 50}, True),
        ("anti-dsDNA antibody", 50, {"range_high": 50}, False),
        ("anti-dsDNA antibody", 50, {}, None),
        ("anti-dsDNA antibody", 0, {}, False),
        ("HBV DNA", 20, {}, True),
        ("antinuclear antibody", "1:80", {}, True),
        ("antinuclear antibody", "1:40", {}, None),
        ("antinuclear antibody", "1:20", {}, False),
        ("anti-AQP4 antibody", "1:10", {}, True),
    ],
)
def test_results_in_numbers(concept: str, given: Any, ranges: dict[str, float], expected: Truth) -> None:
    unit = None if isinstance(given, str) else "[IU]/mL"
    assert truth(Finding(concept=concept), observations=[result(concept, given, unit, 5, **ranges)]) is expected


def test_the_latest_result_counts_unless_ever_is_asked() -> None:
    now, ever = Finding(concept="anti-dsDNA antibody"), Finding(concept="anti-dsDNA antibody", ever=True)
    mixed = [result("anti-dsDNA antibody", "positive", days=900), result("anti-dsDNA antibody", "negative", days=5)]
    assert truth(now, observations=mixed) is False
    assert truth(ever, observations=mixed) is True
    assert truth(ever, observations=mixed[1:]) is None
    assert truth(ever, complete=["observations"], observations=mixed[1:]) is False


def test_findings_go_stale_only_where_the_test_does() -> None:
    assert (
        truth(Finding(concept="pregnancy test"), observations=[result("pregnancy test", "negative", days=91)]) is None
    )
    assert (
        truth(
            Finding(concept="anti-dsDNA antibody"), observations=[result("anti-dsDNA antibody", "positive", days=900)]
        )
        is True
    )


def test_a_positive_member_is_enough_and_all_must_be_negative() -> None:
    anca = Finding(concept="ANCA")
    pr3, mpo = result("PR3-ANCA", "negative", days=5), result("MPO-ANCA", "negative", days=5)
    assert truth(anca, observations=[result("MPO-ANCA", "positive", days=5), pr3]) is True
    assert truth(anca, observations=[pr3]) is None
    assert truth(anca, observations=[pr3, mpo]) is False
    assert truth(anca, observations=[pr3, no_result("MPO-ANCA")]) is False
    assert truth(anca, observations=[result("ANCA", "negative", days=5)]) is False
    assert truth(Finding(concept="PR3-ANCA"), observations=[result("ANCA", "positive", days=5)]) is None


def no_result(concept: str) -> dict[str, Any]:
    return no(concept)


def test_a_complete_list_of_results() -> None:
    closed = {"complete": ["observations"]}
    test = Finding(concept="pregnancy test")
    assert truth(test, closed) is False
    assert truth(test, closed, observations=[result("pregnancy test", "positive", days=200)]) is None
    assert truth(test, closed, observations=[result("pregnancy test", "pending", days=2)]) is None
    assert truth(Finding(concept="PR3-ANCA"), closed, observations=[result("ANCA", "positive", days=5)]) is False


def test_a_finding_listed_among_the_conditions() -> None:
    node = Finding(concept="HIV antibody")
    assert truth(node, conditions=[{"concept": "HIV antibody"}]) is True
    assert truth(node, conditions=[{"concept": "HIV antibody", "negated": True}]) is False
    assert truth(node, conditions=[{"concept": "HIV antibody", "status": "resolved"}]) is None


def test_classification_criteria_are_met_or_not() -> None:
    node = Finding(concept="SLE classification criteria")
    assert truth(node, observations=[result("SLE classification criteria", "met")]) is True
    assert truth(node, observations=[result("SLE classification criteria", "not met")]) is False
    assert truth(node) is None


# -- grades ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("concept", "grades", "given", "expected"),
    [
        ("lupus nephritis class", ("III", "IV", "III+V", "IV+V"), "III+V", True),
        ("lupus nephritis class", ("III", "IV", "III+V", "IV+V"), "V + III", True),
        ("lupus nephritis class", ("III", "IV", "III+V", "IV+V"), "V", False),
        ("lupus nephritis class", ("III", "IV", "III+V", "IV+V"), "class iv", True),
        ("lupus nephritis class", ("III", "IV"), "III+V", False),
        ("lupus nephritis class", ("III", "IV"), 4, True),
        ("lupus nephritis class", ("III", "IV"), "sclerosing", None),
        ("NYHA class", ("III", "IV"), "3", True),
        ("NYHA class", ("III", "IV"), 2, False),
        ("NYHA class", ("III", "IV"), 2.5, None),
        ("MGFA class", ("IIa", "IIb", "IIIa", "IIIb", "IVa"), "IIIB", True),
        ("MGFA class", ("IIa", "IIb", "IIIa", "IIIb", "IVa"), "3b", True),
        ("MGFA class", ("IIa", "IIb", "IIIa", "IIIb", "IVa"), "III", True),
        ("MGFA class", ("IIa", "IIb", "IIIa", "IIIb", "IVa"), "IV", None),
        ("MGFA class", ("IIa", "IIb", "IIIa", "IIIb", "IVa"), "V", False),
        ("MGFA class", ("II", "III", "IVa"), "IIIb", True),
        ("MGFA class", ("II", "III"), "grade IV", False),
        ("bleeding grade", ("3", "4"), "III", True),
        ("bleeding grade", ("3", "4"), 2, False),
        ("bleeding grade", ("3", "4"), "grade 4", True),
    ],
)
def test_classes_on_a_scale(concept: str, grades: tuple[str, ...], given: Any, expected: Truth) -> None:
    assert truth(Grade(concept=concept, grades=grades), observations=[result(concept, given)]) is expected


def test_the_latest_class_in_reach() -> None:
    node = Grade(concept="lupus nephritis class", grades=("III", "IV"))
    biopsies = [result("lupus nephritis class", "II", days=900), result("lupus nephritis class", "IV", days=400)]
    assert truth(node, observations=biopsies) is True
    year = Grade(concept="lupus nephritis class", grades=("III", "IV"), window=Window(days=365.25))
    assert truth(year, observations=biopsies) is None
    assert (
        truth(Grade(concept="NYHA class", grades=("IV",)), observations=[result("NYHA class", "II", days=91)]) is None
    )


def test_what_a_class_may_mean() -> None:
    scale = ("I", "IIa", "IIb")
    assert grade_sets("II", scale) == (frozenset({"IIa"}), frozenset({"IIb"}))
    assert grade_sets("I and IIa", scale) == (frozenset({"I", "IIa"}),)
    assert grade_sets("I+II", scale) == ()
    assert grade_sets("", scale) == ()
