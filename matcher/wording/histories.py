"""Conditions and procedures in words: "stroke (90 days before the index date, inside the 182.6-day window)"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.tree.nodes import Condition, Elapsed, Procedure
from matcher.kleene import Truth
from matcher.plan.reference.histories import (
    condition_records,
    elapsed_time,
    procedure_records,
    procedure_time,
    refutations,
    time_of,
)
from matcher.plan.reference.windows import bounded, inside
from matcher.plan.reference.world import Record, matching
from matcher.population.facts import Fact, Patient
from matcher.settings import Context
from matcher.wording.phrase import Phrase, before, deciders, pointers, windowed
from matcher.wording.results import found
from matcher.wording.silence import silent

__all__ = ["elapsed", "history"]


def history(node: Condition | Procedure, truth: Truth, patient: Patient, context: Context) -> Iterator[Phrase]:
    """The records that decide; where none does, what silence says, and what records there are."""
    records = _records(node, patient, context)
    deciding = deciders(records, truth)
    refuted = refutations(node, patient, context) if isinstance(node, Condition) and node.count == 1 else ()
    yield from (_told(node, record, context) for record in deciding)
    if truth is True:
        return
    if isinstance(node, Condition) and node.count > 1:
        yield _counted(node, records)
    elif truth is False and refuted:
        yield from (found(fact, context, tail=f", which speaks against {node.concept}") for fact in refuted)
    elif truth is False or not deciding:
        yield silent(node.concept, patient, context, answered=truth is False)
        yield from (_told(node, record, context) for record in records if truth is None)


def _records(node: Condition | Procedure, patient: Patient, context: Context) -> tuple[Record, ...]:
    match node:
        case Condition():
            return condition_records(node, patient, context)
        case Procedure():
            return procedure_records(node, patient, context)


def _counted(node: Condition, records: tuple[Record, ...]) -> Phrase:
    sure = deciders(records, truth=True)
    said = f"{len(sure)} of {node.count} records of {node.concept} asked for"
    return Phrase(subject=said, facts=pointers(record.fact for record in sure))


def _told(node: Condition | Procedure, record: Record, context: Context) -> Phrase:
    fact = record.fact
    if fact.domain == "observation":
        return found(fact, context, tail=f", which shows {node.concept}")
    said = _unclear(node, fact) if record.truth is None else _plain(node, fact, context)
    return Phrase(subject=said, facts=(fact.pointer,))


def _time(node: Condition | Procedure, fact: Fact) -> float | None:
    return time_of(fact, node.since) if isinstance(node, Condition) else procedure_time(fact)


def _plain(node: Condition | Procedure, fact: Fact, context: Context) -> str:
    """What happened, when, and on which side of the window; the status where it is asked for."""
    time = _time(node, fact)
    side = inside(node.window, time, fact.concept, context)
    status = fact.status if isinstance(node, Condition) and node.status == "active" else None
    verb = "ended " if isinstance(node, Condition) and node.since == "end" and time else ""
    when = "" if time is None else f"{verb}{before(time)}{windowed(side, node.window, fact, context)}"
    notes = [each for each in (when, f"status {status}" if status else "") if each]
    return f"{fact.concept} ({', '.join(notes)})" if notes else f"{fact.concept} is recorded"


def _unclear(node: Condition | Procedure, fact: Fact) -> str:
    """The first thing that keeps a record from deciding."""
    if isinstance(node, Condition) and node.status == "active" and fact.status is None:
        return f"the status of {fact.concept} is not known"
    if bounded(node.window) is not None and _time(node, fact) is None:
        return f"the date of {fact.concept} is not known"
    if isinstance(node, Procedure) and node.current:
        return f"{fact.concept} is recorded, but not whether it still goes on"
    if isinstance(node, Condition) and bounded(node.window) is not None and fact.status == "active":
        return f"{fact.concept} began before the window and is still active"
    if isinstance(node, Condition) and fact.status in {"resolved", "inactive"}:
        return f"{fact.concept} is recorded as {fact.status}"
    return f"{fact.concept} is recorded, but not its kind"


def elapsed(node: Elapsed, truth: Truth, patient: Patient, context: Context) -> Phrase:
    """When a condition began or ended."""
    records = matching(patient, node.concept, context)
    fact = elapsed_time(node, patient, context)
    if not records:
        return silent(node.concept, patient, context, answered=truth is False)
    if fact is None:
        what = "onset" if node.since == "onset" else "end"
        return Phrase(subject=f"the {what} of {node.concept} is not dated", facts=pointers(records))
    if node.since == "end" and fact.end is None:
        return Phrase(subject=f"{fact.concept} is still active", facts=(fact.pointer,))
    verb = "began" if node.since == "onset" else "ended"
    return Phrase(subject=f"{fact.concept} {verb} {before(time_of(fact, node.since))}", facts=(fact.pointer,))
