from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from criteria.errors import InputRefused
from matcher.store import Store

NOW = dt.datetime(2026, 9, 14, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=1)


def test_a_key_is_shown_once_and_opens_what_it_may(store: Store) -> None:
    key, shown = store.keys.create("ward-7", ["screen", "match"], expires=LATER)
    assert (key.name, key.scopes, key.expires, key.revoked) == ("ward-7", ("match", "screen"), LATER, None)
    assert store.keys.check(shown, NOW) == key
    assert store.keys.all() == (key,)
    with store._database.read() as connection:
        kept = repr(connection.execute(text("SELECT * FROM api_keys")).one())
    assert shown.split("_", 2)[2] not in kept


def test_a_key_ends_when_it_expires_or_is_revoked(store: Store) -> None:
    _, short = store.keys.create("short", ["match"], expires=LATER)
    _, endless = store.keys.create("endless", ["match"])
    assert store.keys.check(short, LATER) is None
    assert store.keys.check(endless, LATER + dt.timedelta(days=9999)) is not None
    revoked = store.keys.revoke("endless")
    assert revoked.revoked is not None
    assert store.keys.check(endless, NOW) is None
    assert store.keys.revoke("endless") == revoked


def test_what_is_no_key_opens_nothing(store: Store) -> None:
    key, shown = store.keys.create("ward-7", ["match"])
    other = f"rm_{key.id}_{'A' * 43}"
    unknown = f"rm_{'0' * 12}_{shown.split('_', 2)[2]}"
    for text_ in ("", "rm_", shown[:-1], shown + "A", shown.upper(), other, unknown, "' OR 1=1 --", "é"):
        assert store.keys.check(text_, NOW) is None


@pytest.mark.parametrize("name", ["", "a b", "-x", "x" * 65, "ward-7"])
def test_a_name_that_is_taken_or_malformed_is_refused(store: Store, name: str) -> None:
    store.keys.create("ward-7", ["match"])
    with pytest.raises(InputRefused, match="name"):
        store.keys.create(name, ["match"])


def test_a_key_without_a_scope_and_one_that_is_not_there_are_refused(store: Store) -> None:
    with pytest.raises(InputRefused, match="at least one scope"):
        store.keys.create("ward-7", [])
    with pytest.raises(InputRefused, match="no key of that name"):
        store.keys.revoke("ward-7")
