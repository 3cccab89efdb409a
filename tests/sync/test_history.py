"""What the store's snapshots tell of a summer: changes, versions, and who is moved by them."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from criteria.errors import InputRefused
from criteria.lexicon import lexicon
from matcher.changes_text import MOST_FLIPS, changes_text
from matcher.history import changes_since, versions_of
from matcher.population.facts_frame import facts_frame
from matcher.population.profile import Patient, parse_profile
from matcher.store import Store
from tests.sync.history import AUGUST, FIRST, JULY, JUNE, NUMBER, PATIENT, UNMOVED, summer

COMMAND = str(Path(sys.executable).with_name("resetmatch"))
COHORT = [parse_profile(PATIENT), parse_profile(UNMOVED)]


def kinds(store: Store, day: dt.date) -> dict[str, list[str]]:
    return {each.nct_id: [one.kind for one in each.criteria] for each in changes_since(store, day).records}


def test_changes_are_those_between_a_day_and_now(store: Store) -> None:
    summer(store)
    report = changes_since(store, JUNE)
    assert [(each.nct_id, each.kind) for each in report.records] == [
        ("NCT99000001", "amended"),
        ("NCT99000002", "removed"),
        ("NCT99000003", "added"),
    ]
    assert (report.before.retrieved, report.after.retrieved) == ("2026-06-01", "2026-08-01")
    assert [one.kind for one in report.records[0].criteria] == ["loosened", "tightened"]
    assert [(one.field, one.before, one.after) for one in report.records[0].fields] == [
        ("overall_status", "RECRUITING", "WITHDRAWN")
    ]
    assert report.flips is None
    assert kinds(store, JULY)[NUMBER] == ["tightened"]
    assert kinds(store, AUGUST) == {}


def test_a_day_before_the_first_snapshot_takes_the_first(store: Store) -> None:
    summer(store)
    assert changes_since(store, JUNE - dt.timedelta(days=99)).before.retrieved == "2026-06-01"


def test_an_empty_store_has_no_history(store: Store) -> None:
    with pytest.raises(InputRefused, match="resetmatch sync"):
        changes_since(store, JUNE)
    with pytest.raises(InputRefused, match="was never in this store"):
        versions_of(store, NUMBER)


def test_who_is_moved_and_why(store: Store) -> None:
    def moved(day: dt.date, people: list[Patient] = COHORT) -> list[tuple[str, str | None, str | None, list[object]]]:
        found = changes_since(store, day, cohort=[facts_frame(people, lexicon())]).flips or ()
        return [
            (
                each.profile_id,
                each.before,
                each.after,
                [(one.after_id, one.kind, one.before, one.after) for one in each.criteria],
            )
            for each in found
            if each.nct_id == NUMBER
        ]

    store_of_june_and_july(store)
    assert moved(JUNE) == [("p-1", "ineligible", "eligible", [("i01", "loosened", "fail", "pass")])]
    summer(store)
    assert moved(JULY) == [("p-1", "eligible", "ineligible", [("e01", "tightened", "pass", "fail")])]
    assert moved(AUGUST) == []


def store_of_june_and_july(store: Store) -> None:
    from tests.sync.history import LOOSER, OTHER, raw  # noqa: PLC0415 - only for this state

    store.snapshots.put(raw(FIRST, OTHER), retrieved=JUNE)
    store.snapshots.put(raw(LOOSER, OTHER), retrieved=JULY)


def test_every_version_is_kept_with_what_it_changed(store: Store) -> None:
    summer(store)
    versions = versions_of(store, NUMBER).versions
    assert [(each.first_seen, each.last_seen) for each in versions] == [(JUNE, JUNE), (JULY, JULY), (AUGUST, AUGUST)]
    assert versions[0].change is None
    assert [[one.kind for one in each.change.criteria] for each in versions[1:] if each.change] == [
        ["loosened"],
        ["tightened"],
    ]
    assert versions[2].last_update_posted == "2026-07-20"


def test_many_who_move_are_counted_before_the_first_are_named(store: Store) -> None:
    summer(store)
    people = [parse_profile({**PATIENT, "profile_id": f"p-{number}"}) for number in range(MOST_FLIPS + 5)]
    told = changes_text(changes_since(store, JULY, cohort=[facts_frame(people, lexicon())]))
    assert f"{MOST_FLIPS + 5}  {NUMBER}  eligible → ineligible" in told
    assert told.count("e01 tightened (pass → fail)") == MOST_FLIPS
    assert "and 5 more" in told


# -- the command ----------------------------------------------------------------------------------------------


def run(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [COMMAND, "changes", *map(str, arguments)]
    environment = {**os.environ, "RESETMATCH_STORE": str(folder)}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=60)


def test_the_command_shows_changes_and_names_patients_by_their_ids_alone(store: Store, tmp_path: Path) -> None:
    summer(store)
    cohort = tmp_path / "cohort.ndjson"
    cohort.write_text("\n".join(json.dumps(each) for each in (PATIENT, UNMOVED, {"name": "Zorro"})))
    done = run(tmp_path / "store", "--since", "2026-07-15", "--cohort", cohort)
    assert done.returncode == 2  # one profile was refused
    assert "Zorro" not in done.stdout + done.stderr
    assert "Changes between 2026-07-01 and 2026-08-01: 2 records" in done.stdout
    assert "rituximab within 12 weeks → e01 rituximab within 24 weeks" in " ".join(done.stdout.split())
    assert "p-1  NCT99000001  eligible → ineligible: e01 tightened (pass → fail)" in done.stdout
    told = json.loads(run(tmp_path / "store", "--since", "2026-07-15", "--format", "json").stdout)
    assert told["records"][0]["criteria"][0]["kind"] == "tightened"
    assert told["flips"] is None


def test_the_command_compares_with_records_of_a_file(store: Store, tmp_path: Path) -> None:
    summer(store)
    newer = tmp_path / "newer.ndjson"
    newer.write_text(json.dumps(FIRST) + "\n{}\n")
    done = run(tmp_path / "store", "--since", "2026-08-02", "--trials", newer, "--format", "json")
    assert (done.returncode, "newer.ndjson line 2" in done.stderr) == (2, True)
    found = {each["nct_id"]: [one["kind"] for one in each["criteria"]] for each in json.loads(done.stdout)["records"]}
    assert found == {NUMBER: ["tightened", "loosened"], "NCT99000003": []}
    newer.write_text("nothing of use")
    done = run(tmp_path / "store", "--since", "2026-08-02", "--trials", newer)
    assert (done.returncode, done.stdout, "no record could be read" in done.stderr) == (2, "", True)


def test_a_command_without_a_store_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path / "none", "--since", "2026-07-15")
    assert (done.returncode, done.stdout) == (2, "")
    assert "resetmatch sync" in done.stderr
