"""The paths that speak FHIR: mCODE's matching service, CodeX's operation, and what the service can do."""

from __future__ import annotations

from importlib.metadata import version

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import RawBody
from litestar.status_codes import HTTP_200_OK

from matcher import clock
from matcher.api.fhir.answers import (
    Bundle,
    CapabilityStatement,
    Implementation,
    Operation,
    Parameter,
    Parameters,
    Rest,
    RestResource,
    Software,
)
from matcher.api.fhir.outcomes import MEDIA_TYPE
from matcher.api.fhir.requests import decode_operation, decode_posted
from matcher.api.fhir.searchset import matched
from matcher.catalogue import Catalogue
from matcher.settings import default_context

__all__ = ["get_capabilities", "match_operation", "match_posted"]

OPERATION = (
    "http://mcodeinitiative.org/codex/us/patient.clinical.trial.matching/OperationDefinition/ClinicalTrialMatchService"
)
CHANGED = "2026-11-23"
"""The day on which the capabilities last changed."""


@post(
    "/getClinicalTrial",
    operation_id="getClinicalTrial",
    tags=["fhir"],
    status_code=HTTP_200_OK,
    media_type=MEDIA_TYPE,
    sync_to_thread=True,
)
def match_posted(catalogue: NamedDependency[Catalogue], body: RawBody) -> Bundle:
    """Match the person of a FHIR R4 Bundle, as mCODE's clinical-trial-matching-service does. Nothing is kept.

    A Parameters resource in the bundle may give zipCode, travelRadius (miles), phase, recruitmentStatus and indexDate.
    """
    return matched(decode_posted(body), catalogue, clock.today(), default_context())


@post(
    "/fhir/ResearchStudy/$match",
    operation_id="matchResearchStudy",
    tags=["fhir"],
    status_code=HTTP_200_OK,
    media_type=MEDIA_TYPE,
    sync_to_thread=True,
)
def match_operation(catalogue: NamedDependency[Catalogue], body: RawBody) -> Parameters:
    """Match the Bundle in trialMatchClinicalData of a Parameters resource, as CodeX drafts it. Nothing is kept."""
    found = matched(decode_operation(body), catalogue, clock.today(), default_context())
    return Parameters(parameter=(Parameter(name="trialMatchOutput", resource=found),))


@get("/fhir/metadata", operation_id="getCapabilities", tags=["fhir"], media_type=MEDIA_TYPE, sync_to_thread=False)
def get_capabilities() -> CapabilityStatement:
    """Say what this service can do in FHIR."""
    match = Operation(
        name="match", definition=OPERATION, documentation="POST /getClinicalTrial takes the bundle without Parameters."
    )
    return CapabilityStatement(
        status="active",
        date=CHANGED,
        kind="instance",
        software=Software(name="resetmatch", version=version("resetmatch")),
        implementation=Implementation(description="Matches a patient's record to autoimmune CAR-T trials"),
        fhir_version="4.0.1",
        format=("application/fhir+json", "json"),
        rest=(Rest(mode="server", resource=(RestResource(type="ResearchStudy", operation=(match,)),)),),
    )
