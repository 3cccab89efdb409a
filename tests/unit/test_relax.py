"""What if a criterion went, or its threshold moved: the counts are those of the trial rewritten, screened anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import pytest

from criteria.criterion import Trial
from criteria.errors import InputRefused
from criteria.tree.nodes import Age, All, AtLeast, Condition, Exposure, Finding, Not, Value, Window
from criteria.tree.render import render
from matcher.plan.relaxed import WhatIf
from matcher.plan.thresholds import moved, thresholds
from matcher.population.facts import Fact, Patient
from matcher.screen import screen
from tests.generative.trials import criterion_of, trial_of
from tests.generative.vocabulary import small_lexicon

LEXICON = small_lexicon()
ADULT, OLD = Age(comparator=">=", years=18), Age(comparator="<=", years=65)
RITUXIMAB = Exposure(concept="rituximab", window=Window(days=168))
ONE, TWO = "NCT00000001", "NCT00000002"


@pytest.fixture
def trials() -> list[Trial]:
    exclusion: Any = {"category": "exclusion"}
    return [
        trial_of([criterion_of(ADULT, "i01"), criterion_of(RITUXIMAB, "e01", **exclusion)], ONE),
        trial_of([criterion_of(All(of=(ADULT, OLD)), "i01"), criterion_of(RITUXIMAB, "e01", **exclusion)], TWO),
    ]


@pytest.fixture
def people() -> list[Patient]:
    def one(number: int) -> Patient:
        end = float(20 * (number % 12)) if number % 5 else None
        given = Fact(pointer="/drug_exposures/0", domain="drug", concept="rituximab", start=900.0, end=end)
        return Patient(profile_id=f"p-{number}", age_years=float(number), facts=(given,))

    return [one(number) for number in range(90)]


def verdicts(people: list[Patient], trial: Trial, out: Path) -> dict[str, str]:
    screen(people, [trial], out, known=LEXICON, all_pairs=True)
    return dict(pl.read_parquet(out / "matches.parquet").select("profile_id", "verdict").rows())


def moves(now: dict[str, str], then: dict[str, str]) -> tuple[int, int, int, int]:
    """Who comes and goes: eligible, not ineligible; gained, lost."""

    def more(before: dict[str, str], after: dict[str, str], verdict: str, *, held: bool) -> int:
        return sum((after[p] == verdict) is held and (before[p] == verdict) is not held for p in before)

    return (
        *(more(now, then, "eligible", held=True), more(now, then, "ineligible", held=False)),
        *(more(then, now, "eligible", held=True), more(then, now, "ineligible", held=False)),
    )


@pytest.mark.parametrize(
    ("asked", "changed"),
    [
        (f"{ONE}/i01", (0, None)),
        (f"{ONE}/i01=12", (0, Age(comparator=">=", years=12))),
        (f"{ONE}/i01=40", (0, Age(comparator=">=", years=40))),
        (f"{ONE}/e01=84.5", (1, Exposure(concept="rituximab", window=Window(days=84.5)))),
        (f"{TWO}/i01#2=75", (0, All(of=(ADULT, Age(comparator="<=", years=75))))),
    ],
)
def test_the_counts_are_those_of_the_trial_rewritten(
    tmp_path: Path, trials: list[Trial], people: list[Patient], asked: str, changed: tuple[int, Any]
) -> None:
    trial = next(one for one in trials if asked.startswith(one.nct_id))
    criteria, (place, tree) = list(trial.criteria), changed
    criteria[place : place + 1] = [] if tree is None else [msgspec.structs.replace(criteria[place], tree=tree)]
    rewritten = msgspec.structs.replace(trial, criteria=tuple(criteria))
    expected = moves(verdicts(people, trial, tmp_path / "now"), verdicts(people, rewritten, tmp_path / "then"))
    (told,) = screen(people, trials, tmp_path, known=LEXICON, relax=[asked], block=7).relaxed
    assert (told.gained_eligible, told.gained_open, told.lost_eligible, told.lost_open) == expected
    assert sum(expected) > 0


def test_changes_of_one_trial_are_also_told_together(
    tmp_path: Path, trials: list[Trial], people: list[Patient]
) -> None:
    done = screen(people, trials, tmp_path, known=LEXICON, relax=[f"{TWO}/i01#2=75", f"{TWO}/e01", f"{ONE}/e01=7"])
    assert [len(one.asked) for one in done.relaxed] == [1, 1, 1, 2]
    age, drug, _, both = done.relaxed
    assert both.gained_eligible > age.gained_eligible + drug.gained_eligible
    assert both.line.startswith(f"{TWO}/i01#2=75 + {TWO}/e01: {both.gained_eligible} more eligible, ")
    table = pl.read_parquet(tmp_path / "relaxed.parquet")
    assert table.get_column("gained_eligible").to_list() == [one.gained_eligible for one in done.relaxed]
    screen(people, trials, tmp_path, known=LEXICON)
    assert not (tmp_path / "relaxed.parquet").exists(), "what was asked of an earlier screening is left lying about"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            [f"{TWO}/i01=70"],
            r"2 thresholds: #1 age ≥ 18 years \(limit 18 years\); #2 age ≤ 65 years .*NCT00000002/i01#1=",
        ),
        ([f"{TWO}/i01#3=70"], "2 thresholds"),
        ([f"{TWO}/i01#1"], "needs the value"),
        ([f"{ONE}/i07"], "no such criterion; it has i01, e01"),
        (["NCT00000009/i01"], "not among those screened"),
        (["i01"], "names no criterion of a trial; write NCT01234567/i03"),
        ([f"{ONE}/i01=-3"], "not negative"),
        ([f"{ONE}/i01", f"{ONE}/i01=3"], "relaxed already"),
        ([f"{ONE}/e01=7", f"{ONE}/e01=14"], "relaxed already"),
    ],
)
def test_what_cannot_be_relaxed_is_refused(trials: list[Trial], asked: list[str], said: str) -> None:
    with pytest.raises(InputRefused, match=said):
        WhatIf(asked, trials, LEXICON)


def test_a_criterion_without_a_threshold_says_so() -> None:
    trial = trial_of([criterion_of(Finding(concept="HBsAg"), "i01")], ONE)
    with pytest.raises(InputRefused, match=f"has no threshold; without a value it goes: {ONE}/i01"):
        WhatIf([f"{ONE}/i01=3"], [trial], LEXICON)


def test_every_number_of_a_tree_is_a_threshold_once() -> None:
    tree = All(
        of=(
            Not(of=Value(concept="ALT", comparator=">", value=3, relative="ULN")),
            AtLeast(k=2, of=(ADULT, OLD, Condition(concept="stroke", count=1, window=Window(days=30)))),
            ADULT,
        )
    )
    found = thresholds(tree)
    assert [(one.field, one.said(one.value)) for one in found] == [
        ("value", "3 × ULN"),
        ("k", "2"),
        ("years", "18 years"),
        ("years", "65 years"),
        ("window", "30 days"),
    ]
    assert render(moved(tree, found[0], 5)).startswith("not (ALT > 5 × ULN)")
    assert render(moved(tree, found[2], 16)).count("age ≥ 16 years") == 2


def test_a_count_moves_in_whole_numbers() -> None:
    trial = trial_of([criterion_of(AtLeast(k=2, of=(ADULT, OLD)), "i01")], ONE)
    with pytest.raises(InputRefused, match="whole number"):
        WhatIf([f"{ONE}/i01#1=1.5"], [trial], LEXICON)
    assert WhatIf([f"{ONE}/i01#1=1"], [trial], LEXICON).asked == (f"{ONE}/i01#1=1",)
