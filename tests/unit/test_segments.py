"""Headings and criteria: which words are which, of which section and which cohort."""

from __future__ import annotations

from itertools import pairwise

import pytest

from criteria.text.normalise import normalise
from criteria.text.segments import Scope, Segment, segments

DISEASES = {"sle", "lupus nephritis", "myositis", "myasthenia gravis", "aiha", "lupus", "infection", "pregnancy"}


def is_disease(label: str) -> bool:
    return label.casefold() in DISEASES


def read(written: str) -> list[Segment]:
    return list(segments(normalise(written), is_disease))


def words(written: str, kind: str) -> list[str]:
    text = normalise(written).text
    return [text[each.start : each.end] for each in read(written) if each.kind == kind]


def scopes(written: str) -> dict[str, Scope]:
    text = normalise(written).text
    return {text[each.start : each.end]: each.scope for each in read(written) if each.kind == "criterion"}


def sections(written: str) -> dict[str, str]:
    return {each: scope.section for each, scope in scopes(written).items()}


def cohorts(written: str) -> dict[str, str | None]:
    return {each: scope.cohort for each, scope in scopes(written).items()}


INCLUDING = (
    "Inclusion Criteria:",
    "Inclusion Criteria",
    "INCLUSION CRITERIA:",
    "Inclusion",
    "Inclusion:",
    "Key Inclusion Criteria:",
    "**Inclusion Criteria:**",
    "# Inclusion criteria",
    "Main inclusion criteria (all must be met):",
    "Inclusion Criterion:",
    "Eligibility criteria:",
    "Who can take part:",
    "You can join",
    "Patients who meet the following criteria are included:",
)
EXCLUDING = (
    "Exclusion Criteria:",
    "Exclusion Criteria",
    "EXCLUSION CRITERIA",
    "Exclusion",
    "Exclusions:",
    "Key Exclusion Criteria:",
    "Non-inclusion criteria:",
    "Who cannot take part:",
    "Patients with any of these criteria are not eligible:",
    "Patients will be excluded if they have:",
    "Subjects with any of the following are not eligible:",
    "Any of the following will exclude a person from the study:",
    "Participants must not have:",
    "Subjects must not:",
)


@pytest.mark.parametrize("heading", INCLUDING)
def test_a_heading_that_includes(heading: str) -> None:
    assert sections(f"{heading}\n\n* Adult\n* Consent") == {"Adult": "inclusion", "Consent": "inclusion"}


@pytest.mark.parametrize("heading", EXCLUDING)
def test_a_heading_that_excludes(heading: str) -> None:
    found = sections(f"Inclusion Criteria:\n\n* Adult\n\n{heading}\n\n* Heart failure\n* Seizures")
    assert found == {"Adult": "inclusion", "Heart failure": "exclusion", "Seizures": "exclusion"}


def test_without_a_heading_the_section_is_unknown() -> None:
    assert sections("Lupus for a year\nNo seizures") == {"Lupus for a year": "unknown", "No seizures": "unknown"}


def test_a_section_without_bullets_and_colon() -> None:
    written = "Inclusion Criteria\nLupus for a year\nConsent\nExclusion Criteria\nSeizures"
    assert sections(written) == {"Lupus for a year": "inclusion", "Consent": "inclusion", "Seizures": "exclusion"}
    assert words(written, "heading") == ["Inclusion Criteria", "Exclusion Criteria"]


def test_all_in_one_line() -> None:
    written = "Inclusion Criteria: 1. Lupus for a year. 2. Consent. Exclusion Criteria: 1. Seizures. 2. Stroke."
    assert sections(written) == {
        "Lupus for a year.": "inclusion",
        "Consent.": "inclusion",
        "Seizures.": "exclusion",
        "Stroke.": "exclusion",
    }


def test_a_heading_glued_to_the_last_criterion() -> None:
    assert sections("Inclusion Criteria:\n* Consent. Exclusion Criteria:\n* Seizures") == {
        "Consent.": "inclusion",
        "Seizures": "exclusion",
    }


def test_sections_may_alternate() -> None:
    written = "Inclusion Criteria:\n* A thing\nExclusion Criteria:\n* B thing\nInclusion Criteria:\n* C thing"
    assert sections(written) == {"A thing": "inclusion", "B thing": "exclusion", "C thing": "inclusion"}


@pytest.mark.parametrize(
    "line",
    [
        "Meets the classification criteria of 2019",
        "Eligible for a transplant of the liver",
        "Other exclusion criteria may apply, as the protocol says.",
        "Excluded from an earlier study",
        "Enrolled in a registry",
    ],
)
def test_a_criterion_that_speaks_of_sections_is_none(line: str) -> None:
    written = f"Inclusion Criteria:\n\n* {line}\n* Consent"
    assert sections(written) == {line: "inclusion", "Consent": "inclusion"}


