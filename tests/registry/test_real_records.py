"""Records as the registry serves them: all are read, nothing is lost, the same text gives the same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from criteria.criterion import Trial
from criteria.reading import read
from criteria.registry.record import Study, read_records
from tests.coverage import lost_of

COMMAND = str(Path(sys.executable).with_name("resetmatch"))
REGISTRY = Path(__file__).parents[3] / "shared" / "registry"
RECORDS = {"cart_autoimmune": 3, "cart_oncology": 103, "autoimmune": 161, "ctgov_full_records": 47}
TIMED = ("cart_autoimmune", "cart_oncology", "autoimmune")
SECONDS = 40.0  # a hang, not a target: the machine may be slow or busy

pytestmark = pytest.mark.skipif(
    not all((REGISTRY / f"{name}.ndjson").is_file() for name in RECORDS),
    reason="there are no registry records beside the project (../shared/registry)",
)


def run(*arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(
        [COMMAND, *arguments], env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def parsed(seed: str) -> subprocess.CompletedProcess[str]:
    return run("parse", str(REGISTRY), "--format", "ndjson", seed=seed)


class Reading:
    """All records of a file, read once, and how long it took."""

    def __init__(self, name: str) -> None:
        items = list(read_records(REGISTRY / f"{name}.ndjson"))
        self.refused = [item for item in items if not isinstance(item, Study)]
        self.studies = [item for item in items if isinstance(item, Study)]
        begin = time.process_time()
        self.trials: list[Trial] = [read(study) for study in self.studies]
        self.seconds = time.process_time() - begin


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {name: Reading(name) for name in RECORDS}


@pytest.mark.parametrize("name", RECORDS)
def test_every_record_is_read(name: str, readings: dict[str, Reading]) -> None:
    reading = readings[name]
    assert reading.refused == []
    assert len(reading.trials) == RECORDS[name]
    assert all(trial.criteria for trial in reading.trials)


@pytest.mark.parametrize("name", RECORDS)
def test_nothing_of_a_text_is_lost(name: str, readings: dict[str, Reading]) -> None:
    reading = readings[name]
    found = {
        trial.nct_id: wrong
        for study, trial in zip(reading.studies, reading.trials, strict=True)
        if (wrong := lost_of(study.criteria_text, trial))
    }
    assert found == {}


@pytest.mark.parametrize("name", RECORDS)
def test_criteria_quote_the_text_and_are_told_apart(name: str, readings: dict[str, Reading]) -> None:
    reading = readings[name]
    for study, trial in zip(reading.studies, reading.trials, strict=True):
        assert len({each.criterion_id for each in trial.criteria}) == len(trial.criteria), trial.nct_id
        labels = {cohort.label for cohort in trial.cohorts}
        assert {each.cohort for each in trial.criteria} <= labels | {None}, trial.nct_id
        quoted = [each for each in trial.criteria if each.span is not None]
        assert all(each.span and each.span.of(study.criteria_text) == each.text for each in quoted), trial.nct_id


@pytest.mark.parametrize("name", RECORDS)
def test_nothing_that_shuts_out_makes_a_cohort(name: str, readings: dict[str, Reading]) -> None:
    """A disease among the exclusions is never what a cohort asks for."""
    found = {}
    for trial in readings[name].trials:
        excluding = {each.cohort for each in trial.criteria if each.category == "exclusion"}
        including = {each.cohort for each in trial.criteria if each.category == "inclusion" and each.span}
        asked = {each.cohort for each in trial.criteria if "from_heading" in each.flags}
        if only := (asked & excluding) - including:
            found[trial.nct_id] = sorted(map(str, only))
    assert found == {}


def test_reading_is_fast(readings: dict[str, Reading], capsys: pytest.CaptureFixture[str]) -> None:
    seconds = sum(readings[name].seconds for name in TIMED)
    count = sum(len(readings[name].trials) for name in TIMED)
    with capsys.disabled():
        sys.stdout.write(f"\n{count} records read in {seconds:.2f} s\n")
    assert count == 267
    assert seconds < SECONDS


# -- through the command ------------------------------------------------------------------------------------


def test_all_records_are_parsed_in_one_run_to_the_same_bytes() -> None:
    first, second = parsed(seed="1"), parsed(seed="2")
    assert (first.returncode, first.stderr) == (0, "")
    lines = [json.loads(line) for line in first.stdout.splitlines()]
    assert len(lines) == sum(RECORDS.values())
    assert all(line["criteria"] for line in lines)
    assert first.stdout == second.stdout


# -- a patient against a trial of myasthenia gravis -----------------------------------------------------------

TRIAL = "NCT06193889"
PATIENT: dict[str, Any] = {
    "profile_id": "mg-1",
    "age_years": 45,
    "sex": "female",
    "conditions": [{"concept": "myasthenia gravis", "status": "active"}],
    "observations": [
        {"concept": "AChR antibodies", "value": "positive"},
        {"concept": "MGFA clinical classification", "value": "IIIb"},
        {"concept": "MG-ADL", "value": 9, "days_before": 5},
        {"concept": "QMG", "value": 14, "days_before": 5},
    ],
    "drug_exposures": [
        {"concept": "azathioprine", "start_days_before": 900, "end_days_before": 500, "response": "inadequate"},
        {
            "concept": "mycophenolate mofetil",
            "start_days_before": 490,
            "end_days_before": 100,
            "response": "inadequate",
        },
    ],
}
RITUXIMAB = {"concept": "rituximab", "start_days_before": 40, "end_days_before": 40}
WASHED_OUT = 12 * 7 - 40 + 1  # both ends of the window count


@pytest.fixture(scope="module")
def matches(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    treated = {**PATIENT, "profile_id": "mg-2", "drug_exposures": [*PATIENT["drug_exposures"], RITUXIMAB]}
    profiles = tmp_path_factory.mktemp("profiles") / "profiles.ndjson"
    profiles.write_text("".join(json.dumps(each) + "\n" for each in (PATIENT, treated)), encoding="utf-8")
    trials = REGISTRY / "cart_autoimmune.ndjson"
    done = run("match", "--trials", str(trials), "--profiles", str(profiles), "--format", "ndjson")
    assert (done.returncode, done.stderr) == (0, "")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(result["unresolved_facts"] == [] for result in results)
    return {
        result["profile_id"]: found for result in results for found in result["matches"] if found["nct_id"] == TRIAL
    }


def verdicts(match: dict[str, Any]) -> dict[str, str]:
    return {each["criterion_id"]: each["verdict"] for each in match["criteria"]}


def test_what_the_patient_brings_is_seen(matches: dict[str, Any]) -> None:
    found = verdicts(matches["mg-1"])
    assert {name: found[name] for name in ("i01", "i02", "i03", "i04", "i05", "r01", "r02")} == dict.fromkeys(
        ("i01", "i02", "i03", "i04", "i05", "r01", "r02"), "pass"
    )


def test_recent_rituximab_alone_shuts_out_until_it_is_washed_out(matches: dict[str, Any]) -> None:
    match = matches["mg-2"]
    (blocker,) = [each for each in match["criteria"] if each["verdict"] == "fail"]
    assert "rituximab" in blocker["text"]
    assert match["blockers"] == [blocker["criterion_id"]]
    assert blocker["eligible_in_days"] == WASHED_OUT
    assert blocker["facts"] == ["/drug_exposures/2"]
    assert match["verdict"] == "ineligible"
    assert match["earliest_eligible_in_days"] == WASHED_OUT


def test_without_it_the_rest_is_still_to_be_told(matches: dict[str, Any]) -> None:
    match = matches["mg-1"]
    assert match["verdict"] == "undetermined"
    assert match["blockers"] == []
    assert match["missing_facts"]
    assert any(each["missing"] for each in match["criteria"])
    assert match["earliest_eligible_in_days"] is None


def test_only_rituximab_tells_the_two_apart(matches: dict[str, Any]) -> None:
    before, after = verdicts(matches["mg-1"]), verdicts(matches["mg-2"])
    (changed,) = [name for name in before if before[name] != after[name]]
    assert (before[changed], after[changed]) == ("unknown", "fail")
