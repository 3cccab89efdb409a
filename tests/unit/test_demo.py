"""The demo: short enough to read, honest about what it is, and each chosen profile shows what it stands for."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from matcher.catalogue import from_sample
from matcher.demo import CHOSEN, print_demo
from matcher.evaluate import match
from matcher.population.files import read_profiles
from matcher.population.profile import Patient
from matcher.results import MatchResult
from matcher.sample import PROFILES
from matcher.settings import default_context
from matcher.table import in_order

LINES = 120


@pytest.fixture(scope="module")
def patients() -> list[Patient]:
    return [each for each in read_profiles(PROFILES) if isinstance(each, Patient)]


@pytest.fixture(scope="module")
def results(patients: list[Patient]) -> list[MatchResult]:
    catalogue, context = from_sample(), default_context()
    return [match(each, catalogue.trials, registry=catalogue.registry, context=context) for each in patients]


def shown(results: list[MatchResult], patients: list[Patient], monkeypatch: pytest.MonkeyPatch, columns: int) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    stream = io.StringIO()
    print_demo(results, patients, stream)
    return stream.getvalue()


EXAMPLES: dict[str, Callable[[MatchResult], bool]] = {
    "eligible": lambda result: result.matches[0].verdict == "eligible",
    "waiting": lambda result: (
        {match.verdict for match in result.matches} == {"ineligible"}
        and in_order(result.matches)[0].earliest_eligible_in_days is not None
    ),
    "asked": lambda result: any(
        match.verdict == "undetermined" and 0 < len(match.missing_facts) <= 8 for match in result.matches[:4]
    ),
    "ineligible": lambda result: all(
        match.verdict == "ineligible" and match.earliest_eligible_in_days is None for match in result.matches
    ),
    "open": lambda result: [match.verdict for match in result.matches[:4]] == ["undetermined"] * 4,
    "unresolved": lambda result: bool(result.unresolved_facts),
}


@pytest.mark.parametrize("chosen", CHOSEN, ids=lambda chosen: chosen.shows)
def test_a_chosen_profile_shows_what_it_stands_for(results: list[MatchResult], chosen: object) -> None:
    (result,) = [each for each in results if each.profile_id == chosen.profile_id]  # type: ignore[attr-defined]
    assert EXAMPLES[chosen.shows](result)  # type: ignore[attr-defined]


def test_every_kind_of_example_is_chosen_once() -> None:
    assert sorted(each.shows for each in CHOSEN) == sorted(EXAMPLES)


def test_the_open_profile_has_no_complete_list(patients: list[Patient]) -> None:
    (chosen,) = [each for each in CHOSEN if each.shows == "open"]
    assert [each.closed for each in patients if each.profile_id == chosen.profile_id] == [frozenset()]


def test_the_demo_says_first_what_it_is(
    results: list[MatchResult], patients: list[Patient], monkeypatch: pytest.MonkeyPatch
) -> None:
    head = " ".join(shown(results, patients, monkeypatch, 100).split("\n\n")[0].split())
    assert head.startswith("A fictional sample")
    assert "informs a referral and recommends nothing" in head


@pytest.mark.parametrize(("columns", "lines"), [(80, 170), (100, LINES), (140, LINES)])
def test_the_demo_fits_its_terminal(
    results: list[MatchResult], patients: list[Patient], monkeypatch: pytest.MonkeyPatch, columns: int, lines: int
) -> None:
    text = shown(results, patients, monkeypatch, columns).splitlines()
    assert len(text) <= lines
    assert max(map(len, text)) <= columns


def test_each_chosen_profile_is_shown_with_four_trials_and_its_reason(
    results: list[MatchResult], patients: list[Patient], monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = shown(results, patients, monkeypatch, 140).split("\n\n")[1:-1]
    assert len(blocks) == len(CHOSEN)
    for chosen, block in zip(CHOSEN, blocks, strict=True):
        assert block.startswith(f"{chosen.profile_id}  {chosen.why}")
        assert sum(line.startswith("NCT") for line in block.splitlines()) == 4


def test_a_washout_is_shown_with_the_day_on_which_it_ends(
    results: list[MatchResult], patients: list[Patient], monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = shown(results, patients, monkeypatch, 140).split("\n\n")
    (block,) = [each for each in blocks if each.startswith("sample-02")]
    (result,) = [each for each in results if each.profile_id == "sample-02"]
    first = in_order(result.matches)[0]
    assert first.nct_id in block
    assert f"(ends on day {first.earliest_eligible_in_days})" in block


def test_the_last_line_counts_every_pair(
    results: list[MatchResult], patients: list[Patient], monkeypatch: pytest.MonkeyPatch
) -> None:
    last = " ".join(shown(results, patients, monkeypatch, 100).split("\n\n")[-1].split())
    pairs = [match for result in results for match in result.matches]
    assert last.startswith(f"All 24 profiles against all 13 trials, {len(pairs)} pairs:")
    for verdict in ("eligible", "undetermined", "ineligible"):
        assert f"{sum(match.verdict == verdict for match in pairs)} {verdict}" in last
