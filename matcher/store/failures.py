"""What a database says when it fails, in the words of this project: where, what, what to do; never a value."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as NoConnection

from criteria.errors import StoreUnavailable, WorkFailed

__all__ = ["told"]

DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
FULL = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "53100", "25006")
AWAY = ("SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_LOCKED", "08", "28", "3D", "40", "53", "57P", "55P")
"""Error names of SQLite, and classes of SQLSTATE of PostgreSQL."""


@contextmanager
def told(where: str) -> Iterator[None]:
    """Work on the database; what goes wrong there is raised as one of the project's own errors."""
    try:
        yield
    except NoConnection:
        raise StoreUnavailable(f"the store cannot be reached: {where}: all connections are taken") from None
    except DBAPIError as error:
        raise _failure(error, where) from error


def _failure(error: DBAPIError, where: str) -> WorkFailed:
    code, reason = _said(error)
    if code.startswith(DAMAGED):
        return WorkFailed(f"the store is damaged: {where}: {reason}; put a copy back, or run resetmatch sync anew")
    if code.startswith(FULL):
        return StoreUnavailable(f"the store cannot be written: {where}: {reason}")
    if isinstance(error, InterfaceError) or error.connection_invalidated or code.startswith(AWAY):
        return StoreUnavailable(f"the store cannot be reached: {where}: {reason}")
    return WorkFailed(f"the store failed: {where}: {reason}")


def _said(error: DBAPIError) -> tuple[str, str]:
    """The code and the words of the driver's own error."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorname", ""), str(cause)
    said = cause.args[0] if cause is not None and cause.args else ""
    if isinstance(said, dict):
        return str(said.get("C", "")), str(said.get("M", ""))
    return "", str(said)
