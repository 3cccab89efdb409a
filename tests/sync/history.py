"""A made-up trial through a summer: three snapshots, an amendment in each."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from criteria.registry.record import RawRecord
from matcher.store import Store
from tests.standin.records import amended, copy, studies

JUNE, JULY, AUGUST = dt.date(2026, 6, 1), dt.date(2026, 7, 1), dt.date(2026, 8, 1)
FIRST, OTHER, LATE = studies(3)
NUMBER = "NCT99000001"
TEXT = (
    "Inclusion Criteria:\n\n* SLEDAI-2K score \\>= 8\n* Age 18 years or older\n\n"
    "Exclusion Criteria:\n\n* Rituximab within 12 weeks\n* Active tuberculosis"
)
FIRST["protocolSection"]["eligibilityModule"] = {"eligibilityCriteria": TEXT, "sex": "ALL"}
FIRST["protocolSection"]["statusModule"]["overallStatus"] = "RECRUITING"
LOOSER = amended(FIRST, "2026-06-20", "\\>= 8", "\\>= 6")
STRICTER = amended(LOOSER, "2026-07-20", "12 weeks", "24 weeks", statusModule={"overallStatus": "WITHDRAWN"})

PATIENT = {
    "profile_id": "p-1",
    "age_years": 40,
    "sex": "female",
    "complete": ["conditions"],
    "observations": [{"concept": "SLEDAI-2K", "value": 7, "days_before": 3}],
    "drug_exposures": [{"concept": "rituximab", "start_days_before": 200, "end_days_before": 120}],
}
UNMOVED = {"profile_id": "p-2", "age_years": 12}


def raw(*records: Any) -> list[RawRecord]:
    return [RawRecord("made up", json.dumps(each).encode()) for each in records]


def summer(store: Store) -> None:
    """June: the first form. July: easier to enter, another trial comes. August: harder, closed, the other is gone."""
    store.snapshots.put(raw(FIRST, OTHER), retrieved=JUNE)
    store.snapshots.put(raw(LOOSER, OTHER, LATE), retrieved=JULY)
    july = store.snapshots.current()
    assert july is not None
    store.snapshots.amend(july, raw(copy(STRICTER)), retrieved=AUGUST, without=["NCT99000002"])
