"""Every answered request of a known caller is written to the audit log, before the answer leaves.

What cannot be written down is not answered: the store that is gone makes a problem document with status 503.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import Counter
from contextvars import ContextVar
from functools import singledispatch
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Response
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPReceiveMessage, Message, Receive, Scope, Send, WebSocketReceiveMessage

from criteria.criterion import Trial
from criteria.errors import StoreUnavailable
from matcher.api.fhir.answers import Bundle, Parameters
from matcher.api.fhir.resources import ResearchStudy
from matcher.api.overrides import OverrideList, OverrideShown
from matcher.api.pages import MatchPage
from matcher.api.problems import AWAY, answer_plainly
from matcher.api.runtime import Runtime
from matcher.api.schemas import TrialList, TrialRecord
from matcher.api.screening_view import ScreeningJob
from matcher.api.webhooks import WebhookShown
from matcher.history import ChangeReport, Versions
from matcher.readings import rules_digest
from matcher.results import MatchResult
from matcher.store.audit import Audit, Deed

__all__ = ["EVERY", "Auditing", "Note", "note", "note_answer", "noted"]

logger = logging.getLogger("resetmatch.api")
EVERY = ("*",)


class Note(msgspec.Struct, frozen=True):
    """What an answer was about: trials, "*" for all of the snapshot, and counts of verdicts."""

    trials: tuple[str, ...] = ()
    verdicts: dict[str, int] = {}


_note: ContextVar[list[Note] | None] = ContextVar("note", default=None)


@singledispatch
def noted(_answer: object) -> Note:
    """What the audit log says of an answer; an answer of a kind that it does not know is about no trial."""
    return Note()


@noted.register
def _(answer: ChangeReport) -> Note:
    return Note(tuple(record.nct_id for record in answer.records))


@noted.register
def _(answer: Versions) -> Note:
    return Note((answer.nct_id,))


@noted.register
def _(answer: MatchResult) -> Note:
    verdicts = Counter(f"{match.verdict}" for match in answer.matches)
    return Note(tuple(match.nct_id for match in answer.matches), dict(sorted(verdicts.items())))


@noted.register
def _(answer: MatchPage) -> Note:
    verdicts = {name: count for name, count in msgspec.structs.asdict(answer.counts).items() if count}
    return Note(tuple(match.nct_id for match in answer.matches), dict(sorted(verdicts.items())))


@noted.register
def _(answer: Trial) -> Note:
    return Note((answer.nct_id,))


@noted.register
def _(answer: TrialRecord) -> Note:
    return Note((answer.nct_id,))


@noted.register
def _(answer: ScreeningJob) -> Note:
    return Note(answer.asked.nct_ids or EVERY)


@noted.register
def _(answer: OverrideList) -> Note:
    return Note((answer.nct_id,))


@noted.register
def _(answer: OverrideShown) -> Note:
    return Note((answer.nct_id,))


@noted.register
def _(answer: WebhookShown) -> Note:
    return Note((answer.subject,) if answer.subject_kind == "trial" else ())


@noted.register
def _(answer: TrialList) -> Note:
    return Note(tuple(trial.nct_id for trial in answer.trials))


@noted.register
def _(answer: Bundle) -> Note:
    trials = tuple(each.resource.id for each in answer.entry if isinstance(each.resource, ResearchStudy))
    grades = (extension.value_code for each in answer.entry for extension in each.search.extension)
    verdicts = Counter(_VERDICTS[grade] for grade in grades if grade in _VERDICTS)
    return Note(trials, dict(sorted(verdicts.items())))


@noted.register
def _(answer: Parameters) -> Note:
    return noted(answer.parameter[0].resource)


_VERDICTS = {"certain": "eligible", "probable": "eligible", "possible": "undetermined"}
"""What a grade in FHIR stands for; those that are ineligible are not in the answer."""


def note(late: Note) -> None:
    """Add what is known of an answer only once its last part was made: it is written down as another entry."""
    kept = _note.get()
    if kept is not None:
        kept.append(late)


async def note_answer(response: Response[Any]) -> Response[Any]:
    """Keep what the answer to the request at hand is about."""
    kept = _note.get()
    if kept is not None:
        kept.append(noted(getattr(response, "content", None)))  # a stream has none: its lines are not yet made
    return response


class Writer:
    """Writes deeds down in the order they come; those that come while others are written go together."""

    def __init__(self, audit: Audit) -> None:
        self._audit, self._waiting = audit, list[tuple[Deed, asyncio.Future[None]]]()
        self._task: asyncio.Task[None] | None = None

    async def add(self, deed: Deed) -> None:
        """Come back when the deed is written down, or raise why it could not be."""
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((deed, done))
        if self._task is None:
            self._task = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting, []
            failed: Exception | None = None
            try:
                await asyncio.to_thread(self._audit.add, *(deed for deed, _ in taken))
            except Exception as error:  # noqa: BLE001 - raised for each of those that wait
                failed = error
            for _, done in taken:
                if not done.done():
                    done.set_exception(failed) if failed else done.set_result(None)
        self._task = None


class Auditing(ASGIMiddleware):
    """Writes down who asked what, over which input, and what came of it."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._writer = Writer(runtime.store.audit) if runtime.store else None

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Digest the body as it comes, and hold the answer until it is written down; if it cannot be, drop it.

        What a stream of answers came to is written down at its end, with the digest of all that was sent.
        """
        digest, kept, written, lost, seen = hashlib.sha256(), list[Note](), False, False, 0
        _note.set(kept)

        async def received() -> HTTPReceiveMessage | WebSocketReceiveMessage:
            message = await receive()
            if message["type"] == "http.request":
                digest.update(message["body"])
            return message

        async def sent(message: Message) -> None:
            nonlocal written, lost, seen
            if message["type"] == "http.response.start" and not written:
                written, seen = True, len(kept)
                try:
                    await self._write(scope, str(message["status"]), kept, digest.hexdigest())
                except StoreUnavailable as error:
                    lost = True
                    logger.error("%s was not answered: %s", scope["path_template"], error)  # noqa: TRY400 - says enough
                    await answer_plainly(send, HTTPStatus.SERVICE_UNAVAILABLE, AWAY, scope["path"], retry_after=5)
            if not lost:
                await send(message)

        await next_app(scope, received, sent)
        if len(kept) > seen and not lost:
            await self._write(scope, "ended", kept, digest.hexdigest())

    async def _write(self, scope: Scope, outcome: str, notes: list[Note], digest: str) -> None:
        caller = scope.get("user")
        if self._writer is None or caller is None:
            return
        note = notes[-1] if notes else Note()
        served = self._runtime.catalogue
        deed = Deed(
            actor=caller.name,
            operation=_operation(scope),
            outcome=outcome,
            request_id=scope["state"].get("request_id"),
            trials=EVERY if len(note.trials) == len(served.trials) > 1 else note.trials,
            input_digest=f"sha256:{digest}",
            rules_digest=rules_digest(served.overrides),
            registry_digest=served.registry.digest,
            verdicts=note.verdicts,
        )
        await self._writer.add(deed)


def _operation(scope: Scope) -> str:
    """The operation's name in the document, else the path it is found under."""
    name = getattr(scope["route_handler"], "operation_id", None)
    return name if isinstance(name, str) else scope["path_template"]
