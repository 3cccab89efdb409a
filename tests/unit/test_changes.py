"""What an amendment of a made-up record changed, as a reader would say it."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest

from criteria.changes.compare import Reading, compare
from criteria.changes.model import CriterionChange, RecordChange
from criteria.lexicon import lexicon
from criteria.reading import read
from criteria.registry.record import Study

INCLUDED = [
    "Age 18 years or older",
    "SLEDAI-2K score \\>= 8 at screening",
    "Inadequate response to at least two of the following: mycophenolate mofetil, azathioprine, cyclophosphamide",
    "Able to give informed consent",
]
EXCLUDED = [
    "Rituximab within 12 weeks before screening",
    "Absolute neutrophil count \\< 1.0 x 10\\^9/L",
    "Active hepatitis B or hepatitis C",
    "Malignancy within 5 years",
    "Known glimmering of the outer halo",
]


def reading(included: list[str] | None = None, excluded: list[str] | None = None, **modules: Any) -> Reading:
    lines = ["Inclusion Criteria:", "", *(f"* {line}" for line in included or INCLUDED)]
    lines += ["", "Exclusion Criteria:", "", *(f"* {line}" for line in excluded or EXCLUDED)]
    protocol: dict[str, Any] = {
        "identificationModule": {"nctId": "NCT99000001", "briefTitle": "A made-up study"},
        "statusModule": {"overallStatus": "RECRUITING"},
        "designModule": {"phases": ["PHASE1"], "enrollmentInfo": {"count": 24}},
        "eligibilityModule": {"eligibilityCriteria": "\n".join(lines), "minimumAge": "18 Years"},
    }
    for name, fields in modules.items():
        protocol[name] = protocol.get(name, {}) | fields
    study = msgspec.convert({"protocolSection": protocol}, Study)
    return Reading(study, read(study))


def changed(before: Reading, after: Reading) -> RecordChange:
    return compare(before, after, lexicon())


def only(section: list[str], old: str, new: str) -> list[str]:
    assert old in section
    return [new if line == old else line for line in section]


def said(change: CriterionChange) -> tuple[str, str | None, str | None]:
    before, after = change.before, change.after
    return change.kind, before and before.criterion_id, after and after.criterion_id


AMENDED = [
    (INCLUDED[1], "SLEDAI-2K score \\>= 6 at screening", "loosened"),
    (INCLUDED[1], "SLEDAI-2K score \\> 8 at screening", "tightened"),
    (INCLUDED[1], "At screening: a SLEDAI-2K score of at least 8", "reworded"),
    (INCLUDED[1], "SLEDAI-2K score \\>= 8 and clinical SLEDAI-2K score \\>= 4 at screening", "tightened"),
    (INCLUDED[2], INCLUDED[2].replace("two", "three"), "tightened"),
    (INCLUDED[2], INCLUDED[2] + ", belimumab", "loosened"),
    (INCLUDED[3], "Able to give informed consent and to attend visits", "changed"),
    (EXCLUDED[0], "Rituximab within 24 weeks before screening", "tightened"),
    (EXCLUDED[0], "Rituximab within 4 weeks before screening", "loosened"),
    (EXCLUDED[0], "Anti-CD20 antibodies within 12 weeks before screening", "tightened"),
    (EXCLUDED[1], "Absolute neutrophil count \\< 1500/uL", "tightened"),
    (EXCLUDED[1], "Absolute neutrophil count \\< 1000/uL", "reworded"),
    (EXCLUDED[2], "Active hepatitis B", "loosened"),
    (EXCLUDED[2], "Active hepatitis B, hepatitis C or HIV infection", "tightened"),
    (EXCLUDED[3], "Malignancy within 2 years", "loosened"),
    (EXCLUDED[3], "Malignancy within 5 years, except basal cell carcinoma", "loosened"),
    (EXCLUDED[4], "Known glimmering of the outer or inner halo", "changed_not_understood"),
]


@pytest.mark.parametrize(("old", "new", "kind"), AMENDED, ids=[f"{new[:40]} {kind}" for _, new, kind in AMENDED])
def test_an_amendment_is_judged_on_what_is_asked(old: str, new: str, kind: str) -> None:
    included, excluded = (only(s, old, new) if old in s else s for s in (INCLUDED, EXCLUDED))
    change = changed(reading(), reading(included, excluded))
    assert [each.kind for each in change.criteria] == [kind]
    assert (change.fields, change.sites, change.is_empty) == ((), (), False)


def test_what_is_gone_and_what_is_new_is_said_and_what_moved_is_not() -> None:
    included = [*INCLUDED[::-1], "Platelet count \\>= 50 x 10\\^9/L"]
    change = changed(reading(), reading(included, EXCLUDED[1:]))
    assert [said(each) for each in change.criteria] == [("added", None, "i05"), ("removed", "e01", None)]


def test_a_shuffled_record_is_no_change() -> None:
    dice = random.Random(1)
    for _ in range(20):
        included, excluded = dice.sample(INCLUDED, len(INCLUDED)), dice.sample(EXCLUDED, len(EXCLUDED))
        assert changed(reading(), reading(included, excluded)).is_empty
    assert changed(reading(), reading([f" {line}." for line in INCLUDED])).is_empty


def test_a_criterion_that_changes_sides_with_its_meaning_is_reworded() -> None:
    included = [*INCLUDED, "Absolute neutrophil count \\>= 1.0 x 10\\^9/L"]
    (change,) = changed(reading(), reading(included, [EXCLUDED[0], *EXCLUDED[2:]])).criteria
    assert said(change) == ("reworded", "e02", "i05")


def test_fields_of_the_registry_are_criteria_too() -> None:
    (change,) = changed(reading(), reading(eligibilityModule={"minimumAge": "16 Years"} | text())).criteria
    assert said(change) == ("loosened", "r01", "r01")
    (change,) = changed(reading(), reading(eligibilityModule={"maximumAge": "60 Years"} | text())).criteria
    assert said(change) == ("added", None, "r02")


def text() -> dict[str, str]:
    return {"eligibilityCriteria": reading().study.criteria_text}


COHORTS = "Cohort 1: Lupus nephritis\n\n* SLEDAI-2K \\>= 8\n\nCohort 2: {second}\n\n* {asked}"


def cohorts(second: str, asked: str) -> Reading:
    whole = "Inclusion Criteria:\n\n* Age 18 years or older\n\n" + COHORTS.format(second=second, asked=asked)
    return reading(eligibilityModule={"eligibilityCriteria": whole})


def test_a_renamed_cohort_is_the_same_cohort() -> None:
    before = cohorts("Systemic sclerosis", "Modified Rodnan skin score \\>= 10")
    after = cohorts("Systemic sclerosis (SSc)", "Modified Rodnan skin score \\>= 15")
    assert {each.cohort for each in before.trial.criteria} > {"Cohort 2: Systemic sclerosis"}
    kinds = {each.before.text: each.kind for each in changed(before, after).criteria if each.before}
    assert kinds["Modified Rodnan skin score \\>= 10"] == "tightened"
    assert set(kinds.values()) <= {"tightened", "reworded"}


SITES = [
    {"facility": "Example Hospital", "city": "Berlin", "country": "Germany", "status": "RECRUITING"},
    {"facility": "Sample Clinic", "city": "Paris", "country": "France", "status": "RECRUITING"},
]


def at(*sites: dict[str, str]) -> Reading:
    return reading(contactsLocationsModule={"locations": list(sites)})


def test_sites_come_go_and_close() -> None:
    closed = SITES[0] | {"status": "WITHDRAWN"}
    new = SITES[1] | {"facility": "New Clinic"}
    change = changed(at(*SITES), at(new, closed))
    assert [(each.kind, each.site, each.before, each.after) for each in change.sites] == [
        ("status", "Example Hospital, Berlin, Germany", "RECRUITING", "WITHDRAWN"),
        ("added", "New Clinic, Paris, France", None, "RECRUITING"),
        ("removed", "Sample Clinic, Paris, France", "RECRUITING", None),
    ]
    assert changed(at(*SITES), at(*SITES[::-1])).is_empty
    assert [each.kind for each in changed(at(SITES[0]), at(SITES[0], SITES[0])).sites] == ["added"]


def test_status_and_enrolment_are_told() -> None:
    after = reading(statusModule={"overallStatus": "COMPLETED"}, designModule={"enrollmentInfo": {"count": 30}})
    assert [(each.field, each.before, each.after) for each in changed(reading(), after).fields] == [
        ("overall_status", "RECRUITING", "COMPLETED"),
        ("enrolment", "24", "30"),
    ]


def test_a_record_that_comes_or_goes() -> None:
    assert compare(None, reading(), lexicon()).kind == "added"
    assert compare(reading(), None, lexicon()).kind == "removed"
    with pytest.raises(ValueError, match="nothing to compare"):
        compare(None, None, lexicon())
