from http import HTTPStatus
from io import BytesIO
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    *,
    body: File | Unset = UNSET,
    limit: int | Unset = 20,
    stale_days: float | Unset = 90.0,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["stale_days"] = stale_days

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/match/batch",
        "params": params,
    }

    if not isinstance(body, Unset):
        _kwargs["content"] = body.payload
    headers["Content-Type"] = "application/x-ndjson"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> File | Problem | None:
    if response.status_code == 200:
        response_200 = File(payload=BytesIO(response.content))

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 408:
        response_408 = Problem.from_dict(response.json())

        return response_408

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[File | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: File | Unset = UNSET,
    limit: int | Unset = 20,
    stale_days: float | Unset = 90.0,
) -> Response[File | Problem]:
    """MatchBatch

     Match profiles sent one a line; each is answered by one line, in order, before the body has come to
    its end.

    A line that is refused is answered by a problem with its number, and the others go through. Nothing
    is kept.

    Args:
        limit (int | Unset): Trials shown in full for each profile. Default: 20.
        stale_days (float | Unset): Days after which a measurement decides nothing. Default: 90.0.
        body (File | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        limit=limit,
        stale_days=stale_days,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: File | Unset = UNSET,
    limit: int | Unset = 20,
    stale_days: float | Unset = 90.0,
) -> File | Problem | None:
    """MatchBatch

     Match profiles sent one a line; each is answered by one line, in order, before the body has come to
    its end.

    A line that is refused is answered by a problem with its number, and the others go through. Nothing
    is kept.

    Args:
        limit (int | Unset): Trials shown in full for each profile. Default: 20.
        stale_days (float | Unset): Days after which a measurement decides nothing. Default: 90.0.
        body (File | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
        limit=limit,
        stale_days=stale_days,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: File | Unset = UNSET,
    limit: int | Unset = 20,
    stale_days: float | Unset = 90.0,
) -> Response[File | Problem]:
    """MatchBatch

     Match profiles sent one a line; each is answered by one line, in order, before the body has come to
    its end.

    A line that is refused is answered by a problem with its number, and the others go through. Nothing
    is kept.

    Args:
        limit (int | Unset): Trials shown in full for each profile. Default: 20.
        stale_days (float | Unset): Days after which a measurement decides nothing. Default: 90.0.
        body (File | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        limit=limit,
        stale_days=stale_days,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: File | Unset = UNSET,
    limit: int | Unset = 20,
    stale_days: float | Unset = 90.0,
) -> File | Problem | None:
    """MatchBatch

     Match profiles sent one a line; each is answered by one line, in order, before the body has come to
    its end.

    A line that is refused is answered by a problem with its number, and the others go through. Nothing
    is kept.

    Args:
        limit (int | Unset): Trials shown in full for each profile. Default: 20.
        stale_days (float | Unset): Days after which a measurement decides nothing. Default: 90.0.
        body (File | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            limit=limit,
            stale_days=stale_days,
        )
    ).parsed
