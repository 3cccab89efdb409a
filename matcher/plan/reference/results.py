"""Tests and scores: the latest value in reach, findings in words, classes on a scale."""

from __future__ import annotations

from collections.abc import Iterable

from criteria.lexicon import convert
from criteria.tree.nodes import Comparator, Finding, Grade, Value, Window
from matcher.kleene import Truth, agreed, negation
from matcher.plan.reference.numbers import compare
from matcher.plan.reference.windows import bounded, days_left, inside
from matcher.plan.reference.world import Record, denies, is_closed, matching
from matcher.population.facts import Fact, Patient
from matcher.population.readings import (
    ABOVE,
    BELOW,
    NOT_ABOVE,
    NOT_BELOW,
    amount,
    grade_sets,
    is_result,
    polarity,
    sign_of_words,
)
from matcher.settings import Context

__all__ = [
    "day_of",
    "finding",
    "finding_records",
    "grade",
    "grade_records",
    "in_reach",
    "latest",
    "measured",
    "value",
    "value_records",
]


def day_of(fact: Fact) -> float:
    """The day of a result; one without a day is taken as current."""
    return 0.0 if fact.start is None else fact.start


def measured(concept: str, patient: Patient, context: Context) -> tuple[Fact, ...]:
    """The results of a test and its kinds that hold a value or words."""
    found = matching(patient, concept, context)
    return tuple([fact for fact in found if fact.value is not None or fact.text is not None])


def in_reach(window: Window | None, fact: Fact, context: Context) -> bool:
    """Whether a result may speak about now: in the window of the text, else not older than its kind allows."""
    if fact.start is None:
        return True
    if bounded(window) is not None:
        return inside(window, fact.start, fact.concept, context) is True
    concept = context.lexicon.concepts.get(fact.concept)
    return concept is None or not concept.stale or fact.start <= context.settings.stale_days


def latest(facts: Iterable[Fact], n: int = 1) -> tuple[Fact, ...]:
    """The `n` latest results, with all that share the day of the last of them."""
    every = sorted(facts, key=day_of)
    if len(every) <= n:
        return tuple(every)
    return tuple(fact for fact in every if sum(day_of(other) < day_of(fact) for other in every) < n)


def _reached(concept: str, window: Window | None, patient: Patient, context: Context) -> tuple[Fact, ...]:
    return tuple([fact for fact in measured(concept, patient, context) if in_reach(window, fact, context)])


# -- values ---------------------------------------------------------------------------------------------------


def value(node: Value, patient: Patient, context: Context) -> Truth:
    """Whether the latest value, or each of the latest few, keeps to the limit."""
    truths = [record.truth for record in value_records(node, patient, context)]
    if truths and all(truth is False for truth in truths):
        return False
    if len(truths) >= node.repeats and all(truths):
        return True
    return False if False in truths and len(truths) <= node.repeats else None


def value_records(node: Value, patient: Patient, context: Context) -> tuple[Record, ...]:
    """The latest values in reach, held against the limit."""
    found = latest(_reached(node.concept, node.window, patient, context), node.repeats)
    return tuple([Record(fact, _keeps(node, fact, context)) for fact in found])


def _keeps(node: Value, fact: Fact, context: Context) -> Truth:
    return _relative(node, fact) if node.relative else _absolute(node, fact, context)


def _relative(node: Value, fact: Fact) -> Truth:
    """Against a multiple of the limit that came with the result itself; without one only words can tell."""
    number = amount(fact)
    if number is None:
        return _relative_words(node, fact) if node.value == 1 else None
    limit = fact.range_high if node.relative == "ULN" else fact.range_low
    return None if limit is None else compare(number.value, node.comparator, node.value * limit)


# What words tell of each comparison with the limit itself, where they tell anything: beyond it, or not beyond it.
_BEYOND: dict[str, dict[Comparator, Truth]] = {
    "above": {">": True, ">=": True, "<": False, "<=": False, "=": False},
    "not above": {">": False, "<=": True},
    "below": {"<": True, "<=": True, ">": False, ">=": False, "=": False},
    "not below": {"<": False, ">=": True},
}


def _relative_words(node: Value, fact: Fact) -> Truth:
    side = {"ULN": (("above", ABOVE), ("not above", NOT_ABOVE)), "LLN": (("below", BELOW), ("not below", NOT_BELOW))}
    for name, words in side[node.relative or "ULN"]:
        if fact.text is not None and fact.text.strip() in words:
            return _BEYOND[name].get(node.comparator)
    return None


