"""Every error as application/problem+json (RFC 9457), without a patient's values."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.types import Send

from criteria.errors import InputRefused, StoreUnavailable

__all__ = [
    "AWAY",
    "MEDIA_TYPE",
    "Flaw",
    "Problem",
    "answer_plainly",
    "handle_http",
    "handle_refused",
    "handle_unavailable",
    "handle_unexpected",
]

logger = logging.getLogger("resetmatch.api")
MEDIA_TYPE = "application/problem+json"
AWAY = "The store cannot be used at the moment; try again."


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


def handle_refused(request: Request[Any, Any, Any], error: InputRefused) -> Response[Problem]:
    """Input that cannot be used: 400, with its place and what to do about it."""
    flaw = Flaw(where=error.where or "body", what=error.what, do=error.do)
    return _response(request, HTTPStatus.BAD_REQUEST, str(error), errors=(flaw,))


def handle_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    """What the framework refuses: no such path, no such method, too large, a parameter of the wrong type."""
    if error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return handle_unexpected(request, error)
    flaws = tuple(_flaw(each) for each in error.extra) if isinstance(error.extra, list) else ()
    detail = "; ".join(f"{flaw.where}: {flaw.what}" for flaw in flaws) or error.detail
    return _response(request, HTTPStatus(error.status_code), detail, errors=flaws, headers=error.headers)


def handle_unavailable(request: Request[Any, Any, Any], error: StoreUnavailable) -> Response[Problem]:
    """The store is away or full: 503, and when to come again; the log says more than the caller need know."""
    logger.error("%s %s: %s", request.method, _route(request), error)
    return _response(request, HTTPStatus.SERVICE_UNAVAILABLE, AWAY, headers={"Retry-After": "5"})


def handle_unexpected(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """What nobody foresaw: 500; the log names the kind of error and the place, never its words."""
    logger.error("%s %s failed: %s", request.method, _route(request), type(error).__name__)
    return _response(request, HTTPStatus.INTERNAL_SERVER_ERROR, "The request could not be served.")


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


def _response(
    request: Request[Any, Any, Any],
    status: HTTPStatus,
    detail: str,
    *,
    errors: tuple[Flaw, ...] = (),
    headers: dict[str, str] | None = None,
) -> Response[Problem]:
    problem = Problem(title=status.phrase, status=status, detail=detail, instance=request.scope["path"], errors=errors)
    return Response(problem, status_code=status, media_type=MEDIA_TYPE, headers=headers)
