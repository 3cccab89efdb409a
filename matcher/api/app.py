"""The HTTP API as one application over one catalogue of trials."""

from __future__ import annotations

from typing import Any

from litestar import Litestar
from litestar.di import Provide
from litestar.exceptions import HTTPException

from criteria.errors import InputRefused
from matcher.api.batch import match_batch
from matcher.api.concepts import list_concepts
from matcher.api.docs import get_document, get_page
from matcher.api.document import build
from matcher.api.fhir.handlers import get_capabilities, match_operation, match_posted
from matcher.api.health import get_health
from matcher.api.match import match_profile, match_trial
from matcher.api.parse import parse_record
from matcher.api.problems import handle_http, handle_refused, handle_unexpected
from matcher.api.profiles import validate_profile
from matcher.api.trials import get_criteria, get_trial, list_trials
from matcher.catalogue import Catalogue

__all__ = ["HANDLERS", "LARGEST_BODY", "create_app"]

FHIR = (match_posted, match_operation, get_capabilities)
MATCHING = (match_profile, match_batch, match_trial, validate_profile)
HANDLERS = (*MATCHING, parse_record, list_concepts, list_trials, get_trial, get_criteria, *FHIR, get_health)
LARGEST_BODY = 16 * 1024 * 1024


def create_app(catalogue: Catalogue) -> Litestar:
    """The application; a request body may hold 16 MiB."""
    description = build(HANDLERS)

    def provide_catalogue() -> Catalogue:
        return catalogue

    def provide_document() -> dict[str, Any]:
        return description

    return Litestar(
        route_handlers=[*HANDLERS, get_document, get_page],
        dependencies={
            "catalogue": Provide(provide_catalogue, sync_to_thread=False),
            "document": Provide(provide_document, sync_to_thread=False),
        },
        exception_handlers={HTTPException: handle_http, InputRefused: handle_refused, Exception: handle_unexpected},
        request_max_body_size=LARGEST_BODY,
        openapi_config=None,
        logging_config=None,
    )
