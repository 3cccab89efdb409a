"""Condition and AllergyIntolerance: what the person has, had, or is known not to have."""

from __future__ import annotations

from typing import Literal

from criteria.lexicon import Concept
from matcher.population.fhir.coding import Named, meaning, named, names_of, words_of
from matcher.population.fhir.draft import AFTER, Draft
from matcher.population.fhir.resources import AllergyIntolerance, CodeableConcept, Condition
from matcher.population.fhir.timing import Span, day_in
from matcher.population.schema import ConditionEntry, DrugExposureEntry

__all__ = ["read_allergy", "read_condition"]

Status = Literal["active", "inactive", "resolved"]

_STATUS: dict[str, Status] = {
    "active": "active",
    "recurrence": "active",
    "relapse": "active",
    "inactive": "inactive",
    "remission": "inactive",
    "resolved": "resolved",
}
_VERIFIED = frozenset({"", "confirmed", "refuted"})
_BY_CATEGORY = {"medication": "drug allergy", "food": "food allergy"}


def read_condition(condition: Condition, draft: Draft) -> None:
    """A diagnosis; one that was refuted is known absent."""
    found, onset = _diagnosed(condition.code, draft), day_in(condition.onset_date_time, condition.onset_period)
    verified = _code(condition.verification_status)
    why_not = _unverified(verified) or found.reason or (AFTER if draft.begins_later(onset) else "")
    if why_not or found.concept is None:
        draft.leave_out("Condition", condition.code, why_not)
    elif verified == "refuted":
        draft.add("Condition", [ConditionEntry(concept=found.concept.id, negated=True)])
    else:
        draft.add("Condition", [_diagnosis(condition, found.concept, onset, draft)])


def _diagnosed(code: CodeableConcept | None, draft: Draft) -> Named:
    found = named(code, draft.known)
    if found.concept is not None and found.concept.domain in {"drug", "observation"}:
        return Named(None, f"the code of a {found.concept.domain}, not of a condition")
    return found


def _unverified(verified: str) -> str:
    if verified in _VERIFIED:
        return ""
    return "entered in error" if verified == "entered-in-error" else "not confirmed"


def _diagnosis(condition: Condition, concept: Concept, onset: Span | None, draft: Draft) -> ConditionEntry:
    begin = draft.days("Condition", condition.code, onset)
    end = draft.days(
        "Condition", condition.code, day_in(condition.abatement_date_time, condition.abatement_period, end=True)
    )
    status = _STATUS.get(_code(condition.clinical_status))
    if end is not None and end < 0:  # it ended later: what it was on the index date is not recorded
        end = status = None
    elif end is not None:
        status = "resolved" if status is None else status if status != "active" else None
    if begin is not None and end is not None and end > begin:
        draft.leave_out("Condition", condition.code, "ends before it begins: its times are left out")
        begin = end = None
    return ConditionEntry(concept=concept.id, status=status, onset_days_before=begin, abatement_days_before=end)


# -- allergies ------------------------------------------------------------------------------------------------


def read_allergy(allergy: AllergyIntolerance, draft: Draft) -> None:
    """An allergy as a condition; an intolerance of a drug as a course of it that was not tolerated."""
    verified = _code(allergy.verification_status)
    onset = day_in(allergy.onset_date_time, allergy.onset_period)
    why_not = _unverified(verified) or (AFTER if draft.begins_later(onset) else "")
    entry = None if why_not else _denied(allergy, verified, draft) or _allergy(allergy, verified, onset, draft)
    if entry is None:
        draft.leave_out("AllergyIntolerance", allergy.code, why_not or "the lexicon does not hold this code")
    else:
        draft.add("AllergyIntolerance", [entry])


def _denied(allergy: AllergyIntolerance, verified: str, draft: Draft) -> ConditionEntry | None:
    """What is known absent: "no known allergy", or an allergy that was refuted."""
    denied = meaning("no allergy", [allergy.code] if allergy.code else [])
    if denied is None and verified == "refuted":
        own = _own_allergy(allergy, draft)
        denied = own.id if own else None
    return None if denied is None else ConditionEntry(concept=denied, negated=True)


def _allergy(
    allergy: AllergyIntolerance, verified: str, onset: Span | None, draft: Draft
) -> ConditionEntry | DrugExposureEntry | None:
    if verified == "refuted":
        return None
    if allergy.type == "intolerance":
        drug = named(allergy.code, draft.known).concept
        taken = drug is not None and drug.domain == "drug"
        return DrugExposureEntry(concept=drug.id, response="intolerant") if drug is not None and taken else None
    concept = _own_allergy(allergy, draft) or _kind_of_allergy(allergy, draft)
    begin = draft.days("AllergyIntolerance", allergy.code, onset)
    status = _STATUS.get(_code(allergy.clinical_status))
    return ConditionEntry(concept=concept.id, status=status, onset_days_before=begin) if concept else None


def _own_allergy(allergy: AllergyIntolerance, draft: Draft) -> Concept | None:
    """The allergy that the lexicon has for the substance: of penicillin "penicillin allergy"."""
    substance = named(allergy.code, draft.known).concept
    if substance is not None and substance.domain == "condition":
        return substance
    names = [substance.id, *substance.aliases] if substance else [*words_of(allergy.code)]
    found = names_of((f"allergy to {name}" for name in names), draft.known)
    return next((each for each in found if each.domain == "condition"), None)


def _kind_of_allergy(allergy: AllergyIntolerance, draft: Draft) -> Concept | None:
    """The kind of allergy, where the lexicon has none for the substance: "drug allergy"."""
    kind = next((_BY_CATEGORY[each] for each in allergy.category if each in _BY_CATEGORY), "allergy")
    return draft.known.concepts.get(kind)


def _code(concept: CodeableConcept | None) -> str:
    """The code of a status: "refuted"; "" where there is none."""
    return next((each.code for each in (concept.coding if concept else ()) if each.code), "")
