"""The trials that are served, their records and their criteria."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import Parameter

from criteria.criterion import Trial
from matcher.api.schemas import TrialList, TrialRecord, TrialSummary
from matcher.catalogue import Catalogue

__all__ = ["NctPath", "find", "get_criteria", "get_trial", "list_trials"]

NctPath = Annotated[str, Parameter(description="The registry's number, as NCT01234567.", pattern=r"^NCT\d{8}$")]
Words = Annotated[str | None, Parameter(max_length=200)]


@get("/v1/trials", operation_id="listTrials", tags=["trials"], sync_to_thread=False)
def list_trials(
    catalogue: NamedDependency[Catalogue],
    status: Words = None,
    condition: Words = None,
    country: Words = None,
    limit: Annotated[int, Parameter(ge=1, le=1000)] = 100,
    offset: Annotated[int, Parameter(ge=0)] = 0,
) -> TrialList:
    """List the trials: by recruitment status, by words of their conditions or title, by country."""
    found = [
        trial
        for trial in catalogue.trials
        if _is(status, (trial.overall_status,))
        and _within(condition, (*trial.conditions, trial.brief_title))
        and _is(country, trial.countries)
    ]
    page = tuple(map(_summary, found[offset : offset + limit]))
    return TrialList(total=len(found), limit=limit, offset=offset, trials=page)


@get("/v1/trials/{nct_id:str}", operation_id="getTrial", tags=["trials"], sync_to_thread=False)
def get_trial(catalogue: NamedDependency[Catalogue], nct_id: NctPath) -> TrialRecord:
    """Show a trial with its untouched eligibility text."""
    trial = find(catalogue, nct_id)
    study = catalogue.studies[nct_id]
    return TrialRecord(
        **msgspec.structs.asdict(_summary(trial)),
        sponsor=study.sponsor,
        interventions=study.interventions,
        last_update_posted=study.last_update_posted,
        minimum_age=study.minimum_age,
        maximum_age=study.maximum_age,
        sex=study.sex,
        eligibility_text=study.criteria_text,
        text_digest=trial.text_digest,
    )


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


def _summary(trial: Trial) -> TrialSummary:
    return TrialSummary(
        nct_id=trial.nct_id,
        brief_title=trial.brief_title,
        overall_status=trial.overall_status,
        phases=trial.phases,
        conditions=trial.conditions,
        countries=trial.countries,
        cohorts=tuple(cohort.label for cohort in trial.cohorts),
        criteria_count=len(trial.criteria),
    )


def _is(wanted: str | None, words: tuple[str, ...]) -> bool:
    return wanted is None or any(wanted.casefold() == word.casefold() for word in words)


def _within(wanted: str | None, words: tuple[str, ...]) -> bool:
    return wanted is None or any(wanted.casefold() in word.casefold() for word in words)
