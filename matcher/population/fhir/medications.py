"""MedicationRequest, MedicationStatement, MedicationAdministration: what was taken, from when to when."""

from __future__ import annotations

from typing import Literal

import msgspec

from criteria.lexicon import Concept
from matcher.population.fhir.coding import meaning
from matcher.population.fhir.doses import daily_dose
from matcher.population.fhir.draft import AFTER, Draft
from matcher.population.fhir.drugs import drugs_of
from matcher.population.fhir.resources import (
    CodeableConcept,
    Dosage,
    MedicationAdministration,
    MedicationRequest,
    MedicationStatement,
    Period,
)
from matcher.population.fhir.timing import Span, day_in
from matcher.population.schema import DrugExposureEntry

__all__ = ["read_administration", "read_request", "read_statement"]

Medicated = MedicationRequest | MedicationStatement | MedicationAdministration
Response = Literal["adequate", "inadequate", "intolerant"]

_UNUSED = {
    "entered-in-error": "entered in error",
    "not-taken": "not taken: it says nothing of other times",
    "not-done": "not given: it says nothing of other times",
    "cancelled": "cancelled before it began",
    "draft": "not ordered yet",
    "intended": "not begun yet",
}
_USED = frozenset({"active", "on-hold", "completed", "stopped", "in-progress"})
_GOING_ON = frozenset({"active", "in-progress"})
_ORDERS = frozenset({"order", "original-order", "reflex-order", "filler-order", "instance-order"})
_RESPONSES: dict[str, Response] = {"inadequate": "inadequate", "intolerant": "intolerant"}


class _Course(msgspec.Struct, frozen=True):
    """When a medicine was taken and how; `end` is None where it is not known, or not ended."""

    kind: str
    start: Span | None
    end: Span | None
    dosages: tuple[Dosage, ...] = ()
    routes: tuple[CodeableConcept, ...] = ()


def read_request(request: MedicationRequest, draft: Draft) -> None:
    """An order, taken for what it ordered; a plan or proposal is none."""
    bounds = next((each for each in map(_bounds, request.dosage_instruction) if each is not None), None)
    begun = day_in(None, bounds) or day_in(request.authored_on, None)
    course = _Course("MedicationRequest", begun, day_in(None, bounds, end=True), request.dosage_instruction)
    if request.do_not_perform:
        draft.leave_out(course.kind, _code(request, draft), "an order not to give it")
    elif request.intent not in _ORDERS:
        draft.leave_out(course.kind, _code(request, draft), "a plan, not an order")
    else:
        _read(request, course, draft)


def read_statement(statement: MedicationStatement, draft: Draft) -> None:
    """What somebody says was taken."""
    start, end = _effective(statement)
    _read(statement, _Course("MedicationStatement", start, end, statement.dosage), draft)


def read_administration(administration: MedicationAdministration, draft: Draft) -> None:
    """What was given."""
    start, end = _effective(administration)
    given = administration.dosage
    routes = (given.route,) if given and given.route else ()
    _read(administration, _Course("MedicationAdministration", start, end, routes=routes), draft)


def _bounds(dosage: Dosage) -> Period | None:
    return dosage.timing.repeat.bounds_period if dosage.timing and dosage.timing.repeat else None


def _effective(medicated: MedicationStatement | MedicationAdministration) -> tuple[Span | None, Span | None]:
    """From when to when; a completed course with one date was taken on that day."""
    start = day_in(medicated.effective_date_time, medicated.effective_period)
    if medicated.effective_date_time is not None:
        return start, start if medicated.status == "completed" else None
    return start, day_in(None, medicated.effective_period, end=True)


# -- one course -----------------------------------------------------------------------------------------------


def _read(medicated: Medicated, course: _Course, draft: Draft) -> None:
    """A course of each drug that a medicine holds."""
    code = _code(medicated, draft)
    status = medicated.status or ""
    why_not = _UNUSED.get(status, "" if status in _USED else "its status is not known")
    why_not = why_not or (AFTER if draft.begins_later(course.start) else "")
    if why_not:
        draft.leave_out(course.kind, code, why_not)
        return
    routes = (*course.routes, *(each.route for each in course.dosages if each.route))
    drugs, reasons = drugs_of(medicated, routes, draft)
    for reason in reasons:
        draft.leave_out(course.kind, code, reason)
    start, end = _times(course, status, code, draft)
    draft.add(course.kind, [_entry(drug, medicated, course, (start, end), alone=len(drugs) == 1) for drug in drugs])


def _times(
    course: _Course, status: str, code: CodeableConcept | None, draft: Draft
) -> tuple[float | None, float | None]:
    start = draft.days(course.kind, code, course.start)
    end = draft.days(course.kind, code, course.end)
    if status in _GOING_ON:  # one that is said to go on after its end is of two minds
        end = 0.0 if course.end is None or (end is not None and end <= 0) else None
    elif end is not None and end < 0:
        end = None
    if start is not None and end is not None and end > start:
        draft.leave_out(course.kind, code, "ends before it begins: its times are left out")
        return None, None
    return start, end


def _entry(
    drug: Concept, medicated: Medicated, course: _Course, times: tuple[float | None, float | None], *, alone: bool
) -> DrugExposureEntry:
    reasons = medicated.status_reason
    reason = meaning("response", reasons if isinstance(reasons, tuple) else [reasons] if reasons else [])
    return DrugExposureEntry(
        concept=drug.id,
        start_days_before=times[0],
        end_days_before=times[1],
        response=_RESPONSES.get(reason or ""),
        dose=daily_dose(course.dosages) if alone else None,
    )


def _code(medicated: Medicated, draft: Draft) -> CodeableConcept | None:
    if medicated.medication_codeable_concept is not None:
        return medicated.medication_codeable_concept
    reference = medicated.medication_reference.reference if medicated.medication_reference else None
    found = draft.medication(reference, medicated.contained)
    return found.code if found else None
