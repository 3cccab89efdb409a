from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from criteria.registry.record import Study
from matcher.api.app import create_app
from matcher.catalogue import Catalogue, of_studies
from matcher.results import RegistryInfo
from tests.api.serving import serving

TEXT = "Inclusion Criteria:\n\n* Age 18 years or older\n* SLEDAI-2K score \\>= 8\n\nExclusion Criteria:\n\n* Pregnancy"


def record(nct_id: str, *, status: str = "RECRUITING", condition: str = "Lupus", country: str = "Germany") -> Any:
    """A made-up study object."""
    return {
        "protocolSection": {
            "identificationModule": {"nctId": nct_id, "briefTitle": f"A study of {condition}"},
            "statusModule": {"overallStatus": status},
            "conditionsModule": {"conditions": [condition]},
            "designModule": {"phases": ["PHASE1"]},
            "eligibilityModule": {"eligibilityCriteria": TEXT, "minimumAge": "18 Years", "sex": "ALL"},
            "contactsLocationsModule": {"locations": [{"country": country}]},
        }
    }


RECORDS = [
    record("NCT90000001"),
    record("NCT90000002", status="COMPLETED", country="France"),
    record("NCT90000003", condition="Myasthenia Gravis"),
]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    studies = [msgspec.convert(each, Study) for each in RECORDS]
    return of_studies(studies, registry=RegistryInfo(retrieved="2026-09-14", digest="sha256:00"))


@pytest.fixture(scope="session")
def client(catalogue: Catalogue) -> Iterator[TestClient[Litestar]]:
    with TestClient(create_app(catalogue), raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server over the bundled sample; many tests make many requests a minute."""
    with serving(tmp_path_factory.mktemp("store"), RESETMATCH_REQUESTS_PER_MINUTE="0") as root:
        yield root
