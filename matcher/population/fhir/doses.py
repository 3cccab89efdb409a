"""A dosage as a dose for a day, where it is written so that it can be none other."""

from __future__ import annotations

from criteria.lexicon import canonical_unit, convert
from matcher.population.fhir.resources import Dosage, Repeat
from matcher.population.schema import DoseEntry

__all__ = ["daily_dose"]

_PER_DAY = {"h": 24.0, "d": 1.0, "wk": 1 / 7}


def daily_dose(dosages: tuple[Dosage, ...]) -> DoseEntry | None:
    """The dose for a day: "5 mg, twice in 1 day" is 10 mg/d; None for tapers, tablets and what is taken as needed."""
    if len(dosages) != 1 or dosages[0].as_needed_boolean or dosages[0].as_needed_codeable_concept is not None:
        return None
    (dosage,) = dosages
    quantity = dosage.dose_and_rate[0].dose_quantity if len(dosage.dose_and_rate) == 1 else None
    if quantity is None or quantity.value is None or quantity.comparator:
        return None
    unit = canonical_unit(quantity.code or quantity.unit or "")
    times = _times_a_day(dosage.timing.repeat if dosage.timing else None)
    if unit is None or times is None or convert(1.0, unit, "mg") is None or quantity.value < 0:
        return None
    return DoseEntry(value=quantity.value * times, unit=f"{unit}/d")


def _times_a_day(repeat: Repeat | None) -> float | None:
    if repeat is None or repeat.period_max or repeat.frequency_max or repeat.day_of_week:
        return None
    days = _PER_DAY.get(repeat.period_unit or "")
    if days is None or not repeat.period or not repeat.frequency:
        return None
    return repeat.frequency / repeat.period * days
