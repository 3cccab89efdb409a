"""Wordings of safety criteria and what is read from them: definitions in brackets, examples, windows of histories."""

from __future__ import annotations

import pytest

from criteria.reading import read_text

DISEASES = ("systemic lupus erythematosus",)
INCLUSION = [
    ("Active lupus (SLEDAI-2K ≥ 6)", "active systemic lupus erythematosus and SLEDAI-2K ≥ 6"),
]
EXCLUSION = [
    ("Thrombocytopenia (platelets < 40,000/µL)", "platelet count < 40000 /uL"),
    ("Poorly controlled hypertension (systolic BP > 170 mmHg)", "systolic blood pressure > 170 mm[Hg]"),
    ("Impaired liver function (AST > 4 × ULN)", "aspartate aminotransferase > 4 × ULN"),
    ("History of neutropenia (ANC < 900/µL) or gout", "history of neutropenia or history of gout"),
    ("Genetic disease such as sickle cell disease", "genetic disease or sickle cell disease"),
    (
        "Severe liver disease, including hypertension or gout, within 3 months",
        (
            "(liver disease within 3 months and liver disease is severe)"
            " or (hypertension within 3 months and hypertension is severe)"
            " or (gout within 3 months and gout is severe)"
        ),
    ),
    (
        "Immunomodulators (azathioprine, methotrexate, etc.) within 6 weeks",
        "immunomodulator within 6 weeks or azathioprine within 6 weeks or methotrexate within 6 weeks",
    ),
    ("Infection, such as pneumonia", "infection"),
    ("History of heart failure or stroke within 8 months", "heart failure within 8 months or stroke within 8 months"),
    (
        "Cancer within 4 years, except cured thyroid cancer",
        (
            "malignant neoplasm (other than thyroid cancer) within 4 years or (thyroid cancer within 4 years"
            " and active thyroid cancer and not (thyroid cancer is cured))"
        ),
    ),
    (
        "Cancer, except for the following: thyroid cancer; melanoma in remission for 9 years",
        ("malignant neoplasm (other than thyroid cancer) and not (time since the end of melanoma ≥ 9 years)"),
    ),
    ("History of arthritis other than gout (e.g., psoriatic arthritis)", "history of arthritis (other than gout)"),
    ("Epilepsy, or any seizure within 3 years", "epilepsy or seizure within 3 years"),
]


@pytest.mark.parametrize(
    ("section", "text", "expression"),
    [("Inclusion", *row) for row in INCLUSION] + [("Exclusion", *row) for row in EXCLUSION],
)
def test_wording_is_read(section: str, text: str, expression: str) -> None:
    criteria = read_text(f"{section} Criteria:\n\n* {text}", DISEASES)[1]
    assert [c.expression for c in criteria] == [expression]
