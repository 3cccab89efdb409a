"""What goes over the wire in each operation: the types of bodies and answers, and FHIR's bodies in JSON Schema."""

from __future__ import annotations

from typing import Any

from criteria.criterion import Trial
from criteria.registry.record import Study
from matcher.api.batch import NDJSON, LineProblem
from matcher.api.concepts import ConceptList
from matcher.api.fhir.answers import Bundle, CapabilityStatement, OperationOutcome, Parameters
from matcher.api.fhir.outcomes import MEDIA_TYPE as FHIR_JSON
from matcher.api.overrides import OverrideList, OverrideRequest, OverrideShown
from matcher.api.pages import MatchPage
from matcher.api.problems import Problem
from matcher.api.profiles import ProfileCheck
from matcher.api.schemas import Health, MatchRequest, Ready, TrialList, TrialMatchRequest, TrialRecord
from matcher.api.screening_files import EVENTS
from matcher.api.screening_view import ScreeningJob, ScreeningList
from matcher.api.uploads import BYTES, PARQUET
from matcher.api.webhooks import DeliveryList, WebhookList, WebhookMade, WebhookRequest, WebhookShown
from matcher.history import ChangeReport, Versions
from matcher.population.schema import Profile
from matcher.results import MatchResult

__all__ = ["ANSWERS", "BODIES", "FHIR_BODIES", "FILES", "WIRE"]

Json = dict[str, Any]

# The media type of a body and the name of its schema.
BODIES: dict[str, tuple[str, str]] = {
    "matchProfile": ("application/json", "MatchRequest"),
    "matchTrial": ("application/json", "TrialMatchRequest"),
    "matchBatch": (NDJSON, "Profile"),
    "createScreening": (BYTES, "Profile"),
    "validateProfile": ("application/json", "Profile"),
    "addOverride": ("application/json", "OverrideRequest"),
    "addWebhook": ("application/json", "WebhookRequest"),
    "parseRecord": ("application/json", "Study"),
    "getClinicalTrial": (FHIR_JSON, "PatientBundle"),
    "matchResearchStudy": (FHIR_JSON, "MatchParameters"),
}

ANSWERS: dict[str, type] = {
    "matchProfile": MatchPage,
    "matchTrial": MatchResult,
    "matchBatch": MatchPage,
    "createScreening": ScreeningJob,
    "listScreenings": ScreeningList,
    "getScreening": ScreeningJob,
    "cancelScreening": ScreeningJob,
    "validateProfile": ProfileCheck,
    "parseRecord": Trial,
    "listOverrides": OverrideList,
    "addOverride": OverrideShown,
    "withdrawOverride": OverrideShown,
    "addWebhook": WebhookMade,
    "listWebhooks": WebhookList,
    "endWebhook": WebhookShown,
    "listDeliveries": DeliveryList,
    "listConcepts": ConceptList,
    "listTrials": TrialList,
    "getTrial": TrialRecord,
    "getCriteria": Trial,
    "listChanges": ChangeReport,
    "getVersions": Versions,
    "getHealth": Health,
    "getReady": Ready,
    "getClinicalTrial": Bundle,
    "matchResearchStudy": Parameters,
    "getCapabilities": CapabilityStatement,
}

FILES: dict[str, tuple[str, ...]] = {
    "followScreening": (EVENTS,),
    "getScreeningResult": (PARQUET, NDJSON, "text/html"),
}
"""The media types of answers that are text or bytes to a client, whatever stands in them."""

WIRE = (
    OverrideRequest,
    WebhookRequest,
    MatchRequest,
    TrialMatchRequest,
    LineProblem,
    OperationOutcome,
    Problem,
    Profile,
    Study,
    *ANSWERS.values(),
)

_RESOURCE = {"description": "A FHIR R4 resource; those that are not read are passed over."}
_TEXT = {"type": ["string", "null"]}
_ENTRY = {"type": "object", "properties": {"fullUrl": _TEXT, "resource": _RESOURCE}}
_PARAMETER = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "valueString": _TEXT,
        "valueCode": _TEXT,
        "valueDate": _TEXT,
        "valueDecimal": {"type": ["number", "null"]},
        "valueInteger": {"type": ["integer", "null"]},
        "resource": _RESOURCE,
    },
}

FHIR_BODIES: Json = {
    "PatientBundle": {
        "description": (
            "A FHIR R4 Bundle with one Patient, what is recorded of them, and at most one Parameters resource "
            "(zipCode, travelRadius, phase, recruitmentStatus, indexDate)."
        ),
        "type": "object",
        "required": ["resourceType", "entry"],
        "properties": {
            "resourceType": {"const": "Bundle", "type": "string"},
            "type": _TEXT,
            "entry": {"type": "array", "items": _ENTRY},
        },
    },
    "MatchParameters": {
        "description": "A FHIR R4 Parameters resource that holds the Bundle as trialMatchClinicalData.",
        "type": "object",
        "required": ["resourceType", "parameter"],
        "properties": {
            "resourceType": {"const": "Parameters", "type": "string"},
            "parameter": {"type": "array", "items": _PARAMETER},
        },
    },
}
