"""Courses of drugs: was it given, when, how long, how much, and did it work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from criteria.lexicon import convert
from criteria.tree.nodes import Comparator, Distinct, Dose, Exposure, Response, Window
from matcher.kleene import Truth, at_least, conjunction, disjunction
from matcher.plan.reference.numbers import compare
from matcher.plan.reference.windows import bounded, days_left, inside
from matcher.plan.reference.world import Record, denies, is_closed, matching, silence, told
from matcher.population.facts import Fact, Patient
from matcher.settings import Context

__all__ = [
    "distinct",
    "distinct_groups",
    "dose",
    "dose_in",
    "dose_records",
    "dosed",
    "exposure",
    "exposure_records",
    "in_time",
    "long_enough",
    "never_given",
    "responded",
]

PREDNISONE_MG = 5.0


class _Course(Protocol):
    @property
    def window(self) -> Window | None: ...
    @property
    def responses(self) -> tuple[Response, ...]: ...
    @property
    def min_days(self) -> float | None: ...
    @property
    def min_days_strict(self) -> bool: ...


# -- one course -----------------------------------------------------------------------------------------------


def in_time(window: Window | None, fact: Fact, context: Context) -> Truth:
    """A course that still goes on lies in every window."""
    return True if fact.end == 0 else inside(window, fact.end, fact.concept, context)


def _days_left(window: Window | None, fact: Fact, context: Context) -> int | None:
    return None if fact.end == 0 else days_left(window, fact.end, fact.concept, context)


def responded(node: _Course, fact: Fact) -> Truth:
    """Whether the response counts as what is asked for; a missing one counts neither way."""
    if not node.responses:
        return True
    return None if fact.response is None else fact.response in node.responses


def long_enough(node: _Course, fact: Fact) -> Truth:
    """Whether a course lasted as long as is asked for."""
    if node.min_days is None:
        return True
    if fact.start is None or fact.end is None:
        return None
    return compare(fact.start - fact.end, ">" if node.min_days_strict else ">=", node.min_days)


def _course(node: _Course, fact: Fact, context: Context) -> Truth:
    return conjunction((in_time(node.window, fact, context), responded(node, fact), long_enough(node, fact)))


# -- exposure -------------------------------------------------------------------------------------------------


def exposure(node: Exposure, patient: Patient, context: Context) -> Truth:
    """Whether a course of the drug or class satisfies all that is asked of it."""
    records = exposure_records(node, patient, context)
    found = disjunction(record.truth for record in records)
    if found is not False:
        return found
    answer = never_given(node.concept, patient, context)
    another_may_exist = bool(node.responses) or (node.min_days is not None and not node.current)
    if answer is None and records and context.is_single(node.concept) and not another_may_exist:
        return False
    return answer


def exposure_records(node: Exposure, patient: Patient, context: Context) -> tuple[Record, ...]:
    """Each course of the drug or class, held against all that is asked of it."""
    return tuple(_exposed(node, fact, context) for fact in matching(patient, node.concept, context, node.exclude))


def _exposed(node: Exposure, fact: Fact, context: Context) -> Record:
    current = None if fact.end is None else fact.end == 0
    truth = conjunction(
        (_course(node, fact, context), current if node.current else True, dosed(node, fact, context)),
    )
    return Record(fact, told(truth, fact, context, node.exclude), _days_left(node.window, fact, context))


def dosed(node: Exposure, fact: Fact, context: Context) -> Truth:
    """Whether the dose of a course keeps to the limit, where there is one."""
    if node.dose is None or node.dose_comparator is None:
        return True
    given = None if node.dose_unit is None else dose_in(node.dose_unit, node.concept, fact, context)
    return None if given is None else compare(given, node.dose_comparator, node.dose)


def never_given(concept: str, patient: Patient, context: Context) -> Truth:
    """What silence says of a drug: a class is denied also where each of its members is."""
    if all(denies(patient, leaf, context) for leaf in context.leaves(concept)):
        return False
    return silence(patient, concept, context)


# -- doses ----------------------------------------------------------------------------------------------------


def dose_in(unit: str, concept: str, fact: Fact, context: Context) -> float | None:
    """The dose of a course in a unit; steroids per day as prednisone: 4 mg of methylprednisolone are 5."""
    if fact.dose is None or fact.dose_unit is None:
        return None
    given = convert(fact.dose, fact.dose_unit, unit)
    if given is None or not _is_steroid(concept, context) or convert(1.0, unit, "mg/d") is None:
        return given
    found = context.lexicon.concepts.get(fact.concept)
    equal = found.prednisone_mg if found else None
    return None if equal is None else given * (PREDNISONE_MG / equal)


def _is_steroid(concept: str, context: Context) -> bool:
    concepts = context.lexicon.concepts
    return any(kind in concepts and concepts[kind].prednisone_mg is not None for kind in context.members(concept))


def dose(node: Dose, patient: Patient, context: Context) -> Truth:
    """Whether the daily dose now, or the highest in the window, keeps to the limit."""
    records = dose_records(node, patient, context)
    current = [record.fact for record in records if record.truth]
    maybe = any(record.truth is None for record in records)
    if not current:
        return None if maybe else _undosed(node, patient, context, records)
    doses = [dose_in(node.unit, node.concept, fact, context) for fact in current]
    known = [each for each in doses if each is not None]
    total = max(known, default=0.0) if bounded(node.window) else sum(known)
    if maybe or len(known) < len(doses):
        return _surpassed(total, node.comparator, node.value)
    return compare(total, node.comparator, node.value)


def dose_records(node: Dose, patient: Patient, context: Context) -> tuple[Record, ...]:
    """Each course, True where it is current or lies in the window."""
    return tuple(_dosing(node, fact, context) for fact in matching(patient, node.concept, context))


def _dosing(node: Dose, fact: Fact, context: Context) -> Record:
    if bounded(node.window) is None:
        return Record(fact, None if fact.end is None else fact.end == 0)
    return Record(fact, in_time(node.window, fact, context), _days_left(node.window, fact, context))


def _undosed(node: Dose, patient: Patient, context: Context, records: Sequence[Record]) -> Truth:
    silent = never_given(node.concept, patient, context)
    over = bool(records) and context.is_single(node.concept)
    return node.when_absent if silent is False or over else None


def _surpassed(known: float, comparator: Comparator, limit: float) -> Truth:
    """What a part of the dose can decide: the whole is at least as much."""
    if comparator in {">", ">="}:
        return True if compare(known, comparator, limit) else None
    beyond = compare(known, ">=" if comparator == "<" else ">", limit)
    return False if beyond else None


# -- different drugs ------------------------------------------------------------------------------------------


def distinct(node: Distinct, patient: Patient, context: Context) -> Truth:
    """Whether at least `k` different drugs satisfy what is asked of each."""
    groups = distinct_groups(node, patient, context)
    found = at_least(node.k, [disjunction(record.truth for record in records) for records in groups.values()])
    return _no_others(node, patient, context) if found is False else found


def distinct_groups(node: Distinct, patient: Patient, context: Context) -> dict[str, tuple[Record, ...]]:
    """The courses by drug; drugs that count as one stand together."""
    groups: dict[str, tuple[Record, ...]] = {}
    for fact in _listed(node, patient, context):
        record = Record(fact, _course(node, fact, context), _days_left(node.window, fact, context))
        name = _counted_as(node, fact.concept, context)
        groups[name] = (*groups.get(name, ()), record)
    return groups


def _listed(node: Distinct, patient: Patient, context: Context) -> tuple[Fact, ...]:
    asked = frozenset[str]().union(*map(context.members, node.concepts)).difference(*map(context.members, node.exclude))
    return tuple(fact for fact in patient.facts if not fact.negated and fact.concept in asked)


def _counted_as(node: Distinct, concept: str, context: Context) -> str:
    for place, group in enumerate(node.once):
        if any(concept in context.members(entry) for entry in group):
            return f"once {place}"
    return concept


def _no_others(node: Distinct, patient: Patient, context: Context) -> Truth:
    """Whether no other drug can exist: all are denied, or the lists are complete."""
    denied = all(denies(patient, concept, context) for concept in node.concepts)
    return False if denied or all(is_closed(patient, concept, context) for concept in node.concepts) else None