def test_a_bullet_that_speaks_of_the_section_switches_nothing() -> None:
    written = "Inclusion Criteria:\n\n* No exclusion criteria: see below\n* Consent"
    assert sections(written)["Consent"] == "inclusion"


def test_a_lead_in_is_a_heading() -> None:
    written = "Inclusion Criteria:\n\nPatients must meet all of the following:\n* Lupus for a year\n* Consent"
    assert words(written, "heading") == ["Inclusion Criteria:", "Patients must meet all of the following:"]
    assert sections(written) == {"Lupus for a year": "inclusion", "Consent": "inclusion"}


def test_a_choice_with_its_bullets_is_one_criterion() -> None:
    written = "Inclusion Criteria:\n\n* At least one of the following:\n  * Rash\n  * Arthritis\n* Consent"
    assert words(written, "criterion") == ["At least one of the following:\n  * Rash\n  * Arthritis", "Consent"]


def test_a_bullet_with_its_bullets_is_one_criterion() -> None:
    written = "Inclusion Criteria:\n\n1. Lupus\na. for a year\nb. with nephritis\n2. Consent"
    assert words(written, "criterion") == ["Lupus\na. for a year\nb. with nephritis", "Consent"]


def test_a_topic_is_a_heading_and_keeps_the_section() -> None:
    written = "Exclusion Criteria:\n\nCardiovascular:\n\n* Stroke\n\nOther\n\n* Seizures"
    assert words(written, "heading") == ["Exclusion Criteria:", "Cardiovascular:", "Other"]
    assert sections(written) == {"Stroke": "exclusion", "Seizures": "exclusion"}


# -- cohorts ------------------------------------------------------------------------------------------------


def test_cohorts_and_what_is_common() -> None:
    written = (
        "Inclusion Criteria:\n* Consent\n\nCohort A: Lupus nephritis\n* UPCR above 1 g/g\n\n"
        "Cohort B: Myasthenia gravis\n* MG-ADL of 6 or more\n\nExclusion Criteria (all cohorts):\n* Seizures"
    )
    assert cohorts(written) == {
        "Consent": None,
        "UPCR above 1 g/g": "Cohort A: Lupus nephritis",
        "MG-ADL of 6 or more": "Cohort B: Myasthenia gravis",
        "Seizures": None,
    }
    assert sections(written)["MG-ADL of 6 or more"] == "inclusion"


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Cohort 1:", "Cohort 1"),
        ("Arm B:", "Arm B"),
        ("Group 2 (adults):", "Group 2 (adults)"),
        ("Part C only:", "Part C only"),
        ("SLE:", "SLE"),
        ("**Lupus nephritis cohort:**", "Lupus nephritis cohort"),
        ("For patients with myositis:", "For patients with myositis"),
        ("AIHA participants must also meet:", "AIHA participants must also meet"),
        ("[Myasthenia gravis]", "Myasthenia gravis"),
    ],
)
def test_a_cohort_heading(heading: str, label: str) -> None:
    found = cohorts(f"Inclusion Criteria:\n\n* Consent\n\n{heading}\n\n* A score of 8")
    assert found == {"Consent": None, "A score of 8": label}


@pytest.mark.parametrize(
    "heading", ["Common criteria", "For all patients:", "All participants:", "General:", "Both cohorts:"]
)
def test_a_heading_for_all_ends_the_cohort(heading: str) -> None:
    found = cohorts(f"Inclusion Criteria:\n\nCohort A: SLE\n* A score of 8\n\n{heading}\n\n* Consent")
    assert found == {"A score of 8": "Cohort A: SLE", "Consent": None}


def test_a_section_of_a_disease() -> None:
    written = (
        "Inclusion Criteria for SLE:\n* A score of 8\n\nMyositis Inclusion Criteria:\n* A score of 9\n\n"
        "Exclusion Criteria for myositis:\n* Dysphagia\n\nGeneral Exclusion Criteria:\n* Seizures"
    )
    assert cohorts(written) == {
        "A score of 8": "SLE",
        "A score of 9": "Myositis",
        "Dysphagia": "myositis",
        "Seizures": None,
    }


def test_a_cohort_with_sections_of_its_own() -> None:
    written = (
        "Cohort A (SLE):\n\nInclusion Criteria:\n* A score of 8\n\nExclusion Criteria:\n* Seizures\n\n"
        "Cohort B (myositis):\n\nInclusion Criteria:\n* A score of 9\n\nExclusion Criteria:\n* Dysphagia"
    )
    assert cohorts(written) == {
        "A score of 8": "Cohort A (SLE)",
        "Seizures": "Cohort A (SLE)",
        "A score of 9": "Cohort B (myositis)",
        "Dysphagia": "Cohort B (myositis)",
    }


