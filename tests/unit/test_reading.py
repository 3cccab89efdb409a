"""From a record to criteria: numbering, sections, cohorts, the registry's own fields, texts of hostile shape."""

from __future__ import annotations

import json

import pytest

from criteria.criterion import Criterion, Trial
from criteria.reading import kind_of, read, read_text
from criteria.registry.record import RawRecord, Study, decode_study
from criteria.spans import Span
from criteria.tree.nodes import Age, All, Attested, Condition, Not, Sex, Unread
from tests.coverage import is_between, lost, spans_of


def criteria_of(text: str) -> tuple[Criterion, ...]:
    return read_text(text)[1]


def brief(text: str) -> list[tuple[str, str | None, str]]:
    return [(each.criterion_id, each.cohort, each.text) for each in criteria_of(text)]


def study(text: str = "Adult", **fields: str) -> Study:
    eligibility = {"eligibilityCriteria": text, **fields}
    section = {"identificationModule": {"nctId": "NCT90000001"}, "eligibilityModule": eligibility}
    found = decode_study(RawRecord("here", json.dumps({"protocolSection": section}).encode()))
    assert isinstance(found, Study)
    return found


def fields_of(trial: Trial) -> dict[str, str]:
    return {each.criterion_id: each.expression for each in trial.criteria if "registry_field" in each.flags}


# -- numbering and places -----------------------------------------------------------------------------------


def test_criteria_are_numbered_by_section() -> None:
    text = "Inclusion Criteria:\n\n* Lupus for a year\n* Consent\n\nExclusion Criteria:\n\n* Pregnancy\n* Stroke"
    assert brief(text) == [
        ("i01", None, "Lupus for a year"),
        ("i02", None, "Consent"),
        ("e01", None, "Pregnancy"),
        ("e02", None, "Stroke"),
    ]


def test_a_criterion_quotes_the_untouched_text() -> None:
    text = "Inclusion Criteria:\n\n1\\. Platelets \\>= 50 × 10⁹/L\n\nExclusion Criteria:\n\n（1）Pregnancy。"
    found = criteria_of(text)
    assert [each.text for each in found] == ["Platelets \\>= 50 × 10⁹/L", "Pregnancy。"]
    assert all(each.span is not None and each.span.of(text) == each.text for each in found)
    assert lost(text, spans_of(found, read_text(text)[2])) == []


@pytest.mark.parametrize(
    "text",
    [
        "Inclusion Criteria:\n* Prior Rituxan®\n* Consent",
        "Inclusion Criteria:\n* ® Rituxan ™",
        "a\u200b",
        "\u200ba\u00ad",
        "Inclusion Criteria：\n１．Adult\n２．Consent",
        "\ufeffInclusion Criteria:\r\n\r\n\t* Adult\r\n",
        "Ⅰ．Adult\nⅡ．Consent",
        "Inclusion Criteria:\n* AST at most\n  1.5 x ULN",
    ],
    ids=ascii,
)
def test_no_character_is_lost(text: str) -> None:
    _, found, headings = read_text(text)
    assert lost(text, spans_of(found, headings)) == []


def test_without_a_heading_nothing_is_decided() -> None:
    (only,) = criteria_of("Heart failure")
    assert only.kind == "unparsed"
    assert "section_unknown" in only.flags


@pytest.mark.parametrize("text", ["", " \n\n ", "Inclusion Criteria:\n\nExclusion Criteria:\n", "***"])
def test_a_text_that_states_nothing_lets_nobody_in(text: str) -> None:
    (only,) = criteria_of(text)
    assert (only.criterion_id, only.kind, only.span, only.text) == ("i00", "unparsed", None, "")


def test_a_bullet_with_its_bullets_is_one_criterion() -> None:
    text = "Inclusion Criteria:\n* At least two of the following:\n  * Rash\n  * Arthritis\n  * Fever\n* Consent"
    assert len(criteria_of(text)) == 2


# -- cohorts ------------------------------------------------------------------------------------------------

BASKET = (
    "Inclusion Criteria:\n* Consent\n\nCohort A: Lupus nephritis\n* UPCR of 1 g/g or more\n\n"
    "Cohort B: Myasthenia gravis\n* MG-ADL of 6 or more\n\nExclusion Criteria (all cohorts):\n* Pregnancy\n"
    "* Cohort B only: thymectomy within 12 months"
)


def test_a_basket_has_common_criteria_and_those_of_each_cohort() -> None:
    labels, found, _ = read_text(BASKET)
    assert labels == ("Cohort A: Lupus nephritis", "Cohort B: Myasthenia gravis")
    assert [(each.criterion_id, each.cohort) for each in found] == [
        ("i01", None),
        ("i02", labels[0]),
        ("i03", labels[1]),
        ("e01", None),
        ("e02", labels[1]),
        ("c01", labels[0]),
        ("c02", labels[1]),
    ]


def test_a_cohort_named_after_a_disease_asks_for_it() -> None:
    found = {each.criterion_id: each for each in criteria_of(BASKET)}
    assert found["c01"].tree == Condition(concept="lupus nephritis")
    assert (found["c01"].category, found["c01"].span, found["c01"].kind) == ("inclusion", None, "computable")
    assert found["c01"].flags == ("from_heading",)


