"""What a single result says: its number, its sign (positive or negative), its place on a scale."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from criteria.lexicon import Lexicon
from matcher.kleene import Truth
from matcher.population.facts import Fact

__all__ = [
    "ABOVE",
    "ANTINUCLEAR",
    "ANTINUCLEAR_NEGATIVE",
    "ANTINUCLEAR_POSITIVE",
    "BELOW",
    "NEGATIVE",
    "NOT_ABOVE",
    "NOT_BELOW",
    "POSITIVE",
    "TITER",
    "Amount",
    "amount",
    "grade_sets",
    "is_result",
    "polarity",
    "sign_of_words",
]

POSITIVE = frozenset(
    {
        *("positive", "detected", "detectable", "reactive", "present", "met", "yes"),
        *("elevated", "high", "abnormal", "increased", "+"),
    }
)
NEGATIVE = frozenset(
    {
        *("negative", "not detected", "undetectable", "undetected", "nonreactive", "non-reactive"),
        *("absent", "not present", "not met", "no", "normal", "-"),
    }
)
ABOVE = frozenset({"elevated", "high", "positive", "above", "abnormal", "increased"})
NOT_ABOVE = frozenset({"normal", "negative", "low", "decreased", "reduced", "below"})
BELOW = frozenset({"low", "decreased", "reduced", "below"})
NOT_BELOW = frozenset({"normal", "high", "elevated", "increased", "above", "positive"})

TITER = "{titer}"
ANTINUCLEAR = "antinuclear antibody"
ANTINUCLEAR_POSITIVE = 80.0
ANTINUCLEAR_NEGATIVE = 40.0

_TITRE = re.compile(r"1\s?[:/]\s?(\d{1,7})")
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?")
_GENOME = re.compile(r"\b[dr]na$")


class Amount(msgspec.Struct, frozen=True):
    """A number with its unit."""

    value: float
    unit: str | None


def amount(fact: Fact) -> Amount | None:
    """The number of a result: as a number, as a titre ("1:80" is 80), or as a number that was written as text."""
    if fact.value is not None:
        return Amount(fact.value, fact.unit)
    if fact.text is None:
        return None
    if titre := _TITRE.fullmatch(fact.text):
        return Amount(float(titre[1]), fact.unit or TITER)
    return Amount(float(fact.text), fact.unit) if _NUMBER.fullmatch(fact.text) else None


def is_result(fact: Fact) -> bool:
    """Whether a record of a test says anything: a value, words, or a finding that was listed among the conditions."""
    return fact.value is not None or fact.text is not None or _among_conditions(fact)


def _among_conditions(fact: Fact) -> bool:
    return fact.pointer.startswith("/conditions/")


# -- positive or negative -------------------------------------------------------------------------------------


def polarity(fact: Fact, lexicon: Lexicon) -> Truth:
    """True for a positive result, False for a negative one, None where it cannot be told."""
    number = amount(fact)
    if number is not None:
        return _titre_sign(fact, number) if number.unit == TITER else _number_sign(fact, number, lexicon)
    if fact.text is not None:
        return sign_of_words(fact.text)
    return True if _among_conditions(fact) and fact.status not in {"resolved", "inactive"} else None


def sign_of_words(text: str) -> Truth:
    """The sign of a result in words: "positive for IgG" is True, "not detected" False, "pending" None."""
    words = text.strip()
    if words in POSITIVE or words.startswith("positive "):
        return True
    return False if words in NEGATIVE or words.startswith("negative ") else None


def _titre_sign(fact: Fact, number: Amount) -> Truth:
    if fact.concept != ANTINUCLEAR:
        return number.value > 0
    if number.value >= ANTINUCLEAR_POSITIVE:
        return True
    return False if number.value < ANTINUCLEAR_NEGATIVE else None


def _number_sign(fact: Fact, number: Amount, lexicon: Lexicon) -> Truth:
    """Against the laboratory's own limit; without one only nothing at all, or copies of a genome, can be told."""
    if fact.range_high is not None:
        return number.value > fact.range_high
    if number.value == 0:
        return False
    return True if number.value > 0 and _counts_a_genome(fact, lexicon) else None


def _counts_a_genome(fact: Fact, lexicon: Lexicon) -> bool:
    concept = lexicon.concepts.get(fact.concept)
    unit = fact.unit or (concept.unit if concept else None) or ""
    return bool(_GENOME.search(fact.concept.casefold())) and ("copies" in unit or "IU" in unit)


# -- grades ---------------------------------------------------------------------------------------------------

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_LEADING = re.compile(r"(?:(?:class|grade|stage|type|category)\s{1,3})+")
_PARTS = re.compile(r"\s?[+/,&]\s?|\sand\s")
_ARABIC = re.compile(r"(\d{1,2})([a-z]?)")
_LETTERED = re.compile(r"([ivx]{1,4}|\d{1,2})([a-z])")


def grade_sets(text: str, scale: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """What a class may mean on a scale: "III+V" is one set of two, "III" on a scale of IIIa and IIIb is two sets.

    Empty where it is not understood.
    """
    steps = {step.casefold(): step for step in scale}
    words = _LEADING.sub("", text.strip().casefold())
    parts = [_on_scale(part.strip(), steps) for part in _PARTS.split(words)]
    if not all(parts) or (len(parts) > 1 and any(len(part) > 1 for part in parts)):
        return ()
    if len(parts) == 1:
        return tuple(frozenset((step,)) for step in parts[0])
    return (frozenset(step for part in parts for step in part),)


def _on_scale(part: str, steps: dict[str, str]) -> tuple[str, ...]:
    """The steps that a part of a class stands for, as the scale spells them: one, or all letters of a stem."""
    for spelled in _spellings(part):
        if spelled in steps:
            return (steps[spelled],)
        lettered = [name for key, name in steps.items() if (m := _LETTERED.fullmatch(key)) and m[1] == spelled]
        if lettered:
            return tuple(lettered)
    return ()


def _spellings(part: str) -> Iterator[str]:
    """A step as written, then with Roman and Arabic numerals exchanged: "3b" and "iiib"."""
    yield part
    if (arabic := _ARABIC.fullmatch(part)) and 1 <= int(arabic[1]) <= len(_ROMAN):
        yield _ROMAN[int(arabic[1]) - 1] + arabic[2]
    stem, letter = (part, "") if part in _ROMAN else (part[:-1], part[-1:])
    if stem in _ROMAN:
        yield f"{_ROMAN.index(stem) + 1}{letter}"
