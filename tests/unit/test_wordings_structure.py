"""Lists, quotas, alternatives and headings: how lines and clauses that belong together are read as one."""

from __future__ import annotations

import pytest

from criteria.criterion import Criterion
from criteria.reading import read_text

LUPUS = ("systemic lupus erythematosus",)
FAILED_TWO = (
    "at least 2 of (rituximab with inadequate response; azathioprine with inadequate response;"
    " methotrexate with inadequate response)"
)
INCLUSION = [
    (
        "All three have failed: glucocorticoid; rituximab; and 1 or more of azathioprine, tacrolimus",
        (
            "glucocorticoid with inadequate response and rituximab with inadequate response"
            " and (azathioprine with inadequate response or tacrolimus with inadequate response)"
        ),
    ),
    (
        "Failed two or more of rituximab, azathioprine, methotrexate, one of which must be a biologic agent",
        f"{FAILED_TWO} and biologic agent with inadequate response",
    ),
    (
        "Failed two or more of rituximab, azathioprine, methotrexate. At least one of the two has to be rituximab",
        f"{FAILED_TWO} and rituximab with inadequate response",
    ),
    (
        "Failed two or more immunosuppressants, including at least one biologic agent",
        (
            "at least 2 different of immunosuppressant with inadequate response"
            " and biologic agent with inadequate response"
        ),
    ),
    (
        "Has failed, or is ineligible for, rituximab",
        "rituximab with inadequate response or to be confirmed by a person (judgement)",
    ),
    (
        "Refractory to or not a candidate for cyclophosphamide",
        "cyclophosphamide with inadequate response or to be confirmed by a person (judgement)",
    ),
    (
        "Relapsed and meets one of the following criteria: a) ANA positive; b) anti-dsDNA positive",
        "systemic lupus erythematosus is relapsed and (antinuclear antibody positive or anti-dsDNA antibody positive)",
    ),
    ("Rituximab: not within 6 months before apheresis", "not (rituximab within 6 months)"),
    (
        "CD19- or CD22-positive leukemia",
        "(CD19 expression positive or CD22 expression positive) and leukemia",
    ),
    ("Aged 2 to 65 years. The paediatric cohort is defined as age < 18 years", "age ≥ 2 years and age ≤ 65 years"),
    ("Aged 12 to 65; adolescents are defined as 12 to 17 years", "age ≥ 12 years and age ≤ 65 years"),
    (
        "Creatinine ≤ 2 mg/dL; creatinine clearance is needed for patients with creatinine > 1.5 mg/dL",
        "creatinine ≤ 2 mg/dL",
    ),
    ("Hepatitis B only if HBV DNA is negative", "if history of hepatitis B then HBV DNA negative"),
    (
        "Prior CAR-T therapy only if more than 6 months ago",
        "if CAR-T cell therapy then not (CAR-T cell therapy within 6 months)",
    ),
    ("ALT ≤ 5 times the institutional upper limits of normal", "alanine aminotransferase ≤ 5 × ULN"),
    (
        "Absence of gout, hepatitis B and hepatitis C",
        "not (gout) and not (hepatitis B) and not (hepatitis C)",
    ),
    ("No gout and adequate renal function, i.e. creatinine ≤ 2 mg/dL", "not (gout) and creatinine ≤ 2 mg/dL"),
    (
        "Patients ≥ 65 years must have ECOG 0-1",
        "if age ≥ 65 years then ECOG performance status ≥ 0 and ECOG performance status ≤ 1",
    ),
    (
        "mRSS of 10 to 35 units",
        "modified Rodnan skin score ≥ 10 and modified Rodnan skin score ≤ 35",
    ),
    ("Subjects may be on hydroxychloroquine", "permission"),
    ("May continue mycophenolate or azathioprine", "permission"),
    ("Adequate renal function is defined as creatinine ≤ 1.5 mg/dL", "creatinine ≤ 1.5 mg/dL"),
]
EXCLUSION = [
    (
        "Women of childbearing potential must have a negative pregnancy test",
        "not (sex is male or pregnancy test negative)",
    ),
    ("Hepatitis B only if HBV DNA is positive", "history of hepatitis B and HBV DNA positive"),
    (
        "FcRn blockers in the 4 weeks, and IVIg in the 3 weeks, before leukapheresis",
        "FcRn blocker within 4 weeks or intravenous immunoglobulin within 3 weeks",
    ),
    ("Subjects can be on hydroxychloroquine or mycophenolate", "permission"),
    ("Subjects must not have active infection", "active infection"),
    ("Patients should not have received rituximab within 6 months", "rituximab within 6 months"),
    ("History of stroke; ECG must show QTc below 450 ms", "history of stroke or not (QTc interval < 450 ms)"),
    ("Patients who must take corticosteroids", "glucocorticoid"),
    ("Women of childbearing potential must use contraception", "to be confirmed by a person (contraception)"),
    (
        "Immunotherapy within 6 weeks. Immunotherapies include rituximab and azathioprine",
        "immunotherapy within 6 weeks",
    ),
    ("Rituximab: not within 6 months before apheresis", "rituximab within 6 months"),
    (
        "IVIg or plasma exchange: none within 4 weeks before apheresis",
        "intravenous immunoglobulin within 4 weeks or plasma exchange within 4 weeks",
    ),
    (
        "Cancer within 3 years before or after the diagnosis of vasculitis",
        "malignant neoplasm and malignant neoplasm is within 3 years before or after the diagnosis of vasculitis",
    ),
]


