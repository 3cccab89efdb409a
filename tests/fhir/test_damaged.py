"""Bundles with anything in the place of anything: each is read, or refused; nothing else happens."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from criteria.errors import ProfileRefused
from matcher.population.fhir import convert, people_of
from matcher.population.fhir.bundle import decode_bundle
from matcher.population.profile import resolve
from tests.fhir.builders import (
    CVX,
    HERS,
    ICD,
    INDEX,
    LOINC,
    bundle,
    coded,
    condition,
    medicine,
    observation,
    person,
    quantity,
)

DOSE = {"timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}}}
PERIOD = {"start": "2026-01-01", "end": "2026-02-01"}
WHOLE = bundle(
    person(address=[{"country": "US", "postalCode": "02139"}]),
    condition(coded(ICD, "M32.14"), onsetDateTime="2022-09-01", abatementDateTime="2023-09-01"),
    observation(
        coded(LOINC, "1742-6"), valueQuantity=quantity(90, "U/L"), referenceRange=[{"high": quantity(40, "U/L")}]
    ),
    observation({"text": "anti-dsDNA antibody"}, valueString="1:160"),
    medicine(
        "MedicationRequest",
        "prednisone",
        "active",
        authoredOn="2026-07-01",
        dosageInstruction=[DOSE | {"doseAndRate": [{"doseQuantity": quantity(5, "mg")}]}],
    ),
    medicine(
        "MedicationStatement", "rituximab", "completed", effectivePeriod={"start": "2026-01-01", "end": "2026-02-01"}
    ),
    {
        "resourceType": "Immunization",
        "status": "completed",
        "patient": HERS,
        "vaccineCode": coded(CVX, "00", "varicella"),
        "occurrenceDateTime": "2026-08-01",
    },
    {"resourceType": "AllergyIntolerance", "patient": HERS, "code": {"text": "rituximab"}, "type": "allergy"},
)
ANYTHING: list[Any] = [None, 0, -1, 1e308, "", [], {}, "2026-99", "x" * 500, True, "9999-12-31", "0001-01-01", [None]]
ANYTHING += [{"reference": "#"}, "2026", "<5", -0.0]


def damaged(whole: Any, dice: random.Random, share: float) -> Any:
    if isinstance(whole, dict):
        return {
            key: dice.choice(ANYTHING)
            if key != "resourceType" and dice.random() < share
            else damaged(each, dice, share)
            for key, each in whole.items()
        }
    return [damaged(each, dice, share) for each in whole] if isinstance(whole, list) else whole


def outcome(raw: Any) -> str:
    try:
        for each in people_of(decode_bundle(json.dumps(raw).encode())):
            converted = convert(each, INDEX)
            resolve(converted.profile)
            assert list(converted.report.lines())
    except ProfileRefused as refused:
        return str(refused)
    return "read"


@pytest.mark.parametrize("share", [0.01, 0.03, 0.1])
def test_a_damaged_bundle_is_read_as_far_as_it_goes_or_refused(share: float) -> None:
    dice = random.Random(share)  # noqa: S311 - chance that comes again, not secrecy
    outcomes = [outcome(damaged(WHOLE, dice, share)) for _ in range(150)]
    assert "read" in outcomes
    assert all("x" * 50 not in each for each in outcomes)


def test_the_whole_one_is_read() -> None:
    assert outcome(WHOLE) == "read"
