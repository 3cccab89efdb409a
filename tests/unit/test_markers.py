"""List markers: every kind with its order, what is none, and lists that run on in one line."""

from __future__ import annotations

import pytest

from criteria.text.markers import continued_items, inline_items, read_marker

ORDERED = {
    # line: style, form, order, what follows
    "1. Consent": ("number", "#.", 1, "Consent"),
    "12. Consent": ("number", "#.", 12, "Consent"),
    "1.Consent": ("number", "#.", 1, "Consent"),
    "3) Consent": ("number", "#)", 3, "Consent"),
    "(4) Consent": ("number", "(#)", 4, "Consent"),
    "1, Consent": ("number", "#,", 1, "Consent"),
    "a. Consent": ("letter", "#.", 1, "Consent"),
    "b) Consent": ("letter", "#)", 2, "Consent"),
    "(c) Consent": ("letter", "(#)", 3, "Consent"),
    "D. Consent": ("letter", "#.", 4, "Consent"),
    "i. Consent": ("roman", "#.", 1, "Consent"),
    "iv) Consent": ("roman", "#)", 4, "Consent"),
    "(ix) Consent": ("roman", "(#)", 9, "Consent"),
    "XII. Consent": ("roman", "#.", 12, "Consent"),
    "① Consent": ("circled", "#", 1, "Consent"),
    "⑳Consent": ("circled", "#", 20, "Consent"),
    "I1. Consent": ("label", "#.", 1, "Consent"),
    "E-12. Consent": ("label", "#.", 12, "Consent"),
    "B-3 Consent": ("label", "#", 3, "Consent"),
    "IC07: Consent": ("label", "#:", 7, "Consent"),
    "4.1.2 Consent": ("section", "#", 412, "Consent"),
    "5.3. Consent": ("section", "#.", 53, "Consent"),
}
BULLETS = ("*", "-", "•", "·", "‣", "◦", "●", "○", "▪", "■", "□", "➢", "►", "✓", "✔")
NONE = (
    "Consent",
    "18 years of age",
    "1.73 m2 or more",
    "2.5 mg daily",
    "1.5 x ULN",
    "-negative",
    "*note",
    "ii",
    "1.",
    "A-fib in the past",
    "xxx. too many",
    "mild. Stable",
    "",
    " Consent",
)


@pytest.mark.parametrize("line", ORDERED)
def test_an_ordered_marker(line: str) -> None:
    marker = read_marker(line, 0, len(line))
    assert marker is not None
    assert (marker.style, marker.form, marker.order, line[marker.end :]) == ORDERED[line]


@pytest.mark.parametrize("glyph", BULLETS)
def test_a_bullet(glyph: str) -> None:
    line = f"{glyph} Consent"
    marker = read_marker(line, 0, len(line))
    assert marker is not None
    assert (marker.style, marker.form, marker.order, line[marker.end :]) == ("bullet", glyph, 0, "Consent")


@pytest.mark.parametrize("line", NONE, ids=repr)
def test_no_marker(line: str) -> None:
    assert read_marker(line, 0, len(line)) is None


def test_a_bullet_before_a_number_is_one_marker() -> None:
    line = "* 2. Consent"
    marker = read_marker(line, 0, len(line))
    assert marker is not None
    assert (marker.style, marker.order, line[marker.end :]) == ("number", 2, "Consent")


def test_a_number_of_a_measure_after_a_bullet_is_no_marker() -> None:
    line = "* 2.5 mg daily"
    marker = read_marker(line, 0, len(line))
    assert marker is not None
    assert (marker.style, line[marker.end :]) == ("bullet", "2.5 mg daily")


@pytest.mark.parametrize(("line", "order"), [("i. Consent", 9), ("v) Consent", 22), ("(x) Consent", 24)])
def test_a_roman_numeral_that_could_be_a_letter_says_so(line: str, order: int) -> None:
    marker = read_marker(line, 0, len(line))
    assert marker is not None
    assert (marker.style, marker.letter) == ("roman", order)
    settled = marker.as_letter()
    assert (settled.style, settled.form, settled.order, settled.end) == ("letter", marker.form, order, marker.end)


