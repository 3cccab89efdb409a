from __future__ import annotations

import datetime as dt

from matcher.store import Store
from matcher.store.engines import Engine

ONE = Engine(version="0.1.0", lexicon_digest="sha256:1", parser="sha256:p")
TWO = Engine(version="0.2.0", lexicon_digest="sha256:1", parser="sha256:p")


def test_the_engine_of_a_day_is_the_last_that_was_noted_by_its_end(store: Store) -> None:
    today = dt.datetime.now(tz=dt.UTC).date()
    assert store.engines.at(today) is None
    for engine in (ONE, ONE, TWO, ONE, ONE):
        store.engines.note(engine)
        assert store.engines.at(today) == engine
    assert store.engines.at(today - dt.timedelta(days=1)) is None
