"""The client against the stand-in, over real HTTP."""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime
from importlib.metadata import version

import httpx
import pytest

from criteria.errors import RecordRefused, RegistryMoved, WorkFailed
from criteria.registry.client import ATTEMPTS, PAGE_SIZE, Registry, RegistryVersion
from criteria.registry.queries import scope
from tests.standin.faults import Fault
from tests.standin.records import studies
from tests.standin.server import StandIn, running

LUPUS = {"query.cond": "lupus", "fields": "NCTId|EligibilityModule"}


def client(stand_in: StandIn, **given: float) -> Registry:
    return Registry(stand_in.url, wait=lambda _: None, **{"pause": 0.0, "timeout": 5.0} | given)


def test_the_packaged_query_is_understood_and_only_its_fields_come() -> None:
    with running(studies(3)) as stand_in:
        registry = client(stand_in)
        records = list(registry.studies())
        asked = stand_in.asked[-1][1]
    assert len(records) == 3
    assert {**scope(), "pageSize": str(PAGE_SIZE), "format": "json"} == asked
    assert len(httpx.URL("http://registry.test", params=asked).raw_path) < 6000
    assert stand_in.agents == {f"resetmatch/{version('resetmatch')}"}
    assert b"stdAges" in records[0].raw
    assert registry.requests == 1


def test_the_stamp_of_the_data_is_given() -> None:
    with running([]) as stand_in:
        assert client(stand_in).version() == RegistryVersion("2.0.5", "2026-09-14T09:00:05")


def test_pages_go_on_after_the_one_that_was_kept() -> None:
    with running(studies(PAGE_SIZE + 50)) as stand_in:
        registry = client(stand_in)
        first = next(registry.pages({}))
        rest = list(registry.pages({}, after=first))
        whole = list(registry.pages({}))
    assert [page.number for page in rest] == [2]
    assert rest == whole[1:]
    assert list(registry.pages({}, after=rest[-1])) == []


def test_numbers_are_counted_and_chosen_studies_fetched() -> None:
    with running(studies(40)) as stand_in:
        registry = client(stand_in)
        numbers = registry.numbers(LUPUS)
        chosen = list(registry.chosen(LUPUS, sorted(numbers)[:3]))
        assert list(registry.chosen(LUPUS, [])) == []
        stand_in.faults.plan("vanished")
        with pytest.raises(RegistryMoved, match=f"speaks of {len(numbers)} studies and lists {len(numbers) - 1}"):
            registry.numbers(LUPUS)
    assert len(numbers) > 3
    assert len(chosen) == 3


CURABLE: tuple[Fault, ...] = ("refused", "busy", "busy a while", "reset", "truncated", "cut", "slow")


@pytest.mark.parametrize("fault", CURABLE)
def test_what_can_be_cured_is_asked_again(fault: Fault) -> None:
    with running(studies(3), slow=1.0) as stand_in:
        registry = client(stand_in, timeout=0.5)
        stand_in.faults.plan(*[fault] * (ATTEMPTS - 1))
        assert len(list(registry.studies({}))) == 3
        stand_in.faults.plan(*[fault] * ATTEMPTS)
        with pytest.raises((WorkFailed, RecordRefused)):
            list(registry.studies({}))


@pytest.mark.parametrize("fault", ["same token", "lost token"])
def test_a_lost_thread_is_told_apart_from_other_failures(fault: Fault) -> None:
    with running(studies(PAGE_SIZE * 3)) as stand_in:
        stand_in.faults.plan(None, fault)
        with pytest.raises(RegistryMoved):
            list(client(stand_in).studies({}))


def test_requests_keep_their_distance() -> None:
    with running(studies(PAGE_SIZE * 2)) as stand_in:
        registry = Registry(stand_in.url, pause=0.3)
        registry.version()
        list(registry.studies({}))
    assert len(stand_in.moments) == registry.requests == 4
    assert stand_in.moments[-1] - stand_in.moments[0] > 0.7  # three pauses, less what the first was late
    assert 0 < registry.waited <= 0.9


def answering(headers: dict[str, str], waits: list[float]) -> Registry:
    busy = httpx.MockTransport(lambda _: httpx.Response(429, headers=headers))
    return Registry("http://registry.test", pause=0.0, transport=busy, wait=waits.append)


def test_a_pause_until_a_date_is_kept() -> None:
    waits: list[float] = []
    until = format_datetime(dt.datetime.now(tz=dt.UTC) + dt.timedelta(seconds=60), usegmt=True)
    with pytest.raises(WorkFailed, match="status 429"):
        list(answering({"retry-after": until}, waits).studies({}))
    assert all(55 < each <= 60 for each in waits)
    assert len(waits) == ATTEMPTS - 1


@pytest.mark.parametrize("said", ["soon", ""])
def test_a_pause_that_is_not_understood_is_our_own(said: str) -> None:
    waits: list[float] = []
    with pytest.raises(WorkFailed):
        list(answering({"retry-after": said}, waits).studies({}))
    assert [round(each / 2**place, 5) for place, each in enumerate(waits)] != [1.0] * 3
    assert all(0.8 <= each / 2**place <= 1.2 for place, each in enumerate(waits))


def test_a_registry_that_asks_for_a_long_rest_is_left_alone() -> None:
    waits: list[float] = []
    with pytest.raises(WorkFailed, match="left alone for 3600 seconds"):
        list(answering({"retry-after": "3600"}, waits).studies({}))
    assert waits == []
