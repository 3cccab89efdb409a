from __future__ import annotations

import json
import re
from pathlib import Path

import polars as pl
import pytest

from criteria.criterion import Trial
from criteria.tree.nodes import Age, Attested, Exposure, Sex, Window
from matcher.population.facts import Fact, Patient
from matcher.report import Small
from matcher.screen import screen
from tests.generative.trials import criterion_of, trial_of
from tests.generative.vocabulary import small_lexicon

LEXICON = small_lexicon()


@pytest.fixture
def trials() -> list[Trial]:
    return [
        trial_of(
            [
                criterion_of(Age(comparator=">=", years=18), "i01"),
                criterion_of(Sex(sex="female"), "i02"),
                criterion_of(Attested(reason="consent", text="signs"), "i03", kind="attestation"),
                criterion_of(Exposure(concept="rituximab", window=Window(days=168)), "e01", category="exclusion"),
            ],
            "NCT00000001",
        ),
        trial_of([criterion_of(Age(comparator="<", years=18), "i01")], "NCT00000002"),
    ]


@pytest.fixture
def people() -> list[Patient]:
    def one(number: int, age: float | None, sex: str | None, end: float | None) -> Patient:
        given = Fact(pointer="/drug_exposures/0", domain="drug", concept="rituximab", start=900.0, end=end)
        return Patient(profile_id=f"secret-{number}", age_years=age, sex=sex, facts=(given,))  # type: ignore[arg-type]

    rows = [(30.0, "female", 300.0), (30.0, "male", 300.0), (17.0, "male", 20.0), (40.0, "female", None)]
    return [one(number, *rows[number % 4]) for number in range(40)]


@pytest.mark.parametrize("block", [1, 7, 1000])
def test_matches_are_the_pairs_that_are_not_ruled_out(
    tmp_path: Path, trials: list[Trial], people: list[Patient], block: int
) -> None:
    done = screen(people, trials, tmp_path, known=LEXICON, block=block)
    matches = pl.read_parquet(tmp_path / "matches.parquet")
    assert done.people == 40
    assert matches.group_by("nct_id", "verdict").len().sort("nct_id", "verdict").rows() == [
        ("NCT00000001", "eligible", 10),
        ("NCT00000001", "undetermined", 10),
        ("NCT00000002", "eligible", 10),
    ]
    assert done.trials[0].counts == (10, 10, 20)


def test_all_pairs_are_kept_on_request(tmp_path: Path, trials: list[Trial], people: list[Patient]) -> None:
    screen(people, trials, tmp_path, known=LEXICON, all_pairs=True)
    matches = pl.read_parquet(tmp_path / "matches.parquet")
    assert matches.height == 80
    assert set(matches.filter(verdict="ineligible").get_column("first_blocker")) == {"i01", "i02"}


def test_attrition_counts_what_each_criterion_leaves(
    tmp_path: Path, trials: list[Trial], people: list[Patient]
) -> None:
    screen(people, trials, tmp_path, known=LEXICON, block=9)
    rows = pl.read_parquet(tmp_path / "attrition.parquet").filter(nct_id="NCT00000001")
    columns = ("criterion_id", "passed", "failed", "unknown", "remaining", "only_blocker", "only_unknown")
    assert rows.select(columns).rows() == [
        ("i01", 30, 10, 0, 30, 0, 0),
        ("i02", 20, 20, 0, 20, 10, 0),
        ("i03", 0, 0, 40, 20, 0, 0),
        ("e01", 20, 10, 10, 20, 0, 10),
    ]


def test_the_report_shows_nobody_and_no_small_count(tmp_path: Path, trials: list[Trial], people: list[Patient]) -> None:
    screen(people[:7], trials, tmp_path, known=LEXICON)
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "secret" not in page
    assert "<script" not in page
    assert not re.search(r"""src=|href="[^#]|@import|url\([^#]""", page), "the page loads something"
    assert "&lt;&thinsp;5" in page
    assert 'id="NCT00000002"' in page


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0"), (1, "&lt;&thinsp;5"), (4, "&lt;&thinsp;5"), (5, "5"), (7, "5"), (8, "10"), (1234, "1,235")],
)
def test_counts_are_coarse(number: int, shown: str) -> None:
    assert Small().html(number) == shown


def test_nobody_and_no_trial_leave_empty_files(tmp_path: Path, trials: list[Trial]) -> None:
    assert screen([], trials, tmp_path / "a", known=LEXICON).people == 0
    assert screen([], [], tmp_path / "b", known=LEXICON).trials == ()
    assert pl.read_parquet(tmp_path / "a/matches.parquet").height == 0
    assert pl.read_parquet(tmp_path / "a/attrition.parquet").height == 5
    assert sorted(path.name for path in (tmp_path / "b").iterdir()) == [
        "attrition.parquet",
        "blockers.parquet",
        "gains.parquet",
        "matches.parquet",
        "missing_facts.parquet",
        "report.html",
        "ripening.parquet",
    ]


def test_a_file_of_profiles_is_screened_and_what_is_refused_is_said(tmp_path: Path, trials: list[Trial]) -> None:
    profiles = [{"profile_id": "a", "age_years": 30}, {"profile_id": "b", "name": "X"}]
    path = tmp_path / "people.ndjson"
    path.write_text("\n".join(map(json.dumps, profiles)), "utf-8")
    done = screen(path, trials, tmp_path / "out", known=LEXICON)
    assert done.people == 1
    assert [type(refused).__name__ for refused in done.refused] == ["ProfileRefused"]
