"""The HTTP API as one application over one catalogue of trials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Litestar
from litestar.di import Provide
from litestar.exceptions import HTTPException

from criteria.errors import InputRefused
from matcher.api.docs import get_document, get_page
from matcher.api.document import build
from matcher.api.health import get_health
from matcher.api.history import get_versions, list_changes
from matcher.api.match import match_profile
from matcher.api.parse import parse_record
from matcher.api.problems import handle_http, handle_refused, handle_unexpected
from matcher.api.trials import get_criteria, get_trial, list_trials
from matcher.catalogue import Catalogue
from matcher.past import Past

if TYPE_CHECKING:
    from matcher.following import Follower

__all__ = ["HANDLERS", "LARGEST_BODY", "create_app"]

HANDLERS = (
    *(match_profile, parse_record, list_trials, get_trial, get_criteria),
    *(list_changes, get_versions, get_health),
)
LARGEST_BODY = 16 * 1024 * 1024


def create_app(catalogue: Catalogue, past: Past | None = None, follower: Follower | None = None) -> Litestar:
    """The application; a request body may hold 16 MiB.

    Over a store it has a past, which it can be asked about. A follower brings what is served up to date.
    """
    description = build(HANDLERS)

    def provide_catalogue() -> Catalogue:
        return follower.catalogue if follower else catalogue

    def provide_past() -> Past | None:
        return past

    def provide_document() -> dict[str, Any]:
        return description

    return Litestar(
        route_handlers=[*HANDLERS, get_document, get_page],
        dependencies={
            "catalogue": Provide(provide_catalogue, sync_to_thread=False),
            "past": Provide(provide_past, sync_to_thread=False),
            "document": Provide(provide_document, sync_to_thread=False),
        },
        exception_handlers={HTTPException: handle_http, InputRefused: handle_refused, Exception: handle_unexpected},
        request_max_body_size=LARGEST_BODY,
        on_startup=[follower.start] if follower else [],
        on_shutdown=[follower.stop] if follower else [],
        openapi_config=None,
        logging_config=None,
    )
