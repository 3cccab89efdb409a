"""Messages to a real receiver: for whom, signed how, and what happens when it does not answer."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from criteria.errors import InputRefused
from matcher.catalogue import from_store
from matcher.deliveries import deliver, next_attempt
from matcher.population.profile import parse_profile
from matcher.settings import default_context
from matcher.store import Store
from matcher.store.webhooks import Webhook
from matcher.webhooks import announce, disease_subject, profile_subject
from tests.standin.records import amended
from tests.sync.history import AUGUST, FIRST, JULY, JUNE, LATE, LOOSER, NUMBER, OTHER, PATIENT, raw
from tests.sync.receiver import Receiver, receiving

COMMAND = str(Path(sys.executable).with_name("resetmatch"))
CONTEXT = default_context()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as started:
        yield started


@pytest.fixture
def june(store: Store) -> Store:
    store.snapshots.put(raw(FIRST, OTHER), retrieved=JUNE)
    return store


def july(store: Store) -> None:
    store.snapshots.put(raw(LOOSER, OTHER, LATE), retrieved=JULY)


def told(store: Store) -> None:
    announce(store, CONTEXT)
    deliver(store)


def make_due(store: Store) -> None:
    with store._database.write() as connection:
        connection.execute(text("UPDATE deliveries SET due = '2026-01-01 00:00:00.000000' WHERE due IS NOT NULL"))


def test_a_change_is_told_once_to_whom_it_concerns_and_signed(june: Store, receiver: Receiver) -> None:
    hook = june.webhooks.add(receiver.url, "trial", NUMBER, owner="me")
    june.webhooks.add(receiver.url, "trial", "NCT99000002", owner="me")
    july(june)
    told(june)
    told(june)
    ((headers, body),) = receiver.got
    message = json.loads(body)
    assert (message["record"]["nct_id"], message["record"]["criteria"][0]["kind"]) == (NUMBER, "loosened")
    assert (message["before"]["retrieved"], message["after"]["retrieved"]) == ("2026-06-01", "2026-07-01")
    at, mac = (part.split("=")[1] for part in headers["resetmatch-signature"].split(","))
    assert hmac.new(hook.secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest() == mac
    assert abs(int(at) - dt.datetime.now(tz=dt.UTC).timestamp()) < 60
    (entry,) = june.webhooks.log(hook.id)
    assert (entry.attempts, entry.status, entry.due) == (1, 204, None)
    assert entry.delivered is not None


def test_a_webhook_is_told_of_what_came_after_it(june: Store, receiver: Receiver) -> None:
    july(june)
    june.webhooks.add(receiver.url, "trial", NUMBER, owner="me")
    told(june)
    assert receiver.got == []


def test_a_disease_takes_its_kinds(june: Store, receiver: Receiver) -> None:
    nephritis = amended(FIRST, "2026-06-20", conditionsModule={"conditions": ["Lupus Nephritis"]})
    june.webhooks.add(receiver.url, "disease", disease_subject("SLE"), owner="me")
    june.webhooks.add(receiver.url, "disease", disease_subject("systemic sclerosis"), owner="me")
    june.snapshots.put(raw(nephritis), retrieved=JULY)
    told(june)
    assert {each["subject"] for each in receiver.messages() if each["record"]["nct_id"] == NUMBER} == {
        "systemic lupus erythematosus"
    }
    with pytest.raises(InputRefused, match="does not hold this disease"):
        disease_subject("glimmering halo")


def test_of_a_saved_profile_only_the_digest_is_kept_and_sent(june: Store, receiver: Receiver) -> None:
    content = json.dumps(PATIENT).encode()
    catalogue = from_store(june)
    assert catalogue is not None
    subject = profile_subject(content, parse_profile(PATIENT), catalogue.trials, CONTEXT)
    digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert json.loads(subject)["digest"] == digest
    assert NUMBER not in json.loads(subject)["trials"]  # it rules the patient out in June
    assert "SLEDAI" not in subject
    june.webhooks.add(receiver.url, "profile", subject, owner="me")
    july(june)
    told(june)
    assert {each["subject"] for each in receiver.messages()} == {digest}
    assert [each["record"]["nct_id"] for each in receiver.messages()] == [NUMBER, "NCT99000003"]
    current = june.snapshots.current()
    assert current is not None
    june.snapshots.amend(
        current, raw(amended(LATE, "2026-07-20", statusModule={"overallStatus": "WITHDRAWN"})), retrieved=AUGUST
    )
    told(june)
    assert len(receiver.got) == 2  # a trial that ruled the patient out in June, and opened to nobody


def hooked(store: Store, receiver: Receiver) -> Webhook:
    hook = store.webhooks.add(receiver.url, "trial", NUMBER, owner="me")
    july(store)
    announce(store, CONTEXT)
    return hook


def test_what_does_not_arrive_is_sent_again_and_every_attempt_is_written_down(june: Store, receiver: Receiver) -> None:
    hook = hooked(june, receiver)
    receiver.answers = [500, 302]
    for status in (500, 302):
        assert deliver(june).missed == 1
        (entry,) = june.webhooks.log(hook.id)
        assert (entry.status, entry.delivered, entry.problem) == (status, None, "refused")
        assert entry.due is not None
        assert deliver(june).missed == 0  # not before its time
        make_due(june)
    assert deliver(june).taken == 1
    assert len(receiver.got) == 3
    assert len({body for _, body in receiver.got}) == 1
    assert len({headers["resetmatch-delivery"] for headers, _ in receiver.got}) == 1


def test_a_receiver_that_is_away_stops_no_other(june: Store, receiver: Receiver) -> None:
    away = june.webhooks.add("http://127.0.0.1:9/hook", "trial", NUMBER, owner="me")
    hooked(june, receiver)
    done = deliver(june)
    assert (done.taken, done.missed) == (1, 1)
    assert june.webhooks.log(away.id)[0].problem == "ConnectError"


def test_a_receiver_that_is_gone_is_sent_nothing_more(june: Store, receiver: Receiver) -> None:
    hook = hooked(june, receiver)
    receiver.answers = [410]
    deliver(june)
    make_due(june)
    assert june.webhooks.all() == ()
    assert (deliver(june).taken, len(receiver.got)) == (0, 1)
    assert june.webhooks.log(hook.id)[0].due is None


def test_pauses_grow_and_end() -> None:
    now = dt.datetime(2026, 9, 14, tzinfo=dt.UTC)
    pauses = [again - now for attempts in range(1, 12) if (again := next_attempt(attempts, now))]
    assert pauses[:3] == [dt.timedelta(minutes=1), dt.timedelta(minutes=2), dt.timedelta(minutes=4)]
    assert pauses[-1] == dt.timedelta(hours=6)
    assert sum(pauses, dt.timedelta()) > dt.timedelta(hours=14)
    assert next_attempt(12, now) is None


@pytest.mark.usefixtures("june")
def test_the_commands_keep_webhooks(receiver: Receiver, tmp_path: Path) -> None:
    environment = {**os.environ, "RESETMATCH_STORE": str(tmp_path / "store")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [COMMAND, *arguments]
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=60)

    made = json.loads(run("webhooks", "add", receiver.url, "--trial", NUMBER.lower()).stdout)
    listed = json.loads(run("webhooks", "list").stdout)
    assert (listed["id"], listed["subject"]) == (made["id"], NUMBER)
    assert made["secret"] not in json.dumps(listed)
    (tmp_path / "july.json").write_text(json.dumps([LOOSER, OTHER]))
    assert "1 message delivered" in run("sync", "--from", str(tmp_path / "july.json")).stderr
    assert json.loads(run("webhooks", "log", made["id"]).stdout)["status"] == 204
    assert run("webhooks", "end", made["id"]).returncode == 0
    unknown = run("webhooks", "log", "nobody")
    assert (unknown.returncode, "there is no such webhook" in unknown.stderr) == (2, True)
    (tmp_path / "p.json").write_text("{")
    broken = run("webhooks", "add", receiver.url, "--profile", str(tmp_path / "p.json"))
    assert (broken.returncode, "p.json: is not valid JSON" in broken.stderr) == (2, True)
    refused = run("webhooks", "add", "nowhere", "--trial", NUMBER)
    assert (refused.returncode, "not an http or https address" in refused.stderr) == (2, True)
