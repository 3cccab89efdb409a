"""The trials of a screening: those that were served when it was accepted, also where it begins later."""

from __future__ import annotations

from pathlib import Path

from criteria.criterion import Trial
from criteria.errors import RecordRefused
from matcher.catalogue import Catalogue, from_path, from_sample, from_snapshot, with_overrides
from matcher.listing import chosen
from matcher.screening.request import Asked, Request
from matcher.service import ServiceSettings
from matcher.store import Store

__all__ = ["chosen_trials", "trials_of"]


def chosen_trials(catalogue: Catalogue, asked: Asked) -> list[Trial]:
    """The trials asked for, in order; RecordRefused where there is none."""
    named = set(asked.nct_ids)
    found = [trial for trial, _ in chosen(catalogue, asked.filters) if not named or trial.nct_id in named]
    if unknown := named.difference(trial.nct_id for trial in catalogue.trials):
        raise RecordRefused(f"{len(unknown)} of the trials named are not served here", where="query nct_id")
    if not found:
        raise RecordRefused("no trial meets the filters", where="query")
    return found


def trials_of(request: Request, settings: ServiceSettings, store: Store) -> list[Trial]:
    """The trials of a job; RecordRefused where they are no longer those that were served when it was accepted."""
    catalogue = _catalogue(request, settings, store)
    if catalogue is None or catalogue.registry != request.registry:
        raise RecordRefused("the trials are not those that were served when this was asked", do="ask again")
    return chosen_trials(catalogue, request.asked)


def _catalogue(request: Request, settings: ServiceSettings, store: Store) -> Catalogue | None:
    overrides = [each for each in store.overrides.all() if each.id in request.overrides]
    if request.snapshot is not None:
        snapshot = store.snapshots.get(request.snapshot)
        return from_snapshot(store, snapshot, overrides) if snapshot else None
    return with_overrides(from_path(Path(settings.trials)) if settings.trials else from_sample(), overrides)
