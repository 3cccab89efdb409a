"""The live registry: studies of ClinicalTrials.gov API v2, page by page, politely and with patience."""

from __future__ import annotations

import random
import ssl
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import version
from typing import TypeVar

import httpx
import msgspec

from criteria.errors import RecordRefused, RegistryMoved, WorkFailed
from criteria.registry.queries import scope
from criteria.registry.record import RawRecord, number_of

__all__ = ["LIVE", "Page", "Registry", "RegistryVersion"]

LIVE = "https://clinicaltrials.gov/api/v2"
PAGE_SIZE = 200
LARGEST_PAGE = 1000
MOST_PAGES = 5000
ATTEMPTS = 4
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
LONGEST_PAUSE = 300.0
T = TypeVar("T")


class RegistryVersion(msgspec.Struct, frozen=True, rename="camel"):
    """The registry's own stamp: "2.0.5", data of "2026-09-14T09:00:05"."""

    api_version: str
    data_timestamp: str | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page of an answer: "page 3, 200 records, more to come"; `total` comes with the first where it was asked."""

    number: int
    records: tuple[RawRecord, ...]
    next_token: str | None
    total: int | None = None


class _Answer(msgspec.Struct, rename="camel"):
    studies: list[msgspec.Raw]
    next_page_token: str | None = None
    total_count: int | None = None


class Registry:
    """A service that answers as API v2 does; `url` is its root, or a whole query on its `/studies`.

    `pause` is the least time between two requests in seconds, `timeout` how long an answer may take. `requests` and
    `waited` tell how often it was asked, and how many seconds went into pauses.
    """

    def __init__(
        self,
        url: str = LIVE,
        *,
        pause: float = 1.0,
        timeout: float = 30.0,
        transport: httpx.BaseTransport | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.root, self.given = _root_and_query(url)
        self.url = f"{self.root}/studies"
        self.requests, self.waited = 0, 0.0
        self._pause, self._timeout, self._transport, self._wait = pause, timeout, transport, wait
        self._free_at = 0.0

    @property
    def question(self) -> dict[str, str]:
        """The query of the address, else that of the packaged table."""
        return self.given or {**scope()}

    def version(self) -> RegistryVersion | None:
        """The registry's stamp of its service and its data; None where the service gives none."""
        with self._client() as client:
            try:
                return self._get(client, f"{self.root}/version", {}, RegistryVersion)
            except _Absent:
                return None

    def studies(self, query: Mapping[str, str] | None = None) -> Iterator[RawRecord]:
        """The study objects that answer the query, over all pages; raises WorkFailed where the registry does not."""
        for page in self.pages(self.question if query is None else query):
            yield from page.records

    def pages(self, query: Mapping[str, str], after: Page | None = None) -> Iterator[Page]:
        """The pages that answer the query, or those that follow one; raises RegistryMoved where the thread is lost."""
        parameters = {"pageSize": str(PAGE_SIZE), **query, "format": "json"}
        number, token = (after.number, after.next_token) if after else (0, None)
        if after and token is None:
            return
        seen = {token}
        with self._client() as client:
            while number < MOST_PAGES:
                number += 1
                page = self._page(client, parameters, number, token)
                yield page
                token = page.next_token
                if token is None:
                    return
                if token in seen:
                    raise RegistryMoved(f"{self.url} gives the same page again and again")
                seen.add(token)
        raise WorkFailed(f"{self.url} does not come to an end after {MOST_PAGES} pages")

    def numbers(self, query: Mapping[str, str]) -> frozenset[str]:
        """The numbers of all studies that answer the query; raises RegistryMoved where they are not as many as said."""
        asked = {**query, "fields": "NCTId", "pageSize": str(LARGEST_PAGE), "countTotal": "true"}
        pages = list(self.pages(asked))
        found = {_number(record) for page in pages for record in page.records}
        if pages[0].total not in (None, len(found)):
            raise RegistryMoved(f"{self.url} speaks of {pages[0].total} studies and lists {len(found)}")
        return frozenset(found)

    def chosen(self, query: Mapping[str, str], numbers: Collection[str]) -> Iterator[RawRecord]:
        """The studies with these numbers, with the fields of the query."""
        kept = {name: value for name, value in query.items() if name == "fields"}
        every = sorted(numbers)
        for start in range(0, len(every), PAGE_SIZE):
            yield from self.studies({**kept, "filter.ids": ",".join(every[start : start + PAGE_SIZE])})

    # -- one request --------------------------------------------------------------------------------------------

    def _client(self) -> httpx.Client:
        return httpx.Client(
            transport=self._transport,
            timeout=self._timeout,
            verify=_tls(),
            follow_redirects=True,
            headers={"User-Agent": f"resetmatch/{version('resetmatch')}"},
        )

    def _page(self, client: httpx.Client, parameters: Mapping[str, str], number: int, token: str | None) -> Page:
        asked = {**parameters, **({"pageToken": token} if token else {})}
        answer = self._get(client, self.url, asked, _Answer)
        places = (f"{self.url} page {number} study {place}" for place in range(1, len(answer.studies) + 1))
        return Page(
            number=number,
            records=tuple(RawRecord(where, bytes(raw)) for where, raw in zip(places, answer.studies, strict=True)),
            next_token=answer.next_page_token or None,
            total=answer.total_count,
        )

    def _get(self, client: httpx.Client, url: str, parameters: Mapping[str, str], kind: type[T]) -> T:
        """The answer, asked for a few times where asking again can help."""
        problem: Exception = WorkFailed(f"{url} was not asked")
        pause = 0.0
        for attempt in range(1, ATTEMPTS + 1):
            self._take_turn(pause)
            try:
                return _decoded(self._sent(client, url, parameters), kind, url)
            except _Again as again:
                problem = again.problem
                pause = _pause(attempt, again.asked)
                if pause > LONGEST_PAUSE:
                    raise WorkFailed(f"{problem}; asks to be left alone for {pause:.0f} seconds") from problem
        raise problem

    def _take_turn(self, pause: float) -> None:
        """Wait until the registry may be asked again."""
        seconds = max(pause, self._free_at - time.monotonic())
        if seconds > 0:
            self.waited += seconds
            self._wait(seconds)
        self._free_at = time.monotonic() + self._pause
        self.requests += 1

    def _sent(self, client: httpx.Client, url: str, parameters: Mapping[str, str]) -> httpx.Response:
        try:
            answer = client.get(url, params=dict(parameters))
        except (httpx.TransportError, httpx.DecodingError) as error:
            said = f"{type(error).__name__} {error}".strip()
            raise _Again(WorkFailed(f"{url} does not answer after {ATTEMPTS} attempts: {said}")) from error
        except httpx.HTTPError as error:
            raise WorkFailed(f"{url} cannot be read: {error}") from error
        if answer.is_success:
            return answer
        said = f"status {answer.status_code}"
        if answer.status_code in AGAIN:
            failed = WorkFailed(f"{url} does not answer after {ATTEMPTS} attempts: {said}")
            raise _Again(failed, answer.headers.get("retry-after"))
        said = f"{url} answers with {said}: {answer.text[:200].strip()}"
        if answer.status_code == httpx.codes.NOT_FOUND:
            raise _Absent(said)
        raise RegistryMoved(said) if "pageToken" in parameters else WorkFailed(said)


