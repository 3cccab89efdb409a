"""What changed in the registry, and every version of a record: for a service over a store."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import Parameter

from matcher.api.trials import NctPath
from matcher.catalogue import Catalogue
from matcher.history import ChangeReport, Versions, changes_since, versions_of
from matcher.past import Past

__all__ = ["AsOf", "get_versions", "list_changes", "served_then"]

AsOf = Annotated[dt.date | None, Parameter(description="Answer from the records that were in force on this day.")]
Since = Annotated[dt.date, Parameter(description="The records in force at the end of this day are compared with now.")]


@get("/v1/changes", operation_id="listChanges", tags=["history"], sync_to_thread=True)
def list_changes(past: NamedDependency[Past | None], since: Since) -> ChangeReport:
    """List what changed in the registry since a day, criterion by criterion, with status and sites."""
    return changes_since(_kept(past).store, since)


@get("/v1/trials/{nct_id:str}/versions", operation_id="getVersions", tags=["history"], sync_to_thread=True)
def get_versions(past: NamedDependency[Past | None], nct_id: NctPath) -> Versions:
    """Show every version of a trial's record that was seen, with what each changed of the one before."""
    store = _kept(past).store
    if not store.snapshots.versions(nct_id):
        raise NotFoundException(f"{nct_id} was never among the records here")
    return versions_of(store, nct_id)


def served_then(past: Past | None, now: Catalogue, day: dt.date | None) -> tuple[Catalogue, dict[str, str]]:
    """What was served on a day, with headers that say whether another engine answered then; without a day, now."""
    if day is None:
        return now, {}
    found = _kept(past).catalogue(day)
    if found is None:
        raise NotFoundException(f"there were no records here on {day}")
    return found, {"Resetmatch-As-Of": day.isoformat(), "Resetmatch-Engine-Then": _kept(past).then(day).words}


def _kept(past: Past | None) -> Past:
    if past is None:
        raise NotFoundException("no history is kept here: the service is not served from a store")
    return past