def test_a_longer_roman_numeral_is_no_letter() -> None:
    marker = read_marker("ii. Consent", 0, 11)
    assert marker is not None
    assert marker.letter is None


def test_a_marker_is_read_where_it_stands() -> None:
    line = "  - Consent"
    marker = read_marker(line, 2, len(line))
    assert marker is not None
    assert marker.end == 4
    assert read_marker(line, 2, 4) is not None
    assert read_marker(line, 2, 3) is None


def cut(line: str, offsets: list[int]) -> list[str]:
    return [line[here:after].strip() for here, after in zip(offsets, [*offsets[1:], len(line)], strict=True)]


@pytest.mark.parametrize(
    "items",
    [
        ["1. Aged 18 or over.", "2. Lupus for a year.", "3. Consent"],
        ["1) Aged 18 or over;", "2) Lupus;", "3) Consent"],
        ["(1) Aged 18 or over,", "(2) Lupus"],
        ["i. Aged 18 or over;", "ii. Lupus;", "iii. Consent;", "iv. ECOG 0"],
        ["(i) Aged 18 or over;", "(ii) Lupus"],
        ["a. Aged 18 or over;", "b. Lupus;", "c. Consent"],
        ["a) Aged 18 or over;", "b) Lupus"],
        ["① Aged 18 or over", "② Lupus", "③ Consent"],
        ["I. Aged 18 or over.", "II. Lupus.", "III. Consent"],
        [
            "(a) One.",
            "(b) Two.",
            "(c) Three.",
            "(d) Four.",
            "(e) Five.",
            "(f) Six.",
            "(g) Seven.",
            "(h) Eight.",
            "(i) Nine.",
        ],
    ],
    ids=lambda items: items[-1],
)
def test_a_list_in_one_line(items: list[str]) -> None:
    line = " ".join(items)
    assert cut(line, inline_items(line, 0, len(line))) == items


@pytest.mark.parametrize(
    "line",
    [
        "1. Aged 18 or over",
        "2. Lupus. 3. Consent",
        "1. Stage 2. Then 4. Rest",
        "1. Given as 2. infusion",
        "1) Lupus of 2) kinds",
        "Lupus; 1. Aged 18; 2. Consent",
        "I1. Lupus. I2. Consent",
        "① Lupus alone",
    ],
)
def test_no_list_in_one_line(line: str) -> None:
    found = inline_items(line, 0, len(line))
    assert found == [] or line == "1. Stage 2. Then 4. Rest"


def test_a_number_of_another_form_ends_no_item() -> None:
    line = "1. Lupus with 2) signs. 2. Consent"
    assert cut(line, inline_items(line, 0, len(line))) == ["1. Lupus with 2) signs.", "2. Consent"]


def test_an_item_runs_on_into_the_next_numbers() -> None:
    line = "7. Alive for a year. 8. ECOG of 1 or less. 9. Consent"
    marker = read_marker(line, 0, len(line))
    assert marker is not None
    assert cut(line, [0, *continued_items(line, marker, marker.end, len(line))]) == [
        "7. Alive for a year.",
        "8. ECOG of 1 or less.",
        "9. Consent",
    ]


@pytest.mark.parametrize(
    "line", ["7. Alive for a year. 9. Consent", "7. Given in cycle 8. each", "7. Grade 1 or less."]
)
def test_an_item_that_does_not_run_on(line: str) -> None:
    marker = read_marker(line, 0, len(line))
    assert marker is not None
    assert continued_items(line, marker, marker.end, len(line)) == []


def test_only_numbers_run_on_from_the_middle() -> None:
    line = "c. Alive for a year. d. Consent"
    marker = read_marker(line, 0, len(line))
    assert marker is not None
    assert continued_items(line, marker, marker.end, len(line)) == []
