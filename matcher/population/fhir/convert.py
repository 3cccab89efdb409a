"""One person's resources as a profile of the contract, and the report of what it does not hold."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

from criteria.errors import ProfileRefused
from criteria.lexicon import Lexicon, lexicon
from matcher.population.fhir.bundle import Clinical, Person
from matcher.population.fhir.conditions import read_allergy, read_condition
from matcher.population.fhir.draft import Draft
from matcher.population.fhir.medications import read_administration, read_request, read_statement
from matcher.population.fhir.observations import read_observation
from matcher.population.fhir.patient import read_patient
from matcher.population.fhir.procedures import read_immunization, read_procedure
from matcher.population.fhir.report import FhirReport, Notes
from matcher.population.fhir.resources import (
    AllergyIntolerance,
    Condition,
    Immunization,
    MedicationAdministration,
    MedicationRequest,
    MedicationStatement,
    Observation,
    Procedure,
)
from matcher.population.guard import check_profile
from matcher.population.schema import ConditionEntry, DrugExposureEntry, ObservationEntry, ProcedureEntry, Profile

__all__ = ["Converted", "convert", "fresh_id"]

Entry = TypeVar("Entry", ConditionEntry, ObservationEntry, DrugExposureEntry, ProcedureEntry)


class Converted(msgspec.Struct, frozen=True):
    """A profile, and what became of the record it was made of."""

    profile: Profile
    report: FhirReport


def fresh_id() -> str:
    """A profile_id that nothing can be told from."""
    return f"fhir-{secrets.token_hex(8)}"


def convert(
    person: Person, index: dt.date, known: Lexicon | None = None, *, new_id: Callable[[], str] = fresh_id
) -> Converted:
    """The profile of a person at the index date, under an id that has nothing to do with theirs."""
    draft = Draft(person, index, known or lexicon())
    read_patient(person.patient, draft)
    for _, resource in person.resources:
        _read(resource, draft)
    profile_id = new_id()
    profile = Profile(
        profile_id=profile_id,
        age_years=draft.age_years,
        sex=draft.sex,
        conditions=_unopposed(draft),
        observations=_once(draft.observations),
        drug_exposures=_once(draft.drug_exposures),
        procedures=_once(draft.procedures),
        location=draft.location,
    )
    kept = _harmless(profile, draft.notes)
    return Converted(kept, draft.notes.close(profile_id))


def _harmless(profile: Profile, notes: Notes) -> Profile:
    """The profile without what a profile may not hold: the guard has the last word, entry by entry."""
    while True:
        try:
            check_profile(msgspec.to_builtins(profile))
        except ProfileRefused as refused:
            notes.leave_out("profile", refused.what)
            profile = _without(profile, refused.where)
        else:
            return profile


def _without(profile: Profile, where: str) -> Profile:
    """The profile without the entry or field that a pointer leads to."""
    _, name, *rest = where.split("/")
    if not rest or not rest[0].isdigit():
        return msgspec.structs.replace(profile, **{name: None})
    entries = [each for number, each in enumerate(getattr(profile, name)) if number != int(rest[0])]
    return msgspec.structs.replace(profile, **{name: tuple(entries)})


def _read(resource: Clinical, draft: Draft) -> None:
    match resource:
        case Condition():
            read_condition(resource, draft)
        case AllergyIntolerance():
            read_allergy(resource, draft)
        case Observation():
            read_observation(resource, draft)
        case MedicationRequest():
            read_request(resource, draft)
        case MedicationStatement():
            read_statement(resource, draft)
        case MedicationAdministration():
            read_administration(resource, draft)
        case Procedure():
            read_procedure(resource, draft)
        case Immunization():
            read_immunization(resource, draft)


def _unopposed(draft: Draft) -> tuple[ConditionEntry, ...]:
    """The conditions, without denials of what another record affirms: "no known allergy" beside an allergy."""
    affirmed = {str(each.concept) for each in draft.conditions if not each.negated}
    kept: list[ConditionEntry] = []
    for each in draft.conditions:
        if each.negated and draft.known.members(str(each.concept)) & affirmed:
            draft.notes.note("a denial was left out, for another record affirms what it denies")
        else:
            kept.append(each)
    return _once(kept)


def _once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries without those that say the same as an earlier one: two of them would count as two events."""
    return tuple(dict.fromkeys(entries))
