"""Observation: which of its results may be used, and when they were taken; components are results of their own."""

from __future__ import annotations

import datetime as dt

from matcher.population.fhir.coding import named
from matcher.population.fhir.draft import AFTER, Draft
from matcher.population.fhir.resources import Observation, Result
from matcher.population.fhir.results import entries_of
from matcher.population.fhir.timing import Span, day_in, span_of

__all__ = ["read_observation"]

# A form that asks a patient now leaves the status out.
_FINAL = frozenset({"final", "amended", "corrected", None})


def read_observation(observation: Observation, draft: Draft) -> None:
    """Each result of an observation: its own, and those of its components; a panel as such has none."""
    span = _span(observation)
    why_not = _unusable(observation, span, draft.index)
    is_panel = bool(observation.component or observation.has_member) and not _says_something(observation)
    for result in (*(() if is_panel else (observation,)), *observation.component):
        reason = why_not or _read(result, span, draft)
        if reason:
            draft.leave_out("Observation", result.code, reason)


def _unusable(observation: Observation, span: Span | None, index: dt.date) -> str:
    if observation.status == "entered-in-error":
        return "entered in error"
    if observation.status not in _FINAL:
        return "not final"
    return AFTER if span is not None and span.first > index else ""


def _span(observation: Observation) -> Span | None:
    """The day it was taken; of a date known to the month only the earliest will count, for the older decides less."""
    effective = observation.effective_date_time or observation.effective_instant
    taken = day_in(effective, observation.effective_period, end=True)
    return taken or day_in(None, observation.effective_period) or span_of(observation.issued)


def _says_something(result: Result) -> bool:
    values = (result.value_quantity, result.value_codeable_concept, result.value_string, result.value_integer)
    return any(each is not None for each in (*values, result.value_boolean, result.value_ratio, *result.interpretation))


def _read(result: Result, span: Span | None, draft: Draft) -> str:
    """Put a result in the draft; the reason why not, or nothing."""
    found = named(result.code, draft.known, measured=True)
    if found.concept is None:
        return found.reason
    if found.concept.domain != "observation":
        return f"the code of a {found.concept.domain}, not of a test"
    days = None if span is None else float((draft.index - span.first).days)
    entries, reason = entries_of(result, found.concept, days)
    if entries and days is None:
        draft.notes.note("a result without a date is taken as current")
    draft.add("Observation", entries)
    return reason
