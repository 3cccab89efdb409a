from __future__ import annotations

import datetime as dt
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from criteria.errors import WorkFailed
from criteria.registry.record import RawRecord
from matcher.store import Store, open_store, schema
from matcher.store.tables import metadata

DAY = dt.date(2026, 9, 14)
RECORD = b'{"protocolSection": {"identificationModule": {"nctId": "NCT99000001", "briefTitle": "%s"}}}'

STOPPED = """
import datetime as dt, sys, time
from sqlalchemy import Engine, event
from criteria.registry.record import RawRecord
from matcher.store import open_store

address, work, place = sys.argv[1:]

@event.listens_for(Engine, "after_cursor_execute")
def stop(_connection, _cursor, statement, *_rest):
    if place in statement:
        print("here", flush=True)
        time.sleep(600)

store = open_store(address)
if work == "upgrade":
    store.upgrade()
else:
    record = RawRecord("here", work.encode())
    store.snapshots.put([record], retrieved=dt.date(2026, 9, 15))
print("done", flush=True)
"""


def kill_within(address: str, work: str, place: str) -> None:
    """Do the work in a process of its own, and end that with SIGKILL right after a statement."""
    process = subprocess.Popen([sys.executable, "-c", STOPPED, address, work, place], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("place", ["CREATE TABLE jobs", "INSERT INTO audit_head"])
def test_a_migration_that_is_killed_leaves_nothing_and_is_done_by_the_next(empty: str, place: str) -> None:
    kill_within(empty, "upgrade", place)
    store = open_store(empty)
    with store._database.engine.begin() as connection:
        assert schema.revision(connection) is None
    assert store.upgrade() == schema.HEAD
    assert differences(store) == []
    store.close()


@pytest.mark.parametrize("place", ["INSERT INTO record_versions", "INSERT INTO set_members", "INSERT INTO snapshots"])
def test_a_snapshot_that_is_killed_leaves_the_one_before(store: Store, address: str, place: str) -> None:
    kept = store.snapshots.put([RawRecord("here", RECORD % b"Old")], retrieved=DAY)
    kill_within(address, (RECORD % b"New").decode(), place)
    assert store.snapshots.current() == kept
    assert len(store.snapshots.versions("NCT99000001")) == 1
    new = store.snapshots.put([RawRecord("here", RECORD % b"New")], retrieved=DAY)
    assert [study.brief_title for study in store.snapshots.studies(new)] == ["New"]


def test_the_migrations_make_the_tables_that_the_queries_see(store: Store) -> None:
    assert store.snapshots.current() is None
    assert differences(store) == []


def differences(store: Store) -> list[object]:
    with store._database.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def test_the_last_migration_is_the_one_known() -> None:
    config = Config()
    config.set_main_option("script_location", "matcher.store:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_an_embedded_store_is_made_when_it_is_first_used(tmp_path: Path) -> None:
    store = open_store(tmp_path / "new" / "folder")
    assert not (tmp_path / "new").exists()
    assert store.snapshots.current() is None
    assert (tmp_path / "new" / "folder" / "resetmatch.sqlite").exists()
    assert (tmp_path / "new" / "folder").stat().st_mode & 0o077 == 0
    store.close()


def test_a_server_is_upgraded_only_when_that_is_asked(request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("postgres").create()
    store = open_store(url)
    with pytest.raises(WorkFailed, match="has no tables yet; run resetmatch store upgrade"):
        store.snapshots.current()
    assert store.upgrade() == store.upgrade() == schema.HEAD
    assert store.snapshots.current() is None
    store.close()


@pytest.mark.parametrize(("found", "told"), [("0000", "is at 0000, needed is"), ("9999", "by a later version")])
def test_a_store_of_another_version_is_refused(found: str, told: str, store: Store, address: str) -> None:
    with store._database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :found"), {"found": found})
    other = open_store(address)
    with pytest.raises(WorkFailed, match=told):
        other.snapshots.current()
    other.close()


def test_many_may_be_the_first(empty: str) -> None:
    stores = [open_store(empty) for _ in range(6)]
    with ThreadPoolExecutor(len(stores)) as pool:
        assert list(pool.map(Store.upgrade, stores)) == [schema.HEAD] * len(stores)
    assert differences(stores[0]) == []
    for store in stores:
        store.close()
