"""Wordings of drugs and earlier treatment, and what is read from them."""

from __future__ import annotations

import pytest

from criteria.lexicon import lexicon
from criteria.parse.purposes import treatments
from criteria.reading import read_text

EXAMPLES = [
    (
        "Exclusion",
        "Immunomodulators such as azathioprine or ciclosporin within 3 weeks",
        "immunomodulator within 3 weeks or azathioprine within 3 weeks or cyclosporine within 3 weeks",
    ),
    ("Exclusion", "Immunomodulators (mercaptopurine, thalidomide, etc.)", "immunomodulator or mercaptopurine"),
    ("Exclusion", "TNF inhibitors such as etanercept within 2 weeks", "TNF inhibitor within 2 weeks"),
    ("Inclusion", "No immunosuppressants (including steroids)", "not (immunosuppressant or glucocorticoid)"),
    (
        "Inclusion",
        "Inadequate response to at least 2 immunosuppressants, including steroids",
        "at least 2 different of immunosuppressant, glucocorticoid with inadequate response",
    ),
    ("Inclusion", "On immunomodulators such as azathioprine", "current immunomodulator"),
    (
        "Exclusion",
        "Immunosuppressants such as prednisone > 15 mg/day within 3 weeks",
        "immunosuppressant within 3 weeks or daily dose of glucocorticoid within 3 weeks > 15 mg/d",
    ),
    (
        "Exclusion",
        "Use of steroids such as corticosteroids (prednisone > 0.3 mg/kg)",
        "daily dose of glucocorticoid > 0.3 mg/kg",
    ),
    (
        "Exclusion",
        "Systemic steroids (> 15 mg/day of prednisone for more than 3 days)",
        "glucocorticoid at > 15 mg/d for > 3 days",
    ),
]

PURPOSES = [
    ("Inclusion", "Abatacept subcutaneously or intravenously for RA for at least 20 weeks", "abatacept for ≥ 20 weeks"),
    ("Inclusion", "No earlier abatacept and/or rituximab for RA", "not (abatacept) and not (rituximab)"),
    ("Inclusion", "Naive to abatacept and any other biologic for RA", "not (abatacept) and not (biologic agent)"),
    ("Exclusion", "Abatacept, rituximab or baricitinib for gout", "abatacept and gout"),
    ("Exclusion", "Treatment of RA with abatacept", "abatacept"),
    ("Exclusion", "Injectable medication for diabetes within 2 months", "glucose-lowering drug within 2 months"),
    ("Exclusion", "Systemic treatment for cancer within 6 weeks", "antineoplastic therapy within 6 weeks"),
    ("Exclusion", "Therapy for gout within 6 weeks", "history of gout and gout is treated within 6 weeks"),
    ("Exclusion", "Diagnosis or treatment of a malignancy within 2 years", "malignant neoplasm within 2 years"),
    ("Exclusion", "Aciclovir for prevention of herpes zoster", "aciclovir is for prevention of herpes zoster"),
    ("Exclusion", "Sepsis. Patients may be receiving antibiotics.", "sepsis"),
    ("Inclusion", "Currently receiving 6 mg/day of prednisone", "daily dose of glucocorticoid = 6 mg/d"),
]

STABLE = [
    (
        "Patients on abatacept must be on a stable dose for 10 weeks",
        "if current abatacept then current abatacept for ≥ 10 weeks and to be confirmed by a person (stable dose)",
    ),
    (
        "If using NSAIDs, must be on a stable dose for at least 3 weeks",
        "if current NSAID then current NSAID for ≥ 3 weeks and to be confirmed by a person (stable dose)",
    ),
    (
        "Abatacept for at least 10 weeks, at a stable dose",
        "current abatacept for ≥ 10 weeks and to be confirmed by a person (stable dose)",
    ),
    (
        "Stable dose of prednisone ≤ 8 mg/day for at least 3 weeks",
        "to be confirmed by a person (stable dose) and daily dose of glucocorticoid ≤ 8 mg/d",
    ),
]


def read(section: str, text: str, disease: str = "rheumatoid arthritis") -> str:
    (criterion,) = read_text(f"{section} Criteria:\n\n* {text}", (disease,))[1]
    return criterion.expression


@pytest.mark.parametrize(("section", "text", "understood"), EXAMPLES)
def test_examples_are_read_with_the_class_before_them(section: str, text: str, understood: str) -> None:
    assert read(section, text) == understood


@pytest.mark.parametrize(("section", "text", "understood"), PURPOSES)
def test_what_a_treatment_is_for_goes_with_it(section: str, text: str, understood: str) -> None:
    assert understood in read(section, text)


def test_a_disease_that_every_patient_of_the_trial_has_is_not_asked_for_again() -> None:
    assert "rheumatoid arthritis" not in read("Inclusion", "No earlier abatacept and/or rituximab for RA")


def test_classes_by_purpose_are_entries_of_the_lexicon() -> None:
    known = lexicon()
    assert [name for pair in treatments().items() for name in pair if name not in known.concepts] == []


@pytest.mark.parametrize(("text", "understood"), STABLE)
def test_a_stable_dose_has_been_taken_at_least_so_long(text: str, understood: str) -> None:
    assert read("Inclusion", text) == understood
