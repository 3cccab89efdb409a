"""Matching a profile that is sent along."""

from __future__ import annotations

import msgspec
from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import RawBody
from litestar.status_codes import HTTP_200_OK

from criteria.errors import InputRefused
from matcher.api.body import decode, decode_profile
from matcher.api.history import AsOf, served_then
from matcher.api.pages import MatchPage, page
from matcher.api.schemas import MatchRequest, TrialMatchRequest
from matcher.api.trials import NctPath, find
from matcher.catalogue import Catalogue, of_studies
from matcher.evaluate import match, match_first
from matcher.filters import keeps
from matcher.next_tests import next_tests
from matcher.past import Past
from matcher.placing import placed
from matcher.population.facts import Location, Patient
from matcher.results import MatchResult
from matcher.settings import Settings, default_context
from matcher.sites import reaches

__all__ = ["match_profile", "match_trial"]


@post("/v1/match", operation_id="matchProfile", tags=["matching"], status_code=HTTP_200_OK, sync_to_thread=True)
def match_profile(
    catalogue: NamedDependency[Catalogue], past: NamedDependency[Past | None], body: RawBody, as_of: AsOf = None
) -> Response[MatchPage]:
    """Match a de-identified profile to trials, criterion by criterion. Nothing of the profile is kept.

    With `as_of` the answer is that of a day: the same to the byte unless the header Resetmatch-Engine-Then says that
    another engine answered then.
    """
    catalogue, headers = served_then(past, catalogue, as_of)
    request = decode(body, MatchRequest)
    patient = decode_profile(bytes(request.profile), "/profile")
    asked = catalogue if request.records is None else of_studies(request.records)
    trials = asked.trials if request.nct_ids is None else [find(asked, nct_id) for nct_id in request.nct_ids]
    if request.filters is not None:
        wanted = keeps(request.filters)
        trials = [trial for trial in trials if wanted(asked.studies[trial.nct_id])]
    if request.within_km is not None:
        here = _located(patient)
        trials = [trial for trial in trials if reaches(asked.studies[trial.nct_id], here, request.within_km)]
    context = default_context(Settings(stale_days=request.stale_days))
    explained = None if request.next_tests else request.limit  # what is missing is told by explanations
    found = match_first(explained, patient, trials, registry=asked.registry, context=context)
    tests = next_tests(found.result.matches)[: request.next_tests] if request.next_tests else ()
    result = msgspec.structs.replace(found.result, matches=found.result.matches[: request.limit])
    result = placed(result, patient, asked.studies, radius_km=request.radius_km)
    return Response(page(result, found.verdicts, tests), headers=headers)


def _located(patient: Patient) -> Location:
    """Where the patient is; without coordinates no distance can be told."""
    here = patient.location
    if here is None or here.latitude is None or here.longitude is None:
        do = "give latitude and longitude, rounded to a town, or leave within_km out"
        raise InputRefused("needs the location of the profile", where="/within_km", do=do)
    return here


@post(
    "/v1/match/{nct_id:str}", operation_id="matchTrial", tags=["matching"], status_code=HTTP_200_OK, sync_to_thread=True
)
def match_trial(catalogue: NamedDependency[Catalogue], body: RawBody, nct_id: NctPath) -> MatchResult:
    """Match a de-identified profile to one trial. Nothing of the profile is kept."""
    request = decode(body, TrialMatchRequest)
    patient = decode_profile(bytes(request.profile), "/profile")
    context = default_context(Settings(stale_days=request.stale_days))
    result = match(patient, [find(catalogue, nct_id)], registry=catalogue.registry, context=context)
    return placed(result, patient, catalogue.studies)
