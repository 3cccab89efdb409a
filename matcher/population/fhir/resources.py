"""The parts of FHIR R4 resources that are read here; every other element is passed over, unseen.

Names, addresses, identifiers and narrative have no field in these types, so that they end at the decoder. Codes are
plain text: a decoder that knew the allowed ones would quote the others in its messages.
"""

from __future__ import annotations

import msgspec

__all__ = [
    "AllergyIntolerance",
    "CodeableConcept",
    "Coding",
    "Condition",
    "Dosage",
    "Immunization",
    "Ingredient",
    "Medication",
    "MedicationAdministration",
    "MedicationRequest",
    "MedicationStatement",
    "Observation",
    "ObservationComponent",
    "Patient",
    "Period",
    "Procedure",
    "Quantity",
    "Range",
    "Reference",
    "Result",
]


class _Element(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Part of a resource; unknown elements are ignored, known ones must have FHIR's types."""


class Coding(_Element, frozen=True):
    """A code of a system: LOINC 1742-6."""

    system: str | None = None
    code: str | None = None
    display: str | None = None


class CodeableConcept(_Element, frozen=True):
    """Codes that mean the same, and words for it."""

    coding: tuple[Coding, ...] = ()
    text: str | None = None


class Reference(_Element, frozen=True):
    """Where another resource stands: "Patient/1", "urn:uuid:…", "#med1"."""

    reference: str | None = None


class Period(_Element, frozen=True):
    """A time from a start to an end, each a FHIR dateTime."""

    start: str | None = None
    end: str | None = None


class Quantity(_Element, frozen=True):
    """A number with its unit; `code` is UCUM where `system` says so."""

    value: float | None = None
    comparator: str | None = None
    unit: str | None = None
    system: str | None = None
    code: str | None = None


class Range(_Element, frozen=True):
    """A laboratory's range; `type` tells what for, a normal one where it is left out."""

    low: Quantity | None = None
    high: Quantity | None = None
    type: CodeableConcept | None = None
    applies_to: tuple[CodeableConcept, ...] = ()
    text: str | None = None


# -- the person -----------------------------------------------------------------------------------------------


class Address(_Element, frozen=True):
    """Where somebody lives, as coarsely as it is kept."""

    use: str | None = None
    country: str | None = None
    postal_code: str | None = None
    period: Period | None = None


class Patient(_Element, frozen=True):
    """A person: no name, no identifier."""

    id: str | None = None
    gender: str | None = None
    birth_date: str | None = None
    deceased_boolean: bool | None = None
    deceased_date_time: str | None = None
    address: tuple[Address, ...] = ()


# -- clinical resources ---------------------------------------------------------------------------------------


class Condition(_Element, frozen=True):
    """A diagnosis or problem."""

    clinical_status: CodeableConcept | None = None
    verification_status: CodeableConcept | None = None
    code: CodeableConcept | None = None
    subject: Reference | None = None
    onset_date_time: str | None = None
    onset_period: Period | None = None
    abatement_date_time: str | None = None
    abatement_period: Period | None = None


class AllergyIntolerance(_Element, frozen=True):
    """An allergy or intolerance, or the statement that there is none."""

    clinical_status: CodeableConcept | None = None
    verification_status: CodeableConcept | None = None
    type: str | None = None
    category: tuple[str, ...] = ()
    code: CodeableConcept | None = None
    patient: Reference | None = None
    onset_date_time: str | None = None
    onset_period: Period | None = None


class Result(_Element, frozen=True):
    """What an observation or a component of it found."""

    code: CodeableConcept | None = None
    value_quantity: Quantity | None = None
    value_codeable_concept: CodeableConcept | None = None
    value_string: str | None = None
    value_integer: int | None = None
    value_boolean: bool | None = None
    value_ratio: Ratio | None = None
    interpretation: tuple[CodeableConcept, ...] = ()
    reference_range: tuple[Range, ...] = ()
    data_absent_reason: CodeableConcept | None = None


class Ratio(_Element, frozen=True):
    """Two quantities: the titre 1:160."""

    numerator: Quantity | None = None
    denominator: Quantity | None = None


class ObservationComponent(Result, frozen=True):
    """One result of several that were taken together: the systolic pressure."""


class Observation(Result, frozen=True):
    """A laboratory value, vital sign, score, class or status."""

    status: str | None = None
    subject: Reference | None = None
    effective_date_time: str | None = None
    effective_instant: str | None = None
    effective_period: Period | None = None
    issued: str | None = None
    component: tuple[ObservationComponent, ...] = ()
    has_member: tuple[Reference, ...] = ()


class Procedure(_Element, frozen=True):
    """Something that was done."""

    status: str | None = None
    code: CodeableConcept | None = None
    subject: Reference | None = None
    performed_date_time: str | None = None
    performed_period: Period | None = None


class Immunization(_Element, frozen=True):
    """A vaccination."""

    status: str | None = None
    vaccine_code: CodeableConcept | None = None
    patient: Reference | None = None
    occurrence_date_time: str | None = None


# -- medication -----------------------------------------------------------------------------------------------


class Ingredient(_Element, frozen=True):
    """A part of a medicine."""

    item_codeable_concept: CodeableConcept | None = None


class Medication(_Element, frozen=True):
    """A medicine that others refer to."""

    id: str | None = None
    resource_type: str | None = None
    code: CodeableConcept | None = None
    ingredient: tuple[Ingredient, ...] = ()


class DoseAndRate(_Element, frozen=True):
    """How much at a time."""

    dose_quantity: Quantity | None = None


class Repeat(_Element, frozen=True):
    """How often, and in which bounds."""

    bounds_period: Period | None = None
    frequency: int | None = None
    frequency_max: int | None = None
    period: float | None = None
    period_max: float | None = None
    period_unit: str | None = None
    day_of_week: tuple[str, ...] = ()


class Timing(_Element, frozen=True):
    """When to take it."""

    repeat: Repeat | None = None


class Dosage(_Element, frozen=True):
    """How a medicine is taken; `dose` is what an administration gave."""

    route: CodeableConcept | None = None
    as_needed_boolean: bool | None = None
    as_needed_codeable_concept: CodeableConcept | None = None
    timing: Timing | None = None
    dose_and_rate: tuple[DoseAndRate, ...] = ()


class _Medicated(_Element, frozen=True):
    status: str | None = None
    status_reason: CodeableConcept | tuple[CodeableConcept, ...] | None = None
    medication_codeable_concept: CodeableConcept | None = None
    medication_reference: Reference | None = None
    subject: Reference | None = None
    contained: tuple[Medication, ...] = ()


class MedicationRequest(_Medicated, frozen=True):
    """An order."""

    intent: str | None = None
    do_not_perform: bool = False
    authored_on: str | None = None
    dosage_instruction: tuple[Dosage, ...] = ()


class MedicationStatement(_Medicated, frozen=True):
    """What somebody says was taken."""

    effective_date_time: str | None = None
    effective_period: Period | None = None
    dosage: tuple[Dosage, ...] = ()


class MedicationAdministration(_Medicated, frozen=True):
    """What was given."""

    effective_date_time: str | None = None
    effective_period: Period | None = None
    dosage: AdministrationDosage | None = None


class AdministrationDosage(_Element, frozen=True):
    """How it was given."""

    route: CodeableConcept | None = None
