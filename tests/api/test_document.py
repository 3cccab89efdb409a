from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from criteria.registry.record import Study
from matcher.api.app import HANDLERS
from matcher.api.batch import NDJSON
from matcher.api.document import build
from matcher.api.examples_fhir import ALL_EXAMPLES as EXAMPLES
from matcher.api.fhir.outcomes import is_fhir
from matcher.api.overrides import OverrideRequest
from matcher.api.schemas import MatchRequest, TrialMatchRequest
from matcher.api.shapes import ANSWERS, BODIES, FILES
from matcher.api.uploads import BYTES
from matcher.api.webhooks import WebhookRequest
from matcher.background.beside import background_of
from matcher.population.fhir.bundle import Bundle
from matcher.population.fhir.parameters import Parameters
from matcher.population.schema import Profile

DOCUMENT = build(HANDLERS)
STORED = Path(__file__).resolve().parents[2] / "openapi" / "openapi.json"
OPERATIONS = {
    each["operationId"]: (method, path, each)
    for path, methods in DOCUMENT["paths"].items()
    for method, each in methods.items()
}
KEPT = {"createScreening", "addOverride", "addWebhook"}
"""What needs a store."""

TYPES: dict[str, type] = {
    "matchProfile": MatchRequest,
    "matchTrial": TrialMatchRequest,
    "matchBatch": Profile,
    "createScreening": Profile,
    "addOverride": OverrideRequest,
    "addWebhook": WebhookRequest,
    "validateProfile": Profile,
    "parseRecord": Study,
    "getClinicalTrial": Bundle,
    "matchResearchStudy": Parameters,
}


def shown(content: Any) -> Any:
    """The example of a body; that of lines is text."""
    ((media, body),) = content.items()
    return json.loads(body["example"]) if media in {NDJSON, BYTES} else body["example"]


def references(node: Any) -> Iterator[str]:
    """Every reference in the document."""
    if isinstance(node, dict):
        yield from ([node["$ref"]] if isinstance(node.get("$ref"), str) else [])
        yield from (found for each in node.values() for found in references(each))
    elif isinstance(node, list):
        yield from (found for each in node for found in references(each))


def test_the_stored_document_is_that_of_the_code() -> None:
    assert json.loads(STORED.read_text(encoding="utf-8")) == DOCUMENT, "run make openapi"


def test_the_document_is_served(client: TestClient[Litestar]) -> None:
    response = client.get("/openapi.json")
    assert "json" in response.headers["content-type"]
    assert response.json() == DOCUMENT


def test_every_reference_leads_somewhere() -> None:
    schemas = {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]}
    assert set(references(DOCUMENT)) <= schemas


def test_every_operation_has_a_name_words_and_problems() -> None:
    assert set(OPERATIONS) == set(EXAMPLES) == {*ANSWERS, *FILES}
    for _, path, operation in OPERATIONS.values():
        assert operation["description"]
        assert operation["tags"]
        assert "500" in operation["responses"]
        problem = "#/components/schemas/" + ("OperationOutcome" if is_fhir(path) else "Problem")
        for status, response in operation["responses"].items():
            for content in response["content"].values():
                assert (content["schema"] == {"$ref": problem}) == (not status.startswith("2"))


def test_trees_are_told_apart_by_their_tag() -> None:
    tree = DOCUMENT["components"]["schemas"]["Criterion"]["properties"]["tree"]
    assert tree["discriminator"]["propertyName"] == "node"


def test_a_profile_takes_no_other_fields() -> None:
    assert DOCUMENT["components"]["schemas"]["Profile"]["additionalProperties"] is False


def test_the_body_of_a_match_is_described_with_its_profile() -> None:
    body = OPERATIONS["matchProfile"][2]["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/MatchRequest"}
    request = DOCUMENT["components"]["schemas"]["MatchRequest"]
    assert request["properties"]["profile"] == {"$ref": "#/components/schemas/Profile"}
    assert "profile" in request["required"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_keep_to_the_schemas(name: str) -> None:
    example, operation = EXAMPLES[name], OPERATIONS[name][2]
    (status,) = (each for each in operation["responses"] if each.startswith("2"))
    if name in ANSWERS:
        answer = msgspec.convert(example.response, ANSWERS[name])
        assert json.loads(msgspec.json.encode(answer)) == example.response
        assert shown(operation["responses"][status]["content"]) == example.response
    if name in BODIES:
        assert msgspec.json.decode(json.dumps(example.request), type=TYPES[name])
        assert shown(operation["requestBody"]["content"]) == example.request
    assert {each["name"] for each in operation.get("parameters", [])} == set(example.parameters)


def test_the_example_of_a_trial_is_what_its_record_gives() -> None:
    record = msgspec.convert(EXAMPLES["parseRecord"].request, Study)
    shown = EXAMPLES["getTrial"].response["background"]
    given = json.loads(msgspec.json.encode(background_of(record, "2026-09-14")))
    assert {**given, "facts": []} == {**shown, "facts": []}
    assert all(each in given["facts"] for each in shown["facts"])


def test_the_examples_that_send_something_are_served(client: TestClient[Litestar]) -> None:
    for name in BODIES.keys() - KEPT:
        method, path, _ = OPERATIONS[name]
        response = client.request(method.upper(), path.format(nct_id="NCT90000001"), json=EXAMPLES[name].request)
        assert response.status_code == 200, response.text
        msgspec.json.decode(response.content, type=ANSWERS[name])
