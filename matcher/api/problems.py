"""Every error as application/problem+json (RFC 9457), on FHIR's paths as OperationOutcome; never a patient's values."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any, Literal

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException

from criteria.errors import InputRefused, ProfileRefused, RecordRefused
from matcher.api.fhir.answers import OperationOutcome
from matcher.api.fhir.outcomes import is_fhir, refused

__all__ = [
    "MEDIA_TYPE",
    "Flaw",
    "Problem",
    "ProblemType",
    "flaw_of",
    "handle_http",
    "handle_refused",
    "handle_unexpected",
    "type_of",
]

logger = logging.getLogger("resetmatch.api")
MEDIA_TYPE = "application/problem+json"
Answer = Response["Problem"] | Response[OperationOutcome]


ProblemType = Literal[
    "about:blank",
    "urn:resetmatch:problem:profile-refused",
    "urn:resetmatch:problem:record-refused",
    "urn:resetmatch:problem:request-refused",
    "urn:resetmatch:problem:not-found",
    "urn:resetmatch:problem:too-large",
    "urn:resetmatch:problem:unexpected",
]
"""What a program may tell problems apart by; about:blank says no more than the status."""

_BY_STATUS: dict[int, ProblemType] = {
    HTTPStatus.BAD_REQUEST: "urn:resetmatch:problem:request-refused",
    HTTPStatus.NOT_FOUND: "urn:resetmatch:problem:not-found",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "urn:resetmatch:problem:too-large",
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
    if error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return handle_unexpected(request, error)
    flaws = tuple(_flaw(each) for each in error.extra) if isinstance(error.extra, list) else ()
    detail = "; ".join(f"{flaw.where}: {flaw.what}" for flaw in flaws) or error.detail
    return _response(request, _problem(HTTPStatus(error.status_code), detail, flaws), headers=error.headers)


def handle_unexpected(request: Request[Any, Any, Any], error: Exception) -> Answer:
    """What nobody foresaw: 500; the log names the kind of error and the place, never its words."""
    logger.error("%s %s failed: %s", request.method, request.scope["path"], type(error).__name__)
    return _response(request, _problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The request could not be served."))


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