@pytest.mark.parametrize(
    "written",
    [
        "1. Infection:\na. Hepatitis\nb. Sepsis\n2. Seizures",
        "* Infection\n  * Hepatitis\n  * Sepsis\n* Seizures",
        "* Pregnancy:\n  * now\n  * or planned\n* Seizures",
    ],
)
def test_what_shuts_out_is_no_cohort(written: str) -> None:
    assert set(cohorts(f"Exclusion Criteria:\n\n{written}").values()) == {None}


def test_keyed_items_say_so() -> None:
    written = "Disease-specific inclusion criteria:\n* SLE: a score of 8\n\nCommon inclusion criteria:\n* Consent"
    found = scopes(written)
    assert found["SLE: a score of 8"] == Scope("inclusion", None, keyed=True)
    assert found["Consent"] == Scope("inclusion", None, keyed=False)


def test_nothing_is_said_twice_and_all_is_in_order() -> None:
    written = (
        "Inclusion Criteria:\n* Lupus\n  * for a year\n\nNote:\nSeen at the site.\n\nExclusion Criteria\n1. Seizures"
    )
    found = [(each.start, each.end) for each in read(written)]
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert all(start < end for start, end in found)


def test_an_empty_text_has_no_segments() -> None:
    assert read("") == []
    assert read(" \n\n\t") == []


# -- titles, labels, and the one bullet that holds them all -------------------------------------------------


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("Participants must meet all of the following inclusion criteria to be enrolled in the study:", "inclusion"),
        ("Subjects meeting any of the following criteria are not eligible for participation:", "exclusion"),
        ("Subjects must not:", "exclusion"),
    ],
)
def test_a_bullet_of_people_and_criteria_alone_is_a_title(title: str, section: str) -> None:
    found = f"Inclusion Criteria:\n\n* {title}\n\n  1. Lupus\n  2. Stroke"
    assert sections(found) == {"Lupus": section, "Stroke": section}


@pytest.mark.parametrize(
    "wrapper", ["Subjects must meet one of the following criteria:", "Patients with lupus must meet the following:"]
)
def test_a_wrapper_that_chooses_or_names_a_fact_is_one_criterion(wrapper: str) -> None:
    found = f"Inclusion Criteria:\n\n* Adult\n* {wrapper}\n  1. Signs\n  2. Steroids\n  3. Stroke"
    assert [each.split("\n")[0] for each in words(found, "criterion")] == ["Adult", wrapper]


def test_the_only_bullet_of_a_section_with_the_criteria_inside_it() -> None:
    wrapper = "Patients with lupus and no other treatment must meet all of the following inclusion criteria:"
    found = f"Inclusion Criteria:\n\n* {wrapper}\n  1. Adult\n  2. Consent\n  3. Stroke\n\nExclusion Criteria:\n\n* HIV"
    assert words(found, "criterion") == [wrapper, "Adult", "Consent", "Stroke", "HIV"]


@pytest.mark.parametrize("label", ["Organ function:", "Drug use:"])
def test_a_bare_label_among_bullets_is_a_heading(label: str) -> None:
    assert words(f"Exclusion Criteria:\n\n* {label}\n* Stroke", "criterion") == ["Stroke"]


@pytest.mark.parametrize("label", ["History of:", "Prior use of any of the following:", "SLE:"])
def test_a_label_that_asks_something_is_not(label: str) -> None:
    assert label in words(f"Exclusion Criteria:\n\n* {label}\n* Stroke", "criterion")


def test_what_stands_before_the_only_heading_of_what_excludes_includes() -> None:
    assert sections("1. Adult\n2. Consent\n\nExclusion Criteria:\n\n1. Stroke") == {
        "Adult": "inclusion",
        "Consent": "inclusion",
        "Stroke": "exclusion",
    }


def test_a_paragraph_before_the_first_of_both_headings_stays_open() -> None:
    written = "Patients are seen twice.\n\nInclusion Criteria:\n\n* Adult\n\nExclusion Criteria:\n\n* Stroke"
    assert sections(written)["Patients are seen twice."] == "unknown"


def test_the_name_of_a_phase_is_a_heading() -> None:
    written = "Treatment Eligibility\n\nInclusion Criteria:\n\n* Adult\n\nExclusion Criteria:\n\n* Stroke"
    assert words(written, "criterion") == ["Adult", "Stroke"]
