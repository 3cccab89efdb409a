"""What a screening job was asked to do, as its row keeps it, and what came of it; neither holds a cohort's words."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from matcher.filters import Filters
from matcher.results import RegistryInfo

__all__ = ["KIND", "Asked", "CohortInfo", "Outcome", "Request", "Verdicts", "asks_for_the_same", "decoded"]

KIND = "screening"
Form = Literal["parquet", "ndjson"]


class CohortInfo(msgspec.Struct, frozen=True, kw_only=True):
    """The cohort as it came: its form, its bytes and their digest, and how many rows it has."""

    form: Form
    bytes: int
    digest: str
    rows: int


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller chose: which trials, as in a match; `all_pairs` keeps ineligible pairs as well."""

    filters: Filters = Filters()
    nct_ids: tuple[str, ...] = ()
    stale_days: float = 90.0
    all_pairs: bool = False
    as_of: dt.date | None = None


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A screening as it was accepted: over the trials that were served then, also where it begins later.

    `snapshot`: the number of the snapshot in the store; None where trials are served from elsewhere. `overrides`: the
    numbers of those that were in force.
    """

    cohort: CohortInfo
    asked: Asked
    registry: RegistryInfo
    trials: int
    snapshot: int | None
    overrides: tuple[int, ...] = ()


class Verdicts(msgspec.Struct, frozen=True, kw_only=True):
    """How many pairs of a person and a trial came out how."""

    eligible: int = 0
    undetermined: int = 0
    ineligible: int = 0


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What was screened: people, rows that were refused, pairs by verdict."""

    people: int
    refused: int
    verdicts: Verdicts


_decoder: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)


def decoded(text: str) -> Request:
    """The request of a job."""
    return _decoder.decode(text)


def asks_for_the_same(one: str, other: str) -> bool:
    """Whether two requests ask the same of the same cohort, whatever was served when they came."""
    before, now = decoded(one), decoded(other)
    return (before.cohort, before.asked) == (now.cohort, now.asked)
