"""What is asked beyond names and numbers: qualities, stages, lines of treatment, toxicities, opinions, small words."""

from __future__ import annotations

import pytest

from criteria.reading import read_text

INCLUSION = [
    (
        "Relapsed or refractory disease after allogeneic transplantation",
        "lymphoma is relapsed or refractory and allogeneic hematopoietic stem cell transplantation",
    ),
    (
        "Relapsed CD19+ B-cell lymphoma",
        "CD19 expression positive and B-cell lymphoma and B-cell lymphoma is relapsed",
    ),
    ("Stage IIIC or IV melanoma", "melanoma and melanoma is Stage IIIC or IV"),
    (
        "Toxicity of earlier treatment resolved to grade 1 or less, except alopecia",
        "adverse effect of treatment is Toxicity of earlier treatment resolved to grade 1 or less",
    ),
    ("At least two prior lines of therapy", "lymphoma is treated with At least two prior lines of therapy"),
    ("Failed all available standard therapy", "lymphoma is Failed all available standard therapy"),
    (
        "CD30 expression (≥ 40 % positive cells)",
        "CD30 expression positive and CD30 expression is ≥ 40 % positive cells",
    ),
    ("Methotrexate-naive", "not (methotrexate)"),
    ("Female", "sex is female"),
    ("ACR functional class I-III", "ACR functional class I, II, III"),
    ("ECOG score that is 0 or 1", "ECOG performance status ≥ 0 and ECOG performance status ≤ 1"),
    ("Methotrexate must be discontinued at least 2 weeks before enrolment", "not (methotrexate less than 2 weeks ago)"),
    ("Coagulation function", "to be confirmed by a person (study-level rule)"),
    ("Creatinine </= 1.5 mg/dL", "creatinine ≤ 1.5 mg/dL"),
    (r"Hemoglobin \&gt; 8 g/dL", "hemoglobin > 8 g/dL"),
]
EXCLUSION = [
    (
        "Infection requiring systemic treatment",
        "infection and (infection is requiring systemic treatment or current antimicrobial)",
    ),
    (
        "Autoimmune thyroiditis requiring immunosuppressive therapy",
        "autoimmune thyroiditis and current immunosuppressant",
    ),
    (
        "Uncontrolled fungal, bacterial or viral infection",
        (
            "(fungal infection and fungal infection is uncontrolled) or "
            "(bacterial infection and bacterial infection is uncontrolled) or "
            "(viral infection and viral infection is uncontrolled)"
        ),
    ),
    ("Active bleeding or a known clotting disorder", "active bleeding or coagulopathy"),
    ("Active or uncontrolled hepatitis", "active hepatitis or (hepatitis and hepatitis is uncontrolled)"),
    (
        "Decompensated liver disease",
        "liver disease and (liver disease is decompensated or decompensated cirrhosis)",
    ),
    ("Known allergy to any component of the study product", "history of allergy to the investigational product"),
    ("Hypersensitivity to XY123 or its excipients", "history of allergy to the investigational product"),
    (
        "Hypertension (blood pressure ≥ 160/100 mmHg despite treatment)",
        "systolic blood pressure ≥ 160 mm[Hg] or diastolic blood pressure ≥ 100 mm[Hg]",
    ),
    (
        "Active autoimmune disease (requiring immunosuppressants in the past 6 months)",
        "active autoimmune disease and immunosuppressant within 6 months",
    ),
    ("Active hepatitis (HBV, HCV)", "active hepatitis"),
    (
        "Investigational drug within 4 weeks before baseline (or 5 half-lives, whichever is longer)",
        "investigational agent within 4 weeks or 5 half-lives, whichever is longer",
    ),
    ("Cardio- or cerebrovascular disease", "cardiovascular disease or cerebrovascular disease"),
    ("High risk of bleeding or stroke", "to be confirmed by a person (judgement) or history of stroke"),
    (
        "Currently receiving or likely to require tacrolimus",
        "to be confirmed by a person (willing) or current tacrolimus",
    ),
    (
        "Pulmonary embolism (for cohort 3)",
        "pulmonary embolism is for cohort 3 and history of pulmonary embolism",
    ),
    ("Malignancy (within the last 5 years)", "malignant neoplasm within 5 years"),
    ("Malignancy (as judged by the investigator)", "malignant neoplasm (other than lymphoma)"),
    ("Seizure history within 6 months", "seizure within 6 months"),
    ("Does not have adequate organ function", "to be confirmed by a person (judgement)"),
    (
        "Hyperleukocytosis or rapidly progressive disease",
        "history of hyperleukocytosis or lymphoma is rapidly progressive",
    ),
    (
        "Infection requiring hospitalization or intravenous antibiotics within 4 weeks",
        "(infection and infection is requiring hospitalization) or intravenous antibiotic within 4 weeks",
    ),
]


def expression(section: str, text: str) -> str:
    (read,) = read_text(f"{section} Criteria:\n\n* {text}", ("lymphoma",))[1]
    assert read.kind != "unparsed"
    return read.expression


@pytest.mark.parametrize(("text", "understood"), INCLUSION)
def test_an_inclusion_asks_what_it_names_and_what_no_fact_tells(text: str, understood: str) -> None:
    assert expression("Inclusion", text) == understood


@pytest.mark.parametrize(("text", "understood"), EXCLUSION)
def test_an_exclusion_asks_what_it_names_and_what_no_fact_tells(text: str, understood: str) -> None:
    assert expression("Exclusion", text) == understood


def test_a_quality_without_a_disease_under_study_stays_unread() -> None:
    (read,) = read_text("Inclusion Criteria:\n\n* Relapsed disease")[1]
    assert read.kind == "unparsed"


def test_toxicity_never_decides_by_a_limit_of_a_laboratory_value() -> None:
    (read,) = read_text("Exclusion Criteria:\n\n* Rituximab, unless B cells have recovered to at least 20/µL")[1]
    assert "CD19+ B-cell count ≥ 20 /uL" in read.expression
