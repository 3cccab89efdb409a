"""The FHIR R4 resources that this service sends, no more of each than it fills."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = [
    "Absent",
    "Address",
    "Arm",
    "Characteristic",
    "CodeableConcept",
    "Coding",
    "ContactDetail",
    "ContactPoint",
    "Element",
    "Extension",
    "FhirLocation",
    "Group",
    "Identifier",
    "Organization",
    "Period",
    "Position",
    "Quantity",
    "Reference",
    "ResearchStudy",
    "Resource",
    "Text",
]


class Element(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Part of a resource; what is not given is left out."""


class Resource(Element, frozen=True, tag_field="resourceType"):
    """What `resourceType` tells apart."""


class Coding(Element, frozen=True):
    """A code of a system."""

    system: str | None = None
    code: str | None = None
    display: str | None = None


class CodeableConcept(Element, frozen=True):
    """Words, with a code where there is one."""

    coding: tuple[Coding, ...] = ()
    text: str | None = None


class Text(Element, frozen=True):
    """Words for a thing that has no code."""

    text: str


class Quantity(Element, frozen=True):
    """A limit: ≥ 18 years."""

    value: float
    comparator: Literal["<", "<=", ">=", ">"] | None = None
    unit: str | None = None
    system: str | None = None
    code: str | None = None


class Reference(Element, frozen=True):
    """A resource within the resource: "#location-0"."""

    reference: str | None = None
    type: str | None = None
    display: str | None = None


class Extension(Element, frozen=True):
    """What FHIR has no element for: the match grade, an absent status, a reading that was put right by hand."""

    url: str
    value_code: str | None = None
    value_string: str | None = None


class Identifier(Element, frozen=True):
    """The registry's number."""

    use: str
    system: str
    value: str


class Period(Element, frozen=True):
    """From a day or month to another."""

    start: str | None = None
    end: str | None = None


class ContactPoint(Element, frozen=True):
    """A telephone number or e-mail address."""

    system: Literal["phone", "email"]
    value: str
    use: str


class ContactDetail(Element, frozen=True):
    """Whom to ask."""

    name: str | None = None
    telecom: tuple[ContactPoint, ...] = ()


# -- what a study contains ------------------------------------------------------------------------------------


class Characteristic(Element, frozen=True, kw_only=True):
    """One thing that is asked of a patient; `exclude`: whoever has it is not included. `id` names the criterion.

    An extension `urn:resetmatch:override` says that a curator's reading stands in place of the parser's, and why.
    """

    id: str
    extension: tuple[Extension, ...] = ()
    code: CodeableConcept
    value_codeable_concept: CodeableConcept | None = None
    value_quantity: Quantity | None = None
    exclude: bool


class Group(Resource, frozen=True, tag="Group"):
    """Who may take part, criterion by criterion; of a cohort where the trial has several."""

    id: str
    type: str
    actual: bool
    name: str | None = None
    characteristic: tuple[Characteristic, ...] = ()


class Address(Element, frozen=True):
    """Where a site is."""

    use: str | None = None
    city: str | None = None
    state: str | None = None
    postal_code: str | None = None
    country: str | None = None


class Position(Element, frozen=True):
    """Coordinates in degrees, as the registry gives them."""

    longitude: float
    latitude: float


class FhirLocation(Resource, frozen=True, tag="Location"):
    """A site."""

    id: str
    name: str | None = None
    telecom: tuple[ContactPoint, ...] = ()
    address: Address | None = None
    position: Position | None = None


class Organization(Resource, frozen=True, tag="Organization"):
    """The sponsor."""

    id: str
    name: str


class Arm(Element, frozen=True):
    """An arm or cohort as the record lists it."""

    name: str
    type: Text | None = None
    description: str | None = None


class Absent(Element, frozen=True):
    """Why an element is not there."""

    extension: tuple[Extension, ...]


class ResearchStudy(Resource, frozen=True, tag="ResearchStudy"):
    """A trial."""

    id: str
    contained: tuple[Group | FhirLocation | Organization, ...] = ()
    identifier: tuple[Identifier, ...] = ()
    title: str | None = None
    status: str | None = None
    status_absent: Absent | None = msgspec.field(default=None, name="_status")
    phase: CodeableConcept | None = None
    category: tuple[Text, ...] = ()
    condition: tuple[Text, ...] = ()
    contact: tuple[ContactDetail, ...] = ()
    keyword: tuple[Text, ...] = ()
    location: tuple[Text, ...] = ()
    description: str | None = None
    enrollment: tuple[Reference, ...] = ()
    period: Period | None = None
    sponsor: Reference | None = None
    site: tuple[Reference, ...] = ()
    arm: tuple[Arm, ...] = ()
