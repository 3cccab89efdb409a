"""What stands beside a verdict and never in it: what the record says of the trial, what is known of the class."""

from __future__ import annotations

import msgspec

from criteria.registry.conduct import FollowUp, conduct_of
from criteria.registry.record import Study
from criteria.registry.scope import Answer, Disease, NamedProduct, Scope
from matcher.background.facts import Fact, facts
from matcher.facets import about
from matcher.standing import months_between, standing_of

__all__ = ["Background", "background_of"]


class Background(msgspec.Struct, frozen=True, kw_only=True):
    """For whoever reads a verdict: a research study, what it gives, how, and what is known of such products.

    Answers come from the record, with their words; `facts` from a table, of which `newest_source` is the latest date
    and `age_months` how much older that is than the records (None where their day is not known).
    """

    scope: Scope
    diseases: tuple[Disease, ...]
    phases: tuple[str, ...]
    first_in_human: Answer
    modality: Answer
    targets: Answer
    source: Answer
    products: tuple[NamedProduct, ...]
    lymphodepletion: Answer
    follow_up: FollowUp
    notes: tuple[str, ...]
    facts: tuple[Fact, ...]
    newest_source: str
    age_months: int | None


def background_of(study: Study, retrieved: str | None) -> Background:
    """What stands beside a verdict on this trial; `retrieved` is the day on which the records were taken."""
    ours, conduct = about(study), conduct_of(study)
    newest = max(fact.dated for fact in facts())
    return Background(
        scope=ours.scope,
        diseases=ours.diseases,
        phases=study.phases,
        first_in_human=conduct.first_in_human,
        modality=ours.modality,
        targets=ours.targets,
        source=ours.origin,
        products=ours.products,
        lymphodepletion=conduct.lymphodepletion,
        follow_up=conduct.follow_up,
        notes=standing_of(study, retrieved),
        facts=facts(),
        newest_source=newest,
        age_months=months_between(newest, retrieved),
    )
