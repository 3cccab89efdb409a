"""Worked examples of what lasts: screening jobs and their files, readings put right by hand, webhooks."""

from __future__ import annotations

from typing import Any

from matcher.api.examples import DIGEST, NCT_ID, PROFILE, PROVENANCE, Example
from matcher.screening.folders import RESULTS

__all__ = ["EXAMPLES_OF_JOBS"]

Json = dict[str, Any]
JOB_ID = "0123456789abcdef0123456789abcdef"
CHOICE: Json = {
    "filters": {
        "condition": ["lupus"],
        "target": ["CD19"],
        "modality": ["CAR-T"],
        "source": ["not stated"],
        "phase": ["PHASE1"],
        "status": ["RECRUITING"],
        "country": ["Germany"],
        "sponsor_class": ["not stated"],
        "age_group": ["ADULT"],
    },
    "nct_ids": [NCT_ID],
    "stale_days": 90.0,
    "all_pairs": False,
    "as_of": "2026-09-14",
}
WAITING: Json = {
    "id": JOB_ID,
    "state": "waiting",
    "made": "2026-09-15T09:00:00Z",
    "started": None,
    "finished": None,
    "done": 0,
    "total": 50_000,
    "cancel_asked": False,
    "cohort": {"form": "parquet", "bytes": 4_200_000, "digest": DIGEST, "rows": 50_000},
    "asked": CHOICE,
    "registry": PROVENANCE,
    "trials": 1,
    "people": None,
    "refused": None,
    "verdicts": None,
    "problem": None,
    "results": [],
    "wiped": None,
}
DONE: Json = {
    **WAITING,
    "state": "done",
    "started": "2026-09-15T09:00:01Z",
    "finished": "2026-09-15T09:00:09Z",
    "done": 50_000,
    "people": 49_998,
    "refused": 2,
    "verdicts": {"eligible": 12, "undetermined": 840, "ineligible": 49_146},
    "results": [*RESULTS],
}
WIPED: Json = {**WAITING, "state": "cancelled", "finished": "2026-09-15T09:00:05Z", "wiped": "2026-09-15T09:00:05Z"}
CHOSEN: Json = {**CHOICE["filters"], "nct_id": [NCT_ID], "stale_days": 90.0, "all_pairs": False, "as_of": "2026-09-14"}

TREE: Json = {"node": "value", "concept": "SLEDAI-2K", "comparator": ">", "value": 8.0}
OVERRIDE: Json = {
    "nct_id": NCT_ID,
    "number": 1,
    "state": "in force",
    "criterion_ids": ["i01"],
    "text_digest": DIGEST,
    "tree": TREE,
    "expression": "SLEDAI-2K > 8",
    "reason": "the sponsor's protocol excludes 8 itself",
    "decided_by": "curator",
    "made": "2026-09-15T09:00:00Z",
    "expires": "2099-01-31T00:00:00Z",
    "withdrawn": None,
}
ENDED: Json = {**OVERRIDE, "state": "withdrawn", "criterion_ids": [], "withdrawn": "2026-09-20T09:00:00Z"}

HOOK: Json = {
    "id": JOB_ID,
    "url": "https://referrals.example.org/changes",
    "subject_kind": "disease",
    "subject": "systemic lupus erythematosus",
    "made": "2026-09-15T09:00:00Z",
    "ended": None,
}
DELIVERY: Json = {
    "id": JOB_ID,
    "event": "snapshot 12 NCT99000001",
    "made": "2026-09-16T09:00:00Z",
    "attempts": 1,
    "due": None,
    "delivered": "2026-09-16T09:00:01Z",
    "status": 204,
    "problem": None,
}

EXAMPLES_OF_JOBS = {
    "addWebhook": Example(
        request={"url": HOOK["url"], "disease": "SLE"},
        response={**HOOK, "secret": "shown-once-and-kept-by-the-receiver"},
    ),
    "listWebhooks": Example(response={"webhooks": [HOOK]}),
    "endWebhook": Example(parameters={"webhook_id": JOB_ID}, response={**HOOK, "ended": "2026-09-20T09:00:00Z"}),
    "listDeliveries": Example(
        parameters={"webhook_id": JOB_ID, "limit": 100}, response={"webhook_id": JOB_ID, "deliveries": [DELIVERY]}
    ),
    "listOverrides": Example(parameters={"nct_id": NCT_ID}, response={"nct_id": NCT_ID, "overrides": [OVERRIDE]}),
    "addOverride": Example(
        parameters={"nct_id": NCT_ID},
        request={
            "text": "SLEDAI-2K score \\>= 8 at screening",
            "tree": TREE,
            "reason": OVERRIDE["reason"],
            "expires": OVERRIDE["expires"],
        },
        response=OVERRIDE,
    ),
    "withdrawOverride": Example(parameters={"nct_id": NCT_ID, "number": 1}, response=ENDED),
    "createScreening": Example(
        parameters={**CHOSEN, "Idempotency-Key": "7f0b8a52-cohort-3"}, request=PROFILE, response=WAITING
    ),
    "listScreenings": Example(parameters={"limit": 100}, response={"screenings": [DONE]}),
    "getScreening": Example(parameters={"job_id": JOB_ID}, response=DONE),
    "cancelScreening": Example(parameters={"job_id": JOB_ID}, response=WIPED),
    "followScreening": Example(parameters={"job_id": JOB_ID}, response=DONE),
    "getScreeningResult": Example(
        parameters={"job_id": JOB_ID, "name": "matches.ndjson"},
        response={"profile_id": "p-001", "nct_id": NCT_ID, "verdict": "eligible", "passed": 3, "failed": 0},
    ),
}
