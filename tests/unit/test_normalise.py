"""Reversible normalisation: what is repaired, what is left alone, and the way back to the source."""

from __future__ import annotations

import pytest

from criteria.text.normalise import Normalised, normalise

ERASED = "\u200b\ufeff\u00ad"

REPAIRS = {
    # escapes of markdown
    r"Adults \>= 18": "Adults ≥ 18",
    r"Weight \> 40 kg": "Weight > 40 kg",
    r"CRP \< 10": "CRP < 10",
    r"1\. Consent": "1. Consent",
    r"\- Consent": "- Consent",
    r"\* Consent": "* Consent",
    r"anti\_CD19 \[IgG\]": "anti_CD19 [IgG]",
    r"one \\ two": r"one \ two",
    # a backslash before a letter escapes nothing, one at the end neither
    r"mg\kg": r"mg\kg",
    "up to\\": "up to\\",
    # comparators in two signs
    "eGFR >= 60": "eGFR ≥ 60",
    "eGFR => 60": "eGFR ≥ 60",
    "ALT =< 90": "ALT ≤ 90",
    "ALT <= 90": "ALT ≤ 90",
    r"ALT =\< 90": "ALT ≤ 90",
    r"ALT \<\= 90": "ALT ≤ 90",
    "ALT ≤= 90": "ALT ≤ 90",
    "eGFR ≧ 60": "eGFR ≥ 60",
    "ALT ≦ 90": "ALT ≤ 90",
    "ALT ＜＝ 90": "ALT ≤ 90",
    # a space parts two signs, and neither sign alone is touched
    "ALT < = 90": "ALT < = 90",
    "p = 3 > 2": "p = 3 > 2",
    # full width
    "（１）Ａｇｅ：２０～６５": "(1)Age:20~65",
    "狼疮，肾炎；血管炎。": "狼疮,肾炎;血管炎.",
    "1、Consent": "1, Consent",
    "【SLE】": "[SLE]",
    "５０％": "50%",
    # exponents and units
    "50 × 10⁹/L": "50 × 10^9/L",
    "1.73 m²": "1.73 m2",
    "100⁹": "1009",
    "10⁻": "10⁻",
    "CD19⁺": "CD19⁺",
    "C₃": "C3",
    # roman glyphs
    "class Ⅲ or Ⅳ": "class III or IV",
    "grade ⅱ": "grade ii",
    # dashes, quotes, times, spaces
    "12–24 weeks — stable": "12-24 weeks - stable",
    "Rituxan® infusion, Benlysta™": "Rituxan infusion, Benlysta",
    "the patient’s “own” choice": 'the patient\'s "own" choice',
    "3 ✕ ULN": "3 × ULN",
    "5 μg": "5 µg",
    "3\u00a0months\u2009only": "3 months only",
    # what is left alone
    "① Consent ② Age": "① Consent ② Age",
    "Sjögren, naïve, β-hCG ± 2": "Sjögren, naïve, β-hCG ± 2",
    "line\n\tline\r\n": "line\n\tline\r\n",
    "zero\u200bwidth, soft\u00adhyphen, \ufeffmark": "zerowidth, softhyphen, mark",
    "": "",
}


@pytest.mark.parametrize(("source", "expected"), REPAIRS.items(), ids=[f"{each!a}" for each in REPAIRS])
def test_a_repair(source: str, expected: str) -> None:
    assert normalise(source).text == expected


def check_ranges(source: str, made: Normalised) -> None:
    """Every character has a range in the source; ranges run forward; only what was erased lies in none."""
    assert len(made.text) == len(made.starts) == len(made.ends)
    covered: set[int] = set()
    before = (0, 0)
    for here in zip(made.starts, made.ends, strict=True):
        assert 0 <= here[0] < here[1] <= len(source)
        assert here == before or here[0] >= before[1]
        covered.update(range(*here))
        before = here
    assert {source[place] for place in range(len(source)) if place not in covered} <= set(ERASED)


@pytest.mark.parametrize("source", REPAIRS, ids=[f"{each!a}" for each in REPAIRS])
def test_every_character_knows_where_it_came_from(source: str) -> None:
    check_ranges(source, normalise(source))


@pytest.mark.parametrize(
    ("source", "words", "quoted"),
    [
        (r"* Age \>= 18 years", "≥", r"\>="),
        (r"* Age \>= 18 years", "≥ 18", r"\>= 18"),
        (r"* Age \>= 18 years", "Age", "Age"),
        ("ALT ＜＝ 90", "≤", "＜＝"),
        ("50 × 10⁹/L", "^9", "⁹"),
        ("50 × 10⁹/L", "10^9/L", "10⁹/L"),
        ("class Ⅲ or Ⅳ", "III", "Ⅲ"),
        ("class Ⅲ or Ⅳ", "III or IV", "Ⅲ or Ⅳ"),
        ("1、Consent", ", ", "、"),
        ("Rituxan® infusion", "Rituxan", "Rituxan®"),
        ("soft\u00adhyphen", "softhyphen", "soft\u00adhyphen"),
        (r"anti\_CD19 \[IgG\]", "[IgG]", r"\[IgG\]"),
    ],
)
def test_a_range_quotes_the_source(source: str, words: str, quoted: str) -> None:
    made = normalise(source)
    start = made.text.index(words)
    assert made.span(start, start + len(words)).of(source) == quoted


def test_a_text_of_plain_words_stays_as_it_is() -> None:
    source = "Inclusion Criteria:\n\n* Willing to give written consent; aged 18 to 70\n"
    made = normalise(source)
    assert made.text == source
    assert made.starts == tuple(range(len(source)))
    assert made.ends == tuple(range(1, len(source) + 1))


def test_an_escaped_sign_joins_its_neighbour_once() -> None:
    assert normalise(r"\>\=\= 3").text == "≥ 3"
    assert normalise(">>= 3").text == ">≥ 3"
