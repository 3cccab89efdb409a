"""The OpenAPI document: paths from the handlers, schemas from the types on the wire, examples from a table."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import version
from typing import Any

import msgspec
from litestar import Litestar
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import License, Tag

from matcher.api.batch import NDJSON
from matcher.api.examples import Example
from matcher.api.examples_fhir import ALL_EXAMPLES
from matcher.api.fhir.outcomes import MEDIA_TYPE as FHIR_JSON
from matcher.api.fhir.outcomes import is_fhir
from matcher.api.problems import MEDIA_TYPE
from matcher.api.screening_files import EVENTS
from matcher.api.security import scope_of
from matcher.api.shapes import ANSWERS, BODIES, FHIR_BODIES, FILES, WIRE
from matcher.api.uploads import BYTES

__all__ = ["build"]

Json = dict[str, Any]
REFERENCE = "#/components/schemas/{name}"
HISTORICAL = frozenset({"matchProfile", "listChanges"})
PROBLEMS = {
    "400": "The request is refused: `errors` names the field, never its value.",
    "401": "No key or token was given, or it is not known, has expired or was revoked.",
    "403": "The key or token has not the scope that this needs.",
    "404": "There is no such trial here, no history or override of it, or no such screening or webhook of this caller.",
    "408": "The body did not come in time.",
    "409": "There are no results, or not yet.",
    "410": "The results were wiped.",
    "413": "The body is larger than the operator allows; `detail` says how large it may be.",
    "415": "The body is of a kind that is not taken here.",
    "429": "Too many requests within a minute; `Retry-After` says when to come again.",
    "500": "The request could not be served.",
    "503": "The service cannot answer at the moment; `Retry-After` says when to come again.",
}
PROBLEM = {"schema": {"$ref": REFERENCE.format(name="Problem")}}
TREE: Json = {"description": "A node, as in `tree` of a Criterion.", "type": "object", "required": ["node"]}
TREE |= {"properties": {"node": {"type": "string"}}}
"""Not the nodes themselves: a schema that holds itself is more than most tools can make examples of."""

_WORDED: dict[str, Callable[[str], str]] = {
    "description": inspect.cleandoc,
    "pattern": lambda pattern: pattern.replace(r"\Z", "$"),
}
SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API key, or a token of the issuer set up."},
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "An API key."},
}
"""How a caller says who it is; a service without keys serves this machine alone, and anybody on it."""

LOCATION = {"Location": {"description": "Where it is found from now on.", "schema": {"type": "string"}}}
TAGS = {
    "matching": "A profile against trials.",
    "screening": "A cohort against trials, as a job that its owner follows and fetches.",
    "criteria": "Eligibility text, read.",
    "trials": "The trials that are served.",
    "curation": "Readings put right by hand, with a reason, for as long as they hold.",
    "webhooks": "Messages of changes, to hosts that the operator named.",
    "history": "What the registry was, and what became of it; for a service over a store.",
    "fhir": "The same in FHIR R4, as mCODE's matching service and CodeX have it.",
    "service": "The service itself.",
}


def build(handlers: Sequence[HTTPRouteHandler]) -> Json:
    """The document of these handlers, as plain data."""
    bare = Litestar(
        route_handlers=[*handlers],
        dependencies={
            name: Provide(partial(_never), sync_to_thread=False) for name in ("catalogue", "past", "runtime")
        },
        openapi_config=_config(),
        logging_config=None,
    )
    document = bare.openapi_schema.to_schema()
    document["components"] = {"schemas": _schemas(), "securitySchemes": SCHEMES}
    for path, methods in document["paths"].items():
        for operation in methods.values():
            _complete(operation, scope_of(path), fhir=is_fhir(path))
    plain: Json = msgspec.json.decode(msgspec.json.encode(document))
    return plain


def _config() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="resetmatch",
        version=version("resetmatch"),
        summary="Matches de-identified patient profiles to the eligibility text of autoimmune CAR-T trials.",
        description="The result informs a referral; it never recommends a treatment. No profile is kept.",
        license=License(name="Apache-2.0", identifier="Apache-2.0"),
        tags=[Tag(name=name, description=what) for name, what in TAGS.items()],
        use_handler_docstrings=True,
    )


def _never() -> None:
    """What a handler depends on is not needed to describe it."""


def _schemas() -> Json:
    """The components, with docstrings laid out as text and patterns in the words of JSON Schema."""
    _, components = msgspec.json.schema_components(WIRE, ref_template=REFERENCE)
    for request in ("MatchRequest", "TrialMatchRequest", "WebhookRequest"):
        components[request]["properties"]["profile"] = _reference("Profile")
    components["OverrideRequest"]["properties"]["tree"] = TREE
    components |= FHIR_BODIES
    laid_out: Json = _laid_out(components)
    return dict(sorted(laid_out.items()))


def _laid_out(schema: Any) -> Any:  # noqa: ANN401 - a schema is any JSON
    if isinstance(schema, list):
        return [_laid_out(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: _WORDED[name](each) if name in _WORDED and isinstance(each, str) else _laid_out(each)
        for name, each in schema.items()
    }


def _complete(operation: Json, scope: str | None, *, fhir: bool) -> None:
    """Add to one operation its request body, its answer, its examples, its problems, and the keys that open it."""
    operation["security"] = [{}, *({scheme: [scope]} for scheme in SCHEMES)] if scope else []
    name = operation["operationId"]
    example = ALL_EXAMPLES[name]
    if name in BODIES:
        media, schema = BODIES[name]
        content = _content(media, _reference(schema), example.request)
        operation["requestBody"] = {"required": media != NDJSON, "content": content}  # no lines, no answers
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in example.parameters:
            parameter["example"] = example.parameters[parameter["name"]]
    status = next(each for each in operation["responses"] if each.startswith("2"))
    operation["responses"][status] = _answered(name, example, status, fhir=fhir)
    problem = {FHIR_JSON: {"schema": _reference("OperationOutcome")}} if fhir else {MEDIA_TYPE: PROBLEM}
    for status in _statuses(operation, example):
        operation["responses"][status] = {"description": PROBLEMS[status], "content": problem}


def _answered(name: str, example: Example, status: str, *, fhir: bool) -> Json:
    """The answer of an operation that was served."""
    if name in FILES:
        content = {media: {"schema": _text(media), "example": _shown(media, example)} for media in FILES[name]}
        return {"description": "Request fulfilled.", "content": content}
    media = FHIR_JSON if fhir else NDJSON if name == "matchBatch" else "application/json"
    answer = {"description": "Request fulfilled.", "content": _content(media, _answer(name), example.response)}
    return {**answer, "headers": LOCATION} if status in {"201", "202"} else answer


def _text(media: str) -> Json:
    return {"type": "string"} if media.startswith("text/") else {"type": "string", "format": "binary"}


def _shown(media: str, example: Example) -> str:
    """An example of a file: what a reader would see of it."""
    text = json.dumps(example.response, ensure_ascii=False)
    return {EVENTS: f"event: ended\ndata: {text}\n\n", NDJSON: f"{text}\n"}.get(media, "...")


def _content(media: str, schema: Json, example: object) -> Json:
    """A body with its example; one of lines is text to most tools, and says what each line is."""
    if media == BYTES:
        schema = {"type": "string", "format": "binary", "contentSchema": schema}
        return {media: {"schema": schema, "example": json.dumps(example, ensure_ascii=False) + "\n"}}
    if media != NDJSON:
        return {media: {"schema": schema, "example": example}}
    lines = {"type": "string", "format": "binary", "contentMediaType": NDJSON, "contentSchema": schema}
    return {media: {"schema": lines, "example": json.dumps(example, ensure_ascii=False) + "\n"}}


def _answer(name: str) -> Json:
    """The schema of an answer; each line of a batch is one of two."""
    own = _reference(ANSWERS[name].__name__)
    return {"anyOf": [own, _reference("LineProblem")]} if name == "matchBatch" else own


def _reference(name: str) -> Json:
    return {"$ref": REFERENCE.format(name=name)}


def _statuses(operation: Json, example: Example) -> list[str]:
    """The problems that the operation can meet, by number."""
    with_body = "requestBody" in operation
    with_parameters = bool(operation.get("parameters"))
    found = ["400"] if with_body or with_parameters else []
    name = operation["operationId"]
    found += ["404"] if {"nct_id", "job_id", "webhook_id"} & {*example.parameters} or name in HISTORICAL else []
    found += ["409", "410"] if name == "getScreeningResult" else []
    found += ["415"] if name == "createScreening" else []
    found += ["401", "403", "429"] if operation["security"] else []
    found += ["408"] if with_body else []
    found += ["413"] if with_body and name != "matchBatch" else []
    return sorted([*found, "500", "503"])
