from __future__ import annotations

import datetime as dt
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from matcher.store import Store, open_store
from matcher.store.address import address_of
from matcher.store.engines import Engine

ONE = Engine(version="0.1.0", lexicon_digest="sha256:1", rules="sha256:p")
TWO = Engine(version="0.2.0", lexicon_digest="sha256:1", rules="sha256:p")


def test_the_engine_of_a_day_is_the_last_that_was_noted_by_its_end(store: Store) -> None:
    today = dt.datetime.now(tz=dt.UTC).date()
    assert store.engines.at(today) is None
    for engine in (ONE, ONE, TWO, ONE, ONE):
        store.engines.note(engine)
        assert store.engines.at(today) == engine
    assert store.engines.at(today - dt.timedelta(days=1)) is None


def test_a_store_of_the_first_schema_is_upgraded(tmp_path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", "matcher.store:migrations")
    engine = create_engine(address_of(tmp_path).url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with open_store(tmp_path) as store:
        store.upgrade()
        store.engines.note(ONE)
        assert store.engines.at(dt.datetime.now(tz=dt.UTC).date()) == ONE
