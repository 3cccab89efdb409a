"""FHIR R4 in, profiles out: what a resource says in the contract's words, and a report of what was not used."""

from __future__ import annotations

from matcher.population.fhir.bundle import Person, people_of
from matcher.population.fhir.convert import Converted, convert
from matcher.population.fhir.files import holds_fhir, read_bundles
from matcher.population.fhir.report import FhirReport, Unused

__all__ = ["Converted", "FhirReport", "Person", "Unused", "convert", "holds_fhir", "people_of", "read_bundles"]
