from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import jsonschema_rs
import pytest
from fhir.resources.R4B import get_fhir_model_class

from matcher.api.app import HANDLERS
from matcher.api.document import build
from matcher.api.fhir.outcomes import MEDIA_TYPE as FHIR_JSON

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "openapi" / "examples").glob("*.json"))
DOCUMENT = build(HANDLERS)
OPERATIONS = {
    each["operationId"]: (method, path, each)
    for path, methods in DOCUMENT["paths"].items()
    for method, each in methods.items()
}


def loaded(path: Path) -> dict[str, Any]:
    example: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return example


def sent(example: dict[str, Any], server: str) -> httpx.Response:
    method, path, operation = OPERATIONS[example["operation"]]
    lines = example.get("lines") or ([example["request"]] if "request" in example else [])
    media = next(iter(operation.get("requestBody", {}).get("content", {})), None)
    return httpx.request(
        method,
        server + path.format(**example.get("path", {})),
        params=example.get("query"),
        content="\n".join(map(json.dumps, lines)) or None,
        headers={"content-type": media} if media else None,
        timeout=60,
    )


def at(document: Any, pointer: str) -> Any:
    for step in pointer.split("/")[1:]:
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


def test_every_operation_has_an_example_to_replay() -> None:
    assert {loaded(path)["operation"] for path in EXAMPLES} == set(OPERATIONS)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_answered_as_it_says_and_as_the_document_says(path: Path, server: str) -> None:
    example = loaded(path)
    response = sent(example, server)
    assert response.status_code == example["status"], response.text
    documented = OPERATIONS[example["operation"]][2]["responses"][str(example["status"])]["content"]
    media = response.headers["content-type"].split(";")[0]
    answers = [json.loads(line) for line in response.text.splitlines()] if "lines" in example else [response.json()]
    schema = documented[media]["schema"]
    schema = {**schema.get("contentSchema", schema), "components": DOCUMENT["components"]}
    for answer in answers:
        jsonschema_rs.Draft202012Validator(schema).validate(answer)
        if media == FHIR_JSON:
            get_fhir_model_class(answer["resourceType"]).model_validate(answer)
    whole = answers if "lines" in example else answers[0]
    assert {pointer: at(whole, pointer) for pointer in example["expect"]} == example["expect"]
