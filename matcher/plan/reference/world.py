"""What a patient's records say about a concept, and what their silence says: open, closed or denied."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from matcher.kleene import Truth
from matcher.population.facts import Fact, Patient
from matcher.settings import Context

__all__ = ["Record", "denies", "is_closed", "matching", "silence", "told"]


class Record(msgspec.Struct, frozen=True, gc=False):
    """A fact held against a rule: whether it satisfies it, and for how many days more by its time alone."""

    fact: Fact
    truth: Truth
    days_left: int | None = None


def matching(patient: Patient, concept: str, context: Context, exclude: Sequence[str] = ()) -> tuple[Fact, ...]:
    """The records of a concept and its kinds, less the kinds that do not count."""
    asked = context.members(concept)
    if exclude:
        asked = asked.difference(*map(context.members, exclude))
    return tuple([fact for fact in patient.facts if not fact.negated and fact.concept in asked])


def told(truth: Truth, fact: Fact, context: Context, exclude: Sequence[str]) -> Truth:
    """A record so general that it may mean an excluded kind can no longer satisfy: "malignancy", kind not told."""
    if not truth or not exclude:
        return truth
    return None if any(fact.concept in context.ancestors(kind) for kind in exclude) else truth


def denies(patient: Patient, concept: str, context: Context) -> bool:
    """Whether the concept is known to be absent: no malignancy, hence no lung cancer."""
    above = context.ancestors(concept)
    return any(fact.negated and fact.concept in above for fact in patient.facts)


def is_closed(patient: Patient, concept: str, context: Context) -> bool:
    """Whether the list that the concept is at home in is complete."""
    return context.home(concept) in patient.closed


def silence(patient: Patient, concept: str, context: Context) -> Truth:
    """What holds where no record satisfies: False where denied or the list is complete, else unknown."""
    silent = denies(patient, concept, context) or is_closed(patient, concept, context)
    return False if silent else None
