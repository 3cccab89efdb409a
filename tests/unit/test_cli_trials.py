"""The commands on trials without a patient, as a user runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from matcher.sample import PROFILES, TRIALS

COMMAND = str(Path(sys.executable).with_name("resetmatch"))


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def listed(*arguments: str) -> dict[str, Any]:
    done = run("trials", "--trials", TRIALS, "--format", "json", *arguments)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_trials_are_listed_with_facets() -> None:
    listing = listed()
    assert listing["total"] == len(listing["trials"]) == 13
    assert sum(each["count"] for each in listing["facets"]["target"]) == 13


def test_filters_narrow_the_list() -> None:
    listing = listed("--target", "BCMA", "--country", "US", "--status", "recruiting")
    assert listing["total"] > 0
    assert all("BCMA" in each["target"] and "United States" in each["countries"] for each in listing["trials"])
    assert listed("--source", "allogeneic")["total"] == 1


def test_a_table_ends_with_the_counts() -> None:
    done = run("trials", "--trials", TRIALS, "--condition", "lupus nephritis")
    assert done.returncode == 0
    assert "1 trial\n" in done.stdout
    assert "target: CD19 1" in done.stdout


def test_one_object_a_line() -> None:
    done = run("trials", "--trials", TRIALS, "--format", "ndjson", "--phase", "2")
    numbers = [json.loads(line)["nct_id"] for line in done.stdout.splitlines()]
    assert numbers
    assert numbers == sorted(numbers)


def test_a_filter_that_nothing_can_meet_is_refused() -> None:
    done = run("trials", "--trials", TRIALS, "--phase", "seven")
    assert done.returncode == 2
    assert "PHASE1" in done.stderr
    assert not done.stdout


def test_a_trial_is_shown_with_words_sources_and_dates() -> None:
    done = run("trials", "show", "nct99001001", "--trials", TRIALS)
    assert done.returncode == 0, done.stderr
    for words in (
        "autologous",
        "from “Autologous”",
        "Sites",
        "boxed warning",
        "2024-04-18",
        "not an offer of treatment",
    ):
        assert words in done.stdout


def test_a_trial_is_shown_as_data() -> None:
    record = json.loads(run("trials", "show", "NCT99001002", "--trials", TRIALS, "--format", "json").stdout)
    assert record["background"]["targets"]["values"] == ["CD19", "BCMA"]
    assert record["sites"][0]["status_is_own"] is True


def test_a_trial_that_is_not_there_is_refused() -> None:
    done = run("trials", "show", "NCT00000000", "--trials", TRIALS)
    assert done.returncode == 2
    assert "NCT00000000" in done.stderr


@pytest.mark.parametrize(("filters", "count"), [((), 13), (("--target", "CD19/BCMA"), 2)])
def test_a_match_takes_the_same_filters(filters: tuple[str, ...], count: int, tmp_path: Path) -> None:
    one = tmp_path / "one.ndjson"
    one.write_text(PROFILES.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    done = run("match", "--profiles", one, "--trials", TRIALS, "--format", "ndjson", *filters)
    matches = json.loads(done.stdout)["matches"]
    assert len(matches) == count
    assert all(each["sites"]["total"] for each in matches)
