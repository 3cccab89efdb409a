from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.match_page import MatchPage
from ...models.match_request import MatchRequest
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    *,
    body: MatchRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/match",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> MatchPage | Problem | None:
    if response.status_code == 200:
        response_200 = MatchPage.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[MatchPage | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: MatchRequest,
) -> Response[MatchPage | Problem]:
    """MatchProfile

     Match a de-identified profile to trials, criterion by criterion. Nothing of the profile is kept.

    Args:
        body (MatchRequest): A profile, and the trials to match it to: those named, or the records
            sent along, else all that are served.

            `profile` is kept raw, to be read as strictly as a profile in a file. `stale_days`: the
            age beyond which a
            measurement decides nothing about now. `limit`: how many trials are shown in full, null
            for all; the rest is counted.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MatchPage | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: MatchRequest,
) -> MatchPage | Problem | None:
    """MatchProfile

     Match a de-identified profile to trials, criterion by criterion. Nothing of the profile is kept.

    Args:
        body (MatchRequest): A profile, and the trials to match it to: those named, or the records
            sent along, else all that are served.

            `profile` is kept raw, to be read as strictly as a profile in a file. `stale_days`: the
            age beyond which a
            measurement decides nothing about now. `limit`: how many trials are shown in full, null
            for all; the rest is counted.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MatchPage | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: MatchRequest,
) -> Response[MatchPage | Problem]:
    """MatchProfile

     Match a de-identified profile to trials, criterion by criterion. Nothing of the profile is kept.

    Args:
        body (MatchRequest): A profile, and the trials to match it to: those named, or the records
            sent along, else all that are served.

            `profile` is kept raw, to be read as strictly as a profile in a file. `stale_days`: the
            age beyond which a
            measurement decides nothing about now. `limit`: how many trials are shown in full, null
            for all; the rest is counted.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MatchPage | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: MatchRequest,
) -> MatchPage | Problem | None:
    """MatchProfile

     Match a de-identified profile to trials, criterion by criterion. Nothing of the profile is kept.

    Args:
        body (MatchRequest): A profile, and the trials to match it to: those named, or the records
            sent along, else all that are served.

            `profile` is kept raw, to be read as strictly as a profile in a file. `stale_days`: the
            age beyond which a
            measurement decides nothing about now. `limit`: how many trials are shown in full, null
            for all; the rest is counted.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MatchPage | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
