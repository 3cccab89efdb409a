"""Sending what is due to webhooks: signed, at least once, tried again at growing intervals, all of it written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib.metadata import version

import httpx
import msgspec

from matcher import clock
from matcher.store import Store
from matcher.store.webhooks import Delivery, Webhook
from matcher.webhooks import signature

__all__ = ["Delivered", "deliver", "next_attempt"]

TIMEOUT = 10.0
HOLD = dt.timedelta(minutes=5)
FIRST_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=6)
MOST_ATTEMPTS = 12
AT_ONCE = 20
GONE = 410


class Delivered(msgspec.Struct):
    """How many messages arrived, and how many did not."""

    taken: int = 0
    missed: int = 0


def deliver(store: Store, *, transport: httpx.BaseTransport | None = None) -> Delivered:
    """Send every message that is due now; one that fails is due again later, and stops no other."""
    hooks = {hook.id: hook for hook in store.webhooks.all()}
    count = Delivered()
    agent = {"User-Agent": f"resetmatch/{version('resetmatch')}", "Content-Type": "application/json"}
    with httpx.Client(transport=transport, timeout=TIMEOUT, headers=agent) as client:
        for delivery in store.webhooks.due(HOLD, limit=AT_ONCE):
            if _sent(client, store, delivery, hooks):
                count.taken += 1
            else:
                count.missed += 1
    return count


def next_attempt(attempts: int, now: dt.datetime) -> dt.datetime | None:
    """When to try again after so many attempts: 1, 2, 4, ... minutes, then every six hours; None: never more."""
    if attempts >= MOST_ATTEMPTS:
        return None
    pause: dt.timedelta = FIRST_PAUSE * 2 ** (attempts - 1)
    return now + min(pause, LONGEST_PAUSE)


def _sent(client: httpx.Client, store: Store, delivery: Delivery, hooks: Mapping[str, Webhook]) -> bool:
    hook = hooks.get(delivery.webhook_id)
    if hook is None:
        store.webhooks.missed(delivery.id, "the webhook has ended", status=None, again=None)
        return False
    now = clock.now()
    body = delivery.payload.encode()
    headers = {
        "Resetmatch-Delivery": delivery.id,
        "Resetmatch-Signature": signature(hook.secret, int(now.timestamp()), body),
    }
    again = next_attempt(delivery.attempts + 1, now)
    try:
        answer = client.post(hook.url, content=body, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        store.webhooks.missed(delivery.id, type(error).__name__, status=None, again=again)
        return False
    if answer.is_success:
        store.webhooks.took(delivery.id, answer.status_code)
        return True
    store.webhooks.missed(delivery.id, "refused", status=answer.status_code, again=again)
    if answer.status_code == GONE:
        store.webhooks.end(hook.id)
    return False
