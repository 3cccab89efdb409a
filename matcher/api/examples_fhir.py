"""Worked examples of the operations that speak FHIR, and of those that came after the first."""

from __future__ import annotations

from typing import Any

from matcher.api.examples import EXAMPLES, NCT_ID, PROFILE, RESULT, TEXT, TITLE, Example
from matcher.api.examples_jobs import EXAMPLES_OF_JOBS
from matcher.api.fhir.handlers import CHANGED, OPERATION

__all__ = ["ALL_EXAMPLES"]

Json = dict[str, Any]
HERS = {"reference": "Patient/1"}

BUNDLE: Json = {
    "resourceType": "Bundle",
    "type": "collection",
    "entry": [
        {
            "resource": {
                "resourceType": "Parameters",
                "parameter": [
                    {"name": "recruitmentStatus", "valueString": "active"},
                    {"name": "indexDate", "valueDate": "2026-09-01"},
                ],
            }
        },
        {"resource": {"resourceType": "Patient", "id": "1", "gender": "female", "birthDate": "1992-03-14"}},
        {
            "resource": {
                "resourceType": "Observation",
                "status": "final",
                "subject": HERS,
                "code": {"text": "SLEDAI-2K"},
                "effectiveDateTime": "2026-08-25",
                "valueQuantity": {"value": 10, "code": "{score}", "system": "http://unitsofmeasure.org"},
            }
        },
    ],
}

SEARCHSET: Json = {
    "resourceType": "Bundle",
    "type": "searchset",
    "total": 1,
    "entry": [
        {
            "fullUrl": f"https://clinicaltrials.gov/study/{NCT_ID}",
            "resource": {
                "resourceType": "ResearchStudy",
                "id": NCT_ID,
                "contained": [
                    {
                        "resourceType": "Group",
                        "id": "group-0",
                        "type": "person",
                        "actual": False,
                        "characteristic": [
                            {
                                "id": "i01",
                                "code": {"text": "SLEDAI-2K"},
                                "valueQuantity": {"value": 8.0, "comparator": ">="},
                                "exclude": False,
                            }
                        ],
                    }
                ],
                "identifier": [{"use": "official", "system": "http://clinicaltrials.gov", "value": NCT_ID}],
                "title": TITLE,
                "status": "active",
                "condition": [{"text": "Systemic Lupus Erythematosus"}],
                "location": [{"text": "Germany"}],
                "enrollment": [{"reference": "#group-0", "type": "Group", "display": TEXT}],
            },
            "search": {
                "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/match-grade", "valueCode": "certain"}],
                "mode": "match",
                "score": 1.0,
            },
        },
        {
            "resource": {
                "resourceType": "OperationOutcome",
                "issue": [
                    {
                        "severity": "information",
                        "code": "informational",
                        "details": {"text": "1 trials judged, 0 of them ineligible and left out"},
                    }
                ],
            },
            "search": {"mode": "outcome"},
        },
    ],
}

NOTHING = {"eligible": 0, "undetermined": 0, "ineligible": 0}
PAGE: Json = {**RESULT, "counts": {**NOTHING, "eligible": 1}, "rest": NOTHING, "next_tests": []}

ALL_EXAMPLES: dict[str, Example] = {
    **EXAMPLES,
    **EXAMPLES_OF_JOBS,
    "matchProfile": Example(
        parameters={"as_of": "2026-09-14"},
        request={"profile": PROFILE, "nct_ids": [NCT_ID], "filters": {"target": ["CD19"], "status": ["RECRUITING"]}},
        response=PAGE,
    ),
    "matchTrial": Example(parameters={"nct_id": NCT_ID}, request={"profile": PROFILE}, response=RESULT),
    "matchBatch": Example(parameters={"limit": 20, "stale_days": 90.0}, request=PROFILE, response=PAGE),
    "validateProfile": Example(
        request=PROFILE,
        response={
            "valid": True,
            "errors": [],
            "facts": [
                {
                    "pointer": "/conditions/0",
                    "domain": "condition",
                    "concept": "systemic lupus erythematosus",
                    "unit": None,
                }
            ],
            "unresolved_facts": [],
        },
    ),
    "listConcepts": Example(
        parameters={"q": "RTX", "list": "drug_exposures", "limit": 20, "offset": 0},
        response={
            "total": 1,
            "limit": 20,
            "offset": 0,
            "concepts": [
                {
                    "concept": "rituximab",
                    "list": "drug_exposures",
                    "exact": True,
                    "names": ["RTX", "MabThera"],
                    "parents": ["anti-CD20 antibody"],
                    "codes": [],
                    "codings": [{"system": "RxNorm", "code": "121191", "display": "riTUXimab"}],
                    "unit": None,
                    "grades": [],
                }
            ],
        },
    ),
    "getClinicalTrial": Example(request=BUNDLE, response=SEARCHSET),
    "matchResearchStudy": Example(
        request={
            "resourceType": "Parameters",
            "parameter": [{"name": "trialMatchClinicalData", "resource": BUNDLE}],
        },
        response={
            "resourceType": "Parameters",
            "parameter": [{"name": "trialMatchOutput", "resource": SEARCHSET}],
        },
    ),
    "getCapabilities": Example(
        response={
            "resourceType": "CapabilityStatement",
            "status": "active",
            "date": CHANGED,
            "kind": "instance",
            "software": {"name": "resetmatch", "version": "0.1.0"},
            "implementation": {"description": "Matches a patient's record to autoimmune CAR-T trials"},
            "fhirVersion": "4.0.1",
            "format": ["application/fhir+json", "json"],
            "rest": [
                {
                    "mode": "server",
                    "resource": [
                        {
                            "type": "ResearchStudy",
                            "operation": [{"name": "match", "definition": OPERATION}],
                        }
                    ],
                }
            ],
        }
    ),
}
