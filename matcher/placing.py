"""A match result with what a referral needs beside the verdict: sites seen from the patient, notes on the record.

Nothing here changes a verdict, a score or the order of trials.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from criteria.registry.record import Study
from matcher.population.facts import Location, Patient
from matcher.results import MatchResult, TrialMatch
from matcher.sites import RADIUS_KM, site_notes, sites_near
from matcher.standing import standing_of

__all__ = ["placed"]


def placed(
    result: MatchResult, patient: Patient, studies: Mapping[str, Study], *, radius_km: float = RADIUS_KM
) -> MatchResult:
    """The same result, each trial with its sites and notes; one whose record is not at hand stays as it is."""
    matches = tuple(
        _placed(match, studies[match.nct_id], patient.location, result.registry.retrieved, radius_km)
        if match.nct_id in studies
        else match
        for match in result.matches
    )
    return msgspec.structs.replace(result, matches=matches)


def _placed(
    match: TrialMatch, study: Study, location: Location | None, retrieved: str | None, radius_km: float
) -> TrialMatch:
    notes = (*standing_of(study, retrieved), *site_notes(study, location, radius_km))
    return msgspec.structs.replace(match, sites=sites_near(study, location), notes=notes)
