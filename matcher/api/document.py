"""The OpenAPI document: paths from the handlers, schemas from the types on the wire, examples from a table."""

from __future__ import annotations

import inspect
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

from criteria.criterion import Trial
from criteria.registry.record import Study
from matcher.api.examples import EXAMPLES, Example
from matcher.api.problems import MEDIA_TYPE, Problem
from matcher.api.schemas import Health, MatchRequest, Ready, TrialList, TrialRecord
from matcher.api.security import scope_of
from matcher.history import ChangeReport, Versions
from matcher.population.schema import Profile
from matcher.results import MatchResult

__all__ = ["build"]

Json = dict[str, Any]
REFERENCE = "#/components/schemas/{name}"
WIRE = (
    *(Health, MatchRequest, MatchResult, Problem, Profile, Ready, Study, Trial, TrialList, TrialRecord),
    *(ChangeReport, Versions),
)
BODIES = {"matchProfile": MatchRequest, "parseRecord": Study}
HISTORICAL = frozenset({"matchProfile", "listChanges"})
PROBLEMS = {
    "400": "The request is refused: `errors` names the field, never its value.",
    "401": "No key or token was given, or it is not known, has expired or was revoked.",
    "403": "The key or token has not the scope that this needs.",
    "404": "There is no such trial here, or no history of it.",
    "408": "The body did not come in time.",
    "413": "The body is larger than 16 MiB.",
    "429": "Too many requests within a minute; `Retry-After` says when to come again.",
    "500": "The request could not be served.",
    "503": "The service cannot answer at the moment; `Retry-After` says when to come again.",
}
_WORDED: dict[str, Callable[[str], str]] = {
    "description": inspect.cleandoc,
    "pattern": lambda pattern: pattern.replace(r"\Z", "$"),
}
SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API key, or a token of the issuer set up."},
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "An API key."},
}
"""How a caller says who it is; a service without keys serves this machine alone, and anybody on it."""

TAGS = {
    "matching": "A profile against trials.",
    "criteria": "Eligibility text, read.",
    "trials": "The trials that are served.",
    "history": "What the registry was, and what became of it; for a service over a store.",
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
    for path, operations in document["paths"].items():
        for operation in operations.values():
            _complete(operation, scope_of(path))
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
    components["MatchRequest"]["properties"]["profile"] = {"$ref": REFERENCE.format(name="Profile")}
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


def _complete(operation: Json, scope: str | None) -> None:
    """Add to one operation its request body, its examples, its problems, and the keys that open it."""
    operation["security"] = [{}, *({scheme: [scope]} for scheme in SCHEMES)] if scope else []
    name = operation["operationId"]
    example = EXAMPLES[name]
    if name in BODIES:
        operation["requestBody"] = {"required": True, "content": _json(BODIES[name], example.request)}
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in example.parameters:
            parameter["example"] = example.parameters[parameter["name"]]
    operation["responses"]["200"]["content"]["application/json"]["example"] = example.response
    for status in _statuses(operation, example):
        operation["responses"][status] = {
            "description": PROBLEMS[status],
            "content": {MEDIA_TYPE: {"schema": {"$ref": REFERENCE.format(name="Problem")}}},
        }


def _json(kind: type, example: object) -> Json:
    return {"application/json": {"schema": {"$ref": REFERENCE.format(name=kind.__name__)}, "example": example}}


def _statuses(operation: Json, example: Example) -> list[str]:
    """The problems that the operation can meet, by number."""
    with_body = "requestBody" in operation
    with_parameters = bool(operation.get("parameters"))
    found = ["400"] if with_body or with_parameters else []
    found += ["404"] if "nct_id" in example.parameters or operation["operationId"] in HISTORICAL else []
    found += ["401", "403", "429"] if operation["security"] else []
    return sorted([*found, *(["408", "413"] if with_body else []), "500", "503"])
