from __future__ import annotations

import io

import pytest

from criteria.reading import read_text
from criteria.stages import Stages, headed, stages_of
from matcher.explain_parse import print_stages

TEXT = (
    "Inclusion Criteria:\n\n* SLEDAI-2K score \\>= 8\n\nCohort A: Lupus nephritis\n\n* Kidney biopsy of class III\n\n"
    "Exclusion Criteria:\n\n* Rituximab within 6 months, as the blue key says\n"
)


def criteria_of(found: tuple[Stages, ...]) -> list[Stages]:
    return [each for each in found if each.kind == "criterion"]


def test_the_stages_end_in_the_criteria_of_the_reading() -> None:
    read = [each for each in read_text(TEXT)[1] if each.span is not None]
    assert [each.criterion for each in criteria_of(stages_of(TEXT))] == read


def test_headings_carry_the_section_and_cohort_they_open() -> None:
    headings = [each for each in stages_of(TEXT) if each.kind == "heading"]
    assert next((each.text, each.section) for each in headings) == ("Inclusion Criteria:", "inclusion")
    assert headings[-1].section == "exclusion"
    assert any(each.cohort is not None and "Lupus nephritis" in each.cohort for each in headings)


def test_what_a_cohorts_heading_implies_is_shown_too() -> None:
    implied = [each for each in stages_of(TEXT) if each.kind == "implied"]
    assert [each.criterion.expression for each in implied if each.criterion] == ["lupus nephritis"]


def test_phrases_have_a_kind_words_and_a_meaning() -> None:
    first = criteria_of(stages_of(TEXT))[0]
    found = {each.kind: each for each in first.phrases}
    assert found["mention"].meaning == "SLEDAI-2K"
    assert found["limit"].meaning == "≥ 8"


def test_words_that_no_table_knows_stay_words() -> None:
    last = criteria_of(stages_of(TEXT))[-1]
    assert {"blue", "key"} <= {each.text for each in last.phrases if each.kind == "word"}
    assert [each.concept for each in last.mentions] == ["rituximab"]
    assert last.mentions[0].domain == "drug"
    assert "anti-CD20 antibody" in last.mentions[0].parents


def test_what_stands_in_lists_is_deeper() -> None:
    text = headed("One of the following:\n\n  * rituximab\n  * belimumab\n", "exclusion")
    phrases = criteria_of(stages_of(text))[0].phrases
    assert {each.depth for each in phrases if each.kind == "mention"} == {2}


@pytest.mark.parametrize("section", ["inclusion", "exclusion"])
def test_a_bare_text_is_put_under_a_heading(section: str) -> None:
    (found,) = criteria_of(stages_of(headed("HIV infection", section)))  # type: ignore[arg-type]
    assert found.section == section
    assert found.criterion is not None
    assert found.criterion.category == section


@pytest.mark.parametrize(
    "text", ["", "   \n", "•", "[bold]x[/nothing]", "Inclusion Criteria:", "a" * 50_000, "(" * 400]
)
def test_any_text_has_stages_and_can_be_shown(text: str) -> None:
    stream = io.StringIO()
    print_stages("", stages_of(text), stream)
    assert stream.getvalue() or not text.strip("• \n")


@pytest.mark.parametrize("columns", [60, 80, 100, 140])
def test_the_stages_fit_their_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    stream = io.StringIO()
    assert print_stages("A title", stages_of(TEXT), stream)
    lines = stream.getvalue().splitlines()
    assert max(map(len, lines)) <= columns
    shown = " ".join(stream.getvalue().split())
    for words in ("A title", "inclusion section", "≥ 8", "unparsed", "blue"):
        assert words in shown


def test_one_criterion_may_be_asked_for() -> None:
    stream = io.StringIO()
    assert print_stages("", stages_of(TEXT), stream, only="e01")
    assert "Rituximab" in stream.getvalue()
    assert "SLEDAI" not in stream.getvalue()
    assert not print_stages("", stages_of(TEXT), io.StringIO(), only="e99")
