"""Procedure and Immunization: what was done, and which vaccines were given."""

from __future__ import annotations

import msgspec

from matcher.population.fhir.coding import Named, named, names_of, words_of
from matcher.population.fhir.draft import AFTER, Draft, home_entry
from matcher.population.fhir.resources import CodeableConcept, Immunization, Procedure
from matcher.population.fhir.timing import Span, day_in

__all__ = ["read_immunization", "read_procedure"]

_NOT_DONE = {
    "not-done": "not done: it says nothing of other times",
    "entered-in-error": "entered in error",
    "preparation": "not done yet",
    "stopped": "not finished",
    "on-hold": "not finished",
}


def read_procedure(procedure: Procedure, draft: Draft) -> None:
    """Something that was done, on its last day; one that goes on, today."""
    last = day_in(procedure.performed_date_time, procedure.performed_period, end=True)
    span = last or day_in(procedure.performed_date_time, procedure.performed_period)
    done = _Done("Procedure", procedure.status or "", procedure.code, span)
    _read(done, named(procedure.code, draft.known), draft)


def read_immunization(immunization: Immunization, draft: Draft) -> None:
    """A vaccine, as a drug given on one day; "varicella" names the vaccine here."""
    code, span = immunization.vaccine_code, day_in(immunization.occurrence_date_time, None)
    found = named(code, draft.known)
    if found.concept is None or found.concept.domain != "drug":
        vaccines = names_of((f"{words} vaccine" for words in words_of(code)), draft.known)
        found = Named(vaccines[0]) if vaccines else found
    _read(_Done("Immunization", immunization.status or "", code, span), found, draft)


class _Done(msgspec.Struct, frozen=True):
    """What was done, and when."""

    kind: str
    status: str
    code: CodeableConcept | None
    span: Span | None


def _read(done: _Done, found: Named, draft: Draft) -> None:
    why_not = _NOT_DONE.get(
        done.status, "" if done.status in {"completed", "in-progress"} else "its status is not known"
    )
    why_not = why_not or found.reason or (AFTER if draft.begins_later(done.span) else "")
    if not why_not and found.concept is not None and found.concept.domain in {"condition", "observation"}:
        why_not = f"the code of a {found.concept.domain}, not of something done"
    if why_not or found.concept is None:
        draft.leave_out(done.kind, done.code, why_not)
    else:
        days = 0.0 if done.status == "in-progress" else draft.days(done.kind, done.code, done.span)
        draft.add(done.kind, [home_entry(found.concept, days)])