def test_a_prefix_is_quoted_but_not_read() -> None:
    found = {each.criterion_id: each for each in criteria_of(BASKET)}
    assert found["e02"].text == "Cohort B only: thymectomy within 12 months"
    assert "thymectomy" in found["e02"].expression
    assert "not understood" not in found["e02"].expression


# -- the registry's own fields ------------------------------------------------------------------------------


def test_age_and_sex_of_the_registry_are_criteria() -> None:
    trial = read(study(minimumAge="18 Years", maximumAge="75 Years", sex="FEMALE"))
    assert fields_of(trial) == {"r01": "age ≥ 18 years", "r02": "age ≤ 75 years", "r03": "sex is female"}
    assert all(each.span is None for each in trial.criteria if "registry_field" in each.flags)


def test_what_the_registry_leaves_open_is_no_criterion() -> None:
    assert fields_of(read(study(sex="ALL"))) == {}
    assert fields_of(read(study(minimumAge="N/A", maximumAge="N/A"))) == {}


@pytest.mark.parametrize(
    ("age", "years"),
    [
        ("18 Years", 18.0),
        ("1 Year", 1.0),
        ("6 Months", 0.5),
        ("24 Month", 2.0),
        ("0 Days", 0.0),
        ("2.5 Years", 2.5),
    ],
)
def test_an_age_of_the_registry_in_years(age: str, years: float) -> None:
    trees = {each.criterion_id: each.tree for each in read(study(minimumAge=age)).criteria}
    assert trees["r01"] == Age(comparator=">=", years=years)


def test_the_digest_is_of_the_text() -> None:
    first, second = read(study("Adult")), read(study("Adult "))
    assert first.text_digest.startswith("sha256:")
    assert first.text_digest != second.text_digest
    assert first.text_digest == read(study("Adult")).text_digest


# -- kinds --------------------------------------------------------------------------------------------------


def test_kinds() -> None:
    asked, told, lost_words = Attested(reason="consent", text="consent"), Sex(sex="female"), Unread(text="words")
    assert kind_of(told) == "computable"
    assert kind_of(asked) == "attestation"
    assert kind_of(Not(of=asked)) == "attestation"
    assert kind_of(All(of=(told, asked))) == "computable"
    assert kind_of(All(of=(told, asked, lost_words))) == "unparsed"


# -- texts of hostile shape -----------------------------------------------------------------------------------

HOSTILE = {
    "bullets, 500 deep": "".join(" " * (2 * depth) + "* Active infection or\n" for depth in range(500)),
    "brackets never closed": "* " + "(" * 20_000,
    "brackets never opened": "* " + ")" * 20_000,
    "brackets in brackets": "* " + "(" * 2_000 + "infection" + ")" * 2_000,
    "exceptions to exceptions": "* " + "infection unless rituximab " * 1_000,
    "brackets of exceptions": "* " + "infection (except rituximab (" * 1_000,
    "a number without end": "* Age over " + "1" * 5_000,
    "an exponent without end": "* " + "⁹" * 5_000,
    "a list of far numbers": "* Grade 1, 30000000000",
    "one long word": "a" * 100_000,
    "backslashes": "\\" * 50_000,
    "limits": "* " + "≥ 3 " * 2_000,
    "lists of lists": "* " + "one of the following: " * 400,
    "not": "* " + "not " * 20_000 + "pregnant",
    "if": "* " + "if lupus then " * 2_000,
    "a list in one line": "1. Adult. " + "".join(f"{n}. Adult {n}. " for n in range(2, 2_000)),
    "controls": "* \x00\x01\x1f\x7f\x85\u2028\u202e" * 500,
    "beyond the first plane": "* 𝟙𝟚 ≥ 𝟛 🧬\U0010ffff" * 500,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read(name: str) -> None:
    text = HOSTILE[name]
    _, found, headings = read_text(text)
    assert found
    assert lost(text, spans_of(found, headings)) == []


# -- the checker itself ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "between",
    [
        "",
        " \n\n* ",
        "\n1. ",
        "\n  12\\. ",
        "\n* 1. ",
        " (i) ",
        "\n（２）",
        "\nIV. ",
        "\n\\- ",
        "①",
        "\n**",
        "** \n# ",
        "\n1、",
        "\nA1. ",
        "\n4.1.2 ",
    ],
    ids=ascii,
)
def test_markers_may_stand_between(between: str) -> None:
    assert is_between(f"one{between}Two", 3, 3 + len(between))


@pytest.mark.parametrize(
    "between", ["and", " or ", "\n* not ", "; ", ": ", " 18 ", " 1.5 x", "®", "≥", "\n1234. ", " e.g. "]
)
def test_words_and_signs_may_not(between: str) -> None:
    assert not is_between(f"one{between}Two", 3, 3 + len(between))


def test_a_figure_is_no_marker() -> None:
    assert not is_between("at most 1.5 x ULN", 7, 12)
    assert is_between("Consent 1.5 Adult", 7, 12)


def test_the_checker_sees_what_is_wrong() -> None:
    text = "* one\n* two"
    assert lost(text, [Span(2, 5), Span(8, 11)]) == []
    assert lost(text, [Span(2, 5)])
    assert lost(text, [Span(3, 5), Span(8, 11)])
    assert lost(text, [Span(2, 9), Span(8, 11)])
    assert lost(text, [Span(2, 5), Span(8, 12)])
    assert lost(text, [Span(2, 5), Span(8, 8), Span(8, 11)])
    assert lost(text, [])
