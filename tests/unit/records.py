"""Registry records in a few words, for tests that need more of a record than its eligibility text."""

from __future__ import annotations

from typing import Any

import msgspec

from criteria.registry.record import Study

BERLIN, MUNICH, LYON = (52.52, 13.405), (48.137, 11.575), (45.764, 4.836)


def site(
    city: str, country: str, place: tuple[float, float] | None, status: str | None = "RECRUITING"
) -> dict[str, Any]:
    """A site of a made-up trial."""
    point = {} if place is None else {"geoPoint": {"lat": place[0], "lon": place[1]}}
    own = {} if status is None else {"status": status}
    return {"facility": f"Clinic of {city}", "city": city, "country": country, **own, **point}


def study(
    *sites: dict[str, Any],
    title: str = "CD19 CAR-T cells in lupus",
    nct_id: str = "NCT99000001",
    conditions: tuple[str, ...] = ("Systemic Lupus Erythematosus",),
    phases: tuple[str, ...] = ("PHASE1",),
    status: dict[str, Any] | None = None,
    **modules: dict[str, Any],
) -> Study:
    """A made-up record: title, number, conditions, phases, status, sites, and any other module as it is."""
    section = {
        "identificationModule": {"nctId": nct_id, "briefTitle": title},
        "statusModule": {"overallStatus": "RECRUITING", **(status or {})},
        "conditionsModule": {"conditions": conditions},
        "designModule": {"phases": phases},
        "contactsLocationsModule": {"locations": list(sites)},
        **modules,
    }
    return msgspec.convert({"protocolSection": section}, Study)
