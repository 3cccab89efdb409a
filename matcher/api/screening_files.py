"""What comes of a screening: its progress as it happens, and its results as files."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.params import PathParameter
from litestar.response import File, ServerSentEvent, ServerSentEventMessage, Stream
from litestar.status_codes import HTTP_409_CONFLICT, HTTP_410_GONE

from criteria.errors import StoreUnavailable
from matcher.api.batch import NDJSON
from matcher.api.runtime import Runtime
from matcher.api.screening_view import ScreeningJob, own_job, shown
from matcher.api.screenings import JobPath
from matcher.api.uploads import PARQUET
from matcher.population.cohort_frame import lines_of_table
from matcher.screening.folders import REFUSED
from matcher.store.jobs import ENDED

__all__ = ["EVENTS", "FORMS", "ResultName", "follow_screening", "get_screening_result"]

ResultName = Literal[
    "matches.parquet",
    "missing_facts.parquet",
    "attrition.parquet",
    "blockers.parquet",
    "gains.parquet",
    "ripening.parquet",
    "matches.ndjson",
    "missing_facts.ndjson",
    "attrition.ndjson",
    "blockers.ndjson",
    "gains.ndjson",
    "ripening.ndjson",
    "report.html",
    "refused.ndjson",
]
Name = Annotated[ResultName, PathParameter(description="A file of results.")]
EVENTS = "text/event-stream"
FORMS = {"parquet": PARQUET, "ndjson": NDJSON, "html": "text/html"}
LOOK = 0.5
PING = 20
Asking = Request[Any, Any, Any]


@get("/v1/screenings/{job_id:str}/events", operation_id="followScreening", tags=["screening"], media_type=EVENTS)
async def follow_screening(request: Asking, runtime: NamedDependency[Runtime], job_id: JobPath) -> ServerSentEvent:
    """Tell the progress of a screening as server-sent events, each a screening as JSON: `progress`, at last `ended`."""
    await asyncio.to_thread(own_job, runtime, job_id, request.user.name)
    return ServerSentEvent(_events(runtime, job_id, request.user.name))


@get("/v1/screenings/{job_id:str}/results/{name:str}", operation_id="getScreeningResult", tags=["screening"])
async def get_screening_result(
    request: Asking, runtime: NamedDependency[Runtime], job_id: JobPath, name: Name
) -> Response[Any]:
    """Fetch a file of results: tables as Parquet or as NDJSON, the report, and the rows that were refused."""
    job = await asyncio.to_thread(own_job, runtime, job_id, request.user.name)
    if job.wiped is not None:
        raise HTTPException(detail="the results were wiped", status_code=HTTP_410_GONE)
    if job.state != "done":
        raise HTTPException(detail=f"there are no results: the screening is {job.state}", status_code=HTTP_409_CONFLICT)
    kept, form = runtime.folders.results(job_id), name.rpartition(".")[2]
    if form == "ndjson" and name != REFUSED:
        return Stream(lines_of_table(kept / name.replace("ndjson", "parquet")), media_type=NDJSON)
    shown_in_place: Literal["inline", "attachment"] = "inline" if form == "html" else "attachment"
    return File(kept / name, filename=name, media_type=FORMS[form], content_disposition_type=shown_in_place)


async def _events(runtime: Runtime, job_id: str, owner: str) -> AsyncIterator[ServerSentEventMessage]:
    """A message whenever something has changed, a comment now and then, and the last when the job has ended.

    A server that is to stop ends before: whoever reads events asks again.
    """
    told: ScreeningJob | None = None
    quiet = 0
    while not runtime.closing.is_set() and (told is None or told.state not in ENDED):
        seen = await _seen(runtime, job_id, owner) or told
        quiet += 1
        if seen is not None and seen != told:
            told, quiet = seen, 0
            event = "ended" if told.state in ENDED else "progress"
            yield ServerSentEventMessage(msgspec.json.encode(told), event=event)
        elif quiet % PING == 0:
            yield ServerSentEventMessage(None, comment="still there")
        await asyncio.sleep(LOOK)


async def _seen(runtime: Runtime, job_id: str, owner: str) -> ScreeningJob | None:
    """The job as it is; None where the store is away."""
    try:
        return shown(await asyncio.to_thread(own_job, runtime, job_id, owner))
    except StoreUnavailable:
        return None
