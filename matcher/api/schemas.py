"""What goes over the wire, besides the records, profiles, criteria and match results that have their own modules."""

from __future__ import annotations

from typing import Annotated

import msgspec

from criteria.registry.record import NctId, Study
from matcher.api.pages import LIMIT
from matcher.facets import Facets
from matcher.filters import Filters
from matcher.listing import TrialRecord, TrialSummary
from matcher.results import RegistryInfo
from matcher.sites import RADIUS_KM

__all__ = ["Health", "MatchRequest", "Ready", "TrialList", "TrialMatchRequest", "TrialRecord", "TrialSummary"]


class MatchRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A profile, and the trials to match it to: those named, or the records sent along, else all that are served.

    `profile` is kept raw, to be read as strictly as a profile in a file. `filters` leave out trials before they are
    matched; so does `within_km`, those without a site that near to the profile's location. `stale_days`: the age
    beyond which a measurement decides nothing about now. `radius_km`: what the notes call near; it leaves out no
    trial. `limit`: how many trials are shown in full, null for all; the rest is counted. `next_tests`: how many facts
    to find out next are ranked, by how many trials each would decide.
    """

    profile: msgspec.Raw
    nct_ids: tuple[NctId, ...] | None = None
    records: tuple[Study, ...] | None = None
    filters: Filters | None = None
    within_km: Annotated[float, msgspec.Meta(ge=0)] | None = None
    stale_days: Annotated[float, msgspec.Meta(ge=0)] = 90.0
    radius_km: Annotated[float, msgspec.Meta(ge=0)] = RADIUS_KM
    limit: Annotated[int, msgspec.Meta(ge=0)] | None = LIMIT
    next_tests: Annotated[int, msgspec.Meta(ge=0)] = 0


class TrialMatchRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A profile to be matched to the trial of the path; `stale_days` as in a match to several."""

    profile: msgspec.Raw
    stale_days: Annotated[float, msgspec.Meta(ge=0)] = 90.0


class TrialList(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the trials that answer the query, how many answer it in all, and what those are counted under."""

    total: int
    limit: int
    offset: int
    trials: tuple[TrialSummary, ...]
    facets: Facets


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """That the service answers, what it answers from, and how many days ago that was retrieved."""

    status: str
    version: str
    lexicon_digest: str
    registry: RegistryInfo
    registry_age_days: int | None
    trials: int


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """That requests can be served, and over which snapshot."""

    status: str
    registry: RegistryInfo
