"""What is said where no record speaks: denied, absent from a complete list, or not recorded."""

from __future__ import annotations

from matcher.plan.reference.world import denies, is_closed
from matcher.population.facts import Patient
from matcher.settings import Context
from matcher.wording.phrase import Phrase, pointers

__all__ = ["LISTS", "silent"]

LISTS = {
    "condition": "conditions",
    "observation": "observations",
    "drug": "drug exposures",
    "procedure": "procedures",
}
"""By domain, what a profile's list is called in words."""


def silent(concept: str, patient: Patient, context: Context, *, answered: bool) -> Phrase:
    """Why there is no record, and whether that answers: "no record of stroke in a complete list of conditions"."""
    above = context.ancestors(concept)
    if denies(patient, concept, context):
        denials = [fact for fact in patient.facts if fact.negated and fact.concept in above]
        return Phrase(lead="known absent:", subject=concept, facts=pointers(denials))
    closed = answered and is_closed(patient, concept, context)
    tail = f" in a complete list of {LISTS[context.home(concept) or 'observation']}" if closed else ""
    return Phrase(lead="no record of", subject=concept, tail=tail)
