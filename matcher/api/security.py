"""Who calls, and whether they may: API keys and bearer tokens, scopes, and how often.

A guard, so that it stands within the handling of errors: every refusal is a problem document.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from fnmatch import fnmatchcase
from typing import Any

import msgspec
from litestar.connection import ASGIConnection
from litestar.exceptions import (
    ClientException,
    NotAuthorizedException,
    PermissionDeniedException,
    ServiceUnavailableException,
)
from litestar.exceptions import TooManyRequestsException as TooMany
from litestar.handlers.base import BaseRouteHandler

from matcher import clock
from matcher.api.runtime import Runtime
from matcher.api.tokens import IssuerAway, TokenReader
from matcher.store.keys import SCOPES, Scope

__all__ = ["SCOPE_OF", "Caller", "Door", "scope_of"]

Connection = ASGIConnection[Any, Any, Any, Any]
SCOPE_OF: tuple[tuple[str, Scope | None], ...] = (
    ("/health", None),
    ("/ready", None),
    ("/docs", None),
    ("/openapi.json", None),
    ("/v1/screenings", "screen"),
    ("/v1/trials/*/overrides", "curate"),
    ("/v1/webhooks", "follow"),
    ("/v1/", "match"),
    ("/fhir/metadata", None),
    ("/fhir/", "match"),
    ("/getClinicalTrial", "match"),
    ("/metrics", "match"),
)
"""The scope that the operations below a path need, None for those open to all; the first that fits counts."""

WRONG_KEYS = 60
MINUTE = 60.0
ISSUER_AWAY = "the issuer of tokens cannot be asked for its keys; try again"
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="resetmatch"'}


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Who calls: "key ward-7, may match"."""

    name: str
    scopes: tuple[Scope, ...]


ANYBODY = Caller(name="local", scopes=SCOPES)


def scope_of(path: str) -> Scope | None:
    """The scope that a path needs; one that no row of the table names is for administrators."""
    if path == "/":
        return None
    return next((scope for start, scope in SCOPE_OF if fnmatchcase(path, f"{start}*")), "admin")


class Door:
    """The guard of one worker."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._tokens = TokenReader(runtime.settings)
        self._limit = -(-runtime.settings.requests_per_minute // runtime.settings.workers)
        self._calls, self._misses = Calls(), Calls()

    async def __call__(self, connection: Connection, _handler: BaseRouteHandler) -> None:
        """Let the request in, with its caller as `connection.user`, or raise why not."""
        self._check_host(connection)
        needed = scope_of(connection.scope["path_template"])
        if needed is None:
            return
        caller = await self._caller(connection) if self._runtime.guarded else ANYBODY
        connection.scope["user"] = caller
        if needed not in caller.scopes:
            raise PermissionDeniedException(f"this needs a key with the scope {needed}")
        self._count(caller)

    def _check_host(self, connection: Connection) -> None:
        """A page of another name that was pointed at this machine is not served."""
        hosts = self._runtime.settings.hosts
        if hosts and (connection.base_url.hostname or "") not in hosts:
            raise ClientException("the service is not called by this host name")

    async def _caller(self, connection: Connection) -> Caller:
        text = _credential(connection)
        if text is None:
            raise NotAuthorizedException("no key was given: Authorization: Bearer, or X-API-Key", headers=CHALLENGE)
        try:
            caller = await asyncio.to_thread(self._known, text)
        except IssuerAway:
            raise ServiceUnavailableException(ISSUER_AWAY, headers={"Retry-After": "5"}) from None
        if caller is not None:
            return caller
        address = connection.client.host if connection.client else ""
        if self._misses.add(address) > WRONG_KEYS:
            raise TooMany("too many wrong keys", headers={"Retry-After": str(self._misses.seconds_left)})
        raise NotAuthorizedException("the key or token is not known, has expired or was revoked", headers=CHALLENGE)

    def _known(self, text: str) -> Caller | None:
        if not text.startswith("rm_"):
            return self._token(text)
        store = self._runtime.store
        key = store.keys.check(text, clock.now()) if store else None
        return Caller(name=f"key {key.name}", scopes=key.scopes) if key else None

    def _token(self, text: str) -> Caller | None:
        bearer = self._tokens.read(text)
        return Caller(name=f"token {bearer.subject}", scopes=bearer.scopes) if bearer else None

    def _count(self, caller: Caller) -> None:
        if self._limit and self._calls.add(caller.name) > self._limit:
            left = str(self._calls.seconds_left)
            raise TooMany(
                f"more than {self._runtime.settings.requests_per_minute} requests a minute",
                headers={"Retry-After": left, "RateLimit-Limit": str(self._limit), "RateLimit-Reset": left},
            )


class Calls:
    """How often each did something within the minute that runs."""

    def __init__(self) -> None:
        self._counts, self._began = Counter[str](), time.monotonic()

    def add(self, who: str) -> int:
        """One time more; how often that is."""
        if time.monotonic() - self._began >= MINUTE:
            self._counts, self._began = Counter(), time.monotonic()
        self._counts[who] += 1
        return self._counts[who]

    @property
    def seconds_left(self) -> int:
        """Whole seconds until the minute is over, at least one."""
        return max(1, round(MINUTE - (time.monotonic() - self._began)))


def _credential(connection: Connection) -> str | None:
    """The text of the key or token of a request."""
    kind, _, text = connection.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and text.strip():
        return text.strip()
    return connection.headers.get("x-api-key") or None
