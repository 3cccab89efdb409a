"""What a Prometheus server reads: requests by operation, status and duration, over all worker processes."""

from __future__ import annotations

from litestar.plugins.prometheus import PrometheusConfig, PrometheusController

__all__ = ["METRICS", "Metrics"]

METRICS = PrometheusConfig(app_name="resetmatch", prefix="resetmatch", group_path=True, exclude=["^/metrics$"])


class Metrics(PrometheusController):
    """`GET /metrics`: no figure of it is about a patient."""

    include_in_schema = False
