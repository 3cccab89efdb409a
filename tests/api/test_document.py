from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from criteria.criterion import Trial
from criteria.registry.record import Study
from matcher.api.app import HANDLERS
from matcher.api.document import build
from matcher.api.examples import EXAMPLES
from matcher.api.schemas import Health, MatchRequest, Ready, TrialList, TrialRecord
from matcher.background.beside import background_of
from matcher.results import MatchResult

DOCUMENT = build(HANDLERS)
STORED = Path(__file__).resolve().parents[2] / "openapi" / "openapi.json"
OPERATIONS = {
    each["operationId"]: (method, path, each)
    for path, methods in DOCUMENT["paths"].items()
    for method, each in methods.items()
}
ANSWERS: dict[str, type] = {
    "matchProfile": MatchResult,
    "parseRecord": Trial,
    "listTrials": TrialList,
    "getTrial": TrialRecord,
    "getCriteria": Trial,
    "getHealth": Health,
    "getReady": Ready,
}
BODIES: dict[str, type] = {"matchProfile": MatchRequest, "parseRecord": Study}


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
    assert set(OPERATIONS) == set(EXAMPLES) == set(ANSWERS)
    for _, _, operation in OPERATIONS.values():
        assert operation["description"]
        assert operation["tags"]
        assert "500" in operation["responses"]
        for status, response in operation["responses"].items():
            assert ("application/problem+json" in response["content"]) == (status != "200")


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
    answer = msgspec.convert(example.response, ANSWERS[name])
    assert json.loads(msgspec.json.encode(answer)) == example.response
    assert operation["responses"]["200"]["content"]["application/json"]["example"] == example.response
    if name in BODIES:
        assert msgspec.json.decode(json.dumps(example.request), type=BODIES[name])
        assert operation["requestBody"]["content"]["application/json"]["example"] == example.request
    assert {each["name"] for each in operation.get("parameters", [])} == set(example.parameters)


def test_the_example_of_a_trial_is_what_its_record_gives() -> None:
    record = msgspec.convert(EXAMPLES["parseRecord"].request, Study)
    shown = EXAMPLES["getTrial"].response["background"]
    given = json.loads(msgspec.json.encode(background_of(record, "2026-09-14")))
    assert {**given, "facts": []} == {**shown, "facts": []}
    assert all(each in given["facts"] for each in shown["facts"])


def test_the_examples_that_send_something_are_served(client: TestClient[Litestar]) -> None:
    for name in BODIES:
        method, path, _ = OPERATIONS[name]
        response = client.request(method.upper(), path, json=EXAMPLES[name].request)
        assert response.status_code == 200, response.text
        msgspec.json.decode(response.content, type=ANSWERS[name])
