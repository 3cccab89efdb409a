"""The queries of sync, held to a published list of the trials of the field."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from criteria.registry.queries import scope
from tests.standin.essie import Looked, compiled

LIST = Path(__file__).resolve().parents[3] / "shared" / "registry" / "landscape_trials.csv"


@pytest.mark.skipif(not LIST.exists(), reason="the published list does not travel with the project")
def test_nearly_every_trial_of_the_published_list_is_asked_for() -> None:
    """The list has no descriptions of interventions, in which the registry looks too: the summary stands for them."""
    with LIST.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    asked = scope()
    tests = [
        compiled(asked["query.intr"], "InterventionSearch"),
        compiled(asked["query.cond"], "ConditionSearch"),
    ]
    missed = [row["NCTId"] for row in rows if not all(test(Looked(study_of(row))) for test in tests)]
    assert len(rows) > 300
    assert len(missed) <= len(rows) / 100


def study_of(row: dict[str, str]) -> Any:
    given = [{"name": name, "description": row["BriefSummary"]} for name in row["Interventions"].split("|")]
    return {
        "protocolSection": {
            "identificationModule": {"nctId": row["NCTId"], "briefTitle": row["BriefTitle"]},
            "conditionsModule": {"conditions": row["Conditions"].split("|")},
            "armsInterventionsModule": {"interventions": given},
        }
    }
