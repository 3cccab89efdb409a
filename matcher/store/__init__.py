"""The store: all that outlives a request, in an SQLite file or a PostgreSQL database.

    store = open_store("postgresql://resetmatch@db/resetmatch")    # or a folder
    snapshot = store.snapshots.put(records, retrieved=day)         # comes into force whole, or not at all
    store.snapshots.amend(snapshot, records, retrieved=day, without=("NCT99000001",))
    store.snapshots.current(), .as_of(day), .all()                 # Snapshot or None; every one stays readable
    store.snapshots.studies(snapshot), .records(snapshot), .record(snapshot, nct_id)
    store.snapshots.changes(before, after), .versions(nct_id), .content(digest)
    store.staging.add(run, number, records, next_token=...), .pages(run), .clear(run)   # of a sync under way
    store.parsed.get(reader, digests), .put(reader, readings)      # eligibility text, read once
    store.overrides.add(Correction(...)), .in_force(at), .withdraw(id, author=...)
    store.jobs.add(...), .claim(worker, lease, kind=...), .progress(job, lease, done=...), .finish(job, result)
    store.audit.add(Deed(...)), .entries(), .verify()
    store.keys.create(name, scopes), .check(text, at), .revoke(name)
    store.webhooks.add(...), .send(...), .due(...), .took(...), .missed(...)

Opening does nothing yet: the first use makes an embedded store where there is none. A database on PostgreSQL, and a
store that an earlier version made, is brought up to date by `store.upgrade()` alone (`resetmatch store upgrade`). Every
method is one transaction and may be called from any thread; what a database does not do is raised as WorkFailed, and as
StoreUnavailable where the same may work later.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

from matcher.store.address import Address, address_of
from matcher.store.audit import Audit
from matcher.store.database import Database
from matcher.store.jobs import Jobs
from matcher.store.keys import Keys
from matcher.store.overrides import Overrides
from matcher.store.parsed import Parsed
from matcher.store.snapshots import Snapshots
from matcher.store.staging import Staging
from matcher.store.webhooks import Webhooks

__all__ = ["Store", "open_store"]


class Store:
    """One store, by subject."""

    def __init__(self, address: Address) -> None:
        self._database = database = Database(address)
        self.where = address.shown
        self.folder = address.folder
        self.snapshots = Snapshots(database)
        self.staging = Staging(database)
        self.parsed = Parsed(database)
        self.overrides = Overrides(database)
        self.jobs = Jobs(database)
        self.audit = Audit(database)
        self.keys = Keys(database)
        self.webhooks = Webhooks(database)

    def upgrade(self) -> str:
        """Bring the schema to what this program knows, whole or not at all; the revision it stands at."""
        return self._database.upgrade()

    def close(self) -> None:
        """Give all connections back."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(named: str | Path | None = None) -> Store:
    """The store in a folder or at a postgresql:// URL; without either RESETMATCH_STORE, else the user's folder."""
    return Store(address_of(named))
