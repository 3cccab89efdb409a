"""The commands as a user runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from tests.omop.cdm import duck, frames, parquet, small

SAMPLE = Path(__file__).resolve().parents[2] / "matcher" / "sample" / "trials"
DATE = ("--index-date", "2026-06-15")
Done = subprocess.CompletedProcess[str]


@pytest.fixture
def cdm(tmp_path: Path) -> Path:
    return parquet(tmp_path / "cdm", frames(small()))


def resetmatch(*arguments: object, home: Path) -> Done:
    command = [str(Path(sys.executable).parent / "resetmatch"), *map(str, arguments)]
    return subprocess.run(
        command, env={**os.environ, "XDG_DATA_HOME": str(home)}, capture_output=True, text=True, check=False
    )


def test_omop_writes_profiles_and_says_what_it_left_out(cdm: Path, tmp_path: Path) -> None:
    out = tmp_path / "made" / "profiles.parquet"
    done = resetmatch("omop", cdm, *DATE, "--complete", "conditions", "--out", out, home=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "resetmatch: 5 people have an index date outside of their observation periods\n" in done.stderr
    assert done.stderr.endswith(f"7 profiles in {out}; what did not map in {out.parent / 'unmapped.txt'}\n")
    assert pl.read_parquet(out).height == 7
    matched = resetmatch("match", "--profiles", out, "--trials", SAMPLE, "--format", "ndjson", home=tmp_path)
    results = [json.loads(line) for line in matched.stdout.splitlines()]
    assert matched.returncode == 0
    assert [each["unresolved_facts"] for each in results[:1]] == [[]]


def test_without_out_omop_prints_the_report(cdm: Path, tmp_path: Path) -> None:
    done = resetmatch("omop", cdm, *DATE, "--block", 2, home=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith(f"OMOP CDM at {cdm}\n7 persons, 7 profiles, 0 refused\n")
    assert "condition_occurrence, SNOMED, 900002, A common fictional finding\n" in done.stdout


def test_screen_takes_a_cdm_as_it_is(cdm: Path, tmp_path: Path) -> None:
    database = duck(tmp_path / "cdm.duckdb", frames(small()))
    found = []
    for source in (cdm, database):
        out = tmp_path / f"screened-{source.suffix}"
        asked = ("screen", source, *DATE, "--trials", SAMPLE, "--out", out, "--all-pairs", "--block", 3)
        done = resetmatch(*asked, home=tmp_path)
        assert done.returncode == 0
        assert "7 profiles screened against 13 trials" in done.stderr
        assert {"profiles.parquet", "unmapped.parquet", "unmapped.txt", "report.html"} <= {
            path.name for path in out.iterdir()
        }
        found.append(pl.read_parquet(out / "matches.parquet"))
    assert found[0].equals(found[1])
    assert found[0].height == 7 * 13


def test_a_refused_person_makes_the_status_2_and_the_others_go_through(cdm: Path, tmp_path: Path) -> None:
    out = tmp_path / "profiles.parquet"
    done = resetmatch("omop", cdm, "--index-date", "1985-01-01", "--out", out, home=tmp_path)
    assert done.returncode == 2
    assert f"refused: {cdm} person row 1: has an index date before birth\n" in done.stderr
    assert pl.read_parquet(out).height == 6


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("omop", "{cdm}"), "an OMOP source needs an index date; give either --index-date or --index-table"),
        (("omop", "{cdm}", *DATE, "--index-table", "{cdm}/person.parquet"), "give either --index-date or --index-t"),
        (("omop", "nowhere", *DATE), "nowhere: there is no such file or folder"),
        (("screen", "nowhere.json", "--out", "{cdm}/out", "--trials", SAMPLE), "there is no such file or folder"),
        (("screen", SAMPLE.parent / "profiles.ndjson", *DATE, "--out", "{cdm}/out", "--trials", SAMPLE), "options for"),
    ],
)
def test_what_cannot_be_done_is_refused(cdm: Path, tmp_path: Path, arguments: tuple[object, ...], message: str) -> None:
    done = resetmatch(*(str(each).format(cdm=cdm) for each in arguments), home=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
