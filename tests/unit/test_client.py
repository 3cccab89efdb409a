from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from criteria.errors import RecordRefused, WorkFailed
from criteria.registry.client import ATTEMPTS, LIVE, PAGE_SIZE, Registry

ROOT = "http://registry.test/api/v2"


def study(number: int) -> dict[str, Any]:
    return {"protocolSection": {"identificationModule": {"nctId": f"NCT9{number:07d}"}}}


class StandIn:
    """A registry of `size` studies that answers page by page, and remembers what it was asked."""

    def __init__(self, size: int, *, fail_first: int = 0, status: int = 503) -> None:
        self.size, self.fail_first, self.status = size, fail_first, status
        self.asked: list[httpx.URL] = []
        self.waits: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url)
        if len(self.asked) <= self.fail_first:
            return httpx.Response(self.status, text="not now")
        start = int(request.url.params.get("pageToken", "0"))
        end = min(start + int(request.url.params["pageSize"]), self.size)
        page: dict[str, Any] = {"studies": [study(n) for n in range(start, end)]}
        if end < self.size:
            page["nextPageToken"] = str(end)
        return httpx.Response(200, json=page)

    def registry(self, url: str = ROOT) -> Registry:
        return answering(self, url, self.waits.append)


def answering(
    answer: Callable[[httpx.Request], httpx.Response], url: str = ROOT, wait: Callable[[float], None] = lambda _: None
) -> Registry:
    return Registry(url, transport=httpx.MockTransport(answer), wait=wait)


def test_all_pages_are_read_and_each_asks_the_same_question() -> None:
    stand_in = StandIn(2 * PAGE_SIZE + 1)
    records = list(stand_in.registry().studies({"query.cond": "lupus"}))
    assert len(records) == 2 * PAGE_SIZE + 1
    assert json.loads(records[-1].raw) == study(2 * PAGE_SIZE)
    assert [url.params.get("pageToken") for url in stand_in.asked] == [None, str(PAGE_SIZE), str(2 * PAGE_SIZE)]
    assert {url.params["query.cond"] for url in stand_in.asked} == {"lupus"}
    assert {url.params["format"] for url in stand_in.asked} == {"json"}


def test_an_empty_page_is_no_study() -> None:
    assert list(StandIn(0).registry().studies()) == []


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("http://registry.test", "http://registry.test/api/v2/studies"),
        ("http://registry.test/", "http://registry.test/api/v2/studies"),
        ("http://registry.test/api/v2/", "http://registry.test/api/v2/studies"),
        ("http://registry.test:8080/v2/studies", "http://registry.test:8080/v2/studies"),
        (LIVE, f"{LIVE}/studies"),
    ],
)
def test_the_address_may_be_a_host_a_root_or_the_studies_themselves(given: str, asked: str) -> None:
    assert Registry(given).url == asked


def test_a_query_given_with_the_address_takes_the_place_of_the_default() -> None:
    stand_in = StandIn(1)
    list(stand_in.registry(f"{ROOT}/studies?query.id=NCT90000000&pageSize=5").studies())
    (url,) = stand_in.asked
    assert dict(url.params) == {"query.id": "NCT90000000", "pageSize": "5", "format": "json"}


def test_a_registry_that_is_busy_is_asked_again() -> None:
    stand_in = StandIn(1, fail_first=2)
    assert len(list(stand_in.registry().studies())) == 1
    assert len(stand_in.asked) == 3
    assert stand_in.waits == sorted(stand_in.waits)


def test_a_registry_that_stays_busy_is_given_up() -> None:
    stand_in = StandIn(1, fail_first=99)
    with pytest.raises(WorkFailed, match="status 503"):
        list(stand_in.registry().studies())
    assert len(stand_in.asked) == ATTEMPTS


def test_a_question_that_is_wrong_is_not_asked_again() -> None:
    stand_in = StandIn(1, fail_first=99, status=400)
    with pytest.raises(WorkFailed, match="status 400: not now"):
        list(stand_in.registry().studies())
    assert len(stand_in.asked) == 1


def test_the_pause_that_the_registry_asks_for_is_kept() -> None:
    waits: list[float] = []
    busy = httpx.Response(429, headers={"retry-after": "7"})
    with pytest.raises(WorkFailed):
        list(answering(lambda _: busy, wait=waits.append).studies())
    assert waits == [7.0] * (ATTEMPTS - 1)


def test_a_broken_line_is_tried_again_and_then_said() -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("connection refused", request=request)

    with pytest.raises(WorkFailed, match="connection refused"):
        list(answering(broken).studies())


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", b'{"studies": 1}'])
def test_an_answer_that_is_no_page_is_refused(body: bytes) -> None:
    with pytest.raises(RecordRefused, match="not a page"):
        list(answering(lambda _: httpx.Response(200, content=body)).studies())


def test_a_page_that_comes_again_and_again_ends_in_an_error() -> None:
    page = httpx.Response(200, json={"studies": [], "nextPageToken": "same"})
    with pytest.raises(WorkFailed, match="again and again"):
        list(answering(lambda _: page).studies())


@pytest.mark.parametrize("url", ["ftp://registry.test", "http://", "http://registry.test:port", "nothing"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(RecordRefused, match="address"):
        Registry(url)
