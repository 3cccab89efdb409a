"""The FHIR R4 resources that this service sends, no more of each than it fills."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = [
    "Absent",
    "Address",
    "Arm",
    "Bundle",
    "BundleEntry",
    "CapabilityStatement",
    "Characteristic",
    "CodeableConcept",
    "Coding",
    "ContactDetail",
    "ContactPoint",
    "Extension",
    "FhirLocation",
    "Group",
    "Identifier",
    "Implementation",
    "Issue",
    "Operation",
    "OperationOutcome",
    "Organization",
    "Parameter",
    "Parameters",
    "Period",
    "Position",
    "Quantity",
    "Reference",
    "ResearchStudy",
    "Resource",
    "Rest",
    "RestResource",
    "Search",
    "Software",
    "Text",
]


class _Element(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Part of a resource; what is not given is left out."""


class Resource(_Element, frozen=True, tag_field="resourceType"):
    """What `resourceType` tells apart."""


class Coding(_Element, frozen=True):
    """A code of a system."""

    system: str | None = None
    code: str | None = None
    display: str | None = None


class CodeableConcept(_Element, frozen=True):
    """Words, with a code where there is one."""

    coding: tuple[Coding, ...] = ()
    text: str | None = None


class Text(_Element, frozen=True):
    """Words for a thing that has no code."""

    text: str


class Quantity(_Element, frozen=True):
    """A limit: ≥ 18 years."""

    value: float
    comparator: Literal["<", "<=", ">=", ">"] | None = None
    unit: str | None = None
    system: str | None = None
    code: str | None = None


class Reference(_Element, frozen=True):
    """A resource within the resource: "#location-0"."""

    reference: str | None = None
    type: str | None = None
    display: str | None = None


class Extension(_Element, frozen=True):
    """What FHIR has no element for: the match grade, an absent status."""

    url: str
    value_code: str


class Identifier(_Element, frozen=True):
    """The registry's number."""

    use: str
    system: str
    value: str


class Period(_Element, frozen=True):
    """From a day or month to another."""

    start: str | None = None
    end: str | None = None


class ContactPoint(_Element, frozen=True):
    """A telephone number or e-mail address."""

    system: Literal["phone", "email"]
    value: str
    use: str


class ContactDetail(_Element, frozen=True):
    """Whom to ask."""

    name: str | None = None
    telecom: tuple[ContactPoint, ...] = ()


# -- what a study contains ------------------------------------------------------------------------------------


class Characteristic(_Element, frozen=True, kw_only=True):
    """One thing that is asked of a patient; `exclude`: whoever has it is not included. `id` names the criterion."""

    id: str
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


class Address(_Element, frozen=True):
    """Where a site is."""

    use: str | None = None
    city: str | None = None
    state: str | None = None
    postal_code: str | None = None
    country: str | None = None


class Position(_Element, frozen=True):
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


class Arm(_Element, frozen=True):
    """An arm or cohort as the record lists it."""

    name: str
    type: Text | None = None
    description: str | None = None


class Absent(_Element, frozen=True):
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


# -- answers --------------------------------------------------------------------------------------------------


class Issue(_Element, frozen=True):
    """One thing to say of a request: how grave, of which kind, in words, and where in the body."""

    severity: Literal["fatal", "error", "warning", "information"]
    code: str
    details: Text | None = None
    diagnostics: str | None = None
    expression: tuple[str, ...] = ()


class OperationOutcome(Resource, frozen=True, tag="OperationOutcome"):
    """What there is to say of a request."""

    issue: tuple[Issue, ...]


class Search(_Element, frozen=True, kw_only=True):
    """Why an entry is here, and how well it fits, from 0 to 1."""

    extension: tuple[Extension, ...] = ()
    mode: Literal["match", "outcome"]
    score: float | None = None


class BundleEntry(_Element, frozen=True, kw_only=True):
    """A resource of an answer."""

    full_url: str | None = None
    resource: ResearchStudy | OperationOutcome
    search: Search


class Bundle(Resource, frozen=True, tag="Bundle"):
    """A searchset; `total` counts the trials."""

    type: str
    total: int
    entry: tuple[BundleEntry, ...] = ()


class Parameter(_Element, frozen=True):
    """A named resource of an answer."""

    name: str
    resource: Bundle


class Parameters(Resource, frozen=True, tag="Parameters"):
    """The answer of an operation."""

    parameter: tuple[Parameter, ...]


# -- what the service can do ----------------------------------------------------------------------------------


class Software(_Element, frozen=True):
    """What answers."""

    name: str
    version: str


class Implementation(_Element, frozen=True):
    """What it serves."""

    description: str


class Operation(_Element, frozen=True):
    """An operation on a kind of resource."""

    name: str
    definition: str
    documentation: str | None = None


class RestResource(_Element, frozen=True):
    """A kind of resource."""

    type: str
    operation: tuple[Operation, ...] = ()


class Rest(_Element, frozen=True):
    """What is served over HTTP."""

    mode: str
    documentation: str | None = None
    resource: tuple[RestResource, ...] = ()


class CapabilityStatement(Resource, frozen=True, tag="CapabilityStatement"):
    """What this service can do."""

    status: str
    date: str
    kind: str
    software: Software
    implementation: Implementation
    fhir_version: str
    format: tuple[str, ...]
    rest: tuple[Rest, ...]
