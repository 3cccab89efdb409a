"""Trials as they are listed and shown: what they are, how they are classified, what to know beside a verdict."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from criteria.criterion import Trial
from criteria.registry.record import Contact, Study
from matcher.background.beside import Background, background_of
from matcher.catalogue import Catalogue
from matcher.facets import Facets, about, labels_of
from matcher.filters import Filters, keeps
from matcher.sites import Site, sites_of

__all__ = ["Listing", "TrialRecord", "TrialSummary", "chosen", "record_of", "summary_of"]


class TrialSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A trial in a list: "NCT01234567, recruiting, 2 cohorts, 31 criteria".

    `in_scope`: whether it is an autoimmune CAR-T trial. `diseases` to `products` are how the record is classified,
    "not stated" where it does not say; `GET /v1/trials/{nct_id}` shows the words that decided.
    """

    nct_id: str
    brief_title: str
    overall_status: str
    phases: tuple[str, ...]
    conditions: tuple[str, ...]
    countries: tuple[str, ...]
    cohorts: tuple[str, ...]
    criteria_count: int
    in_scope: bool
    diseases: tuple[str, ...]
    modality: str
    target: str
    source: str
    products: tuple[str, ...]
    sponsor_class: str | None
    age_groups: tuple[str, ...]


class TrialRecord(TrialSummary, frozen=True, kw_only=True):
    """A trial as the registry describes it, with its untouched eligibility text and what to know beside a verdict."""

    sponsor: str | None
    interventions: tuple[str, ...]
    last_update_posted: str | None
    minimum_age: str | None
    maximum_age: str | None
    sex: str | None
    eligibility_text: str
    text_digest: str
    sites: tuple[Site, ...]
    central_contacts: tuple[Contact, ...]
    background: Background


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """The trials that meet some filters, how many they are, and what they are counted under."""

    total: int
    trials: tuple[TrialSummary, ...]
    facets: Facets


def chosen(catalogue: Catalogue, filters: Filters) -> Iterator[tuple[Trial, Study]]:
    """The trials that meet the filters, with their records, in order; InputRefused for a filter that cannot be met."""
    wanted = keeps(filters)
    for trial in catalogue.trials:
        if wanted(study := catalogue.studies[trial.nct_id]):
            yield trial, study


def summary_of(trial: Trial, study: Study) -> TrialSummary:
    """A trial in a list."""
    ours = about(study)
    return TrialSummary(
        nct_id=trial.nct_id,
        brief_title=trial.brief_title,
        overall_status=trial.overall_status,
        phases=trial.phases,
        conditions=trial.conditions,
        countries=trial.countries,
        cohorts=tuple(cohort.label for cohort in trial.cohorts),
        criteria_count=len(trial.criteria),
        in_scope=ours.scope.included,
        diseases=tuple(each.disease for each in ours.diseases),
        modality=ours.modality.label,
        target=ours.targets.label,
        source=ours.origin.label,
        products=tuple(each.product for each in ours.products),
        sponsor_class=study.sponsor_class,
        age_groups=labels_of(study).age_group,
    )


def record_of(trial: Trial, study: Study, retrieved: str | None) -> TrialRecord:
    """A trial with all that its record tells; `retrieved` is the day on which the records were taken."""
    return TrialRecord(
        **msgspec.structs.asdict(summary_of(trial, study)),
        sponsor=study.sponsor,
        interventions=study.interventions,
        last_update_posted=study.last_update_posted,
        minimum_age=study.minimum_age,
        maximum_age=study.maximum_age,
        sex=study.sex,
        eligibility_text=study.criteria_text,
        text_digest=trial.text_digest,
        sites=sites_of(study),
        central_contacts=study.protocol_section.contacts_locations_module.central_contacts,
        background=background_of(study, retrieved),
    )
