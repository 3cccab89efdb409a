"""A patient as the rules see one: facts under the lexicon's names, times in days before the index date."""

from __future__ import annotations

from typing import Literal

import msgspec

from criteria.lexicon import Domain

__all__ = ["OLDEST", "Fact", "Location", "Patient", "Sex", "UnresolvedFact"]

Sex = Literal["female", "male"]

OLDEST = 90.0
"""An age that stands for itself and all above: nobody's is given more exactly."""


class Fact(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One fact: "rituximab from 300 to 60 days before the index date, inadequate response".

    `domain` is the home of the concept, wherever the profile had it; `pointer` the place in the profile. `start` is
    the onset, the start or the day of a result, `end` the abatement or the end (0: still going on). `text` is a
    result in words, lower-case; `unit` is UCUM, None where it was not given and could be mistaken.
    """

    pointer: str
    domain: Domain
    concept: str
    negated: bool = False
    start: float | None = None
    end: float | None = None
    status: str | None = None
    response: str | None = None
    value: float | None = None
    text: str | None = None
    unit: str | None = None
    range_low: float | None = None
    range_high: float | None = None
    dose: float | None = None
    dose_unit: str | None = None


class UnresolvedFact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that could not be used: where it stands, why, and what may have been meant; never its value."""

    pointer: str
    reason: str
    suggestions: tuple[str, ...] = ()


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """Where the patient lives, coarsely: country, the first characters of the postal code, a rounded position."""

    country: str | None = None
    postal_prefix: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Patient(msgspec.Struct, frozen=True, kw_only=True):
    """A resolved profile. In a `closed` domain no record means never; elsewhere it means not known."""

    profile_id: str
    age_years: float | None = None
    sex: Sex | None = None
    closed: frozenset[Domain] = frozenset()
    facts: tuple[Fact, ...] = ()
    location: Location | None = None
    unresolved: tuple[UnresolvedFact, ...] = ()
