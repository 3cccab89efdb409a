"""The live registry: studies of ClinicalTrials.gov API v2, page by page."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping

import httpx
import msgspec

from criteria.errors import RecordRefused, WorkFailed
from criteria.registry.record import RawRecord

__all__ = ["LIVE", "SCOPE", "Registry"]

LIVE = "https://clinicaltrials.gov/api/v2"
SCOPE = {
    "query.intr": '"chimeric antigen receptor" OR "CAR-T" OR "CAR T"',
    "query.cond": (
        "autoimmune OR lupus OR sclerosis OR myositis OR dermatomyositis OR scleroderma OR arthritis OR vasculitis"
        " OR myasthenia OR neuromyelitis OR MOGAD OR CIDP OR polyneuropathy OR encephalitis OR stiff OR pemphigus"
        " OR pemphigoid OR nephropathy OR nephritis OR nephrotic OR Sjogren OR antiphospholipid OR IgG4"
        " OR thrombocytopenia OR hemolytic OR cytopenia OR diabetes OR Graves OR thyroid OR spondylitis OR Behcet"
    ),
    "filter.advanced": "AREA[StudyType]INTERVENTIONAL",
}
"""What `sync` asks for: CAR-T trials in autoimmune disease, drawn wide."""

PAGE_SIZE = 200
MOST_PAGES = 5000
ATTEMPTS = 4
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class _Page(msgspec.Struct, rename="camel"):
    studies: list[msgspec.Raw]
    next_page_token: str | None = None


class Registry:
    """A service that answers as API v2 does; `url` is its root, or a whole query on its `/studies`."""

    def __init__(
        self,
        url: str = LIVE,
        *,
        transport: httpx.BaseTransport | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.url, self._asked = _studies_url(url)
        self._transport, self._wait = transport, wait

    def studies(self, query: Mapping[str, str] | None = None) -> Iterator[RawRecord]:
        """The study objects that answer the query, over all pages; raises WorkFailed where the registry does not."""
        asked = self._asked or {**(SCOPE if query is None else query)}
        parameters = {"pageSize": str(PAGE_SIZE), **asked, "format": "json"}
        with httpx.Client(transport=self._transport, timeout=30.0, follow_redirects=True) as client:
            for number in range(1, MOST_PAGES + 1):
                page = self._page(client, parameters)
                for place, raw in enumerate(page.studies, 1):
                    yield RawRecord(f"{self.url} page {number} study {place}", bytes(raw))
                if not page.next_page_token:
                    return
                if page.next_page_token == parameters.get("pageToken"):
                    raise WorkFailed(f"{self.url} gives the same page again and again")
                parameters = {**parameters, "pageToken": page.next_page_token}
        raise WorkFailed(f"{self.url} does not come to an end after {MOST_PAGES} pages")

    def _page(self, client: httpx.Client, parameters: Mapping[str, str]) -> _Page:
        answer = self._get(client, parameters)
        try:
            return msgspec.json.decode(answer.content, type=_Page)
        except msgspec.DecodeError as error:
            raise RecordRefused(f"not a page of the registry: {error}", where=self.url) from error

    def _get(self, client: httpx.Client, parameters: Mapping[str, str]) -> httpx.Response:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = client.get(self.url, params=dict(parameters))
            except httpx.TransportError as error:
                problem, pause = f"{type(error).__name__} {error}".strip(), None
            except httpx.HTTPError as error:
                raise WorkFailed(f"{self.url} cannot be read: {error}") from error
            else:
                if answer.is_success:
                    return answer
                problem, pause = f"status {answer.status_code}", answer.headers.get("retry-after")
                if answer.status_code not in AGAIN:
                    raise WorkFailed(f"{self.url} answers with {problem}: {answer.text[:200].strip()}")
            if attempt < ATTEMPTS:
                self._wait(_pause(attempt, pause))
        raise WorkFailed(f"{self.url} does not answer after {ATTEMPTS} attempts: {problem}")


def _studies_url(url: str) -> tuple[str, dict[str, str]]:
    """The address of `/studies` and the query given with it."""
    try:
        given = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise RecordRefused(f"not an address: {error}", where=url) from error
    if given.scheme not in ("http", "https") or not given.host:
        raise RecordRefused("not an http or https address", where=url)
    path = given.path.rstrip("/") or "/api/v2"
    path = path if path.endswith("/studies") else f"{path}/studies"
    return str(given.copy_with(path=path, query=None, fragment=None)), dict(given.params)


def _pause(attempt: int, asked: str | None) -> float:
    """Seconds to wait before the next attempt: what the registry asks for, else 1, 2, 4 with some jitter."""
    if asked and asked.isdigit():
        return min(float(asked), 60.0)
    return 2.0 ** (attempt - 1) * random.uniform(0.8, 1.2)  # noqa: S311 - spreads retries, no secret
