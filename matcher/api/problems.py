"""Every error as application/problem+json (RFC 9457), on FHIR's paths as OperationOutcome; never a patient's values."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException

from criteria.errors import InputRefused
from matcher.api.fhir.outcomes import is_fhir, refused
from matcher.api.fhir.resources import OperationOutcome

__all__ = ["MEDIA_TYPE", "Flaw", "Problem", "flaw_of", "handle_http", "handle_refused", "handle_unexpected"]

logger = logging.getLogger("resetmatch.api")
MEDIA_TYPE = "application/problem+json"
Answer = Response["Problem"] | Response[OperationOutcome]


class Flaw(msgspec.Struct, frozen=True):
    """One thing that is wrong with a request: where ("/profile/age_years", "query limit"), what, and what to do."""

    where: str
    what: str
    do: str = ""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why a request was not served."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    errors: tuple[Flaw, ...] = ()


def handle_refused(request: Request[Any, Any, Any], error: InputRefused) -> Answer:
    """Input that cannot be used: 400, with its place and what to do about it."""
    return _response(request, HTTPStatus.BAD_REQUEST, str(error), errors=(flaw_of(error),))


def flaw_of(error: InputRefused) -> Flaw:
    """A refusal as the flaw of a problem."""
    return Flaw(where=error.where or "body", what=error.what, do=error.do)


def handle_http(request: Request[Any, Any, Any], error: HTTPException) -> Answer:
    """What the framework refuses: no such path, no such method, too large, a parameter of the wrong type."""
    if error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return handle_unexpected(request, error)
    flaws = tuple(_flaw(each) for each in error.extra) if isinstance(error.extra, list) else ()
    detail = "; ".join(f"{flaw.where}: {flaw.what}" for flaw in flaws) or error.detail
    return _response(request, HTTPStatus(error.status_code), detail, errors=flaws, headers=error.headers)


def handle_unexpected(request: Request[Any, Any, Any], error: Exception) -> Answer:
    """What nobody foresaw: 500; the log names the kind of error and the place, never its words."""
    logger.error("%s %s failed: %s", request.method, request.scope["path"], type(error).__name__)
    return _response(request, HTTPStatus.INTERNAL_SERVER_ERROR, "The request could not be served.")


def _flaw(extra: Any) -> Flaw:  # noqa: ANN401 - the framework types it so
    source, key = extra.get("source", ""), extra.get("key", "")
    return Flaw(where=f"{getattr(source, 'value', source)} {key}".strip(), what=extra.get("message", ""))


def _response(
    request: Request[Any, Any, Any],
    status: HTTPStatus,
    detail: str,
    *,
    errors: tuple[Flaw, ...] = (),
    headers: dict[str, str] | None = None,
) -> Answer:
    if is_fhir(request.scope["path"]):
        return refused(status, detail, errors, headers)
    problem = Problem(title=status.phrase, status=status, detail=detail, instance=request.scope["path"], errors=errors)
    return Response(problem, status_code=status, media_type=MEDIA_TYPE, headers=headers)