def _absolute(node: Value, fact: Fact, context: Context) -> Truth:
    number = amount(fact)
    if number is None:
        return _absence(node.comparator, fact)
    concept = context.lexicon.concepts.get(fact.concept)
    target = node.unit or (concept.unit if concept else None)
    if target is None:
        plain = number.unit is None or number.unit == "1" or number.unit.startswith("{")
        return compare(number.value, node.comparator, node.value) if plain else None
    if number.unit is None:
        return None
    converted = number.value if number.unit == target else convert(number.value, number.unit, target, concept)
    return None if converted is None else compare(converted, node.comparator, node.value)


def _absence(comparator: Comparator, fact: Fact) -> Truth:
    """A result "not detected" lies below any limit."""
    if fact.text is None or sign_of_words(fact.text) is not False:
        return None
    return {">": False, ">=": False, "<": True, "<=": True, "=": None}[comparator]


# -- findings -------------------------------------------------------------------------------------------------


def finding(node: Finding, patient: Patient, context: Context) -> Truth:
    """Whether a test is, or ever was, positive; negative is its opposite."""
    positive = _positive(node, patient, context)
    return positive if node.outcome == "positive" else negation(positive)


def _positive(node: Finding, patient: Patient, context: Context) -> Truth:
    records = finding_records(node, patient, context)
    if any(record.truth for record in records):
        return True
    if denies(patient, node.concept, context):
        return False
    if not node.ever and _all_negative(node, records, patient, context):
        return False
    if is_closed(patient, node.concept, context) and _nothing_else(node, records, patient, context):
        return False
    return None


def _all_negative(node: Finding, records: tuple[Record, ...], patient: Patient, context: Context) -> bool:
    """The test itself is negative, or each of its kinds is negative or denied."""
    negative = {record.fact.concept for record in records if record.truth is False}
    if node.concept in negative:
        return True
    kinds = context.leaves(node.concept)
    return not context.is_single(node.concept) and all(
        kind in negative or denies(patient, kind, context) for kind in kinds
    )


def _nothing_else(node: Finding, records: tuple[Record, ...], patient: Patient, context: Context) -> bool:
    """A complete list tells of no positive result only if none is unclear or out of reach."""
    every = [fact for fact in matching(patient, node.concept, context) if is_result(fact)]
    reached = all(_counts(node, fact, context) for fact in every)
    return reached and all(record.truth is False for record in records)


def _counts(node: Finding, fact: Fact, context: Context) -> bool:
    if node.ever and bounded(node.window) is None:
        return True
    return in_reach(node.window, fact, context)


def finding_records(node: Finding, patient: Patient, context: Context) -> tuple[Record, ...]:
    """Each result that counts (ever: all of them, else the latest of each test), True where it is positive."""
    every = [fact for fact in matching(patient, node.concept, context) if is_result(fact)]
    found = [fact for fact in every if _counts(node, fact, context)]
    if node.ever:
        return tuple(_signed(node, fact, polarity(fact, context.lexicon), context) for fact in found)
    by_test: dict[str, list[Fact]] = {}
    for fact in found:
        by_test.setdefault(fact.concept, []).append(fact)
    groups = [latest(group) for group in by_test.values()]
    signs = [(group, agreed(polarity(fact, context.lexicon) for fact in group)) for group in groups]
    return tuple(_signed(node, fact, sign, context) for group, sign in signs for fact in group)


def _signed(node: Finding, fact: Fact, sign: Truth, context: Context) -> Record:
    return Record(fact, sign, days_left(node.window, fact.start, fact.concept, context))


# -- grades ---------------------------------------------------------------------------------------------------


def grade(node: Grade, patient: Patient, context: Context) -> Truth:
    """Whether the latest class on a scale is one of those named."""
    return agreed(record.truth for record in grade_records(node, patient, context))


def grade_records(node: Grade, patient: Patient, context: Context) -> tuple[Record, ...]:
    """The latest class in reach, held against the classes named."""
    found = latest(_reached(node.concept, node.window, patient, context))
    return tuple(Record(fact, _graded(node, fact, context)) for fact in found)


def _graded(node: Grade, fact: Fact, context: Context) -> Truth:
    concept = context.lexicon.concepts.get(fact.concept)
    scale = concept.grades if concept else ()
    wanted = {step for named in node.grades for step in grade_sets(named, scale)}
    return agreed(meant in wanted for meant in grade_sets(_words(fact), scale))


def _words(fact: Fact) -> str:
    if fact.text is not None:
        return fact.text
    return f"{fact.value:g}" if fact.value is not None and fact.value == int(fact.value) else ""
