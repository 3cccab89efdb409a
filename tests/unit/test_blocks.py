"""Lines and items: wrapping, nesting, restarts, run-on lists."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from criteria.text.blocks import Item, items_of, lines_of
from criteria.text.normalise import normalise

Tree = list[Any]
"""An item is its words, or its words with a list of what hangs below it."""


def text_of(written: str) -> str:
    return normalise(dedent(written).strip("\n")).text


def lines(written: str) -> list[str]:
    text = text_of(written)
    return [text[each.start : each.end] for each in lines_of(text, 0, len(text))]


def tree(written: str) -> Tree:
    text = text_of(written)
    return [_drawn(each, text) for each in items_of(list(lines_of(text, 0, len(text))))]


def _drawn(item: Item, text: str) -> Any:
    words = " / ".join(part.strip() for part in text[item.start : item.end].split("\n"))
    return (words, [_drawn(each, text) for each in item.children]) if item.children else words


# -- lines --------------------------------------------------------------------------------------------------


def test_lines_come_without_marker_white_space_and_emphasis() -> None:
    assert lines("**Inclusion Criteria**\n\n  * _Consent_ \n\t- Adult\r\n#  Notes") == [
        "Inclusion Criteria",
        "Consent",
        "Adult",
        "Notes",
    ]


@pytest.mark.parametrize("written", ["", "\n\n \t\n", "*", "***", "* ", "# #", "____"])
def test_a_line_without_words_is_none(written: str) -> None:
    assert lines(written) == []


@pytest.mark.parametrize("line", ["1.", "(a)", "-x", "."])
def test_a_marker_without_words_is_itself_the_words(line: str) -> None:
    assert lines(line) == [line]


def test_an_escaped_marker_is_a_marker() -> None:
    assert lines("1\\. Consent\n\\- Adult") == ["Consent", "Adult"]


def test_the_indent_counts_a_tab_as_four() -> None:
    text = "* one\n  * two\n\t* three"
    assert [each.indent for each in lines_of(text, 0, len(text))] == [0, 2, 4]


def test_a_line_knows_the_blank_line_before_it() -> None:
    text = "* one\n\n* two\n* three"
    assert [each.after_blank for each in lines_of(text, 0, len(text))] == [False, True, False]


def test_labels_in_one_line_with_their_lists_are_cut() -> None:
    assert lines("Inclusion: 1. Lupus for a year. 2. Consent. Exclusion: 1. Pregnancy. 2. HIV") == [
        "Inclusion:",
        "Lupus for a year.",
        "Consent.",
        "Exclusion:",
        "Pregnancy.",
        "HIV",
    ]


def test_a_heading_glued_to_the_line_before_is_cut() -> None:
    assert lines("* Written consent. Exclusion Criteria:\n* HIV") == ["Written consent.", "Exclusion Criteria:", "HIV"]
    assert lines("* Adult; Key Exclusion Criteria: HIV") == ["Adult;", "Key Exclusion Criteria:", "HIV"]


def test_the_word_within_a_sentence_is_no_label() -> None:
    written = "* Meets the other inclusion criteria: all of them"
    assert lines(written) == ["Meets the other inclusion criteria: all of them"]


@pytest.mark.parametrize(
    "written",
    [
        "1. Adult. 2. Lupus. 3. Consent.",
        "(i) Adult. (ii) Lupus. (iii) Consent.",
        "a) Adult. b) Lupus. c) Consent.",
        "① Adult. ② Lupus. ③ Consent.",
        "* 1. Adult. 2. Lupus. 3. Consent.",
        "4. Adult. 5. Lupus. 6. Consent.",
        "1、Adult. 2、Lupus. 3、Consent.",
    ],
)
def test_a_run_on_list_gives_a_line_an_item(written: str) -> None:
    assert lines(written) == ["Adult.", "Lupus.", "Consent."]


@pytest.mark.parametrize(
    "written",
    [
        "* AST at most\n  1.5 x ULN",
        "* Less than\n  7.5 mg daily",
        "* 2.5 mg daily or more",
        "1.73 m2 or less",
    ],
)
def test_a_figure_is_no_marker(written: str) -> None:
    assert lines(written)[-1] == written.rsplit("\n", 1)[-1].removeprefix("* ").strip()


# -- items --------------------------------------------------------------------------------------------------


def test_deeper_bullets_hang_below() -> None:
    assert tree("""
        Inclusion Criteria:
        * Lupus
          * with nephritis
          * or with vasculitis
            1. of the skin
            2. of the gut
        * Consent
        """) == [
        "Inclusion Criteria:",
        ("Lupus", ["with nephritis", ("or with vasculitis", ["of the skin", "of the gut"])]),
        "Consent",
    ]


def test_a_new_kind_of_marker_goes_below_without_an_indent() -> None:
    assert tree("1. Lupus\na. for a year\nb. with nephritis\n2. Consent") == [
        ("Lupus", ["for a year", "with nephritis"]),
        "Consent",
    ]
    assert tree("1. Lupus\n* for a year\n* with nephritis\n2. Consent") == [
        ("Lupus", ["for a year", "with nephritis"]),
        "Consent",
    ]


def test_a_known_kind_of_marker_goes_back_to_its_level() -> None:
    assert tree("1. Lupus\n(a) of a kind\n(i) rare\n(ii) common\n(b) of a year\n2. Consent") == [
        ("Lupus", [("of a kind", ["rare", "common"]), "of a year"]),
        "Consent",
    ]


def test_numbers_that_restart_deeper_are_nested() -> None:
    assert tree("1. Lupus\n   1. for a year\n   2. with nephritis\n2. Consent") == [
        ("Lupus", ["for a year", "with nephritis"]),
        "Consent",
    ]


def test_numbers_that_restart_at_the_same_indent_stand_beside() -> None:
    assert tree("1. Lupus\n2. Consent\n\n1. HIV\n2. Pregnancy") == ["Lupus", "Consent", "HIV", "Pregnancy"]


def test_bullets_of_two_glyphs_at_one_indent_stand_beside() -> None:
    assert tree("* Lupus\n- Consent\n• Adult") == ["Lupus", "Consent", "Adult"]


def test_a_deeper_bullet_of_another_glyph_hangs_below() -> None:
    assert tree("* Lupus\n  - for a year\n    • at least\n* Consent") == [
        ("Lupus", [("for a year", ["at least"])]),
        "Consent",
    ]


def test_a_section_heading_starts_afresh() -> None:
    assert tree("Inclusion Criteria\n  * Lupus\n    * for a year\nExclusion Criteria\n    * HIV") == [
        ("Inclusion Criteria", [("Lupus", ["for a year"])]),
        ("Exclusion Criteria", ["HIV"]),
    ]


def test_a_line_without_marker_goes_on_with_its_bullet() -> None:
    assert tree("* Lupus that\n  goes on here\n* Consent") == ["Lupus that / goes on here", "Consent"]


def test_a_line_set_apart_hangs_below_when_deeper() -> None:
    assert tree("* Lupus\n\n  Note on lupus\n* Consent") == [("Lupus", ["Note on lupus"]), "Consent"]


def test_a_line_set_apart_at_the_margin_stands_alone() -> None:
    assert tree("* Lupus\n\nA note at the end") == ["Lupus", "A note at the end"]


def test_a_bold_line_goes_on_with_nothing() -> None:
    assert tree("* Lupus\n**Cohort B**\n* Consent") == ["Lupus", "Cohort B", "Consent"]


def test_a_ninth_letter_is_no_first_roman_numeral() -> None:
    letters = "abcdefghijk"
    assert tree("\n".join(f"{each}. Part {each.upper()}" for each in letters)) == [
        f"Part {each.upper()}" for each in letters
    ]


def test_a_roman_numeral_below_a_letter_is_nested() -> None:
    assert tree("a. Lupus\ni. for a year\nii. with nephritis\nb. Consent") == [
        ("Lupus", ["for a year", "with nephritis"]),
        "Consent",
    ]


def test_circled_digits_stand_beside() -> None:
    assert tree("① Lupus\n② Consent\n③ Adult") == ["Lupus", "Consent", "Adult"]


def test_an_item_reaches_to_the_end_of_what_hangs_below_it() -> None:
    text = "* Lupus\n  * for a year\n    * or more\n* Consent"
    first, second = items_of(list(lines_of(text, 0, len(text))))
    assert text[first.start : first.reach] == "Lupus\n  * for a year\n    * or more"
    assert second.reach == second.end == len(text)


@pytest.mark.parametrize(
    "heading",
    [
        "Exclusion Criteria",
        "EXCLUSION CRITERIA:",
        "Key Exclusion Criteria",
        "**Exclusion Criteria:**",
        "Exclusion Criteria for all participants:",
        "Exclusion Criteria - Cohort A",
        "Patients will be excluded if they have:",
        "Subjects must not have:",
        "Who cannot join:",
        "[Vasculitis]",
    ],
)
def test_a_heading_right_below_a_bullet_is_no_part_of_it(heading: str) -> None:
    assert tree(f"* Lupus\n{heading}\n* HIV")[0] == "Lupus"


# -- paragraphs of a fixed width, lists inside an item ------------------------------------------------------

WIDE = """
Adults with lupus that was diagnosed at least six months before they signed the form and that is
still active at screening.

