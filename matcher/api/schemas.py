"""What goes over the wire, besides the records, profiles, criteria and match results that have their own modules."""

from __future__ import annotations

from typing import Annotated

import msgspec

from criteria.registry.record import NctId, Study
from matcher.api.pages import LIMIT
from matcher.results import RegistryInfo

__all__ = ["Health", "MatchRequest", "TrialList", "TrialMatchRequest", "TrialRecord", "TrialSummary"]


class MatchRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A profile, and the trials to match it to: those named, or the records sent along, else all that are served.

    `profile` is kept raw, to be read as strictly as a profile in a file. `stale_days`: the age beyond which a
    measurement decides nothing about now. `limit`: how many trials are shown in full, null
    for all; the rest is counted.
    """

    profile: msgspec.Raw
    nct_ids: tuple[NctId, ...] | None = None
    records: tuple[Study, ...] | None = None
    stale_days: Annotated[float, msgspec.Meta(ge=0)] = 90.0
    limit: Annotated[int, msgspec.Meta(ge=0)] | None = LIMIT


class TrialMatchRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A profile to be matched to the trial of the path; `stale_days` as in a match to several."""

    profile: msgspec.Raw
    stale_days: Annotated[float, msgspec.Meta(ge=0)] = 90.0


class TrialSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A trial in a list: "NCT01234567, recruiting, 2 cohorts, 31 criteria"."""

    nct_id: str
    brief_title: str
    overall_status: str
    phases: tuple[str, ...]
    conditions: tuple[str, ...]
    countries: tuple[str, ...]
    cohorts: tuple[str, ...]
    criteria_count: int


class TrialList(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the trials that answer the query, and how many answer it in all."""

    total: int
    limit: int
    offset: int
    trials: tuple[TrialSummary, ...]


class TrialRecord(TrialSummary, frozen=True, kw_only=True):
    """A trial as the registry describes it, with its untouched eligibility text."""

    sponsor: str | None
    interventions: tuple[str, ...]
    last_update_posted: str | None
    minimum_age: str | None
    maximum_age: str | None
    sex: str | None
    eligibility_text: str
    text_digest: str


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """That the service answers, and what it answers from."""

    status: str
    version: str
    lexicon_digest: str
    registry: RegistryInfo
    trials: int
