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
        lost = isinstance(error, InterfaceError) or error.connection_invalidated
        raise _failure(error.orig, where, lost=lost) from error
    except sqlite3.Error as error:
        raise _failure(error, where, lost=False) from error


def _failure(cause: BaseException | None, where: str, *, lost: bool) -> WorkFailed:
    code, reason = _said(cause)
    if code.startswith(DAMAGED):
        return WorkFailed(f"the store is damaged: {where}: {reason}; put a copy back, or run resetmatch sync anew")
    if code.startswith(FULL):
        return StoreUnavailable(f"the store cannot be written: {where}: {reason}")
    if lost or code.startswith(AWAY):
        return StoreUnavailable(f"the store cannot be reached: {where}: {reason}")
    return WorkFailed(f"the store failed: {where}: {reason}")


def _said(cause: BaseException | None) -> tuple[str, str]:
    """The code and the words of the driver's own error."""
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorname", ""), str(cause)
    said = cause.args[0] if cause is not None and cause.args else ""
    if isinstance(said, dict):
        return str(said.get("C", "")), str(said.get("M", ""))
    return "", str(said)
