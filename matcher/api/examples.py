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
    "in_scope": True,
    "diseases": ["systemic lupus erythematosus"],
    "modality": "CAR-T",
    "target": "CD19",
    "source": "not stated",
    "products": [],
    "sponsor_class": None,
    "age_groups": ["ADULT", "OLDER_ADULT"],
}

FACETS: Json = {
    name: [{"value": value, "count": 1}]
    for name, value in {
        "condition": "systemic lupus erythematosus",
        "family": "rheumatology",
        "target": "CD19",
        "modality": "CAR-T",
        "source": "not stated",
        "phase": "PHASE1",
        "status": "RECRUITING",
        "country": "Germany",
        "sponsor_class": "not stated",
        "age_group": "ADULT",
    }.items()
}

SITE: Json = {
    "facility": None,
    "city": "Berlin",
    "state": None,
    "country": "Germany",
    "status": "RECRUITING",
    "status_is_own": False,
    "distance_km": None,
}

NOT_STATED: Json = {"label": "not stated", "values": [], "evidence": []}
TITLE_WORDS = {
    "field": "/protocolSection/identificationModule/briefTitle",
    "text": "CD19",
    "span": {"start": 19, "end": 23},
}
CELL_WORDS = {**TITLE_WORDS, "text": "CAR-T cells", "span": {"start": 24, "end": 35}}

DISEASE_WORDS = {**TITLE_WORDS, "text": "systemic lupus erythematosus", "span": {"start": 39, "end": 67}}
CONDITION_WORDS = {
    "field": "/protocolSection/conditionsModule/conditions/0",
    "text": "Systemic Lupus Erythematosus",
    "span": {"start": 0, "end": 28},
}

BACKGROUND: Json = {
    "scope": {
        "included": True,
        "reason": "a cell with a chimeric receptor in an autoimmune disease",
        "evidence": [CELL_WORDS, DISEASE_WORDS],
    },
    "diseases": [
        {
            "disease": "systemic lupus erythematosus",
            "family": "rheumatology",
            "evidence": [DISEASE_WORDS, CONDITION_WORDS],
        }
    ],
    "phases": ["PHASE1"],
    "first_in_human": NOT_STATED,
    "modality": {"label": "CAR-T", "values": ["CAR-T"], "evidence": [CELL_WORDS]},
    "targets": {"label": "CD19", "values": ["CD19"], "evidence": [TITLE_WORDS]},
    "source": NOT_STATED,
    "products": [],
    "lymphodepletion": NOT_STATED,
    "follow_up": {"label": "not stated", "days": None, "evidence": []},
    "notes": [],
    "facts": [
        {
            "kind": "risk",
            "statement": "Cytokine release syndrome (CRS)",
            "source": "US prescribing information of Kymriah",
            "dated": "2018-05",
        }
    ],
    "newest_source": "2025-12-15",
    "age_months": 9,
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
            "sites": {
                "total": 1,
                "recruiting": 1,
                "recruiting_in_country": None,
                "near": [SITE],
                "near_closed": None,
            },
            "notes": [],
        }
    ],
}

SIDE: Json = {
    "criterion_id": "i01",
    "category": "inclusion",
    "cohort": None,
    "text": "SLEDAI-2K score \\>= 8 at screening",
    "expression": "SLEDAI-2K ≥ 8",
}
CHANGE: Json = {
    "nct_id": NCT_ID,
    "brief_title": TITLE,
    "kind": "amended",
    "fields": [{"field": "overall_status", "before": "NOT_YET_RECRUITING", "after": "RECRUITING"}],
    "sites": [{"kind": "status", "site": "Berlin, Germany", "before": "NOT_YET_RECRUITING", "after": "RECRUITING"}],
    "criteria": [
        {
            "kind": "loosened",
            "before": SIDE,
            "after": {
                **SIDE,
                "text": "SLEDAI-2K score \\>= 6 at screening",
                "expression": "SLEDAI-2K ≥ 6",
            },
        }
    ],
}

EXAMPLES = {
    "listChanges": Example(
        parameters={"since": "2026-08-14"},
        response={
            "since": "2026-08-14",
            "before": {"retrieved": "2026-08-14", "digest": DIGEST},
            "after": PROVENANCE,
            "engine": {"version": "0.1.0", "lexicon_digest": DIGEST},
            "records": [CHANGE],
            "flips": None,
        },
    ),
    "getVersions": Example(
        parameters={"nct_id": NCT_ID},
        response={
            "nct_id": NCT_ID,
            "versions": [
                {
                    "digest": DIGEST,
                    "first_seen": "2026-08-14",
                    "last_seen": "2026-09-14",
                    "last_update_posted": "2026-08-10",
                    "change": None,
                }
            ],
        },
    ),
    "parseRecord": Example(request=RECORD, response=TRIAL),
    "listTrials": Example(
        parameters={
            "status": "RECRUITING",
            "condition": "lupus",
            "country": "Germany",
            "target": "CD19",
            "modality": "CAR-T",
            "source": "not stated",
            "phase": "PHASE1",
            "sponsor_class": "not stated",
            "age_group": "ADULT",
            "limit": 10,
            "offset": 0,
        },
        response={"total": 1, "limit": 10, "offset": 0, "trials": [SUMMARY], "facets": FACETS},
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
            "sites": [SITE],
            "central_contacts": [{"role": "CONTACT", "phone": "+49 30 000000"}],
            "background": BACKGROUND,
        },
    ),
    "getCriteria": Example(parameters={"nct_id": NCT_ID}, response=TRIAL),
    "getReady": Example(response={"status": "ready", "registry": PROVENANCE}),
    "getHealth": Example(
        response={
            "status": "ok",
            "version": "0.1.0",
            "lexicon_digest": DIGEST,
            "registry": PROVENANCE,
            "registry_age_days": 3,
            "trials": 1,
        }
    ),
}
