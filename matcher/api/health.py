"""Whether the service answers."""

from __future__ import annotations

import datetime as dt
from importlib.metadata import version

from litestar import get
from litestar.di import NamedDependency

from criteria.lexicon import lexicon
from matcher import clock
from matcher.api.runtime import Runtime
from matcher.api.schemas import Health, Ready
from matcher.catalogue import Catalogue

__all__ = ["get_health", "get_ready"]


@get("/health", operation_id="getHealth", tags=["service"], sync_to_thread=False)
def get_health(catalogue: NamedDependency[Catalogue]) -> Health:
    """Say that the service answers, and from which version, lexicon and registry snapshot."""
    return Health(
        status="ok",
        version=version("resetmatch"),
        lexicon_digest=lexicon().digest,
        registry=catalogue.registry,
        registry_age_days=_age(catalogue.registry.retrieved),
        trials=len(catalogue.trials),
    )


@get("/ready", operation_id="getReady", tags=["service"], sync_to_thread=True)
def get_ready(runtime: NamedDependency[Runtime]) -> Ready:
    """Say that requests can be served: the trials are read, and the store, if there is one, answers."""
    if runtime.store is not None:
        runtime.store.snapshots.current()
    return Ready(status="ready", registry=runtime.catalogue.registry)


def _age(retrieved: str | None) -> int | None:
    return (clock.today() - dt.date.fromisoformat(retrieved)).days if retrieved else None
