from __future__ import annotations

import asyncio
from typing import Any

import httpx
from litestar import Litestar, get
from litestar.types import HTTPReceiveMessage

from matcher.api.outer import Outer
from matcher.service import ServiceSettings


@get("/slow")
async def slow() -> str:
    await asyncio.sleep(5)
    return "never"


@get("/quick")
async def quick() -> str:
    return "at once"


def asked(path: str, **settings: Any) -> httpx.Response:
    outer = Outer(Litestar([slow, quick], openapi_config=None, logging_config=None), ServiceSettings(**settings))

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=outer), base_url="http://here") as client:
            return await client.get(path)

    return asyncio.run(ask())


def test_an_answer_that_takes_too_long_is_given_up_with_a_problem() -> None:
    answer = asked("/slow", answer_seconds=0.1)
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.headers["retry-after"] == "60"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert asked("/quick", answer_seconds=0.1).text == "at once"


def test_a_caller_that_leaves_harms_nobody() -> None:
    outer = Outer(Litestar([quick], openapi_config=None, logging_config=None), ServiceSettings())
    told: list[str] = []

    async def leave() -> HTTPReceiveMessage:
        return {"type": "http.disconnect"}

    async def tell(message: Any) -> None:
        told.append(message["type"])

    scope: Any = {"type": "http", "method": "GET", "path": "/quick", "query_string": b"", "headers": [], "client": None}
    asyncio.run(outer(scope, leave, tell))
    assert told[0] == "http.response.start"
