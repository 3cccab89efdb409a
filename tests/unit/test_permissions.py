"""What lets patients in, what asks nothing, and what only a person can tell: readings, and verdicts at the boundary."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.criterion import Criterion
from criteria.lexicon import lexicon
from criteria.reading import read_text
from matcher.evaluate import judge
from matcher.population.profile import parse_profile
from matcher.settings import Context, Settings

CONTEXT = Context(settings=Settings(), lexicon=lexicon())


def criterion(section: str, words: str) -> Criterion:
    (found,) = read_text(f"{section} Criteria:\n\n* {words}")[1]
    return found


def verdict(section: str, words: str, **facts: Any) -> str:
    patient = parse_profile({"profile_id": "p", **facts}, CONTEXT.lexicon)
    return judge(criterion(section, words), patient, CONTEXT).verdict


def value(concept: str, number: float, unit: str, high: float) -> dict[str, Any]:
    return {"concept": concept, "value": number, "unit": unit, "range_high": high, "days_before": 3}


def sick(concept: str, days: int = 100) -> dict[str, Any]:
    return {"concept": concept, "status": "active", "onset_days_before": days}


# -- permissions --------------------------------------------------------------------------------------------

GILBERT = (
    "Total bilirubin at most 2 x ULN. Patients with Gilbert syndrome are eligible if total bilirubin is <= 3 x ULN."
)


@pytest.mark.parametrize(
    ("bilirubin", "gilbert", "expected"),
    [(40, False, "pass"), (41, False, "fail"), (41, True, "pass"), (60, True, "pass"), (61, True, "fail")],
)
def test_a_permission_opens_the_limit_before_it(bilirubin: float, gilbert: bool, expected: str) -> None:  # noqa: FBT001 - a row of the table
    facts = {
        "observations": [value("total bilirubin", bilirubin, "umol/L", 20)],
        "conditions": [sick("Gilbert syndrome")] if gilbert else [],
        "complete": ["conditions"],
    }
    assert verdict("Inclusion", GILBERT, **facts) == expected


KIND = "Malignancy within the last 5 years. Patients with prostate cancer are eligible if LVEF is above 50 %."


@pytest.mark.parametrize(
    ("condition", "lvef", "expected"),
    [
        ("prostate cancer", 51, "pass"),
        ("prostate cancer", 50, "fail"),
        ("breast cancer", 51, "fail"),
    ],
)
def test_a_kind_may_enter_under_its_condition(condition: str, lvef: float, expected: str) -> None:
    facts = {
        "observations": [{"concept": "LVEF", "value": lvef, "unit": "%", "days_before": 3}],
        "conditions": [sick(condition)],
        "complete": ["conditions"],
    }
    assert verdict("Exclusion", KIND, **facts) == expected


def test_a_permission_of_something_else_excludes_without_its_condition() -> None:
    words = "Active hepatitis B. Subjects with latent tuberculosis are permitted if on isoniazid for at least 4 weeks."
    facts: dict[str, Any] = {"conditions": [sick("latent tuberculosis")], "complete": ["conditions", "drug_exposures"]}
    course = {"concept": "isoniazid", "start_days_before": 28, "end_days_before": 0}
    assert verdict("Exclusion", words, **facts, drug_exposures=[course]) == "pass"
    assert verdict("Exclusion", words, **facts, drug_exposures=[{**course, "start_days_before": 27}]) == "fail"
    assert verdict("Exclusion", words, **facts) == "fail"


def test_a_permission_takes_its_kind_out_of_the_sentence_before() -> None:
    words = "Current use of systemic steroids. Use of inhaled steroids is allowed."
    assert "other than inhaled glucocorticoid" in criterion("Exclusion", words).expression


def test_a_permission_cannot_take_back_all_that_was_said() -> None:
    words = "Active hepatitis B. Patients with prior hepatitis B are eligible."
    assert verdict("Exclusion", words, conditions=[sick("hepatitis B")]) == "fail"


def test_what_will_not_be_allowed_is_no_permission() -> None:
    words = "Live vaccine within 30 days. No live vaccines will be allowed during the study."
    given = {"concept": "live vaccine", "start_days_before": 30, "end_days_before": 30}
    assert verdict("Exclusion", words, drug_exposures=[given]) == "fail"


def test_what_follows_a_permission_is_not_lost() -> None:
    words = "Patients with skin cancer are eligible, while patients with sarcoma need a CT scan."
    assert verdict("Exclusion", words, conditions=[sick("sarcoma")]) == "unknown"


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("Inclusion", "Patients may or may not have received rituximab."),
        ("Inclusion", "Patients may have received radiotherapy."),
        ("Inclusion", "A history of vitiligo is allowed."),
        ("Exclusion", "A history of vitiligo is allowed."),
        ("Exclusion", "None"),
    ],
)
def test_what_asks_nothing_stands_in_nobody_s_way(section: str, words: str) -> None:
    drugs = [{"concept": "rituximab", "start_days_before": 300, "end_days_before": 200}]
    assert verdict(section, words, drug_exposures=drugs, conditions=[sick("vitiligo")]) == "pass"
    assert verdict(section, words) == "pass"


def test_what_may_have_been_given_long_ago_only_still_asks() -> None:
    words = "Patients may have received their last chemotherapy at least 3 weeks before lymphodepletion."
    given = {"concept": "chemotherapy", "start_days_before": 60, "end_days_before": 20}
    closed = {"complete": ["drug_exposures"]}
    assert verdict("Inclusion", words, drug_exposures=[given], **closed) == "fail"
    assert verdict("Inclusion", words, drug_exposures=[{**given, "end_days_before": 21}], **closed) == "pass"


# -- a limit set otherwise ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("creatinine", "clearance", "expected"), [(150, 40, "pass"), (151, 51, "pass"), (151, 50, "fail")]
)
def test_a_limit_that_may_be_exceeded_under_another(creatinine: float, clearance: float, expected: str) -> None:
    words = "Creatinine <= 1.5 x ULN; if creatinine exceeds this limit, creatinine clearance must be > 50 mL/min."
    facts = [
        value("creatinine", creatinine, "umol/L", 100),
        {"concept": "creatinine clearance", "value": clearance, "unit": "mL/min", "days_before": 3},
    ]
    assert verdict("Inclusion", words, observations=facts) == expected


@pytest.mark.parametrize(
    ("alt", "ill", "expected"), [(100, 0, "pass"), (101, 0, "fail"), (199, 1, "pass"), (200, 1, "fail")]
)
def test_a_limit_set_otherwise_for_some(alt: float, ill: int, expected: str) -> None:
    words = "ALT must be <= 2.5 x ULN. For patients with hepatocellular carcinoma, ALT must be < 5 x ULN."
    facts = {
        "observations": [value("ALT", alt, "U/L", 40)],
        "conditions": [sick("hepatocellular carcinoma")] * ill,
        "complete": ["conditions"],
    }
    assert verdict("Inclusion", words, **facts) == expected


# -- notes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Note: one retest is allowed.",
        "All laboratory tests must be performed within 14 days of enrollment.",
        "The above information is not intended to contain all considerations relevant to participation.",
    ],
)
def test_a_note_is_for_a_person(words: str) -> None:
    assert criterion("Inclusion", words).kind == "attestation"


@pytest.mark.parametrize(
    "note", ["Testing is not required.", "Patients will be re-screened once.", "(Applicable to US sites only)"]
)
def test_a_note_changes_nothing(note: str) -> None:
    assert criterion("Exclusion", f"Creatinine > 2 mg/dL. {note}").expression == "creatinine > 2 mg/dL"


@pytest.mark.parametrize(
    "words",
    ["History of stroke, see Section", "Hepatitis B; HBV carriers will be monitored", "HIV infection will be tested"],
)
def test_what_is_named_before_a_note_is_asked(words: str) -> None:
    assert criterion("Exclusion", words).kind == "computable"


# -- what only a person can tell ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("Exclusion", "Any condition that would preclude participation"),
        ("Exclusion", "A psychiatric illness that could confound the results of the study"),
        ("Exclusion", "Any illness that, in the principal investigator's opinion, places the patient at undue risk"),
        ("Exclusion", "Inadequate liver function"),
        ("Inclusion", "Adequate hematological, renal and liver function"),
        ("Inclusion", "Able to swallow tablets"),
    ],
)
def test_an_attestation(section: str, words: str) -> None:
    assert criterion(section, words).kind == "attestation"


def test_a_vague_function_with_a_limit_is_computable() -> None:
    assert criterion("Exclusion", "Inadequate lung function, defined as SpO2 < 90 %").expression == "SpO2 < 90 %"


def test_a_disease_named_before_another_condition_is_no_judgement() -> None:
    words = "Celiac disease, or any other condition that would interfere with absorption"
    assert verdict("Exclusion", words, conditions=[sick("celiac disease")]) == "fail"
    assert verdict("Exclusion", words, conditions=[{"concept": "celiac disease", "negated": True}]) == "unknown"
    assert criterion("Exclusion", words).is_mixed


def test_an_exception_behind_the_judgement_holds_for_all_that_is_named() -> None:
    words = "Neuropathy or another condition that may interfere with the test unless caused by the disease"
    assert verdict("Exclusion", words, conditions=[sick("peripheral neuropathy")]) == "unknown"
