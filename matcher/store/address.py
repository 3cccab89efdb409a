"""Where the store is: a folder, which holds an SQLite file, or the URL of a PostgreSQL database."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from criteria.errors import InputRefused

__all__ = ["FILE", "Address", "address_of", "default_folder"]

FILE = "resetmatch.sqlite"
PATIENCE = 30.0
OPTIONS = ("host", "port", "sslmode", "sslrootcert", "connect_timeout")
SSL_MODES = ("disable", "prefer", "require", "verify-ca", "verify-full")


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """How the database is reached. `shown` names it in messages, without a password; `folder` is that of SQLite."""

    url: URL
    shown: str
    folder: Path | None = None
    arguments: dict[str, Any] = {}


def default_folder() -> Path:
    """Where the store is unless it is named: the user's data folder."""
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "resetmatch"


def address_of(named: str | Path | None = None) -> Address:
    """The address of a folder or of a postgresql:// URL; without either RESETMATCH_STORE, else the user's folder."""
    where = str(named or os.environ.get("RESETMATCH_STORE") or default_folder())
    return _postgresql(where) if "://" in where else _sqlite(Path(where).expanduser())


def _sqlite(folder: Path) -> Address:
    url = URL.create("sqlite", database=str(folder / FILE))
    return Address(url=url, shown=str(folder), folder=folder, arguments={"timeout": PATIENCE})


def _postgresql(where: str) -> Address:
    """The parts that libpq would read from the URL, in the words of the driver."""
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise InputRefused("not the address of a store", do="name a folder or a postgresql:// URL") from None
    if url.drivername not in ("postgresql", "postgres"):
        raise InputRefused(f"no store is kept in {url.drivername}", do="name a folder or a postgresql:// URL")
    options = {name: value if isinstance(value, str) else value[-1] for name, value in url.query.items()}
    if unknown := sorted(set(options) - set(OPTIONS)):
        raise InputRefused(
            f"the store's address has an option that is not known: {unknown[0]}", do=f"known are {', '.join(OPTIONS)}"
        )
    bare = URL.create("postgresql+pg8000", url.username, url.password, url.host, url.port, url.database)
    shown = url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)
    return Address(url=bare, shown=shown, arguments=_arguments(options, url))


def _arguments(options: Mapping[str, str], url: URL) -> dict[str, Any]:
    given: dict[str, Any] = {"timeout": _number(options, "connect_timeout", PATIENCE)}
    host, port = options.get("host", ""), int(_number(options, "port", url.port or 5432))
    if host.startswith("/"):
        return {**given, "unix_sock": f"{host}/.s.PGSQL.{port}"}
    given["ssl_context"] = _tls(options.get("sslmode", "prefer"), options.get("sslrootcert"))
    return {**given, "host": host, "port": port} if host else given


def _number(options: Mapping[str, str], name: str, otherwise: float) -> float:
    try:
        return float(options.get(name, otherwise))
    except ValueError:
        raise InputRefused(f"{name} of the store's address is not a number") from None


def _tls(mode: str, authority: str | None) -> ssl.SSLContext | bool | None:
    """What the driver does about TLS: never, if the server has it, always, with the certificate checked."""
    if mode not in SSL_MODES:
        raise InputRefused("sslmode of the store's address is not known", do=f"use one of {', '.join(SSL_MODES)}")
    if mode in ("disable", "prefer"):
        return False if mode == "disable" else None
    try:
        context = ssl.create_default_context(cafile=authority)
    except OSError:
        raise InputRefused("sslrootcert of the store's address cannot be read as certificates") from None
    context.check_hostname = mode == "verify-full"
    context.verify_mode = ssl.CERT_NONE if mode == "require" else ssl.CERT_REQUIRED
    return context
