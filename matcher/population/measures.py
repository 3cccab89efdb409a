"""A measured value as a fact: its unit understood, its size possible, or a reason why it is not used."""

from __future__ import annotations

import re
from collections.abc import Mapping

from criteria.lexicon import Concept, canonical_unit, convert
from matcher.population.facts import Fact, UnresolvedFact
from matcher.population.guard import refuse
from matcher.population.schema import DoseEntry, ObservationEntry

__all__ = ["ALTERNATIVES", "as_value", "dose_of", "measured", "unmistakable"]

# Units in which a value is also reported, by the unit that the lexicon keeps it in: what a missing unit may have been.
ALTERNATIVES: Mapping[str, tuple[str, ...]] = {
    "%": ("1",),
    "/uL": ("10*9/L", "10*3/uL"),
    "1": ("%",),
    "10*12/L": ("10*6/uL", "/uL"),
    "10*3/uL": ("/uL",),
    "10*6/L": ("10*9/L",),
    "10*9/L": ("/uL",),
    "Cel": ("[degF]",),
    "U/L": ("ukat/L",),
    "[IU]/L": ("[IU]/mL", "m[IU]/L"),
    "[IU]/mL": ("[IU]/L", "k[IU]/mL"),
    "cm": ("m", "mm", "[in_i]"),
    "g/L": ("g/dL", "mg/dL", "mg/L"),
    "g/d": ("mg/d",),
    "g/dL": ("g/L", "mg/dL"),
    "g/g": ("mg/g",),
    "kg": ("g", "[lb_av]"),
    "kg/m2": (),
    "m[IU]/L": ("[IU]/L",),
    "mL/min": ("mL/s", "L/min"),
    "mL/min/{1.73_m2}": ("mL/s/{1.73_m2}",),
    "mg/L": ("mg/dL", "g/L", "ug/L"),
    "mg/d": ("g/d",),
    "mg/dL": ("mg/L", "g/L"),
    "mg/g": ("g/g",),
    "mm[Hg]": ("kPa",),
    "mmol/L": ("umol/L",),
    "ms": ("s",),
    "ng/mL": ("pg/mL", "ug/mL"),
    "nmol/L": ("pmol/L", "umol/L"),
    "pg/mL": ("ng/mL",),
    "pmol/L": ("nmol/L",),
    "s": ("ms", "min"),
    "ug/L": ("mg/L", "ng/L"),
    "umol/L": ("mmol/L", "nmol/L"),
}

_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,3})?")


def measured(entry: ObservationEntry, concept: Concept, where: str) -> Fact | UnresolvedFact:
    """A result as a fact; refuses a value that no body can have."""
    value, text = as_value(entry.value)
    unit = canonical_unit(entry.unit) if entry.unit else None
    if value is not None and concept.kind == "number" and (why := _unusable(entry, value, unit, concept)):
        return UnresolvedFact(pointer=where, reason=why)
    if value is not None and not _possible(value, unit, entry.unit, concept):
        raise refuse(f"lies outside what is possible for {concept.id}", f"{where}/value")
    if value is not None and entry.unit is None and unmistakable(value, concept):
        unit = concept.unit
    return Fact(
        pointer=where,
        domain="observation",
        concept=concept.id,
        negated=entry.negated,
        start=entry.days_before,
        end=entry.days_before,
        value=value,
        text=text,
        unit=unit or (entry.unit.strip() if entry.unit else None),
        range_low=entry.range_low,
        range_high=entry.range_high,
    )


def as_value(given: float | str | None) -> tuple[float | None, str | None]:
    """A number, or words in lower case; a number that was written as text is a number."""
    if given is None or not isinstance(given, str):
        return given, None
    words = " ".join(given.lower().split())
    return (float(words), None) if _NUMBER.fullmatch(words) else (None, words or None)


def _unusable(entry: ObservationEntry, value: float, unit: str | None, concept: Concept) -> str | None:
    if not entry.unit or concept.unit is None:
        return None
    if unit is None:
        return f"the unit is not known; {concept.id} is understood in {concept.unit}"
    if convert(value, unit, concept.unit, concept) is None:
        return f"the unit does not convert to {concept.unit}"
    return None


def _possible(value: float, unit: str | None, given: str | None, concept: Concept) -> bool:
    """Whether a value is one that a body can have; what cannot be compared is given the benefit of the doubt."""
    if concept.unit is None:
        comparable = given is None or unit == "1" or (unit or "").startswith("{")
        return not comparable or _within(value, concept)
    if unit is None:
        return True
    converted = convert(value, unit, concept.unit, concept)
    return converted is None or _within(converted, concept)


def _within(value: float, concept: Concept) -> bool:
    low, high = concept.low, concept.high
    return (low is None or value >= low) and (high is None or value <= high)


def unmistakable(value: float, concept: Concept) -> bool:
    """Whether a value without a unit is possible in the concept's own unit and in no other that is in use for it."""
    if concept.unit is None or (concept.low is None and concept.high is None) or not _within(value, concept):
        return False
    others = {*concept.factors, *ALTERNATIVES.get(concept.unit, ())}
    converted = [convert(value, other, concept.unit, concept) for other in sorted(others)]
    return not any(_within(each, concept) for each in converted if each is not None and each != value)


def dose_of(entry: DoseEntry | None) -> tuple[float | None, str | None]:
    """A dose with its unit as UCUM; a unit that is not known stays as written and converts to nothing."""
    if entry is None or entry.value is None:
        return None, None
    unit = (canonical_unit(entry.unit) or entry.unit) if entry.unit else None
    return entry.value, unit
