"""Drugs in words: "rituximab ended 40 days before the index date, inside the 84-day window"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from criteria.tree.nodes import Distinct, Dose, Exposure
from criteria.tree.render import render_number
from matcher.kleene import Truth, disjunction
from matcher.plan.reference.courses import (
    distinct_groups,
    dose_in,
    dose_records,
    dosed,
    exposure_records,
    in_time,
    long_enough,
    responded,
)
from matcher.plan.reference.windows import bounded
from matcher.plan.reference.world import Record, denies
from matcher.population.facts import Fact, Patient
from matcher.settings import Context
from matcher.wording.phrase import Phrase, before, days, deciders, enumerated, pointers, windowed
from matcher.wording.silence import silent

__all__ = ["distinct", "dose", "exposure"]

Course = Exposure | Distinct


def exposure(node: Exposure, truth: Truth, patient: Patient, context: Context) -> Iterator[Phrase]:
    """The courses that decide; where none does, what silence says, and what courses there are."""
    records = exposure_records(node, patient, context)
    deciding = deciders(records, truth)
    yield from (_given(node, record, context) for record in deciding)
    if deciding or truth is True:
        return
    if records and truth is None:
        yield Phrase(lead="no other record of", subject=node.concept)
    else:
        yield silent(node.concept, patient, context, answered=truth is False)
    yield from (_given(node, record, context) for record in records)


# -- one course -----------------------------------------------------------------------------------------------


def _given(node: Course, record: Record, context: Context) -> Phrase:
    """What of a course decides: all that was asked for, or what rules it out, or what is not known of it."""
    answers = list(_answers(node, record.fact, context))
    deciding = [said for truth, said in answers if truth is record.truth]
    said = "; ".join(dict.fromkeys(deciding)) or f"{record.fact.concept} is recorded"
    return Phrase(subject=said, facts=(record.fact.pointer,))


def _answers(node: Course, fact: Fact, context: Context) -> Iterator[tuple[Truth, str]]:
    """Each thing asked of a course, with how it was answered."""
    if bounded(node.window) is not None:
        yield in_time(node.window, fact, context), _ended(node, fact, context)
    if isinstance(node, Exposure) and node.current:
        yield None if fact.end is None else fact.end == 0, _ended(node, fact, context)
    if node.responses:
        yield responded(node, fact), _response(fact)
    if node.min_days is not None:
        yield long_enough(node, fact), _duration(fact)
    if isinstance(node, Exposure) and node.dose is not None and node.dose_unit is not None:
        given = dose_in(node.dose_unit, node.concept, fact, context)
        yield dosed(node, fact, context), _dose_of(fact, given, node.dose_unit)


def _ended(node: Course, fact: Fact, context: Context) -> str:
    if fact.end is None:
        return f"the end of {fact.concept} is not known"
    if fact.end == 0:
        return f"{fact.concept} is still taken"
    side = in_time(node.window, fact, context)
    unsure = "" if side is not None else "; its half-life is not known"
    return f"{fact.concept} ended {before(fact.end)}{windowed(side, node.window, fact, context)}{unsure}"


def _response(fact: Fact) -> str:
    match fact.response:
        case None:
            return f"the response to {fact.concept} is not recorded"
        case "intolerant":
            return f"{fact.concept} was not tolerated"
        case response:
            return f"the response to {fact.concept} was {response}"


def _duration(fact: Fact) -> str:
    if fact.start is None or fact.end is None:
        return f"how long {fact.concept} was given is not known"
    return f"{fact.concept} was given for {days(fact.start - fact.end)}"


# -- doses ----------------------------------------------------------------------------------------------------


def dose(node: Dose, truth: Truth, patient: Patient, context: Context) -> Iterator[Phrase]:
    """What is taken at which dose; where nothing is, what silence says."""
    records = dose_records(node, patient, context)
    current, maybe = deciders(records, truth=True), deciders(records, truth=None)
    for record in current:
        given = dose_in(node.unit, node.concept, record.fact, context)
        yield Phrase(subject=_dose_of(record.fact, given, node.unit), facts=(record.fact.pointer,))
    for record in maybe:
        said = f"the end of {record.fact.concept} is not known"
        yield Phrase(subject=said, facts=(record.fact.pointer,))
    if not current and not maybe:
        yield from _not_taken(node, truth, records, patient, context)


def _not_taken(
    node: Dose, truth: Truth, records: Sequence[Record], patient: Patient, context: Context
) -> Iterator[Phrase]:
    for record in records:
        said = f"{record.fact.concept} ended {before(record.fact.end)}"
        yield Phrase(subject=said, facts=(record.fact.pointer,))
    if truth is None and records:
        yield Phrase(lead="no other record of", subject=node.concept)
    elif not records:
        yield silent(node.concept, patient, context, answered=truth is not None)


def _dose_of(fact: Fact, given: float | None, unit: str) -> str:
    if fact.dose is None:
        return f"the dose of {fact.concept} is not known"
    if given is None:
        return f"the dose of {fact.concept} cannot be compared in {unit}"
    own, counted = f"{render_number(fact.dose)} {fact.dose_unit}", f"{render_number(given)} {unit}"
    return f"{fact.concept} at {own}" if own == counted else f"{fact.concept} at {own}, counted as {counted}"


# -- different drugs ------------------------------------------------------------------------------------------


def distinct(node: Distinct, truth: Truth, patient: Patient, context: Context) -> Iterator[Phrase]:
    """How many drugs count, which may still, and whether others can exist."""
    groups = distinct_groups(node, patient, context)
    counts = {name: disjunction(record.truth for record in records) for name, records in groups.items()}
    sure = [name for name, counted in counts.items() if counted]
    facts = pointers(r.fact for name in sure for r in deciders(groups[name], truth=True))
    said = f"{len(sure)} of {node.k} drugs asked for"
    names = ["/".join(dict.fromkeys(record.fact.concept for record in groups[name])) for name in sure]
    yield Phrase(subject=f"{said} ({enumerated(names, 'and')})" if names else said, facts=facts)
    if truth is True:
        return
    for name, counted in counts.items():
        if counted is truth:
            yield from (_given(node, record, context) for record in deciders(groups[name], truth))
    yield from _others(node, patient, context, truth, len(sure) + list(counts.values()).count(None))


def _others(node: Distinct, patient: Patient, context: Context, truth: Truth, possible: int) -> Iterator[Phrase]:
    if truth is None and possible < node.k:
        yield Phrase(lead="no other record of", subject=enumerated(node.concepts, "or"))
    elif truth is False:
        denied = [concept for concept in node.concepts if denies(patient, concept, context)]
        yield from (silent(concept, patient, context, answered=True) for concept in denied)
        if len(denied) < len(node.concepts):
            yield Phrase(subject="the list of drug exposures is complete")