@cache
def _tls() -> ssl.SSLContext:
    """The certificates that are trusted, read once: it takes longer than a request."""
    return httpx.create_ssl_context()


class _Absent(WorkFailed):
    """The service has nothing at this address."""


class _Again(Exception):
    """Asking again may help."""

    def __init__(self, problem: Exception, asked: str | None = None) -> None:
        super().__init__(str(problem))
        self.problem, self.asked = problem, asked


def _decoded(answer: httpx.Response, kind: type[T], url: str) -> T:
    """The body as what was asked for; a body that was cut off on its way may come whole the next time."""
    try:
        return msgspec.json.decode(answer.content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        what = "page of the registry" if kind is _Answer else "version of the registry"
        raise _Again(RecordRefused(f"not a {what}: {error}", where=url)) from error


def _number(record: RawRecord) -> str:
    number = number_of(record)
    if number is None:
        raise RegistryMoved(f"{record.where}: a study without its number")
    return number


def _root_and_query(url: str) -> tuple[str, dict[str, str]]:
    """The root of the API, and the query given with the address of `/studies`."""
    try:
        given = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise RecordRefused(f"not an address: {error}", where=url) from error
    if given.scheme not in ("http", "https") or not given.host:
        raise RecordRefused("not an http or https address", where=url)
    path = given.path.rstrip("/") or "/api/v2"
    path = path.removesuffix("/studies")
    return str(given.copy_with(path=path, query=None, fragment=None)), dict(given.params)


def _pause(attempt: int, asked: str | None) -> float:
    """Seconds to wait before the next attempt: what the registry asks for, else 1, 2, 4 with some jitter."""
    wanted = _seconds(asked)
    if wanted is not None:
        return wanted
    return 2.0 ** (attempt - 1) * random.uniform(0.8, 1.2)  # noqa: S311 - spreads retries, no secret


def _seconds(asked: str | None) -> float | None:
    """What a Retry-After says: seconds, or a date."""
    if not asked:
        return None
    if asked.strip().isdigit():
        return float(asked)
    try:
        until = parsedate_to_datetime(asked)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(tz=UTC)).total_seconds())
