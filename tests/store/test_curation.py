from __future__ import annotations

import datetime as dt
import json
from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from criteria.errors import InputRefused
from criteria.reading import read
from criteria.registry.record import RawRecord
from matcher import readings
from matcher.catalogue import from_store
from matcher.store import Store
from matcher.store.overrides import Correction
from matcher.store.parsed import Reader

DAY = dt.date(2026, 9, 14)
READER = Reader(lexicon_digest="sha256:01", parser="sha256:02")
TEXT = "Inclusion Criteria:\n\n* Age 18 years or older\n* SLEDAI-2K score \\>= 8\n\nExclusion Criteria:\n\n* Pregnancy"


def record(nct_id: str, title: str = "A study", words: str = TEXT) -> RawRecord:
    document = {
        "protocolSection": {
            "identificationModule": {"nctId": nct_id, "briefTitle": title},
            "conditionsModule": {"conditions": ["Lupus"]},
            "eligibilityModule": {"eligibilityCriteria": words, "minimumAge": "18 Years"},
        }
    }
    return RawRecord("here", json.dumps(document).encode())


# -- readings -----------------------------------------------------------------------------------------------


def test_readings_are_kept_for_their_reader_alone(store: Store) -> None:
    store.parsed.put(READER, {"sha256:a": b"one" * 99, "sha256:b": b""})
    store.parsed.put(READER, {"sha256:a": b"other"})
    store.parsed.put(READER, {})
    assert store.parsed.get(READER, {"sha256:a", "sha256:b", "sha256:c"}) == {"sha256:a": b"one" * 99, "sha256:b": b""}
    for other in ({"lexicon_digest": "sha256:09"}, {"parser": "sha256:09"}):
        assert store.parsed.get(msgspec.structs.replace(READER, **other), {"sha256:a"}) == {}


def test_a_text_is_read_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    read_texts: list[str] = []
    read_text = readings.read_text

    def counted(words: str, *rest: Any) -> Any:
        read_texts.append(words)
        return read_text(words, *rest)

    monkeypatch.setattr(readings, "read_text", counted)
    store.snapshots.put([record("NCT99000001"), record("NCT99000002")], retrieved=DAY)
    first = from_store(store)
    assert first is not None
    assert read_texts == [TEXT]
    store.snapshots.put([record("NCT99000001", "Renamed"), record("NCT99000002", words="* Pregnancy")], retrieved=DAY)
    second = from_store(store)
    assert second is not None
    assert read_texts == [TEXT, "* Pregnancy"]
    assert [trial.brief_title for trial in second.trials] == ["Renamed", "A study"]
    assert second.trials == tuple(read(study) for study in second.studies.values())


def test_a_catalogue_is_that_of_the_day_asked_for(store: Store) -> None:
    for number, title in enumerate(["Old", "New"]):
        store.snapshots.put([record("NCT99000001", title)], retrieved=DAY + dt.timedelta(days=number))
    old, new, never = (from_store(store, DAY + dt.timedelta(days=number)) for number in (0, 1, -1))
    assert never is None
    assert old is not None
    assert new is not None
    assert [each.trials[0].brief_title for each in (old, new)] == ["Old", "New"]
    assert [each.registry.retrieved for each in (old, new)] == ["2026-09-14", "2026-09-15"]


@pytest.mark.parametrize("damage", [b"x", b""])
def test_a_reading_that_is_damaged_is_read_anew(store: Store, damage: bytes) -> None:
    store.snapshots.put([record("NCT99000001")], retrieved=DAY)
    before = from_store(store)
    with store._database.write() as connection:
        connection.execute(text("UPDATE parsed_criteria SET content = :damage"), {"damage": damage})
    assert from_store(store) == before


# -- overrides ----------------------------------------------------------------------------------------------


def correction(**changed: Any) -> Correction:
    said = {"text_digest": "sha256:01", "document": "{}", "author": "dr.k", "reason": "covers hepatitis B"}
    return Correction(**{**said, **changed})


def test_an_override_holds_until_it_expires_or_is_withdrawn(store: Store) -> None:
    now = dt.datetime.now(tz=dt.UTC)
    later, much_later = now + dt.timedelta(days=1), now + dt.timedelta(days=2)
    short = store.overrides.add(correction(expires=later, nct_id="NCT99000001"))
    long = store.overrides.add(correction(document='{"kind": "attestation"}'))
    assert (short.author, short.reason, short.expires, short.nct_id) == (
        "dr.k",
        "covers hepatitis B",
        later,
        "NCT99000001",
    )
    soon = dt.datetime.now(tz=dt.UTC)
    assert store.overrides.in_force(soon) == (short, long)
    assert store.overrides.in_force(later) == (long,)
    assert store.overrides.in_force(now - dt.timedelta(days=1)) == ()
    ended = store.overrides.withdraw(long.id, author="dr.l")
    assert ended.withdrawn_by == "dr.l"
    assert store.overrides.in_force(much_later) == ()
    assert store.overrides.withdraw(long.id, author="dr.m") == ended
    assert store.overrides.all() == (short, ended)


@pytest.mark.parametrize("missing", ["author", "reason"])
def test_an_override_without_an_author_or_a_reason_is_refused(store: Store, missing: str) -> None:
    with pytest.raises(InputRefused, match=missing):
        store.overrides.add(correction(**{missing: " "}))
    with pytest.raises(InputRefused, match="no such override"):
        store.overrides.withdraw(7, author="dr.k")


# -- webhooks -----------------------------------------------------------------------------------------------


def test_a_message_is_sent_until_it_is_taken(store: Store) -> None:
    hook = store.webhooks.add("https://tool.example/hook", "trial", "NCT99000001", owner="a")
    for _ in range(2):
        store.webhooks.send(hook.id, "event-1", '{"changed": true}')
    (first,) = store.webhooks.due(dt.timedelta(minutes=1))
    assert (first.webhook_id, first.event, first.payload, first.attempts) == (
        hook.id,
        "event-1",
        '{"changed": true}',
        0,
    )
    assert store.webhooks.due(dt.timedelta(minutes=1)) == ()
    store.webhooks.missed(first.id, "status 503", status=503, again=dt.datetime.now(tz=dt.UTC))
    (again,) = store.webhooks.due(dt.timedelta(minutes=1))
    assert (again.id, again.attempts, again.status, again.problem) == (first.id, 1, 503, "status 503")
    store.webhooks.took(first.id, 204)
    (logged,) = store.webhooks.log(hook.id)
    assert (logged.attempts, logged.status, logged.problem, logged.due) == (2, 204, None, None)
    assert logged.delivered is not None


def test_a_webhook_that_has_ended_gets_nothing_more(store: Store) -> None:
    hook = store.webhooks.add("https://tool.example/hook", "disease", "lupus nephritis", owner="a")
    other = store.webhooks.add("https://tool.example/hook", "disease", "lupus nephritis", owner="b")
    assert hook.secret != other.secret
    store.webhooks.send(hook.id, "event-1", "{}")
    store.webhooks.end(hook.id)
    assert store.webhooks.due(dt.timedelta(0)) == ()
    assert store.webhooks.all() == (other,)
    assert store.webhooks.all(owner="a") == ()
    with pytest.raises(InputRefused, match="no such webhook"):
        store.webhooks.end("nothing")
