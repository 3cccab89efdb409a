"""The schema's revision, and how it is brought up to date: all of it in one transaction, by one process at a time."""

from __future__ import annotations

from sqlalchemy import Connection, column, inspect, select, table, text

from criteria.errors import WorkFailed

__all__ = ["HEAD", "require", "revision", "upgrade"]

HEAD = "0001"
"""The revision that this program knows; a test holds it to the last of the migrations."""

LOCK = 5_742_031_915
"""The number under which PostgreSQL lets one process at a time change the schema."""


def revision(connection: Connection) -> str | None:
    """The revision of the database; None where nothing was ever made in it."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    kept = table("alembic_version", column("version_num"))
    return connection.execute(select(kept.c.version_num)).scalar_one_or_none()


def require(found: str | None, where: str) -> None:
    """Raise WorkFailed where the revision found is not the one known here."""
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise WorkFailed(f"the store was made by a later version: {where} is at {found}, known is {HEAD}")
    was = "has no tables yet" if found is None else f"is at {found}, needed is {HEAD}"
    raise WorkFailed(f"the store must be upgraded: {where} {was}; run resetmatch store upgrade")


def upgrade(connection: Connection) -> str:
    """Run the migrations that are missing, within the transaction of this connection; the revision reached."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})
    found = revision(connection)
    if found is not None and found >= HEAD:
        return found
    from alembic import command  # noqa: PLC0415 - needed once in the life of a store
    from alembic.config import Config  # noqa: PLC0415 - likewise

    config = Config()
    config.set_main_option("script_location", "matcher.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return HEAD
