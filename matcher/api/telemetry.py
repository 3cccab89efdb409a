"""Traces by OpenTelemetry, where a collector is set: which operation, how long and how it ended, not what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from litestar.config.app import AppConfig
from litestar.plugins import InitPluginProtocol
from litestar.types import ASGIApp, Scope

from criteria.errors import InputRefused
from matcher.service import ServiceSettings

if TYPE_CHECKING:
    from opentelemetry.trace import Span

__all__ = ["Tracing"]

TOLD = frozenset({"http.method", "http.request.method", "http.route", "http.scheme", "url.scheme", "http.flavor"})
"""What a span may say of a request; addresses, queries and what the caller calls itself are blanked."""


class Tracing(InitPluginProtocol):
    """Sends a span for each request to the collector of the settings; without one it does nothing."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._collector = settings.telemetry

    def on_app_init(self, app_config: AppConfig) -> AppConfig:
        """Put the tracing middleware around the others, and send what is left when the application ends.

        Within the routing, unlike that of the framework, so that a span is named by its route and not by its path.
        """
        if self._collector is None:
            return app_config
        try:
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - optional
            from opentelemetry.instrumentation.asgi import OpenTelemetryMiddleware  # noqa: PLC0415 - likewise
            from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 - likewise
            from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - likewise
            from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 - likewise
        except ImportError:
            raise InputRefused("telemetry needs more packages", do="pip install 'resetmatch[telemetry]'") from None
        provider = TracerProvider(resource=Resource.create({"service.name": "resetmatch"}))
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=self._collector)))

        def traced(app: ASGIApp) -> ASGIApp:
            within: Any = OpenTelemetryMiddleware(
                app,
                tracer_provider=provider,
                default_span_details=_named,
                server_request_hook=_blank,
                excluded_urls="/health$,/ready$,/metrics$",
                exclude_spans=["receive", "send"],
            )
            return cast("ASGIApp", within)

        app_config.middleware.insert(0, traced)
        app_config.on_shutdown.append(provider.shutdown)
        return app_config


def _named(scope: Scope) -> tuple[str, dict[str, Any]]:
    route = scope.get("path_template", "unknown")
    return f"{scope.get('method')} {route}", {"http.route": route}


def _blank(span: Span, _scope: dict[str, Any]) -> None:
    for name in getattr(span, "attributes", None) or {}:
        if name not in TOLD:
            span.set_attribute(name, "")
