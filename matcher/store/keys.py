"""API keys: shown once when they are made, kept as digests, checked in constant time.

A key is `rm_ID_SECRET`. The secret has 256 random bits: no list of words leads to it, so one round of SHA-256 keeps it.
"""

from __future__ import annotations

import datetime as dt
import hmac
import re
import secrets
from collections.abc import Collection
from typing import Literal, get_args

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, select, update

from criteria.errors import InputRefused
from matcher import clock
from matcher.digests import digest_of
from matcher.store.database import Database, add_new
from matcher.store.tables import api_keys

__all__ = ["SCOPES", "ApiKey", "Keys", "Scope"]

Scope = Literal["match", "screen", "curate", "follow", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
KEY = re.compile(r"rm_(?P<id>[0-9a-f]{12})_(?P<secret>[A-Za-z0-9_-]{43})")
NOBODY = digest_of(b"nobody")


class ApiKey(msgspec.Struct, frozen=True, kw_only=True):
    """Who may call: "ward-7 may match, until 2027-01-31"."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    made: dt.datetime
    expires: dt.datetime | None
    revoked: dt.datetime | None

    def holds(self, at: dt.datetime) -> bool:
        """Whether the key is good at that time."""
        return self.revoked is None and (self.expires is None or at < self.expires)


class Keys:
    """The API keys of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, name: str, scopes: Collection[Scope], *, expires: dt.datetime | None = None) -> tuple[ApiKey, str]:
        """A new key, and its text, which nothing keeps."""
        if not NAME.fullmatch(name):
            raise InputRefused("a key's name has 1 to 64 letters, digits, dots, dashes and underscores", where="name")
        if not scopes:
            raise InputRefused("a key needs at least one scope", where="scopes", do=f"known are {', '.join(SCOPES)}")
        key_id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
        row = {"id": key_id, "name": name, "secret_digest": digest_of(secret.encode()), "scopes": " ".join(scopes)}
        with self._database.write() as connection:
            add_new(connection, api_keys, [{**row, "made": clock.now(), "expires": expires}])
            made = _one(connection, api_keys.c.id == key_id)
        if made is None:
            raise InputRefused("there is a key of that name", where="name", do="choose another; names are never reused")
        return _key(made), f"rm_{key_id}_{secret}"

    def check(self, text: str, at: dt.datetime) -> ApiKey | None:
        """The key of this text, if it is good; a key that is not known is compared as one that is."""
        parts = KEY.fullmatch(text)
        key_id, secret = (parts["id"], parts["secret"]) if parts else ("", "")
        with self._database.read() as connection:
            row = _one(connection, api_keys.c.id == key_id)
        same = hmac.compare_digest(digest_of(secret.encode()), row["secret_digest"] if row else NOBODY)
        return key if row and same and (key := _key(row)).holds(at) else None

    def all(self) -> tuple[ApiKey, ...]:
        """Every key there ever was, by name."""
        with self._database.read() as connection:
            rows = connection.execute(select(api_keys).order_by(api_keys.c.name)).mappings().all()
        return tuple(map(_key, rows))

    def revoke(self, name: str) -> ApiKey:
        """End a key at once; one that has ended stays as it is."""
        mine = api_keys.c.name == name
        with self._database.write() as connection:
            end = update(api_keys).where(mine, api_keys.c.revoked.is_(None))
            connection.execute(end.values(revoked=clock.now()))
            row = _one(connection, mine)
        if row is None:
            raise InputRefused("there is no key of that name", where="name", do="resetmatch keys list shows them")
        return _key(row)


def _one(connection: Connection, which: ColumnElement[bool]) -> RowMapping | None:
    return connection.execute(select(api_keys).where(which)).mappings().one_or_none()


def _key(row: RowMapping) -> ApiKey:
    scopes = tuple(scope for scope in SCOPES if scope in row["scopes"].split(" "))
    return ApiKey(**{name: row[name] for name in ApiKey.__struct_fields__ if name != "scopes"}, scopes=scopes)
