"""Tests and scores in words: "SLEDAI-2K is 10 (7 days before the index date)"."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.tree.nodes import Finding, Grade, Value
from criteria.tree.render import render_number
from matcher.kleene import Truth, negation
from matcher.plan.reference.results import finding_records, grade_records, in_reach, value_records
from matcher.plan.reference.windows import bounded
from matcher.plan.reference.world import Record, matching
from matcher.population.facts import Fact, Patient
from matcher.population.readings import amount, grade_sets, is_result
from matcher.settings import Context
from matcher.wording.phrase import Phrase, before, days, deciders, pointers, window_words
from matcher.wording.silence import silent

__all__ = ["found", "result"]

Test = Value | Finding | Grade


def result(node: Test, truth: Truth, patient: Patient, context: Context) -> Iterator[Phrase]:
    """The results that decide, or why none can."""
    records = _records(node, patient, context)
    if truth is None:
        yield from _undecided(node, records, patient, context)
        return
    deciding = deciders(records, _sign(node, truth))
    yield from (found(record.fact, context, tail=_multiple(node, record.fact)) for record in deciding)
    if isinstance(node, Finding) and not deciding:
        yield silent(node.concept, patient, context, answered=True)


def _records(node: Test, patient: Patient, context: Context) -> tuple[Record, ...]:
    match node:
        case Value():
            return value_records(node, patient, context)
        case Finding():
            return finding_records(node, patient, context)
        case Grade():
            return grade_records(node, patient, context)


def _sign(node: Test, truth: Truth) -> Truth:
    """What the records of a node are held against: a finding's always against "positive"."""
    return negation(truth) if isinstance(node, Finding) and node.outcome == "negative" else truth


def found(fact: Fact, context: Context, tail: str = "") -> Phrase:
    """One result with its day."""
    known = context.lexicon.concepts.get(fact.concept)
    verb = "are" if known and known.kind == "criteria" else "is"
    said = f"{fact.concept} {verb} {_words(fact, context)} ({before(fact.start)}){tail}"
    return Phrase(subject=said, facts=(fact.pointer,))


def _words(fact: Fact, context: Context) -> str:
    if fact.text is not None:
        return _as_on_the_scale(fact.text, fact.concept, context)
    if fact.value is None:
        return "recorded"
    return f"{render_number(fact.value)}{' ' + fact.unit if fact.unit else ''}"


def _as_on_the_scale(text: str, concept: str, context: Context) -> str:
    """A class as its scale spells it: "III+V"."""
    known = context.lexicon.concepts.get(concept)
    scale = known.grades if known else ()
    meant = grade_sets(text, scale)
    return "+".join(sorted(meant[0], key=scale.index)) if len(meant) == 1 else text


def _multiple(node: Test, fact: Fact) -> str:
    """The value as a multiple of the limit that came with it: ", 2.25 × ULN of 40"."""
    given = amount(fact)
    if not isinstance(node, Value) or node.relative is None or given is None:
        return ""
    limit = fact.range_high if node.relative == "ULN" else fact.range_low
    if not limit:
        return ""
    return f", {render_number(round(given.value / limit, 2))} × {node.relative} of {render_number(limit)}"


# -- results that cannot tell ---------------------------------------------------------------------------------


def _undecided(node: Test, records: tuple[Record, ...], patient: Patient, context: Context) -> Iterator[Phrase]:
    """None at all, too old, without range or unit, in words that say nothing, or at odds."""
    unclear = deciders(records, None)
    if not records:
        yield _unreached(node, patient, context)
    elif unclear:
        yield from (Phrase(subject=_unusable(node, r.fact, context), facts=(r.fact.pointer,)) for r in unclear)
    else:
        yield from _at_odds(node, records, context)


def _unreached(node: Test, patient: Patient, context: Context) -> Phrase:
    old = [fact for fact in matching(patient, node.concept, context) if is_result(fact)]
    old = [fact for fact in old if not in_reach(node.window, fact, context)]
    if not old:
        return silent(node.concept, patient, context, answered=False)
    newest = min(old, key=lambda fact: fact.start or 0.0)
    if bounded(node.window) is None:
        tail = f"more than {days(context.settings.stale_days)} old"
    else:
        tail = f"outside the {window_words(node.window, newest, context)}"
    return Phrase(subject=f"{newest.concept} was last known {before(newest.start)}, {tail}", facts=(newest.pointer,))


def _unusable(node: Test, fact: Fact, context: Context) -> str:
    given = amount(fact)
    if not isinstance(node, Value) or given is None:
        return f"the result of {fact.concept} does not say enough"
    if node.relative is not None:
        side = "upper" if node.relative == "ULN" else "lower"
        return f"the {side} limit of normal of {fact.concept} is not given"
    concept = context.lexicon.concepts.get(fact.concept)
    target = node.unit or (concept.unit if concept else None)
    if given.unit is None and target is not None:
        return f"the unit of {fact.concept} is not given and could be mistaken, so the value is not used"
    return f"{fact.concept} is given in {given.unit}, which does not convert to {target or 'a plain number'}"


def _at_odds(node: Test, records: tuple[Record, ...], context: Context) -> Iterator[Phrase]:
    facts = [record.fact for record in records]
    if isinstance(node, Value) and node.repeats > 1:
        said = f"{len(records)} of {node.repeats} values of {node.concept} asked for"
        yield Phrase(subject=said, facts=pointers(facts))
    elif isinstance(node, Finding):
        yield from (found(fact, context) for fact in facts)
        several = not context.is_single(node.concept)
        yield Phrase(lead="no record of other tests for" if several else "no earlier results of", subject=node.concept)
    else:
        yield Phrase(subject=f"results of {node.concept} on the same day disagree", facts=pointers(facts))