Steroids at more than 20 mg of prednisone a day, or the equivalent of another one, at screening,
unless they are inhaled, applied to the skin, or given as a replacement because of an adrenal
insufficiency.

Consent
Adult
"""


def test_a_paragraph_broken_at_a_fixed_width_is_one_item() -> None:
    first, second, *rest = tree(WIDE)
    assert first.endswith("still active at screening.")
    assert second.endswith("adrenal / insufficiency.")
    assert rest == ["Consent", "Adult"]


def test_lines_that_had_room_for_more_are_items_of_their_own() -> None:
    short = WIDE.replace("and that is\nstill active", "\nstill active")
    assert len(tree(short)) == len(tree(WIDE)) + 1


def test_a_number_goes_on_with_the_list_it_counts_in() -> None:
    written = """
        3. Consent
        4. One of:
           1. Lupus
           2. Myositis
           3. Vasculitis

              5. Adult
        6. Platelets
    """
    assert tree(written) == ["Consent", ("One of:", ["Lupus", "Myositis", "Vasculitis"]), "Adult", "Platelets"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("* Blood counts: a. ANC 1.5 b. Platelets 50", ("Blood counts:", ["ANC 1.5", "Platelets 50"])),
        ("* Organs: 1) ALT 40; 2) Creatinine 1.5", ("Organs:", ["ALT 40;", "Creatinine 1.5"])),
        ("* Vitamin a. or b. is taken", "Vitamin a. or b. is taken"),
        ("* Counts: a. ANC 1.5 and c. Platelets", "Counts: a. ANC 1.5 and c. Platelets"),
    ],
)
def test_a_list_inside_an_item(line: str, expected: Any) -> None:
    assert tree(line) == [expected]
