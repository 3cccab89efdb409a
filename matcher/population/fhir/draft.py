"""A profile in the making: entries for its lists, and notes of what is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from criteria.lexicon import Concept, Lexicon
from matcher.population.facts import Sex
from matcher.population.fhir.bundle import Person, plain_reference
from matcher.population.fhir.coding import code_of
from matcher.population.fhir.resources import CodeableConcept, Medication
from matcher.population.fhir.timing import Span, days_before
from matcher.population.schema import ConditionEntry, DrugExposureEntry, LocationEntry, ObservationEntry, ProcedureEntry

__all__ = ["AFTER", "Draft", "Entry", "home_entry"]

AFTER = "dated after the index date"
_LIFE = 45_000
Entry = ConditionEntry | ObservationEntry | DrugExposureEntry | ProcedureEntry


class Draft:
    """What is gathered of one person."""

    def __init__(self, person: Person, index: dt.date, known: Lexicon) -> None:
        self.index, self.known, self.medications = index, known, person.medications
        self.notes = person.notes
        self.age_years: float | None = None
        self.sex: Sex | None = None
        self.location: LocationEntry | None = None
        self.conditions: list[ConditionEntry] = []
        self.observations: list[ObservationEntry] = []
        self.drug_exposures: list[DrugExposureEntry] = []
        self.procedures: list[ProcedureEntry] = []

    def leave_out(self, kind: str, code: CodeableConcept | None, reason: str) -> None:
        """Note that a resource of this kind and code is not used."""
        system, written = code_of(code)
        self.notes.leave_out(kind, reason, system=system, code=written)

    def add(self, kind: str, entries: Iterable[Entry]) -> None:
        """Put entries in their lists, and count them for their kind of resource."""
        for entry in entries:
            match entry:
                case ConditionEntry():
                    self.conditions.append(entry)
                case ObservationEntry():
                    self.observations.append(entry)
                case DrugExposureEntry():
                    self.drug_exposures.append(entry)
                case ProcedureEntry():
                    self.procedures.append(entry)
            self.notes.used[kind] += 1

    def days(self, kind: str, code: CodeableConcept | None, span: Span | None) -> float | None:
        """Days before the index date; a date that is not known to the day gives none, and a note."""
        if span is None:
            return None
        days = days_before(span, self.index)
        if days is None or not -_LIFE <= days <= _LIFE:
            self.leave_out(kind, code, "a date that is not known to the day: its time is left out")
            return None
        return days

    def medication(self, reference: str | None, contained: Iterable[Medication]) -> Medication | None:
        """The medicine that is referred to, within the resource ("#med") or elsewhere in the bundle."""
        if reference is None:
            return None
        if reference.startswith("#"):
            return next((each for each in contained if each.id == reference[1:]), None)
        return self.medications.get(plain_reference(reference))

    def begins_later(self, span: Span | None) -> bool:
        """Whether something begins after the index date, whatever day of its span is meant."""
        return span is not None and span.first > self.index


def home_entry(concept: Concept, days: float | None) -> DrugExposureEntry | ProcedureEntry:
    """An entry for what was done or given on one day, in the list that is the concept's home."""
    if concept.domain == "drug":
        return DrugExposureEntry(concept=concept.id, start_days_before=days, end_days_before=days)
    return ProcedureEntry(concept=concept.id, days_before=days)
