"""What stands beside a verdict: the conduct of a trial from its record, what is known of the class from a table."""

from __future__ import annotations

import re
from typing import Any

import pytest

from criteria.registry.conduct import conduct_of
from matcher.background.beside import background_of
from matcher.background.facts import facts
from tests.unit.records import study

ARMS = "armsInterventionsModule"
SUMMARY = "descriptionModule"


def given(*names: str) -> dict[str, Any]:
    return {ARMS: {"interventions": [{"name": name} for name in names]}}


def said(summary: str) -> dict[str, Any]:
    return {SUMMARY: {"briefSummary": summary}}


@pytest.mark.parametrize(
    ("modules", "label"),
    [
        (given("CAR-T", "Cyclophosphamide", "Fludarabine phosphate"), "cyclophosphamide, fludarabine"),
        (given("CAR-T", "Standard lymphodepletion regimen"), "regimen not named"),
        (said("After lymphodepletion with bendamustine, cells are given."), "bendamustine"),
        (said("Refractory to cyclophosphamide. After lymphodepletion, cells are given."), "regimen not named"),
        (said("Cells are given without conditioning chemotherapy."), "none"),
        (said("Cells are given."), "not stated"),
    ],
)
def test_lymphodepletion(modules: dict[str, Any], label: str) -> None:
    assert conduct_of(study(**modules)).lymphodepletion.label == label


@pytest.mark.parametrize(
    ("summary", "label"),
    [
        ("A first-in-human study.", "yes"),
        ("This is the first study of this product being done in humans.", "yes"),
        ("A phase 2 study.", "not stated"),
    ],
)
def test_first_in_human(summary: str, label: str) -> None:
    assert conduct_of(study(**said(summary))).first_in_human.label == label


@pytest.mark.parametrize(
    ("frames", "label", "days"),
    [
        (("28 days", "Up to 24 months"), "24 months", 730.5),
        (("Day 1 to Week 52",), "Week 52", 364.0),
        (("up to 15 years",), "15 years", 5478.75),
        (("4-6 weeks",), "4-6 weeks", 42.0),
        (("at screening",), "not stated", None),
    ],
)
def test_the_longest_outcome_is_the_planned_follow_up(frames: tuple[str, ...], label: str, days: float | None) -> None:
    outcomes = {"primaryOutcomes": [{"measure": "m", "timeFrame": frame} for frame in frames]}
    found = conduct_of(study(outcomesModule=outcomes)).follow_up
    assert (found.label, found.days) == (label, days)


def test_words_stand_where_they_are_said_to() -> None:
    text = "Some words. After lymphodepletion with fludarabine, cells are given."
    (words,) = conduct_of(study(**said(text))).lymphodepletion.evidence
    assert words.span.of(text) == words.text == "fludarabine"


def test_every_fact_has_a_source_and_a_date() -> None:
    assert len(facts()) > 15
    assert all(fact.source and re.fullmatch(r"\d{4}(-\d{2}){0,2}", fact.dated) for fact in facts())
    assert {fact.kind for fact in facts()} == {"status", "approval", "boxed warning", "risk", "follow-up", "monitoring"}


def test_the_class_risks_and_the_long_follow_up_are_there() -> None:
    told = " ".join(fact.statement for fact in facts()).lower()
    wanted = ("cytokine release", "icans", "cytopenia", "infection", "hypogammaglobulinaemia", "t-cell malignanc")
    assert all(words in told for words in (*wanted, "15 years"))


def test_the_wording_offers_nothing() -> None:
    told = " ".join(fact.statement for fact in facts()).lower()
    assert "research" in told
    assert not re.search(r"\b(recommended for you|benefit from|should receive|cure)\b", told)


def test_no_approval_in_an_autoimmune_disease_unless_the_table_says_so() -> None:
    approvals = [fact.statement for fact in facts() if fact.kind == "approval"]
    autoimmune = re.compile(r"lupus|myasthenia|sclerosis|autoimmune|myositis|stiff", re.IGNORECASE)
    assert [each for each in approvals if autoimmune.search(each) and "No CAR T product" not in each] == []


def test_the_table_shows_its_age() -> None:
    beside = background_of(study(), "2026-09-14")
    assert beside.newest_source == max(fact.dated for fact in facts())
    assert beside.age_months is not None
    assert background_of(study(), None).age_months is None
