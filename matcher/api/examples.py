"""One worked example for each operation; a test holds them to the schemas."""

from __future__ import annotations

from typing import Any

import msgspec

__all__ = ["EXAMPLES", "Example"]

Json = dict[str, Any]


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked, and what comes back."""

    response: Json
    request: Json | None = None
    parameters: Json = {}


NCT_ID = "NCT90000001"
TITLE = "A made-up study of CD19 CAR-T cells in systemic lupus erythematosus"
TEXT = "Inclusion Criteria:\n\n* SLEDAI-2K score \\>= 8 at screening\n\nExclusion Criteria:\n\n* Active tuberculosis"
DIGEST = "sha256:0f9a6a4c2f0d3d5a7f1f8b8f6a3f8f1b6d2c4e5a7b9c1d3e5f708192a3b4c5d6"
SPAN = {"start": 23, "end": 57}
PROVENANCE: Json = {"retrieved": "2026-09-14", "digest": DIGEST}

RECORD: Json = {
    "protocolSection": {
        "identificationModule": {"nctId": NCT_ID, "briefTitle": TITLE},
        "statusModule": {"overallStatus": "RECRUITING"},
        "conditionsModule": {"conditions": ["Systemic Lupus Erythematosus"]},
        "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE1"]},
        "eligibilityModule": {"eligibilityCriteria": TEXT, "sex": "ALL", "minimumAge": "18 Years"},
        "contactsLocationsModule": {"locations": [{"city": "Berlin", "country": "Germany"}]},
    }
}

SUMMARY: Json = {
    "nct_id": NCT_ID,
    "brief_title": TITLE,
    "overall_status": "RECRUITING",
    "phases": ["PHASE1"],
    "conditions": ["Systemic Lupus Erythematosus"],
    "countries": ["Germany"],
    "cohorts": [],
    "criteria_count": 3,
}

TRIAL: Json = {
    "nct_id": NCT_ID,
    "brief_title": TITLE,
    "overall_status": "RECRUITING",
    "phases": ["PHASE1"],
    "conditions": ["Systemic Lupus Erythematosus"],
    "countries": ["Germany"],
    "text_digest": DIGEST,
    "cohorts": [],
    "criteria": [
        {
            "criterion_id": "i01",
            "category": "inclusion",
            "cohort": None,
            "text": "SLEDAI-2K score \\>= 8 at screening",
            "span": SPAN,
            "kind": "computable",
            "expression": "SLEDAI-2K ≥ 8",
            "flags": [],
            "tree": {"node": "value", "concept": "SLEDAI-2K", "comparator": ">=", "value": 8.0},
        }
    ],
    "headings": [{"start": 0, "end": 19}],
}

PROFILE: Json = {
    "profile_id": "p-001",
    "age_years": 34,
    "sex": "female",
    "complete": ["conditions"],
    "conditions": [{"concept": "systemic lupus erythematosus", "status": "active", "onset_days_before": 1500}],
    "observations": [{"concept": "SLEDAI-2K", "value": 10, "days_before": 7}],
    "drug_exposures": [
        {
            "concept": "mycophenolate mofetil",
            "start_days_before": 700,
            "end_days_before": 100,
            "response": "inadequate",
        }
    ],
}

RESULT: Json = {
    "profile_id": "p-001",
    "engine": {"version": "0.1.0", "lexicon_digest": DIGEST},
    "registry": PROVENANCE,
    "unresolved_facts": [],
    "matches": [
        {
            "nct_id": NCT_ID,
            "brief_title": TITLE,
            "overall_status": "RECRUITING",
            "phases": ["PHASE1"],
            "verdict": "eligible",
            "score": 1.0,
            "cohorts": [],
            "criteria": [
                {
                    "criterion_id": "i01",
                    "category": "inclusion",
                    "cohort": None,
                    "text": "SLEDAI-2K score \\>= 8 at screening",
                    "span": SPAN,
                    "kind": "computable",
                    "verdict": "pass",
                    "expression": "SLEDAI-2K ≥ 8",
                    "reason": "SLEDAI-2K is 10 (7 days before the index date)",
                    "facts": ["/observations/0"],
                    "missing": [],
                    "flags": [],
                    "eligible_in_days": None,
                }
            ],
            "blockers": [],
            "missing_facts": [],
            "confirm_before_referral": [],
            "earliest_eligible_in_days": None,
        }
    ],
}

EXAMPLES = {
    "parseRecord": Example(request=RECORD, response=TRIAL),
    "listTrials": Example(
        parameters={"status": "RECRUITING", "condition": "lupus", "country": "Germany", "limit": 10, "offset": 0},
        response={"total": 1, "limit": 10, "offset": 0, "trials": [SUMMARY]},
    ),
    "getTrial": Example(
        parameters={"nct_id": NCT_ID},
        response={
            **SUMMARY,
            "sponsor": None,
            "interventions": ["CD19 CAR-T cells"],
            "last_update_posted": "2026-09-01",
            "minimum_age": "18 Years",
            "maximum_age": None,
            "sex": "ALL",
            "eligibility_text": TEXT,
            "text_digest": DIGEST,
        },
    ),
    "getCriteria": Example(parameters={"nct_id": NCT_ID}, response=TRIAL),
    "getHealth": Example(
        response={
            "status": "ok",
            "version": "0.1.0",
            "lexicon_digest": DIGEST,
            "registry": PROVENANCE,
            "trials": 1,
        }
    ),
}
