"""Two hundred faults in one run: never a half snapshot, never a lost version, always the age of what is served."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import msgspec
import pytest

from criteria.errors import ResetmatchError
from criteria.registry.record import Study
from matcher.store import Store
from matcher.sync import age_of
from tests.standin.faults import KINDS
from tests.standin.records import amended, studies
from tests.standin.server import StandIn, running
from tests.sync.conftest import DAY, held, synced

FAULTS = 200
RECORDS = studies(70)


class Account:
    """All states the registry was in, and all versions that were ever in force."""

    def __init__(self, stand_in: StandIn, store: Store) -> None:
        self.stand_in, self.store = stand_in, store
        self.states: list[dict[str, Study]] = []
        self.versions: set[str] = set()
        self.dice = random.Random(7)
        self.done = self.failed = 0

    def renew(self, day: dt.date) -> None:
        """The registry changes overnight: some records are amended, one comes, one goes."""
        holdings = self.stand_in.holdings
        with self.stand_in.lock:
            for number in self.dice.sample(sorted(holdings.records), 3):
                count = {"enrollmentInfo": {"count": self.dice.randrange(10**6)}}
                holdings.put(amended(holdings.records[number], day.isoformat(), designModule=count))
            gone = self.dice.choice(sorted(holdings.records))
            come = self.dice.choice([each for each in RECORDS if number_of(each) not in holdings.records])
            del holdings.records[gone]
            holdings.put(amended(come, day.isoformat()))
            holdings.stamp = f"{day}T09:00:05"
        self.states.append({number: msgspec.convert(each, Study) for number, each in holdings.records.items()})

    def seen_both(self) -> bool:
        """Whether syncs came through and failed often enough to tell; never so stops at the 300th night."""
        assert len(self.states) < 300, f"{self.done} came and {self.failed} failed"
        return min(self.done, self.failed) >= 5

    def check(self, *, came: bool) -> None:
        now = held(self.store)
        assert now == self.states[-1] if came else now in [{}, *self.states]
        current = self.store.snapshots.current()
        if current is None:
            return
        for change in self.store.snapshots.versions(self.dice.choice(sorted(now))):
            self.versions.add(change.digest)
        for digest in self.dice.sample(sorted(self.versions), min(5, len(self.versions))):
            assert self.store.snapshots.content(digest) is not None


def number_of(record: Any) -> str:
    return str(record["protocolSection"]["identificationModule"]["nctId"])


def test_faults_never_make_a_half_snapshot_nor_lose_a_version(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("criteria.registry.client.PAGE_SIZE", 15)
    with running(RECORDS[:60], slow=0.5) as stand_in:
        account, faults, day = Account(stand_in, store), stand_in.faults, DAY
        faults.kinds = KINDS
        while faults.met.total() < FAULTS or set(faults.met) != set(KINDS) or not account.seen_both():
            day += dt.timedelta(days=1)
            account.renew(day)
            faults.rate = account.dice.choice((0.4, 0.8))
            night(account, day)
        faults.rate = 0.0
        synced(stand_in, store, day=day)
        account.check(came=True)
    assert all(store.snapshots.content(digest) for digest in account.versions)


def night(account: Account, day: dt.date) -> None:
    """One sync among faults: it comes whole, or what was in force stays and tells its age."""
    before = account.store.snapshots.current()
    try:
        done = synced(account.stand_in, account.store, day=day, full=account.dice.random() < 0.3, timeout=0.25)
    except ResetmatchError:
        account.failed += 1
        assert account.store.snapshots.current() == before
        account.check(came=False)
        assert (
            before is None
            or f"{(day - before.retrieved).days} days ago" in age_of(before, day)
            or ("yesterday" in age_of(before, day))
        )
    else:
        account.done += 1
        assert done.snapshot.retrieved == day
        account.check(came=True)
