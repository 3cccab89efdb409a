"""When time alone undoes a verdict: the first day on which what holds now no longer holds, because windows end."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from criteria.tree.nodes import Condition, Distinct, Dose, Elapsed, Exposure, Finding, Node, Procedure, walk
from matcher.plan.reference.courses import distinct_groups, dose_records, exposure_records
from matcher.plan.reference.histories import condition_records, elapsed_days_left, elapsed_time, procedure_records
from matcher.plan.reference.results import finding_records
from matcher.plan.reference.tree import evaluate
from matcher.plan.reference.windows import bounded
from matcher.plan.reference.world import Record
from matcher.population.facts import Fact, Patient
from matcher.settings import Context

__all__ = ["flips_in", "is_timed", "later", "timed_tests", "turning_days"]


def flips_in(node: Node, patient: Patient, context: Context) -> int | None:
    """Whole days (at least 1) until the present value of a proposition stops holding; None: not by time alone.

    "rituximab within 84 days" that ended 40 days ago stops holding in 45. Tried are the days on which a record leaves
    a window. Measurements are taken to stay as they are.
    """
    now = evaluate(node, patient, context)
    if now is None:
        return None
    leaves = tuple(walk(node))
    if not any(map(is_timed, leaves)):
        return None
    timed = frozenset[str]().union(*(timed_tests(leaf, context) for leaf in leaves))
    days = sorted({day for leaf in leaves for day in turning_days(leaf, patient, context)})
    return next((day for day in days if evaluate(node, later(patient, day, timed), context) is not now), None)


def is_timed(leaf: Node) -> bool:
    """Whether time alone may undo what a leaf comes to: a window that ends, or a time since that grows."""
    return isinstance(leaf, Elapsed) or bounded(getattr(leaf, "window", None)) is not None


def later(patient: Patient, days: float, tests: frozenset[str] = frozenset()) -> Patient:
    """The same patient some days on: what goes on goes on, and of the tests only those named have aged."""
    return msgspec.structs.replace(patient, facts=tuple(_aged(fact, days, tests) for fact in patient.facts))


def _aged(fact: Fact, days: float, tests: frozenset[str]) -> Fact:
    ongoing = fact.domain != "condition" and fact.end == 0
    if (fact.domain == "observation" and fact.concept not in tests) or (fact.domain != "observation" and ongoing):
        return fact
    start = None if fact.start is None else fact.start + days
    return msgspec.structs.replace(fact, start=start, end=None if fact.end is None else fact.end + days)


def timed_tests(leaf: Node, context: Context) -> frozenset[str]:
    """The tests that a window makes into events: "SARS-CoV-2 positive within 14 days"."""
    return context.members(leaf.concept) if isinstance(leaf, Finding) and leaf.window else frozenset()


def turning_days(leaf: Node, patient: Patient, context: Context) -> Iterator[int]:
    """The days on which a record of the leaf leaves its window, or the time since passes its limit."""
    if isinstance(leaf, Elapsed):
        fact = elapsed_time(leaf, patient, context)
        days = None if fact is None else elapsed_days_left(leaf, fact)
        yield from () if days is None else (days,)
        return
    for record in _records(leaf, patient, context):
        yield from () if record.days_left is None else (record.days_left,)


def _records(leaf: Node, patient: Patient, context: Context) -> tuple[Record, ...]:  # noqa: PLR0911 - one line a node
    match leaf:
        case Condition():
            return condition_records(leaf, patient, context)
        case Exposure():
            return exposure_records(leaf, patient, context)
        case Distinct():
            return tuple(r for records in distinct_groups(leaf, patient, context).values() for r in records)
        case Dose():
            return dose_records(leaf, patient, context)
        case Procedure():
            return procedure_records(leaf, patient, context)
        case Finding():
            return finding_records(leaf, patient, context)
        case _:
            return ()
