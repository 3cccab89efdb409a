"""Every error as application/problem+json (RFC 9457), on FHIR's paths as OperationOutcome; never a patient's values."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any, Literal

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.types import Send

from criteria.errors import InputRefused, ProfileRefused, RecordRefused, StoreUnavailable
from matcher.api.fhir.answers import OperationOutcome
from matcher.api.fhir.outcomes import is_fhir, refused

__all__ = [
    "AWAY",
    "MEDIA_TYPE",
    "Flaw",
    "Problem",
    "ProblemType",
    "answer_plainly",
    "flaw_of",
    "handle_http",
    "handle_refused",
    "handle_unavailable",
    "handle_unexpected",
    "type_of",
]

logger = logging.getLogger("resetmatch.api")
MEDIA_TYPE = "application/problem+json"
AWAY = "The store cannot be used at the moment; try again."
Answer = Response["Problem"] | Response[OperationOutcome]


ProblemType = Literal[
    "about:blank",
    "urn:resetmatch:problem:profile-refused",
    "urn:resetmatch:problem:record-refused",
    "urn:resetmatch:problem:request-refused",
    "urn:resetmatch:problem:not-found",
    "urn:resetmatch:problem:too-large",
    "urn:resetmatch:problem:not-allowed",
    "urn:resetmatch:problem:conflict",
    "urn:resetmatch:problem:gone",
    "urn:resetmatch:problem:too-often",
    "urn:resetmatch:problem:unavailable",
    "urn:resetmatch:problem:unexpected",
]
"""What a program may tell problems apart by; about:blank says no more than the status."""

_BY_STATUS: dict[int, ProblemType] = {
    HTTPStatus.BAD_REQUEST: "urn:resetmatch:problem:request-refused",
    HTTPStatus.NOT_FOUND: "urn:resetmatch:problem:not-found",
    HTTPStatus.CONFLICT: "urn:resetmatch:problem:conflict",
    HTTPStatus.GONE: "urn:resetmatch:problem:gone",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "urn:resetmatch:problem:too-large",
    HTTPStatus.UNAUTHORIZED: "urn:resetmatch:problem:not-allowed",
    HTTPStatus.FORBIDDEN: "urn:resetmatch:problem:not-allowed",
    HTTPStatus.TOO_MANY_REQUESTS: "urn:resetmatch:problem:too-often",
    HTTPStatus.SERVICE_UNAVAILABLE: "urn:resetmatch:problem:unavailable",
    HTTPStatus.INTERNAL_SERVER_ERROR: "urn:resetmatch:problem:unexpected",
}


def type_of(error: InputRefused) -> ProblemType:
    """What kind of input was refused."""
    match error:
        case ProfileRefused():
            return "urn:resetmatch:problem:profile-refused"
        case RecordRefused():
            return "urn:resetmatch:problem:record-refused"
        case _:
            return "urn:resetmatch:problem:request-refused"


class Flaw(msgspec.Struct, frozen=True):
    """One thing that is wrong with a request: where ("/profile/age_years", "query limit"), what, and what to do."""

    where: str
    what: str
    do: str = ""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why a request was not served."""

    type: ProblemType = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    errors: tuple[Flaw, ...] = ()


def handle_refused(request: Request[Any, Any, Any], error: InputRefused) -> Answer:
    """Input that cannot be used: 400, with its place and what to do about it."""
    return _response(request, _problem(HTTPStatus.BAD_REQUEST, str(error), (flaw_of(error),), type_of(error)))


def flaw_of(error: InputRefused) -> Flaw:
    """A refusal as the flaw of a problem."""
    return Flaw(where=error.where or "body", what=error.what, do=error.do)


def handle_http(request: Request[Any, Any, Any], error: HTTPException) -> Answer:
    """What the framework refuses: no such path, no such method, too large, a parameter of the wrong type."""
    if error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR and error.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
        return handle_unexpected(request, error)
    flaws = tuple(_flaw(each) for each in error.extra) if isinstance(error.extra, list) else ()
    detail = "; ".join(f"{flaw.where}: {flaw.what}" for flaw in flaws) or error.detail
    return _response(request, _problem(HTTPStatus(error.status_code), detail, flaws), headers=error.headers)


def handle_unavailable(request: Request[Any, Any, Any], error: StoreUnavailable) -> Answer:
    """The store is away or full: 503, and when to come again; the log says more than the caller need know."""
    logger.error("%s %s: %s", request.method, _route(request), error)
    return _response(request, _problem(HTTPStatus.SERVICE_UNAVAILABLE, AWAY), headers={"Retry-After": "5"})


def handle_unexpected(request: Request[Any, Any, Any], error: Exception) -> Answer:
    """What nobody foresaw: 500; the log names the kind of error and the place, never its words."""
    logger.error("%s %s failed: %s", request.method, _route(request), type(error).__name__)
    return _response(request, _problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The request could not be served."))


async def answer_plainly(send: Send, status: HTTPStatus, detail: str, path: str, *, retry_after: int) -> None:
    """A problem from outside the handling of errors, as the messages of an answer."""
    problem = Problem(title=status.phrase, status=status, detail=detail, instance=path)
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"retry-after", str(retry_after).encode())]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": msgspec.json.encode(problem), "more_body": False})


def _route(request: Request[Any, Any, Any]) -> str:
    """The path as the table of routes has it: the path itself may hold anything."""
    return request.scope.get("path_template", "unknown")


def _flaw(extra: Any) -> Flaw:  # noqa: ANN401 - the framework types it so
    source, key = extra.get("source", ""), extra.get("key", "")
    return Flaw(where=f"{getattr(source, 'value', source)} {key}".strip(), what=extra.get("message", ""))


def _problem(
    status: HTTPStatus, detail: str, errors: tuple[Flaw, ...] = (), kind: ProblemType | None = None
) -> Problem:
    kind = kind or _BY_STATUS.get(status, "about:blank")
    return Problem(type=kind, title=status.phrase, status=status, detail=detail, instance="", errors=errors)


def _response(request: Request[Any, Any, Any], problem: Problem, *, headers: dict[str, str] | None = None) -> Answer:
    path = request.scope["path"]
    if is_fhir(path):
        return refused(problem.status, problem.detail, problem.errors, headers)
    placed = msgspec.structs.replace(problem, instance=path)
    return Response(placed, status_code=problem.status, media_type=MEDIA_TYPE, headers=headers)
