from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from criteria.errors import InputRefused, StoreUnavailable, WorkFailed
from matcher.store import open_store
from matcher.store.address import address_of, default_folder


def test_the_store_is_where_it_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RESETMATCH_STORE", str(tmp_path / "named"))
    assert address_of().folder == tmp_path / "named"
    assert address_of(tmp_path / "other").folder == tmp_path / "other"
    monkeypatch.delenv("RESETMATCH_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert address_of().folder == default_folder() == tmp_path / "resetmatch"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_folder() == tmp_path / ".local" / "share" / "resetmatch"


def test_an_address_is_shown_without_its_password() -> None:
    address = address_of("postgresql://someone:hidden@db.example:6432/name?sslmode=require")
    assert (address.url.host, address.url.port, address.url.password) == ("db.example", 6432, "hidden")
    assert address.shown == "postgresql://someone:***@db.example:6432/name"
    assert address.folder is None


def test_a_socket_is_reached_by_its_folder() -> None:
    assert address_of("postgresql://u@/name?host=/run/pg").arguments["unix_sock"] == "/run/pg/.s.PGSQL.5432"
    assert address_of("postgresql://u@/name?host=/run/pg&port=6432").arguments["unix_sock"] == "/run/pg/.s.PGSQL.6432"


@pytest.mark.parametrize(
    ("mode", "checks"),
    [
        ("verify-full", (ssl.CERT_REQUIRED, True)),
        ("verify-ca", (ssl.CERT_REQUIRED, False)),
        ("require", (ssl.CERT_NONE, False)),
    ],
)
def test_tls_is_what_the_address_asks_for(mode: str, checks: tuple[ssl.VerifyMode, bool]) -> None:
    context = address_of(f"postgresql://u@h/name?sslmode={mode}").arguments["ssl_context"]
    assert (context.verify_mode, context.check_hostname) == checks


def test_a_host_may_stand_among_the_options() -> None:
    arguments = address_of("postgresql://u@/name?host=db.example&port=6432").arguments
    assert (arguments["host"], arguments["port"]) == ("db.example", 6432)


def test_tls_may_be_left_to_the_server_or_off() -> None:
    assert address_of("postgresql://u@h/name").arguments["ssl_context"] is None
    assert address_of("postgresql://u@h/name?sslmode=disable").arguments["ssl_context"] is False


@pytest.mark.parametrize(
    "address",
    [
        "mysql://u:hidden@h/name",
        "postgresql://u:hidden@h:port/name",
        "postgresql://u:hidden@h/name?sslmode=maybe",
        "postgresql://u:hidden@h/name?unknown=1",
        "postgresql://u:hidden@h/name?connect_timeout=soon",
        "postgresql://u:hidden@/name?host=h&port=any",
        "postgresql://u:hidden@h/name?sslmode=verify-full&sslrootcert=nowhere.pem",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(InputRefused) as refused:
        address_of(address)
    assert "hidden" not in str(refused.value)


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="cannot be written"):
        open_store(tmp_path / "file").snapshots.current()


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "resetmatch.sqlite").write_bytes(b"x" * 9999)
    with pytest.raises(WorkFailed, match="the store is damaged"):
        open_store(tmp_path).snapshots.current()


def test_a_server_that_is_not_there_says_so() -> None:
    with pytest.raises(StoreUnavailable, match=r"cannot be reached: postgresql://u:\*\*\*@127.0.0.1:9/name") as failed:
        open_store("postgresql://u:hidden@127.0.0.1:9/name").snapshots.current()
    assert "hidden" not in str(failed.value)
