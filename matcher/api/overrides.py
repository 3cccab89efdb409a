"""Readings put right by hand: what a curator says of a criterion's words in place of the parser."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import Parameter, RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from criteria.criterion import Trial
from criteria.errors import InputRefused
from criteria.lexicon import lexicon
from criteria.tree.nodes import Node
from criteria.tree.render import render
from matcher import clock
from matcher.api.body import decode
from matcher.api.runtime import Runtime
from matcher.api.trials import NctPath, find
from matcher.digests import digest_of
from matcher.overriding import Reading, check_text, check_tree, reading_of, words_of
from matcher.store import Store
from matcher.store.overrides import Correction, Override

__all__ = ["OverrideList", "OverrideRequest", "OverrideShown", "add_override", "list_overrides", "withdraw_override"]

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]
Reason = Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
Moment = Annotated[dt.datetime, msgspec.Meta(tz=True)]
NumberPath = Annotated[int, Parameter(description="The number of an override.", ge=1, le=2**31 - 1)]
Asking = Request[Any, Any, Any]
NODES = "GET /v1/trials/{nct_id}/criteria shows the nodes of trees"


class OverrideRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reading to put into force: for the criterion of this `text`, exactly as it is shown.

    `tree` is what the text says, as a node of `GET /v1/trials/{nct_id}/criteria`: what includes in an inclusion
    criterion, what excludes in an exclusion criterion. `reason` is shown beside every verdict; it names no person.
    """

    text: Words
    tree: msgspec.Raw
    reason: Reason
    expires: Moment | None = None


class OverrideShown(msgspec.Struct, frozen=True, kw_only=True):
    """An override: "in force, for e01, since 2026-09-15".

    `stale`: no criterion of the trial has the words any more that it was made for; it is not applied. `criterion_ids`
    are those that it changes now. `tree` is null where it was written for another form of trees, and so is stale.
    """

    nct_id: str
    number: int
    state: Literal["in force", "stale", "expired", "withdrawn"]
    criterion_ids: tuple[str, ...]
    text_digest: str
    tree: Node | None
    expression: str
    reason: str
    decided_by: Literal["curator"]
    made: dt.datetime
    expires: dt.datetime | None
    withdrawn: dt.datetime | None


class OverrideList(msgspec.Struct, frozen=True, kw_only=True):
    """The overrides of a trial, the oldest first, those that hold no longer included."""

    nct_id: str
    overrides: tuple[OverrideShown, ...]


@get("/v1/trials/{nct_id:str}/overrides", operation_id="listOverrides", tags=["curation"], sync_to_thread=True)
def list_overrides(runtime: NamedDependency[Runtime], nct_id: NctPath) -> OverrideList:
    """List the readings of a trial that were put right by hand: in force, stale, expired or withdrawn."""
    trial, store = find(runtime.catalogue, nct_id), _store_of(runtime)
    found = tuple(_shown(each, trial) for each in store.overrides.all() if _concerns(each, trial))
    return OverrideList(nct_id=nct_id, overrides=found)


@post(
    "/v1/trials/{nct_id:str}/overrides",
    operation_id="addOverride",
    tags=["curation"],
    status_code=HTTP_201_CREATED,
    sync_to_thread=True,
)
def add_override(
    request: Asking, runtime: NamedDependency[Runtime], nct_id: NctPath, body: RawBody
) -> Response[OverrideShown]:
    """Put a reading into force in place of the parser's, for these words of this trial, until it expires.

    It holds at once in the process that answers, and in the other workers of the service within `refresh_seconds` (5).
    """
    asked = decode(body, OverrideRequest)
    trial, store, tree = find(runtime.catalogue, nct_id), _store_of(runtime), _tree(asked)
    _check(asked, trial)
    check_tree(tree, lexicon())
    correction = Correction(
        text_digest=digest_of(asked.text.encode()),
        document=msgspec.json.encode(Reading(tree=tree)).decode(),
        author=request.user.name,
        reason=asked.reason,
        nct_id=nct_id,
        expires=asked.expires,
    )
    made = store.overrides.add(correction)
    runtime.refresh()
    headers = {"Location": f"/v1/trials/{nct_id}/overrides/{made.id}"}
    return Response(_shown(made, trial), status_code=HTTP_201_CREATED, headers=headers)


@delete(
    "/v1/trials/{nct_id:str}/overrides/{number:int}",
    operation_id="withdrawOverride",
    tags=["curation"],
    status_code=HTTP_200_OK,
    sync_to_thread=True,
)
def withdraw_override(
    request: Asking, runtime: NamedDependency[Runtime], nct_id: NctPath, number: NumberPath
) -> OverrideShown:
    """End an override; it stays in the list, and the parser's reading holds again."""
    trial, store = find(runtime.catalogue, nct_id), _store_of(runtime)
    if not any(each.id == number and _concerns(each, trial) for each in store.overrides.all()):
        raise NotFoundException("the trial has no such override")
    ended = store.overrides.withdraw(number, author=request.user.name)
    runtime.refresh()
    return _shown(ended, trial)


def _store_of(runtime: Runtime) -> Store:
    if runtime.store is None:
        raise NotFoundException("no overrides are kept here: the service has no store")
    return runtime.store


def _check(asked: OverrideRequest, trial: Trial) -> None:
    if not any(criterion.text == asked.text for criterion in trial.criteria):
        do = "send the text of a criterion exactly as it is shown"
        raise InputRefused(f"no criterion of {trial.nct_id} has these words", where="/text", do=do)
    if asked.expires is not None and asked.expires <= clock.now():
        raise InputRefused("lies in the past", where="/expires")
    check_text(asked.reason, "/reason")


def _tree(asked: OverrideRequest) -> Node:
    """The tree of a request, with what is wrong in it placed where it stands in the body."""
    try:
        return decode(b'{"tree":' + bytes(asked.tree) + b"}", Reading).tree
    except InputRefused as refused:
        raise InputRefused(refused.what, where=refused.where, do=NODES) from None


def _concerns(override: Override, trial: Trial) -> bool:
    """Whether an override was made for the trial, or for words wherever they stand, which stand in it."""
    return override.nct_id == trial.nct_id or (override.nct_id is None and bool(_places(override, trial)))


def _places(override: Override, trial: Trial) -> tuple[str, ...]:
    return tuple(each.criterion_id for each in trial.criteria if words_of(each) == override.text_digest)


def _shown(override: Override, trial: Trial) -> OverrideShown:
    reading = reading_of(override)
    places = _places(override, trial) if reading else ()
    state = _state(override, places)
    return OverrideShown(
        nct_id=trial.nct_id,
        number=override.id,
        state=state,
        criterion_ids=places if state == "in force" else (),
        text_digest=override.text_digest,
        tree=reading.tree if reading else None,
        expression=render(reading.tree) if reading else "",
        reason=override.reason,
        decided_by="curator",
        made=override.made,
        expires=override.expires,
        withdrawn=override.withdrawn,
    )


def _state(override: Override, places: tuple[str, ...]) -> Literal["in force", "stale", "expired", "withdrawn"]:
    if override.withdrawn is not None:
        return "withdrawn"
    if override.expires is not None and override.expires <= clock.now():
        return "expired"
    return "in force" if places else "stale"
