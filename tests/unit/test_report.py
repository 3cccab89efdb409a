"""The screening report: what it shows, and what it withholds in words and in figures."""

from __future__ import annotations

import re
from functools import cache
from typing import Any as Anything
from xml.etree import ElementTree as ET

import pytest

from criteria.tree.nodes import Age, All, Any, Condition, Exposure, Finding, Not, Sex, Unread, Value
from matcher.report import Change, CriterionRow, FactRow, RipeRow, Screened, Small, TrialRow, report
from matcher.summary import subject_of
from tests.generative.trials import criterion_of

SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)
FIGURES = (
    "Where the trials stand",
    "Where people are lost",
    "What excludes them",
    "What was asked: what if",
    "Gained if one criterion went",
    "Gained if measured",
    "What time alone brings",
)


def screened(people: int = 98_763, trials: int = 4, scale: int = 1) -> Screened:
    """Counts that no rounding leaves as they are, and small ones: 3."""

    def trial(number: int) -> TrialRow:
        rows = (
            CriterionRow(
                "i01", "inclusion", None, "age ≥ 18 & < 65 $x$", (67, 33_333, 3, 61_237, 3, 3), (13, 3), "age"
            ),
            CriterionRow("e01", "exclusion", None, "rituximab", (67, 22_221, 3, 3, 3, 3), (3, 3), "rituximab"),
        )
        counts = (3, 61_234, 33_333)
        return TrialRow(f"NCT990{number:05}", "Title <of> a $y$ trial", "RECRUITING", counts, rows, (3, 17, 37 * scale))

    return Screened(
        people=people,
        trials=tuple(map(trial, range(trials))),
        facts=(FactRow("observations", "LVEF", 777, 123, 3), FactRow("conditions", "stroke", 3, 3, 3)),
        ripening=(RipeRow(30, 3), RipeRow(90, 18), RipeRow(180, 37)),
        changes=(Change("NCT99000000/i01=16", "age ≥ 18 (limit 18 years) → 16 years", 3, 12_344, 0, 0),),
        refused=3,
        lexicon_digest="sha256:0",
    )


@cache
def page_of() -> str:
    return report(screened())


def words_of(page: str) -> list[str]:
    """All that a reader sees, in text and figures."""
    text = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return [part.strip() for part in re.split(r"<[^>]*>", text) if part.strip()]


def test_every_figure_is_there_and_drawn() -> None:
    page = page_of()
    drawings = SVG.findall(page)
    assert tuple(re.findall(r'aria-label="([^"]*)"', page)) == FIGURES
    assert all(len(list(ET.fromstring(drawing).iter())) > 20 for drawing in drawings)  # noqa: S314 - our own drawing
    names = [name for drawing in drawings for name in re.findall(r'\bid="([^"]*)"', drawing)]
    assert len(names) == len(set(names)), "two figures of one page share a name"


def test_the_same_figures_give_the_same_bytes() -> None:
    assert report(screened()) == page_of()
    assert report(screened(scale=2)) != page_of()


def test_no_count_is_shown_as_it_is() -> None:
    shown = set(re.findall(r"\d[\d,]*", " ".join(words_of(page_of()))))
    exact = {98_763, 61_237, 61_234, 33_333, 22_221, 12_344, 777, 123, 67, 37, 17, 13}
    assert {f"{number:,}" for number in exact} & shown == set()
    assert {"98,765", "61,235", "33,335", "12,345"} <= shown


def test_small_counts_are_withheld_in_words_and_figures() -> None:
    page = page_of()
    words = words_of(page)
    assert "3" not in words
    assert not [word for word in words if re.search(r"(^|·\s*)3$", word)]
    drawn = " ".join(SVG.findall(page))
    assert drawn.count("&lt;\N{THIN SPACE}5") >= 4


def test_the_border_of_small_counts_is_a_setting() -> None:
    assert (Small(10).words(9), Small(10).words(14), Small(10).words(15)) == ("<\N{THIN SPACE}10", "10", "20")
    assert (Small(1).words(3), Small(1).words(0)) == ("3", "0")
    page = report(screened(), 100)
    assert "nearest 100" in page
    assert "98,800" in page
    assert "rounded" not in report(screened(), 1)


@pytest.mark.parametrize("least", [2, 3, 5, 7, 10])
def test_a_difference_of_two_counts_gives_no_small_group_away(least: int) -> None:
    """Whatever is shown of a whole and of a part, the rest may be none, few or more than few."""
    small = Small(least)
    rests: dict[tuple[int, int], set[bool]] = {}
    for part in range(least, 12 * least):
        for rest in range(2 * least):
            rests.setdefault((small.rounded(part + rest), small.rounded(part)), set()).add(small.withheld(rest))
    told = [shown for shown, withheld in rests.items() if withheld == {True}]
    assert told == []


def test_too_few_people_are_not_drawn() -> None:
    page = report(screened(people=3))
    assert "too few people" in page
    assert "<svg" not in page
    assert report(Screened(people=100, trials=())).count("<svg") == 0


def test_figures_that_would_be_empty_are_left_out() -> None:
    only_pairs = Screened(people=50, trials=(TrialRow("NCT99000001", "A", "", (0, 9, 41)),), ripening=(RipeRow(30, 9),))
    assert re.findall(r'aria-label="([^"]*)"', report(only_pairs)) == [FIGURES[0], FIGURES[-1]]


def test_many_trials_are_folded() -> None:
    page = report(screened(trials=60))
    assert "the first 25 of 60 trials" in page
    assert page.count("<details><summary><b>NCT") == 60
    assert page.count('<a href="#NCT99000059">') >= 1
    assert 'id="NCT99000059"' in page


def test_words_of_a_record_are_no_markup() -> None:
    page = page_of()
    assert "Title <of>" not in page
    assert "Title &lt;of&gt; a $y$ trial" in page


@pytest.mark.parametrize(
    ("tree", "category", "subject"),
    [
        (All(of=(Age(comparator=">=", years=18), Age(comparator="<=", years=65))), "inclusion", "age"),
        (Condition(concept="stroke"), "inclusion", "diagnosis"),
        (All(of=(Sex(sex="female"), Condition(concept="pregnancy"))), "exclusion", "conditions"),
        (Not(of=Finding(concept="HBsAg")), "inclusion", "HBsAg"),
        (Any(of=(Exposure(concept="rituximab"), Exposure(concept="belimumab"))), "exclusion", "drugs"),
        (
            Any(of=(Exposure(concept="rituximab"), Value(concept="ALT", comparator=">", value=3))),
            "exclusion",
            "several",
        ),
        (Unread(text="words"), "inclusion", "not understood"),
    ],
)
def test_what_a_criterion_is_about(tree: Anything, category: str, subject: str) -> None:
    assert subject_of(criterion_of(tree, category=category)) == subject
