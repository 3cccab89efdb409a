"""FHIR resources, written shortly: made-up people, index date 2026-09-01."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from matcher.population.fhir import Converted, convert, people_of
from matcher.population.fhir.bundle import decode_bundle

INDEX = dt.date(2026, 9, 1)
SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
CVX = "http://hl7.org/fhir/sid/cvx"
HERS = {"reference": "Patient/1"}


def coded(system: str, code: str, display: str | None = None, text: str | None = None) -> dict[str, Any]:
    coding = {"system": system, "code": code} | ({"display": display} if display else {})
    return {"coding": [coding]} | ({"text": text} if text else {})


def status(code: str, of: str = "condition-clinical") -> dict[str, Any]:
    return coded(f"http://terminology.hl7.org/CodeSystem/{of}", code)


def person(**changes: Any) -> dict[str, Any]:
    return {"resourceType": "Patient", "id": "1", "gender": "female", "birthDate": "1992-03-14"} | changes


def condition(
    code: dict[str, Any], clinical: str = "active", verified: str = "confirmed", **more: Any
) -> dict[str, Any]:
    return {
        "resourceType": "Condition",
        "subject": HERS,
        "clinicalStatus": status(clinical),
        "verificationStatus": status(verified, "condition-ver-status"),
        "code": code,
    } | more


def observation(code: dict[str, Any], day: str = "2026-08-29", **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "status": "final",
        "subject": HERS,
        "code": code,
        "effectiveDateTime": day,
    } | more


def quantity(value: float, unit: str, **more: Any) -> dict[str, Any]:
    return {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit} | more


def medicine(kind: str, name: str, state: str, **more: Any) -> dict[str, Any]:
    order = {"intent": "order"} if kind == "MedicationRequest" else {}
    return {"resourceType": kind, "status": state, "subject": HERS, "medicationCodeableConcept": {"text": name}} | (
        order | more
    )


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in resources]}


def converted(*resources: dict[str, Any], index: dt.date = INDEX, who: dict[str, Any] | None = None) -> Converted:
    """What a bundle of one person comes to."""
    raw = json.dumps(bundle(who or person(), *resources)).encode()
    (only,) = people_of(decode_bundle(raw))
    return convert(only, index, new_id=lambda: "fhir-1")


def reasons(outcome: Converted) -> list[str]:
    return [each.reason for each in outcome.report.unused]
