"""Wordings and what is read from them: qualities, abbreviations, ages, multiples, routes, numbering in a line."""

from __future__ import annotations

import pytest

from criteria.reading import read_text

INCLUSION = [
    ("ALT ≤ 3 times normal", "alanine aminotransferase ≤ 3 × ULN"),
    ("ALT 3x or less", "alanine aminotransferase ≤ 3 × ULN"),
    (
        "Karnofsky (age ≥ 16) or Lansky (age < 16) performance score ≥ 60",
        (
            "(if age ≥ 16 years then Karnofsky performance status ≥ 60)"
            " and (if age < 16 years then Lansky performance status ≥ 60)"
        ),
    ),
    ("Karnofsky/Lansky scale ≥ 50", "Karnofsky performance status ≥ 50 or Lansky performance status ≥ 50"),
    ("Serum creatinine (Cockcroft-Gault) ≥ 60 mL/min", "creatinine clearance ≥ 60 mL/min"),
    ("Hemoglobin > 9 g/dL (prior to cell collection)", "hemoglobin > 9 g/dL"),
    ("May or may not have had a splenectomy", "permission"),
    ("Not receiving any immunosuppressant", "not (current immunosuppressant)"),
    ("Must not be on corticosteroids", "not (current glucocorticoid)"),
    ("No active infection", "not (active infection)"),
    ("Not eligible for splenectomy", "to be confirmed by a person (judgement)"),
    ("Abatacept for the treatment of gout for at least 12 weeks", "abatacept for ≥ 12 weeks and gout"),
    (
        "Prednisone 5 to 10 mg/day for at least 8 weeks",
        "glucocorticoid at ≥ 5 mg/d for ≥ 8 weeks and glucocorticoid at ≤ 10 mg/d for ≥ 8 weeks",
    ),
    ("Gout for at least 1 year", "gout and time since the onset of gout ≥ 1 year"),
    (
        "ALT and AST ≤ 2 × ULN (≤ 4 × ULN with liver metastases)",
        (
            "(if history of liver metastasis then alanine aminotransferase ≤ 4 × ULN,"
            " otherwise alanine aminotransferase ≤ 2 × ULN)"
            " and (if history of liver metastasis then aspartate aminotransferase ≤ 4 × ULN,"
            " otherwise aspartate aminotransferase ≤ 2 × ULN)"
        ),
    ),
]
EXCLUSION = [
    ("Recurrent pancreatitis", "history of pancreatitis and pancreatitis is recurrent"),
    ("Active hepatitis B or C", "active hepatitis B or active hepatitis C"),
    ("Took part in another drug trial within 4 weeks", "investigational agent within 4 weeks"),
    (
        "Uncontrolled fungal, viral or other infection",
        (
            "(fungal infection and fungal infection is uncontrolled)"
            " or (viral infection and viral infection is uncontrolled)"
            " or (infection and infection is uncontrolled)"
        ),
    ),
    ("Pulmonary embolism (PE) ever. PE or stroke", "history of pulmonary embolism or history of stroke"),
    (
        "Steroids within 7 days, except for inhalation or topical use",
        "glucocorticoid (other than inhaled glucocorticoid, topical glucocorticoid) within 1 week",
    ),
    ("Prednisone > 20 mg/day, except as physiologic replacement", "daily dose of glucocorticoid > 20 mg/d"),
    ("Plans to undergo splenectomy, thymectomy or transplantation", "to be confirmed by a person (willing)"),
    ("Any of: 1) stroke; 2) psoriasis", "history of stroke or psoriasis"),
    ("Receiving itraconazole", "current itraconazole"),
    ("Received or is receiving abatacept", "abatacept"),
    ("Abatacept for gout within 3 months", "abatacept within 3 months and gout"),
    ("Sepsis", "sepsis"),
    ("History of sepsis", "history of sepsis"),
    ("Severe asthma", "asthma and asthma is severe"),
    ("Abatacept or rituximab allergy", "history of allergy to abatacept or history of allergy to rituximab"),
    ("Contraindication to abatacept", "history of allergy to abatacept or abatacept is contraindicated"),
    ("Cerebrovascular ischemia/hemorrhage", "history of cerebral ischemia or history of intracranial hemorrhage"),
]


def expression(section: str, text: str) -> str:
    (read,) = read_text(f"{section} Criteria:\n\n* {text}", ("lymphoma",))[1]
    return read.expression


@pytest.mark.parametrize(("text", "understood"), INCLUSION)
def test_an_inclusion_is_read_as_it_is_meant(text: str, understood: str) -> None:
    assert expression("Inclusion", text) == understood


@pytest.mark.parametrize(("text", "understood"), EXCLUSION)
def test_an_exclusion_is_read_as_it_is_meant(text: str, understood: str) -> None:
    assert expression("Exclusion", text) == understood


def test_a_quality_is_shown_and_told_by_kinds_that_carry_it_in_their_names() -> None:
    (read,) = read_text("Exclusion Criteria:\n\n* Chronic leukemia")[1]
    assert read.kind == "computable"
    assert "quality_asked" in read.flags
    assert "chronic lymphocytic leukemia" in read.expression


def test_a_limit_for_patients_nobody_understood_takes_the_decision_from_the_first() -> None:
    (read,) = read_text("Inclusion Criteria:\n\n* ANC ≥ 1500/uL (≥ 1000/uL for zorblatt carriers)")[1]
    assert read.kind == "unparsed"
    assert read.expression.startswith("if not understood")