def criteria(text: str) -> list[Criterion]:
    return list(read_text(text, LUPUS)[1])


def expressions(text: str) -> list[str]:
    return [each.expression for each in criteria(text)]


@pytest.mark.parametrize(("text", "understood"), INCLUSION)
def test_an_inclusion_is_read_as_it_is_meant(text: str, understood: str) -> None:
    assert expressions(f"Inclusion Criteria:\n\n* {text}") == [understood]


@pytest.mark.parametrize(("text", "understood"), EXCLUSION)
def test_an_exclusion_is_read_as_it_is_meant(text: str, understood: str) -> None:
    assert expressions(f"Exclusion Criteria:\n\n* {text}") == [understood]


def test_two_diseases_of_a_trial_are_hardly_asked_of_one_person() -> None:
    diseases = ("leukemia", "lymphoma")
    (found,) = read_text("Inclusion Criteria:\n\n* Patients with leukemia and lymphoma", diseases)[1]
    assert found.expression == "either reading: (leukemia and lymphoma; leukemia or lymphoma)"
    assert "scope_ambiguous" in found.flags


@pytest.mark.parametrize("words", ["Less than 2 years between diagnosis and relapse", "At least 1 year between scans"])
def test_a_time_between_two_events_is_no_age(words: str) -> None:
    assert "age" not in expressions(f"Inclusion Criteria:\n\n* {words}")[0]


def test_bullets_that_or_joins_are_one_criterion_in_inclusions_only() -> None:
    bullets = "* Age 18 years or older\n* ANA positive; OR\n* anti-dsDNA positive\n* HIV negative"
    either = "antinuclear antibody positive or anti-dsDNA antibody positive"
    assert expressions(f"Inclusion Criteria:\n\n{bullets}")[1] == either
    assert len(expressions(f"Exclusion Criteria:\n\n{bullets}")) == len(bullets.splitlines())


def test_sub_bullets_that_end_with_or_are_alternatives() -> None:
    text = "Inclusion Criteria:\n\n1. Active disease, shown by:\n\n   1. ANA positive, or\n   2. anti-dsDNA positive"
    assert expressions(text) == ["antinuclear antibody positive or anti-dsDNA antibody positive"]


@pytest.mark.parametrize(
    ("lead", "understood"),
    [
        ("Patients must have one of the following:", "AChR antibody positive or MuSK antibody positive or hematuria"),
        (
            "At least two of the following must be present:",
            "at least 2 of (AChR antibody positive; MuSK antibody positive; hematuria)",
        ),
    ],
)
def test_a_list_behind_its_lead_in_is_one_criterion(lead: str, understood: str) -> None:
    text = f"Inclusion Criteria:\n\n{lead}\n\n* AChR antibody positive\n* MuSK antibody positive\n* hematuria"
    assert expressions(text) == [understood]


def test_any_of_the_following_in_exclusions_heads_criteria_of_their_own() -> None:
    text = "Exclusion Criteria:\n\nAny of the following:\n\n* HIV antibody positive\n* Active hepatitis C"
    assert expressions(text)[-2:] == ["HIV antibody positive", "active hepatitis C"]


def test_bullets_in_capitals_and_lines_of_topic_words_are_headings() -> None:
    text = (
        "Inclusion Criteria:\n\n- DISEASE\n- SLEDAI ≥ 6\n- TREATMENT\n- Age 18 years or older\n"
        "\nExclusion Criteria:\n\nDisease-related\n\n  - Gout\n\nPrior or Concomitant Therapy\n\n  - Rituximab ever"
    )
    assert expressions(text) == ["SLEDAI ≥ 6", "age ≥ 18 years", "gout", "rituximab"]


def test_a_sub_study_has_criteria_of_its_own_and_asks_for_its_disease() -> None:
    text = (
        "MASTER PROTOCOL - criteria for every sub-study\n\nInclusion:\n- Age 18 years or older\nExclusion:\n- HIV\n\n"
        "SUB-STUDY 1 (myasthenia gravis)\n\nInclusion:\n- MG-ADL ≥ 6\nExclusion:\n- Thymoma\n\n"
        "SUB-STUDY 2 (CIDP)\n\nInclusion:\n- INCAT disability score ≥ 2\nExclusion:\n- Gout"
    )
    found = {each.expression: each.cohort for each in criteria(text)}
    assert found["age ≥ 18 years"] is None
    assert found["thymoma"] == found["myasthenia gravis"] == "SUB-STUDY 1 (myasthenia gravis)"
    assert found["gout"] == "SUB-STUDY 2 (CIDP)"


@pytest.mark.parametrize("label", ["For Cohort 3:", "In Part B only:", "Cohorts 1 and 2:"])
def test_what_is_asked_of_a_part_nobody_defined_never_fails_an_exclusion(label: str) -> None:
    (found,) = criteria(f"Exclusion Criteria:\n\n* {label} active gout")
    assert found.expression == "either reading: (active gout; asked of some only)"
    assert found.flags == ("scope_ambiguous",)


def test_what_may_be_taken_until_a_day_is_left_open() -> None:
    (found,) = criteria("Inclusion Criteria:\n\n* Patients may continue methotrexate until 2 weeks before infusion")
    assert found.kind == "unparsed"


def test_inclusion_body_myositis_is_a_disease_not_a_heading() -> None:
    assert expressions("Exclusion:\n\n- inclusion body myositis") == ["inclusion body myositis"]
