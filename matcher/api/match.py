"""Matching a profile that is sent along."""

from __future__ import annotations

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import RawBody
from litestar.status_codes import HTTP_200_OK

from matcher.api.body import decode, decode_profile
from matcher.api.history import AsOf, served_then
from matcher.api.schemas import MatchRequest
from matcher.api.trials import find
from matcher.catalogue import Catalogue, of_studies
from matcher.evaluate import match
from matcher.past import Past
from matcher.results import MatchResult
from matcher.settings import Settings, default_context

__all__ = ["match_profile"]


@post("/v1/match", operation_id="matchProfile", tags=["matching"], status_code=HTTP_200_OK, sync_to_thread=True)
def match_profile(
    catalogue: NamedDependency[Catalogue], past: NamedDependency[Past | None], body: RawBody, as_of: AsOf = None
) -> Response[MatchResult]:
    """Match a de-identified profile to trials, criterion by criterion. Nothing of the profile is kept.

    With `as_of` the answer is that of a day: the same to the byte unless the header Resetmatch-Engine-Then says that
    another engine answered then.
    """
    catalogue, headers = served_then(past, catalogue, as_of)
    request = decode(body, MatchRequest)
    patient = decode_profile(bytes(request.profile), "/profile")
    asked = catalogue if request.records is None else of_studies(request.records)
    trials = asked.trials if request.nct_ids is None else [find(asked, nct_id) for nct_id in request.nct_ids]
    context = default_context(Settings(stale_days=request.stale_days))
    return Response(match(patient, trials, registry=asked.registry, context=context), headers=headers)
