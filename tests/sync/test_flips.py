"""Whom amendments move, by columns, against every patient judged alone before and after."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import pytest

from criteria.changes.compare import Reading, compare
from criteria.lexicon import lexicon
from criteria.reading import read
from criteria.registry.record import Study
from matcher.evaluate import match_trial
from matcher.flips import Amendment, Flip
from matcher.plan.moved import flips
from matcher.population.blocks import blocks_of
from matcher.population.facts_frame import facts_frame
from matcher.population.profile import Patient, parse_profile, read_profiles
from matcher.sample import PROFILES, TRIALS
from matcher.settings import Settings, default_context

CONTEXT = default_context()
RECORDS = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(TRIALS.glob("*.json"))]
PEOPLE = [each for each in read_profiles(PROFILES) if isinstance(each, Patient)]


def longer(text: str) -> str:
    """Every span of weeks three times as long."""
    return re.sub(r"(\d+) weeks", lambda found: f"{3 * int(found[1])} weeks", text)


def easier(text: str) -> str:
    """Every least value is a tenth."""
    return re.sub(r"≥ ?(\d+)", lambda found: f"≥ {int(found[1]) / 10:g}", text)


def shorter(text: str) -> str:
    """Without what excludes."""
    return text.partition("Exclusion Criteria")[0]


def reading(record: Any, change: Any = str) -> Reading:
    changed = copy.deepcopy(record)
    eligibility = changed["protocolSection"]["eligibilityModule"]
    eligibility["eligibilityCriteria"] = change(eligibility["eligibilityCriteria"])
    study = msgspec.convert(changed, Study)
    return Reading(study, read(study))


def amendment(before: Reading | None, after: Reading | None) -> Amendment:
    return Amendment(before, after, compare(before, after, lexicon()))


def moved(found: Iterable[Amendment], people: Iterable[Patient] = PEOPLE) -> list[Flip]:
    return [*flips([facts_frame(people, lexicon())], [*found], lexicon(), Settings())]


def verdicts(patient: Patient, side: Reading | None) -> tuple[str | None, dict[str, str]]:
    """What a match to one version says of the trial and of each criterion."""
    if side is None:
        return None, {}
    match = match_trial(patient, side.trial, CONTEXT)
    return match.verdict, {each.criterion_id: each.verdict for each in match.criteria}


@pytest.mark.parametrize("change", [longer, easier, shorter])
def test_flips_are_those_of_every_patient_judged_before_and_after(change: Any) -> None:
    found = [amendment(reading(each), reading(each, change)) for each in RECORDS]
    told = {(each.profile_id, each.nct_id): each for each in moved(found)}
    expected = 0
    for patient in PEOPLE:
        for each in found:
            (before, old), (after, new) = verdicts(patient, each.before), verdicts(patient, each.after)
            flip = told.get((patient.profile_id, each.change.nct_id))
            assert (flip is not None) == (before != after)
            if flip is not None:
                expected += 1
                assert (flip.before, flip.after) == (before, after)
                assert flip.criteria
                for one in flip.criteria:
                    assert (one.before, one.after) == (old.get(one.before_id or ""), new.get(one.after_id or ""))
    assert len(told) == expected > 0


def test_of_a_trial_that_comes_only_those_are_named_whom_it_does_not_rule_out() -> None:
    here = reading(RECORDS[0])
    left = {p.profile_id for p in PEOPLE if verdicts(p, here)[0] != "ineligible"}
    come, gone = moved([amendment(None, here)]), moved([amendment(here, None)])
    assert {each.profile_id for each in come} == {each.profile_id for each in gone} == left != set()
    assert all(each.before is None and not each.criteria for each in come)


BASKET = (
    "Inclusion Criteria:\n\n{common}Cohort A: Lupus Nephritis\n\n* Age 18 years or older{own}\n\n"
    "Cohort B: Systemic Sclerosis\n\n* Age 18 years or older\n\nExclusion Criteria:\n\n* Active tuberculosis"
)
SCORE = "* SLEDAI-2K score ≥ 8\n"


def basket(common: str, own: str) -> Reading:
    record = copy.deepcopy(RECORDS[0])
    record["protocolSection"]["conditionsModule"] = {"conditions": ["Lupus Nephritis", "Systemic Sclerosis"]}
    return reading(record, lambda _: BASKET.format(common=common, own=own))


def test_a_criterion_that_is_asked_of_all_instead_of_one_cohort_is_the_reason() -> None:
    patient = parse_profile(
        {
            "profile_id": "p-1",
            "age_years": 40,
            "complete": ["conditions"],
            "conditions": [{"concept": "systemic sclerosis", "status": "active"}],
            "observations": [{"concept": "SLEDAI-2K", "value": 2, "days_before": 1}],
        }
    )
    ours = amendment(basket("", f"\n{SCORE.rstrip()}"), basket(SCORE + "\n", ""))
    before, after = verdicts(patient, ours.before)[0], verdicts(patient, ours.after)[0]
    assert (before, after) == ("eligible", "ineligible")
    (flip,) = moved([ours], [patient])
    assert (flip.before, flip.after) == (before, after)
    assert ("fail", "fail") in {(one.before, one.after) for one in flip.criteria}


def test_a_cohort_is_the_same_in_every_kind_of_file(tmp_path: Path) -> None:
    raw = [json.loads(line) for line in PROFILES.read_text(encoding="utf-8").splitlines()]
    (tmp_path / "p.json").write_text(json.dumps(raw), encoding="utf-8")
    (tmp_path / "p.ndjson").write_text("".join(json.dumps(each) + "\n" for each in raw), encoding="utf-8")
    pl.DataFrame([{"profile_id": f"q-{number}", "age_years": 12.0} for number in range(5)]).write_parquet(
        tmp_path / "p.parquet"
    )
    found = [amendment(reading(each), reading(each, longer)) for each in RECORDS[:4]]

    def told(name: str, block: int) -> list[Flip]:
        loaded = [*blocks_of(tmp_path / name, lexicon(), block=block)]
        assert sum(each.population.people.height for each in loaded) == (5 if "parquet" in name else len(raw))
        return [*flips((each.population for each in loaded), found, lexicon(), Settings())]

    assert told("p.json", 7) == told("p.ndjson", 10) == moved(found) != []
    assert told("p.parquet", 2) == []
