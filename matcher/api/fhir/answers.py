"""What FHIR's paths answer: searchsets, outcomes, parameters, and what the service can do."""

from __future__ import annotations

from typing import Literal

from matcher.api.fhir.resources import Element, Extension, ResearchStudy, Resource, Text

__all__ = [
    "Bundle",
    "BundleEntry",
    "CapabilityStatement",
    "Implementation",
    "Issue",
    "Operation",
    "OperationOutcome",
    "Parameter",
    "Parameters",
    "Rest",
    "RestResource",
    "Search",
    "Software",
]


class Issue(Element, frozen=True):
    """One thing to say of a request: how grave, of which kind, in words, and where in the body."""

    severity: Literal["fatal", "error", "warning", "information"]
    code: str
    details: Text | None = None
    diagnostics: str | None = None
    expression: tuple[str, ...] = ()


class OperationOutcome(Resource, frozen=True, tag="OperationOutcome"):
    """What there is to say of a request."""

    issue: tuple[Issue, ...]


class Search(Element, frozen=True, kw_only=True):
    """Why an entry is here, and how well it fits, from 0 to 1."""

    extension: tuple[Extension, ...] = ()
    mode: Literal["match", "outcome"]
    score: float | None = None


class BundleEntry(Element, frozen=True, kw_only=True):
    """A resource of an answer."""

    full_url: str | None = None
    resource: ResearchStudy | OperationOutcome
    search: Search


class Bundle(Resource, frozen=True, tag="Bundle"):
    """A searchset; `total` counts the trials."""

    type: str
    total: int
    entry: tuple[BundleEntry, ...] = ()


class Parameter(Element, frozen=True):
    """A named resource of an answer."""

    name: str
    resource: Bundle


class Parameters(Resource, frozen=True, tag="Parameters"):
    """The answer of an operation."""

    parameter: tuple[Parameter, ...]


# -- what the service can do ----------------------------------------------------------------------------------


class Software(Element, frozen=True):
    """What answers."""

    name: str
    version: str


class Implementation(Element, frozen=True):
    """What it serves."""

    description: str


class Operation(Element, frozen=True):
    """An operation on a kind of resource."""

    name: str
    definition: str
    documentation: str | None = None


class RestResource(Element, frozen=True):
    """A kind of resource."""

    type: str
    operation: tuple[Operation, ...] = ()


class Rest(Element, frozen=True):
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
