"""What one result says: a number with its unit and range, a titre, a class, a sign; words only where they are known."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from criteria.errors import ProfileRefused
from criteria.lexicon import Concept, canonical_unit
from matcher.population.facts import UnresolvedFact
from matcher.population.fhir.coding import meaning, plain
from matcher.population.fhir.resources import CodeableConcept, Quantity, Range, Result
from matcher.population.measures import measured
from matcher.population.readings import (
    ABOVE,
    BELOW,
    NEGATIVE,
    NOT_ABOVE,
    NOT_BELOW,
    POSITIVE,
    grade_sets,
    sign_of_words,
)
from matcher.population.schema import ObservationEntry

__all__ = ["entries_of"]

_SIDES = ABOVE | BELOW | NOT_ABOVE | NOT_BELOW
_TITRE = re.compile(r"1\s?[:/]\s?\d{1,7}")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")
_SCALE_WORDS = re.compile(r"^(?:american joint committee on cancer |ajcc )?(?:class|grade|stage|type)\s", re.IGNORECASE)
_OF_A_SCORE = frozenset({"1", "{score}", "{points}", "{grade}"})
_UCUM = "http://unitsofmeasure.org"


class _Reading(msgspec.Struct, frozen=True):
    """A value as a profile has it, or why there is none."""

    value: float | str | None = None
    unit: str | None = None
    why_not: str = ""


def entries_of(result: Result, concept: Concept, days: float | None) -> tuple[list[ObservationEntry], str]:
    """The entries for a result, and the reason where there is none: "alanine aminotransferase 90 U/L, to 40".

    A number whose sign only its interpretation tells ("12 U/mL, positive") gives two entries of one day.
    """
    sign = _interpreted(result)
    reading = _reading(result, concept)
    if reading.value is None:
        reading = _Reading(sign) if sign is not None else reading
    if reading.value is None:
        return [], reading.why_not or "without a result"
    low, high = _limits(result)
    entry = ObservationEntry(
        concept=concept.id, value=reading.value, unit=reading.unit, range_low=low, range_high=high, days_before=days
    )
    if reason := _refused(entry, concept):
        return [], reason
    signed = isinstance(reading.value, float) and high is None and sign is not None and sign_of_words(sign) is not None
    return [entry, *([_sign_entry(concept, sign, days)] if signed and sign else [])], ""


def _sign_entry(concept: Concept, sign: str, days: float | None) -> ObservationEntry:
    return ObservationEntry(concept=concept.id, value=sign, days_before=days)


def _refused(entry: ObservationEntry, concept: Concept) -> str:
    """Why a profile could not use an entry: a unit that does not convert, a value that no body can have."""
    try:
        outcome = measured(entry, concept, "")
    except ProfileRefused:
        return "its value is not possible"
    return outcome.reason if isinstance(outcome, UnresolvedFact) else ""


# -- values ---------------------------------------------------------------------------------------------------


def _reading(result: Result, concept: Concept) -> _Reading:
    if result.value_quantity is not None and result.value_quantity.value is not None:
        return _quantity(result.value_quantity, concept)
    if result.value_integer is not None:
        return _Reading(float(result.value_integer))
    if result.value_ratio is not None:
        return _ratio(result)
    if result.value_boolean is not None:
        return _Reading("positive" if result.value_boolean else "negative")
    words = [*_answers(result.value_codeable_concept), *([result.value_string] if result.value_string else [])]
    known = next((each for each in map(plain, words) if _is_understood(each, concept)), None)
    return _Reading(_written(known)) if known else _Reading(why_not="its words are not understood" if words else "")


def _quantity(quantity: Quantity, concept: Concept) -> _Reading:
    if quantity.comparator:
        return _Reading(why_not="a limit (< or >), not a value")
    unit = _unit(quantity)
    if unit in _OF_A_SCORE and concept.unit is None:
        unit = None
    known = canonical_unit(unit) if unit else None
    if unit and known is None:
        return _Reading(why_not="its unit is not known")
    return _Reading(quantity.value, known)


def _unit(quantity: Quantity) -> str | None:
    code = quantity.code if quantity.system in {None, _UCUM} else None
    return code or quantity.unit


def _ratio(result: Result) -> _Reading:
    """A titre; other ratios are quotients that name no measure."""
    parts = (result.value_ratio.numerator, result.value_ratio.denominator) if result.value_ratio else (None, None)
    above, below = (part.value if part and not part.comparator else None for part in parts)
    if above == 1 and below is not None and below == int(below) and below > 1:
        return _Reading(f"1:{int(below)}")
    return _Reading(why_not="a ratio that is no titre")


def _answers(answer: CodeableConcept | None) -> Iterator[str]:
    """What an answer says: by its code, then in its words."""
    if answer is not None:
        coded = meaning("answer", [answer])
        yield from [coded] if coded else []
        yield from (words for words in (answer.text, *(coding.display for coding in answer.coding)) if words)


def _is_understood(words: str, concept: Concept) -> bool:
    """Whether words are a number, a titre, a sign or a class: no others reach a profile."""
    low = words.strip().lower()
    if _NUMBER.fullmatch(low) or _TITRE.fullmatch(low):
        return True
    if concept.grades:
        return bool(grade_sets(_SCALE_WORDS.sub("", low), concept.grades))
    return low in _SIDES or low in POSITIVE or low in NEGATIVE


def _written(words: str) -> str:
    return _SCALE_WORDS.sub("", words.strip().lower())


# -- what the laboratory adds ---------------------------------------------------------------------------------


def _interpreted(result: Result) -> str | None:
    """The interpretation in words: "H" is "high"; None where there is none, or several that differ."""
    said = {words for each in result.interpretation if (words := meaning("answer", [each]))}
    return said.pop() if len(said) == 1 else None


def _limits(result: Result) -> tuple[float | None, float | None]:
    """The normal range, where there is one and it is in the unit of the value."""
    value = result.value_quantity
    ranges = [each for each in result.reference_range if _is_normal(each)]
    if value is None or len(ranges) != 1:
        return None, None
    return _limit(ranges[0].low, value), _limit(ranges[0].high, value)


def _is_normal(each: Range) -> bool:
    kinds = {coding.code for coding in each.type.coding} if each.type else set()
    return not kinds or "normal" in kinds


def _limit(limit: Quantity | None, value: Quantity) -> float | None:
    if limit is None or limit.comparator:
        return None
    unit, own = _unit(limit), _unit(value)
    return limit.value if unit is None or own is None or unit == own else None
