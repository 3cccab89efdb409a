"""The trials that are served, their records and their criteria."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import Parameter

from criteria.criterion import Trial
from matcher.api.schemas import TrialList, TrialRecord
from matcher.catalogue import Catalogue
from matcher.facets import facets_of
from matcher.filters import Filters
from matcher.listing import chosen, record_of, summary_of

__all__ = ["NctPath", "find", "get_criteria", "get_trial", "list_trials"]

NctPath = Annotated[str, Parameter(description="The registry's number, as NCT01234567.", pattern=r"^NCT\d{8}$")]
Words = Annotated[str | None, Parameter(max_length=200)]


@get("/v1/trials", operation_id="listTrials", tags=["trials"], sync_to_thread=False)
def list_trials(
    catalogue: NamedDependency[Catalogue],
    status: Words = None,
    condition: Words = None,
    country: Words = None,
    target: Words = None,
    modality: Words = None,
    source: Words = None,
    phase: Words = None,
    sponsor_class: Words = None,
    age_group: Words = None,
    limit: Annotated[int, Parameter(ge=1, le=1000)] = 100,
    offset: Annotated[int, Parameter(ge=0)] = 0,
) -> TrialList:
    """List the trials with facet counts: by status, condition, country, target, modality, source, phase, sponsor, age.

    A condition is a disease or family of the vocabulary, any name of one, or words of conditions or title.
    """
    asked = {"status": status, "condition": condition, "country": country, "target": target, "source": source}
    asked |= {"modality": modality, "phase": phase, "sponsor_class": sponsor_class, "age_group": age_group}
    filters = msgspec.convert({name: (value,) for name, value in asked.items() if value}, Filters)
    found = [*chosen(catalogue, filters)]
    page = tuple(summary_of(trial, study) for trial, study in found[offset : offset + limit])
    facets = facets_of(study for _, study in found)
    return TrialList(total=len(found), limit=limit, offset=offset, trials=page, facets=facets)


@get("/v1/trials/{nct_id:str}", operation_id="getTrial", tags=["trials"], sync_to_thread=False)
def get_trial(catalogue: NamedDependency[Catalogue], nct_id: NctPath) -> TrialRecord:
    """Show a trial: its untouched eligibility text, its sites, what to know beside a verdict."""
    trial = find(catalogue, nct_id)
    return record_of(trial, catalogue.studies[nct_id], catalogue.registry.retrieved)


@get("/v1/trials/{nct_id:str}/criteria", operation_id="getCriteria", tags=["trials"], sync_to_thread=False)
def get_criteria(catalogue: NamedDependency[Catalogue], nct_id: NctPath) -> Trial:
    """Show what was understood of a trial's eligibility text, criterion by criterion."""
    return find(catalogue, nct_id)


def find(catalogue: Catalogue, nct_id: str) -> Trial:
    """The trial of that number; raises NotFoundException where it is not served."""
    for trial in catalogue.trials:
        if trial.nct_id == nct_id:
            return trial
    raise NotFoundException(f"{nct_id} is not among the trials served here")
