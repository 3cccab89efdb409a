"""Around the application: what holds for every request and every answer, those of unknown paths and failures included.

A request gets an id, a time limit and a line in the log; an answer gets the headers that browsers heed.
"""

from __future__ import annotations

import asyncio
import re
import time
import uuid
from http import HTTPStatus

import structlog
from litestar import Litestar
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import ClientException
from litestar.types import HTTPReceiveMessage, Message, Receive, Scope, Send, WebSocketReceiveMessage

from matcher.api.problems import answer_plainly
from matcher.service import ServiceSettings

__all__ = ["SECURITY_HEADERS", "Outer"]

log = structlog.get_logger("resetmatch.access")
REQUEST_ID = re.compile(r"[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}")
"""A request id is taken from the caller only as a UUID: no name or number of a patient is one."""

SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Server": "resetmatch",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class SlowBody(ClientException):
    """A body that stands still, or comes too slowly as a whole."""

    status_code = HTTPStatus.REQUEST_TIMEOUT


class Outer:
    """The application with what stands around it, as one ASGI application."""

    def __init__(self, app: Litestar, settings: ServiceSettings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the start and end of the application."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        await _Exchange(self._app, self._settings, scope, receive, send).run()


class _Exchange:
    """One request and its answer."""

    def __init__(self, app: Litestar, settings: ServiceSettings, scope: Scope, receive: Receive, send: Send) -> None:
        self._app, self._settings = app, settings
        self._scope, self._receive, self._send = scope, receive, send
        self._began = time.monotonic()
        self._complete, self._status = False, 0
        headers = dict(scope["headers"])
        has_body = b"transfer-encoding" in headers or headers.get(b"content-length", b"0") != b"0"
        self._limit = asyncio.timeout(settings.answer_seconds + (settings.body_seconds if has_body else 0))
        given = headers.get(b"x-request-id", b"").decode("latin-1")
        self._id = given.lower() if REQUEST_ID.fullmatch(given) else str(uuid.uuid4())
        scope.setdefault("state", {})["request_id"] = self._id

    async def run(self) -> None:
        try:
            async with self._limit:
                await self._app(self._scope, self._received, self._sent)
        except TimeoutError:
            await self._give_up()
        finally:
            self._tell()

    async def _received(self) -> HTTPReceiveMessage | WebSocketReceiveMessage:
        """The next part of the body; once it is complete, the answer's own time runs."""
        if self._complete:
            return await self._receive()
        left = min(self._settings.idle_seconds, self._settings.body_seconds - self._seconds)
        try:
            async with asyncio.timeout(max(left, 0.001)):
                message = await self._receive()
        except TimeoutError:
            self._complete = True
            raise SlowBody("the body did not come in time") from None
        if message["type"] == "http.request" and not message.get("more_body", False):
            self._complete = True
            if not self._status:
                self._limit.reschedule(asyncio.get_running_loop().time() + self._settings.answer_seconds)
        return message

    async def _sent(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            if not self._limit.expired():
                self._limit.reschedule(None)
            headers = MutableScopeHeaders(message)
            for name, value in {**SECURITY_HEADERS, "X-Request-ID": self._id}.items():
                headers.setdefault(name, value)
        await self._send(message)

    async def _give_up(self) -> None:
        """The answer takes too long: say so, if nothing was said yet."""
        if self._status:
            return
        detail = "The answer takes too long; ask for less at a time."
        status, path = HTTPStatus.SERVICE_UNAVAILABLE, self._scope["path"]
        await answer_plainly(self._sent, status, detail, path, retry_after=60)

    def _tell(self) -> None:
        """One line in the log: ids, status and duration; the path only as the table of routes has it."""
        caller = self._scope.get("user")
        log.info(
            "request",
            request_id=self._id,
            method=self._scope.get("method"),
            route=self._scope.get("path_template", "unknown"),
            status=self._status,
            milliseconds=round(self._seconds * 1000, 1),
            caller=caller.name if caller else None,
        )

    @property
    def _seconds(self) -> float:
        return time.monotonic() - self._began
