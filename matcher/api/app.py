"""The HTTP API as one application over one catalogue of trials."""

from __future__ import annotations

from typing import Any

from litestar import Litestar
from litestar.config.cors import CORSConfig
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from criteria.errors import InputRefused, StoreUnavailable
from matcher.api.audit import Auditing, note_answer
from matcher.api.batch import match_batch
from matcher.api.concepts import list_concepts
from matcher.api.docs import get_document, get_page
from matcher.api.document import build
from matcher.api.fhir.handlers import get_capabilities, match_operation, match_posted
from matcher.api.health import get_health, get_ready
from matcher.api.history import get_versions, list_changes
from matcher.api.match import match_profile, match_trial
from matcher.api.metrics import METRICS, Metrics
from matcher.api.options import tell_methods
from matcher.api.overrides import add_override, list_overrides, withdraw_override
from matcher.api.parse import parse_record
from matcher.api.problems import handle_http, handle_refused, handle_unavailable, handle_unexpected
from matcher.api.profiles import validate_profile
from matcher.api.runtime import Runtime
from matcher.api.screening_files import follow_screening, get_screening_result
from matcher.api.screenings import cancel_screening, create_screening, get_screening, list_screenings
from matcher.api.security import Door
from matcher.api.telemetry import Tracing
from matcher.api.trials import get_criteria, get_trial, list_trials
from matcher.api.webhooks import add_webhook, end_webhook, list_deliveries, list_webhooks
from matcher.catalogue import Catalogue
from matcher.past import Past
from matcher.service import ServiceSettings

__all__ = ["HANDLERS", "create_app"]

FHIR = (match_posted, match_operation, get_capabilities)
MATCHING = (match_profile, match_batch, match_trial, validate_profile)
TRIALS = (parse_record, list_concepts, list_trials, get_trial, get_criteria, list_changes, get_versions)
SCREENING = (
    *(create_screening, list_screenings, get_screening, cancel_screening),
    *(follow_screening, get_screening_result),
)
CURATION = (list_overrides, add_override, withdraw_override)
WEBHOOKS = (list_webhooks, add_webhook, end_webhook, list_deliveries)
HANDLERS = (*MATCHING, *SCREENING, *TRIALS, *CURATION, *WEBHOOKS, *FHIR, get_health, get_ready)
EXCEPTIONS: ExceptionHandlersMap = {
    HTTPException: handle_http,
    InputRefused: handle_refused,
    StoreUnavailable: handle_unavailable,
    Exception: handle_unexpected,
}


def create_app(catalogue: Catalogue, runtime: Runtime | None = None) -> Litestar:
    """The application over a catalogue; a runtime brings its own, which may change, with keys, limits and audit."""
    runtime = runtime or Runtime(catalogue)
    description = build(HANDLERS)

    def provide_catalogue() -> Catalogue:
        return runtime.catalogue

    def provide_runtime() -> Runtime:
        return runtime

    def provide_past() -> Past | None:
        return runtime.past

    def provide_document() -> dict[str, Any]:
        return description

    return Litestar(
        route_handlers=[tell_methods, *HANDLERS, get_document, get_page, Metrics],  # the first to come answers OPTIONS
        dependencies={
            "catalogue": Provide(provide_catalogue, sync_to_thread=False),
            "past": Provide(provide_past, sync_to_thread=False),
            "document": Provide(provide_document, sync_to_thread=False),
            "runtime": Provide(provide_runtime, sync_to_thread=False),
        },
        exception_handlers=EXCEPTIONS,
        request_max_body_size=runtime.settings.body_bytes,
        guards=[Door(runtime)],
        middleware=[Auditing(runtime), METRICS.middleware],
        after_request=note_answer,
        cors_config=_cors(runtime.settings),
        plugins=[Tracing(runtime.settings)],
        lifespan=[runtime.lifespan],
        openapi_config=None,
        logging_config=None,
    )


def _cors(settings: ServiceSettings) -> CORSConfig | None:
    """Pages in a browser may call the service from the origins that are named, and without cookies."""
    if not settings.origins:
        return None
    return CORSConfig(
        allow_origins=[*settings.origins],
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["Authorization", "Content-Type", "X-API-Key", "X-Request-ID", "Idempotency-Key"],
        expose_headers=["X-Request-ID", "RateLimit-Limit", "RateLimit-Reset", "Retry-After", "Location"],
    )
