"""Which methods a path knows, where it has several: the framework tells only that of the handler it met first."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, route
from litestar.enums import HttpMethod
from litestar.routes import HTTPRoute
from litestar.status_codes import HTTP_204_NO_CONTENT

__all__ = ["tell_methods"]

SEVERAL = ["/v1/screenings", "/v1/screenings/{job_id:str}", "/v1/trials/{nct_id:str}/overrides", "/v1/webhooks"]


@route(SEVERAL, http_method=[HttpMethod.OPTIONS], include_in_schema=False, sync_to_thread=False)
def tell_methods(request: Request[Any, Any, Any]) -> Response[None]:
    """Say it in the header Allow."""
    template = request.scope["path_template"]
    routes = (each for each in request.app.routes if isinstance(each, HTTPRoute) and each.path_format == template)
    methods = sorted({method for each in routes for method in each.methods})
    return Response(None, status_code=HTTP_204_NO_CONTENT, headers={"Allow": ", ".join(methods)})
