"""Many profiles in one request, answered line by line as they are judged."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from litestar import Request, post
from litestar.di import NamedDependency
from litestar.exceptions import InternalServerException
from litestar.params import Parameter
from litestar.response.streaming import ASGIStreamingResponse
from litestar.status_codes import HTTP_200_OK
from litestar.types import Receive, Send

from criteria.errors import InputRefused, ProfileRefused
from matcher.api.audit import EVERY, Note, note
from matcher.api.body import decode_profile
from matcher.api.lines import LONGEST_LINE, lines_of
from matcher.api.pages import LIMIT, page
from matcher.api.problems import Problem, flaw_of, type_of
from matcher.catalogue import Catalogue
from matcher.evaluate import match_first
from matcher.placing import placed
from matcher.settings import Context, Settings, default_context

__all__ = ["NDJSON", "LineProblem", "match_batch"]

NDJSON = "application/x-ndjson"


class LineProblem(Problem, frozen=True, kw_only=True):
    """Why a line has no match; `line` counts from 1."""

    line: int


@post(
    "/v1/match/batch",
    operation_id="matchBatch",
    tags=["matching"],
    status_code=HTTP_200_OK,
    media_type=NDJSON,
    request_max_body_size=None,
    sync_to_thread=False,
)
def match_batch(
    catalogue: NamedDependency[Catalogue],
    request: Request[Any, Any, Any],
    limit: Annotated[int, Parameter(ge=0, le=1000, description="Trials shown in full for each profile.")] = LIMIT,
    stale_days: Annotated[float, Parameter(ge=0, description="Days after which a measurement decides nothing.")] = 90.0,
) -> ASGIStreamingResponse:
    """Match profiles sent one a line; each is answered by one line, in order, before the body has come to its end.

    A line that is refused is answered by a problem with its number, and the others go through. Nothing is kept.
    """
    context = default_context(Settings(stale_days=stale_days))
    return _WhileReading(iterator=_answers(request, catalogue, limit, context), media_type=NDJSON)


class _WhileReading(ASGIStreamingResponse):
    """An answer that is sent while its request is still coming in.

    The framework's own listens for a sender who leaves by reading, and so would swallow the request.
    """

    async def send_body(self, send: Send, receive: Receive) -> None:  # noqa: ARG002 - the body is read by its stream
        await self._stream(send)


async def _answers(
    request: Request[Any, Any, Any], catalogue: Catalogue, limit: int, context: Context
) -> AsyncIterator[bytes]:
    verdicts = Counter[str]()
    try:
        async for number, line in lines_of(_chunks(request)):
            yield await asyncio.to_thread(_answer, number, line, catalogue, limit, context, verdicts) + b"\n"
    finally:
        note(Note(EVERY, dict(sorted(verdicts.items()))))


async def _chunks(request: Request[Any, Any, Any]) -> AsyncIterator[bytes]:
    try:
        async for chunk in request.stream():
            yield chunk
    except InternalServerException:  # the sender has left: there is nobody to tell
        return


def _answer(  # noqa: PLR0913, PLR0917 - a line, what it is held against, and where verdicts are counted
    number: int, line: bytes | None, catalogue: Catalogue, limit: int, context: Context, verdicts: Counter[str]
) -> bytes:
    try:
        if line is None:
            raise ProfileRefused(f"the line is longer than {LONGEST_LINE} bytes", where="/")
        patient = decode_profile(line, "")
    except InputRefused as refused:
        return msgspec.json.encode(_problem(number, refused))
    found = match_first(limit, patient, catalogue.trials, registry=catalogue.registry, context=context)
    verdicts.update(found.verdicts)
    return msgspec.json.encode(page(placed(found.result, patient, catalogue.studies), found.verdicts))


def _problem(number: int, refused: InputRefused) -> LineProblem:
    status = HTTPStatus.BAD_REQUEST
    return LineProblem(
        type=type_of(refused),
        title=status.phrase,
        status=status,
        detail=str(refused),
        instance="/v1/match/batch",
        errors=(flaw_of(refused),),
        line=number,
    )
