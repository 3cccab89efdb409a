"""Conditions and procedures: what happened, when, and whether it is still so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from criteria.lexicon import Evidence, Lexicon
from criteria.tree.nodes import Condition, Elapsed, Procedure
from matcher.kleene import Truth, conjunction, disjunction
from matcher.plan.reference.numbers import compare
from matcher.plan.reference.windows import bounded, days_left, days_until, inside
from matcher.plan.reference.world import Record, matching, silence, told
from matcher.population.facts import Fact, Patient
from matcher.population.readings import polarity
from matcher.settings import Context

__all__ = [
    "condition",
    "condition_records",
    "elapsed",
    "elapsed_days_left",
    "elapsed_time",
    "procedure",
    "procedure_records",
    "procedure_time",
    "refutations",
    "time_of",
]


def condition(node: Condition, patient: Patient, context: Context) -> Truth:
    """Whether enough records of a condition count: "two or more relapses in 24 months"."""
    records = condition_records(node, patient, context)
    truths = [record.truth for record in records]
    if truths.count(True) >= node.count:
        return True
    if truths.count(True) + truths.count(None) >= node.count:
        return None
    if node.count == 1 and refutations(node, patient, context):
        return False
    return silence(patient, node.concept, context)


def condition_records(node: Condition, patient: Patient, context: Context) -> tuple[Record, ...]:
    """Each record of the condition, then each fresh result that shows it, held against status and window."""
    own = [_held(node, fact, context) for fact in matching(patient, node.concept, context, node.exclude)]
    return (*own, *_shown(node, patient, context))


def _held(node: Condition, fact: Fact, context: Context) -> Record:
    in_time = _in_time(node, fact, context)
    truth = told(conjunction((_status(node, fact), in_time)), fact, context, node.exclude)
    if node.since == "end" and fact.end is None:
        return Record(fact, truth)
    return Record(fact, truth, days_left(node.window, time_of(fact, node.since), fact.concept, context))


def _status(node: Condition, fact: Fact) -> Truth:
    if node.status == "active":
        return None if fact.status is None else fact.status == "active"
    if node.status == "any" or bounded(node.window) is not None or node.count > 1:
        return True
    return True if fact.status in {None, "active"} else None


def _in_time(node: Condition, fact: Fact, context: Context) -> Truth:
    """Outside its window a condition that is still active may have flared inside it."""
    found = inside(node.window, time_of(fact, node.since), fact.concept, context)
    return None if found is False and fact.status == "active" and node.since == "onset" else found


def time_of(fact: Fact, since: Literal["onset", "end"]) -> float | None:
    """The onset, or the end; a condition that is active and has no end is still going on."""
    if since == "onset":
        return fact.start
    return 0.0 if fact.end is None and fact.status == "active" else fact.end


# -- results that settle a condition --------------------------------------------------------------------------


def _shown(node: Condition, patient: Patient, context: Context) -> Iterator[Record]:
    if node.count > 1:
        return
    for fact in _evidence(_present(node.concept, context.lexicon), patient, context):
        found = inside(node.window, fact.start, fact.concept, context)
        left = days_left(node.window, fact.start, fact.concept, context)
        yield Record(fact, found or None, left)


def refutations(node: Condition, patient: Patient, context: Context) -> tuple[Fact, ...]:
    """The fresh results that show the condition absent: "HIV antibody negative"."""
    return tuple(_evidence(_absent(node.concept, context.lexicon), patient, context))


@lru_cache(maxsize=8192)
def _present(concept: str, lexicon: Lexicon) -> tuple[Evidence, ...]:
    """What shows that the condition, or one of its kinds, is there."""
    kinds = lexicon.members(concept) if concept in lexicon.concepts else {concept}
    return tuple(row for kind in sorted(kinds) for row in lexicon.evidence(kind) if row.implies == "present")


@lru_cache(maxsize=8192)
def _absent(concept: str, lexicon: Lexicon) -> tuple[Evidence, ...]:
    """What shows that the condition, or one that is more general, is not there."""
    above = lexicon.ancestors(concept) if concept in lexicon.concepts else {concept}
    return tuple(row for each in sorted(above) for row in lexicon.evidence(each) if row.implies == "absent")


_SIGNS: dict[str, frozenset[Truth]] = {
    "positive": frozenset((True,)),
    "negative": frozenset((False,)),
    "any": frozenset((True, False, None)),
}


def _evidence(rows: Iterable[Evidence], patient: Patient, context: Context) -> Iterator[Fact]:
    for row in rows:
        wanted = _SIGNS[row.outcome]
        for fact in matching(patient, row.observation, context):
            fresh = fact.start is None or fact.start <= context.settings.stale_days
            given = fact.value is not None or fact.text is not None
            if fresh and given and polarity(fact, context.lexicon) in wanted:
                yield fact


# -- time since a condition began or ended --------------------------------------------------------------------


def elapsed(node: Elapsed, patient: Patient, context: Context) -> Truth:
    """Whether the time since the earliest onset, or the latest end, is long or short enough."""
    if not matching(patient, node.concept, context):
        return silence(patient, node.concept, context)
    fact = elapsed_time(node, patient, context)
    time = None if fact is None else time_of(fact, node.since)
    return None if time is None else compare(time, node.comparator, node.days)


def elapsed_time(node: Elapsed, patient: Patient, context: Context) -> Fact | None:
    """The record that tells the time: of the earliest onset, or of the latest end."""
    timed = [(time_of(fact, node.since), fact) for fact in matching(patient, node.concept, context)]
    dated = [(time, fact) for time, fact in timed if time is not None]
    if not dated:
        return None
    choose = max if node.since == "onset" else min
    return choose(dated, key=lambda pair: pair[0])[1]


def elapsed_days_left(node: Elapsed, fact: Fact) -> int | None:
    """Days until growing time turns the comparison over; None where it never does."""
    time = time_of(fact, node.since)
    if time is None or (node.since == "end" and fact.end is None):
        return None
    before = {"<": True, "<=": True, ">": False, ">=": False, "=": None}[node.comparator]
    if before is None or compare(time, node.comparator, node.days) is not before:
        return None
    return days_until(time, node.days, strict=node.comparator in {"<", ">="})


# -- procedures -----------------------------------------------------------------------------------------------


def procedure(node: Procedure, patient: Patient, context: Context) -> Truth:
    """Whether a procedure was done, in the window, or is going on."""
    records = procedure_records(node, patient, context)
    found = disjunction(record.truth for record in records)
    return silence(patient, node.concept, context) if found is False else found


def procedure_records(node: Procedure, patient: Patient, context: Context) -> tuple[Record, ...]:
    """Each record of the procedure, held against the window."""
    return tuple(_done(node, fact, context) for fact in matching(patient, node.concept, context, node.exclude))


def _done(node: Procedure, fact: Fact, context: Context) -> Record:
    time = procedure_time(fact)
    current = None if time is None or time > context.settings.current_procedure_days else True
    truth = conjunction((current if node.current else True, inside(node.window, time, fact.concept, context)))
    return Record(fact, told(truth, fact, context, node.exclude), days_left(node.window, time, fact.concept, context))


def procedure_time(fact: Fact) -> float | None:
    """The day of a procedure; one that was given as a course stands for its end."""
    return fact.start if fact.end is None else fact.end
