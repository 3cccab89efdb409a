"""Webhooks over HTTP: who wants to be told of changes of what. Messages only go to hosts that the operator named."""

from __future__ import annotations

import datetime as dt
import re
from fnmatch import fnmatchcase
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import Parameter, RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from criteria.errors import InputRefused
from criteria.registry.record import NctId
from matcher.api.body import decode, decode_profile
from matcher.api.runtime import Runtime
from matcher.settings import default_context
from matcher.store import Store
from matcher.store.webhooks import SubjectKind, Webhook
from matcher.webhooks import disease_subject, profile_subject, subject_shown

__all__ = [
    "DeliveryList",
    "DeliveryShown",
    "WebhookList",
    "WebhookMade",
    "WebhookRequest",
    "WebhookShown",
    "add_webhook",
    "end_webhook",
    "list_deliveries",
    "list_webhooks",
]

Url = Annotated[str, msgspec.Meta(min_length=8, max_length=2000)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
HookPath = Annotated[str, Parameter(description="The id of a webhook.", pattern=r"^[0-9a-f]{32}$")]
Limit = Annotated[int, Parameter(ge=1, le=1000)]
Asking = Request[Any, Any, Any]
ADDRESS = re.compile(r"(?P<scheme>https?)://(?P<host>[A-Za-z0-9.-]+)(?::\d{1,5})?(?:[/?][!-~]*)?")
"""No user, no password, nothing that two readers of addresses could take for two hosts."""
HERE = frozenset({"127.0.0.1", "localhost"})
MOST = 100


class WebhookRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where to send changes, and of what: of one `trial`, of a `disease` and its kinds, or what concerns a `profile`.

    Of a profile only the digest of its bytes and the trials that do not rule it out are kept.
    """

    url: Url
    trial: NctId | None = None
    disease: Name | None = None
    profile: msgspec.Raw = msgspec.field(default_factory=msgspec.Raw)


class WebhookShown(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook: "changes of NCT99000001, to an address"; `subject` is the digest where it is for a profile."""

    id: str
    url: str
    subject_kind: SubjectKind
    subject: str
    made: dt.datetime
    ended: dt.datetime | None


class WebhookMade(WebhookShown, frozen=True, kw_only=True):
    """A new webhook with the `secret` that signs what is sent. It is shown this once."""

    secret: str


class WebhookList(msgspec.Struct, frozen=True, kw_only=True):
    """The caller's webhooks that have not ended, the oldest first."""

    webhooks: tuple[WebhookShown, ...]


class DeliveryShown(msgspec.Struct, frozen=True, kw_only=True):
    """A message and what became of it; `due` is when it is tried again, null for never."""

    id: str
    event: str
    made: dt.datetime
    attempts: int
    due: dt.datetime | None
    delivered: dt.datetime | None
    status: int | None
    problem: str | None


class DeliveryList(msgspec.Struct, frozen=True, kw_only=True):
    """The messages to a webhook, the latest first."""

    webhook_id: str
    deliveries: tuple[DeliveryShown, ...]


@post("/v1/webhooks", operation_id="addWebhook", tags=["webhooks"], status_code=HTTP_201_CREATED, sync_to_thread=True)
def add_webhook(request: Asking, runtime: NamedDependency[Runtime], body: RawBody) -> Response[WebhookMade]:
    """Ask to be told of changes: of a trial, of a disease, or of what concerns a profile, which is not kept.

    Messages are signed with the `secret`, sent at least once, and tried again; only to hosts that the operator named.
    """
    asked = decode(body, WebhookRequest)
    store, owner = _store_of(runtime), request.user.name
    _check_address(asked.url, runtime.settings.webhook_hosts)
    kind, subject = _subject(asked, runtime)
    if len(store.webhooks.all(owner=owner)) >= MOST:
        raise InputRefused(f"{MOST} webhooks of this caller wait for changes already", do="end one first")
    hook = store.webhooks.add(asked.url, kind, subject, owner=owner)
    made = WebhookMade(secret=hook.secret, **msgspec.structs.asdict(_shown(hook)))
    return Response(made, status_code=HTTP_201_CREATED, headers={"Location": f"/v1/webhooks/{hook.id}/deliveries"})


@get("/v1/webhooks", operation_id="listWebhooks", tags=["webhooks"], sync_to_thread=True)
def list_webhooks(request: Asking, runtime: NamedDependency[Runtime]) -> WebhookList:
    """List the caller's own webhooks, without their secrets."""
    return WebhookList(webhooks=tuple(map(_shown, _store_of(runtime).webhooks.all(owner=request.user.name))))


@delete(
    "/v1/webhooks/{webhook_id:str}",
    operation_id="endWebhook",
    tags=["webhooks"],
    status_code=HTTP_200_OK,
    sync_to_thread=True,
)
def end_webhook(request: Asking, runtime: NamedDependency[Runtime], webhook_id: HookPath) -> WebhookShown:
    """Send nothing more to a webhook; its deliveries can still be looked at."""
    hooks = _store_of(runtime).webhooks
    hooks.end(_own(runtime, webhook_id, request.user.name).id)
    return _shown(hooks.one(webhook_id))


@get("/v1/webhooks/{webhook_id:str}/deliveries", operation_id="listDeliveries", tags=["webhooks"], sync_to_thread=True)
def list_deliveries(
    request: Asking, runtime: NamedDependency[Runtime], webhook_id: HookPath, limit: Limit = 100
) -> DeliveryList:
    """Show what was sent to a webhook: how often it was tried, whether it was taken, when it is tried again."""
    hook = _own(runtime, webhook_id, request.user.name)
    found = _store_of(runtime).webhooks.log(hook.id, limit=limit)
    names = DeliveryShown.__struct_fields__
    shown = (DeliveryShown(**{name: getattr(each, name) for name in names}) for each in found)
    return DeliveryList(webhook_id=hook.id, deliveries=tuple(shown))


def _check_address(url: str, hosts: tuple[str, ...]) -> None:
    found = ADDRESS.fullmatch(url)
    host = found["host"].casefold() if found else ""
    if found is None or (found["scheme"] == "http" and host not in HERE):
        raise InputRefused(
            "not an address to send to", where="/url", do="give an https address without user and password"
        )
    if not any(fnmatchcase(host, each.casefold()) for each in hosts):
        do = "the operator names the hosts that may be told in the setting webhook_hosts"
        raise InputRefused("messages are not sent to this host", where="/url", do=do)


def _subject(asked: WebhookRequest, runtime: Runtime) -> tuple[SubjectKind, str]:
    given = (asked.trial is not None, asked.disease is not None, bool(bytes(asked.profile)))
    if sum(given) != 1:
        raise InputRefused("what to be told of is not clear", do="name one of trial, disease and profile")
    if asked.trial is not None:
        return "trial", asked.trial
    if asked.disease is not None:
        return "disease", _disease(asked.disease)
    raw = bytes(asked.profile)
    patient = decode_profile(raw, "/profile")
    return "profile", profile_subject(raw, patient, runtime.catalogue.trials, default_context())


def _disease(name: str) -> str:
    try:
        return disease_subject(name)
    except InputRefused as refused:
        raise InputRefused(refused.what, where="/disease", do=refused.do) from None


def _store_of(runtime: Runtime) -> Store:
    if runtime.store is None:
        raise NotFoundException("no webhooks are kept here: the service has no store")
    return runtime.store


def _own(runtime: Runtime, webhook_id: str, owner: str) -> Webhook:
    hook = _store_of(runtime).webhooks.find(webhook_id)
    if hook is None or hook.owner != owner:
        raise NotFoundException("the caller has no such webhook")
    return hook


def _shown(hook: Webhook) -> WebhookShown:
    return WebhookShown(
        id=hook.id,
        url=hook.url,
        subject_kind=hook.subject_kind,
        subject=subject_shown(hook),
        made=hook.made,
        ended=hook.ended,
    )
