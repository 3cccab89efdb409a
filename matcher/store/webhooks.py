"""Who wants to be told of changes, and what was sent to them: at least once, tried again until it was taken."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Sequence
from typing import Literal

import msgspec
from sqlalchemy import RowMapping, insert, select, update

from criteria.errors import InputRefused
from matcher import clock
from matcher.store.database import Database, add_new
from matcher.store.tables import deliveries, webhooks

__all__ = ["Delivery", "SubjectKind", "Webhook", "Webhooks"]

SubjectKind = Literal["trial", "disease", "profile"]


class Webhook(msgspec.Struct, frozen=True, kw_only=True):
    """Where to send what: "changes of NCT99000001 to the referral tool". `secret` signs what is sent.

    `subject`: an NCT number, a disease of the lexicon, or the digest of a saved profile.
    """

    id: str
    owner: str
    url: str
    secret: str
    subject_kind: SubjectKind
    subject: str
    made: dt.datetime
    ended: dt.datetime | None


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One message to one webhook: what it says, how often it was tried, when it is due again; None: never more."""

    id: str
    webhook_id: str
    event: str
    payload: str
    made: dt.datetime
    attempts: int
    due: dt.datetime | None
    delivered: dt.datetime | None
    status: int | None
    problem: str | None


class Webhooks:
    """The webhooks of one store and their delivery log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, url: str, subject_kind: SubjectKind, subject: str, *, owner: str) -> Webhook:
        """A new webhook with a secret of its own."""
        hook = Webhook(
            id=uuid.uuid4().hex,
            owner=owner,
            url=url,
            secret=secrets.token_urlsafe(32),
            subject_kind=subject_kind,
            subject=subject,
            made=clock.now(),
            ended=None,
        )
        with self._database.write() as connection:
            connection.execute(insert(webhooks).values(**msgspec.structs.asdict(hook)))
        return hook

    def all(self, *, owner: str | None = None) -> tuple[Webhook, ...]:
        """The webhooks that have not ended, of one owner or of all."""
        asked = select(webhooks).where(webhooks.c.ended.is_(None)).order_by(webhooks.c.made, webhooks.c.id)
        if owner is not None:
            asked = asked.where(webhooks.c.owner == owner)
        with self._database.read() as connection:
            return tuple(Webhook(**row) for row in connection.execute(asked).mappings())

    def find(self, webhook_id: str) -> Webhook | None:
        """A webhook, ended or not."""
        with self._database.read() as connection:
            row = connection.execute(select(webhooks).where(webhooks.c.id == webhook_id)).mappings().first()
        return None if row is None else Webhook(**row)

    def one(self, webhook_id: str) -> Webhook:
        """A webhook, ended or not; raises InputRefused where there is none."""
        hook = self.find(webhook_id)
        if hook is None:
            raise InputRefused("there is no such webhook", where=webhook_id)
        return hook

    def end(self, webhook_id: str) -> None:
        """Send nothing more to it."""
        with self._database.write() as connection:
            done = connection.execute(update(webhooks).where(webhooks.c.id == webhook_id).values(ended=clock.now()))
            connection.execute(update(deliveries).where(deliveries.c.webhook_id == webhook_id).values(due=None))
        if done.rowcount == 0:
            raise InputRefused("there is no such webhook", where=webhook_id)

    def send(self, webhook_id: str, event: str, payload: str) -> None:
        """Put a message up for delivery, once for each event however often it is asked."""
        row = {"id": uuid.uuid4().hex, "webhook_id": webhook_id, "event": event, "payload": payload}
        with self._database.write() as connection:
            add_new(connection, deliveries, [{**row, "made": clock.now(), "attempts": 0, "due": clock.now()}])

    def due(self, hold: dt.timedelta, *, limit: int = 100) -> tuple[Delivery, ...]:
        """The messages to be sent now; until `hold` is over no other sender is given them."""
        now = clock.now()
        waiting = select(deliveries).where(deliveries.c.due <= now).order_by(deliveries.c.due).limit(limit)
        with self._database.write() as connection:
            found = _deliveries(connection.execute(waiting.with_for_update(skip_locked=True)).mappings().all())
            ids = [each.id for each in found]
            held = {"due": now + hold, "attempts": deliveries.c.attempts + 1}
            connection.execute(update(deliveries).where(deliveries.c.id.in_(ids)).values(**held))
        return found

    def took(self, delivery_id: str, status: int) -> None:
        """The message arrived."""
        self._note(delivery_id, status=status, problem=None, due=None, delivered=clock.now())

    def missed(self, delivery_id: str, problem: str, *, status: int | None, again: dt.datetime | None) -> None:
        """The message did not arrive; it is due again at that time, or never."""
        self._note(delivery_id, status=status, problem=problem, due=again)

    def log(self, webhook_id: str, *, limit: int = 100) -> tuple[Delivery, ...]:
        """The latest messages to a webhook first."""
        mine = select(deliveries).where(deliveries.c.webhook_id == webhook_id)
        with self._database.read() as connection:
            rows = connection.execute(mine.order_by(deliveries.c.made.desc()).limit(limit)).mappings().all()
        return _deliveries(rows)

    def _note(self, delivery_id: str, **values: object) -> None:
        with self._database.write() as connection:
            connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(**values))


def _deliveries(rows: Sequence[RowMapping]) -> tuple[Delivery, ...]:
    return tuple(Delivery(**row) for row in rows)
