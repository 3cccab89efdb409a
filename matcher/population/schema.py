"""The shape of a patient profile as callers write it; every field but `profile_id` may be left out.

What is left out is not known, never "no". Times are whole or broken days before the index date.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

__all__ = [
    "CodedConcept",
    "ConditionEntry",
    "DoseEntry",
    "DrugExposureEntry",
    "LocationEntry",
    "ObservationEntry",
    "ProcedureEntry",
    "Profile",
]

# The longest life, in days: what lies before it cannot be meant.
_LIFE = 45_000

Days = Annotated[float, Meta(ge=0, le=_LIFE, description="Days before the index date.")]
Name = Annotated[str, Meta(min_length=1, max_length=200)]


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class CodedConcept(_Entry, frozen=True):
    """A concept by code: SNOMED CT, LOINC, RxNorm, ICD-10-CM or CVX, by that name or by its address in FHIR."""

    system: Annotated[str, Meta(min_length=1, max_length=100)]
    code: Annotated[str, Meta(min_length=1, max_length=32)]


class ConditionEntry(_Entry, frozen=True):
    """A diagnosis, an event or a state; `negated`: asked and known absent."""

    concept: Name | CodedConcept
    status: Literal["active", "inactive", "resolved"] | None = None
    onset_days_before: Days | None = None
    abatement_days_before: Days | None = None
    negated: bool = False


class ObservationEntry(_Entry, frozen=True):
    """A laboratory value, score, antibody, class or other result; the range is the laboratory's own."""

    concept: Name | CodedConcept
    value: float | Annotated[str, Meta(max_length=200)] | None = None
    unit: Annotated[str, Meta(max_length=40)] | None = None
    range_low: float | None = None
    range_high: float | None = None
    days_before: Days | None = None
    negated: bool = False


class DoseEntry(_Entry, frozen=True):
    """A dose, most often for a day: 10 mg/d."""

    value: Annotated[float, Meta(ge=0)] | None = None
    unit: Annotated[str, Meta(max_length=40)] | None = None


class DrugExposureEntry(_Entry, frozen=True):
    """A course of a drug; `end_days_before` 0: still taken at the index date; `negated`: known never given."""

    concept: Name | CodedConcept
    start_days_before: Days | None = None
    end_days_before: Days | None = None
    response: Literal["adequate", "inadequate", "intolerant"] | None = None
    dose: DoseEntry | None = None
    negated: bool = False


class ProcedureEntry(_Entry, frozen=True):
    """An operation, transplantation, apheresis or other procedure; `negated`: known never done."""

    concept: Name | CodedConcept
    days_before: Days | None = None
    negated: bool = False


class LocationEntry(_Entry, frozen=True):
    """Where the patient lives, never more exactly than a district."""

    country: Annotated[str, Meta(max_length=60)] | None = None
    postal_prefix: Annotated[str, Meta(max_length=4)] | None = None
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None


class Profile(_Entry, frozen=True):
    """A de-identified patient; `complete` names the lists in which a missing record means "never"."""

    profile_id: Annotated[str, Meta(pattern=r"^[A-Za-z0-9._:-]{1,64}\Z")]
    age_years: Annotated[float, Meta(ge=0, le=90, description='90 means "90 or older".')] | None = None
    sex: Literal["female", "male"] | None = None
    complete: tuple[Literal["conditions", "observations", "drug_exposures", "procedures"], ...] | None = None
    conditions: tuple[ConditionEntry, ...] | None = None
    observations: tuple[ObservationEntry, ...] | None = None
    drug_exposures: tuple[DrugExposureEntry, ...] | None = None
    procedures: tuple[ProcedureEntry, ...] | None = None
    location: LocationEntry | None = None
