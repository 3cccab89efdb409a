"""Screening a cohort as a job: sent, asked after, cancelled and wiped. Its owner alone sees it."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import HeaderParameter, Parameter
from litestar.status_codes import HTTP_200_OK, HTTP_202_ACCEPTED

from matcher.api.history import AsOf
from matcher.api.intake import accepted
from matcher.api.runtime import Runtime
from matcher.api.screening_view import ScreeningJob, ScreeningList, own_job, shown, store_of
from matcher.filters import Filters
from matcher.screening.request import KIND, Asked
from matcher.store.jobs import ENDED

__all__ = ["JobPath", "cancel_screening", "create_screening", "get_screening", "list_screenings"]

JobPath = Annotated[str, Parameter(description="The id of a screening.", pattern=r"^[0-9a-f]{32}$")]
Values = Annotated[list[Annotated[str, msgspec.Meta(min_length=1, max_length=200)]] | None, Parameter(max_items=50)]
Numbers = Annotated[
    list[Annotated[str, msgspec.Meta(pattern=r"^NCT\d{8}$")]] | None,
    Parameter(max_items=1000, description="Registry numbers; without any, every trial that meets the filters."),
]
Stale = Annotated[float, Parameter(ge=0, description="Days after which a measurement decides nothing.")]
AllPairs = Annotated[bool, Parameter(description="Keep the pairs that are ineligible as well.")]
Key = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        min_length=1,
        max_length=255,
        description="The same key with the same cohort and choices is the same job, however often it is sent.",
    ),
]
Asking = Request[Any, Any, Any]


@post(
    "/v1/screenings",
    operation_id="createScreening",
    tags=["screening"],
    status_code=HTTP_202_ACCEPTED,
    request_max_body_size=None,
)
async def create_screening(
    request: Asking,
    runtime: NamedDependency[Runtime],
    status: Values = None,
    condition: Values = None,
    country: Values = None,
    target: Values = None,
    modality: Values = None,
    source: Values = None,
    phase: Values = None,
    sponsor_class: Values = None,
    age_group: Values = None,
    nct_id: Numbers = None,
    stale_days: Stale = 90.0,
    all_pairs: AllPairs = False,  # noqa: FBT002 - a parameter of the query
    as_of: AsOf = None,
    idempotency_key: Key = None,
) -> Response[ScreeningJob]:
    """Screen a cohort: Parquet, or one profile a line (NDJSON). The answer comes at once, `Location` leads to the job.

    The cohort is held against the trials that are served now, or were on the day of `as_of`; the filters leave out
    trials. It is removed when the job ends, its results after a time that the operator has set.
    """
    given = {"status": status, "condition": condition, "country": country, "target": target, "source": source}
    given |= {"modality": modality, "phase": phase, "sponsor_class": sponsor_class, "age_group": age_group}
    filters = msgspec.convert({name: values for name, values in given.items() if values}, Filters)
    asked = Asked(filters=filters, nct_ids=tuple(nct_id or ()), stale_days=stale_days, all_pairs=all_pairs, as_of=as_of)
    job = await accepted(request, runtime, asked, idempotency_key)
    return Response(shown(job), status_code=HTTP_202_ACCEPTED, headers={"Location": f"/v1/screenings/{job.id}"})


@get("/v1/screenings", operation_id="listScreenings", tags=["screening"], sync_to_thread=True)
def list_screenings(
    request: Asking, runtime: NamedDependency[Runtime], limit: Annotated[int, Parameter(ge=1, le=1000)] = 100
) -> ScreeningList:
    """List the caller's own screenings, the latest first."""
    found = store_of(runtime).jobs.all(owner=request.user.name, kind=KIND, limit=limit)
    return ScreeningList(screenings=tuple(map(shown, found)))


@get("/v1/screenings/{job_id:str}", operation_id="getScreening", tags=["screening"], sync_to_thread=True)
def get_screening(request: Asking, runtime: NamedDependency[Runtime], job_id: JobPath) -> ScreeningJob:
    """Show how far a screening has come, and what came of it."""
    return shown(own_job(runtime, job_id, request.user.name))


@delete(
    "/v1/screenings/{job_id:str}",
    operation_id="cancelScreening",
    tags=["screening"],
    status_code=HTTP_200_OK,
    sync_to_thread=True,
)
def cancel_screening(request: Asking, runtime: NamedDependency[Runtime], job_id: JobPath) -> ScreeningJob:
    """Cancel a screening, and wipe its cohort and its results: at once, or where it runs, after the rows under way."""
    jobs = store_of(runtime).jobs
    job = jobs.cancel(own_job(runtime, job_id, request.user.name).id)
    if job is not None and job.state in ENDED and job.wiped is None:
        runtime.folders.wipe(job_id)
        jobs.wiped(job_id)
    return shown(own_job(runtime, job_id, request.user.name))
