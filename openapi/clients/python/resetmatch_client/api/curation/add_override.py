from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.override_request import OverrideRequest
from ...models.override_shown import OverrideShown
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    nct_id: str,
    *,
    body: OverrideRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/trials/{nct_id}/overrides".format(
            nct_id=quote(str(nct_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> OverrideShown | Problem | None:
    if response.status_code == 201:
        response_201 = OverrideShown.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 408:
        response_408 = Problem.from_dict(response.json())

        return response_408

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

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


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[OverrideShown | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    nct_id: str,
    *,
    client: AuthenticatedClient,
    body: OverrideRequest,
) -> Response[OverrideShown | Problem]:
    """AddOverride

     Put a reading into force in place of the parser's, for these words of this trial, until it expires.

    It holds at once in the process that answers, and in the other workers of the service within
    `refresh_seconds` (5).

    Args:
        nct_id (str): The registry's number, as NCT01234567.
        body (OverrideRequest): A reading to put into force: for the criterion of this `text`,
            exactly as it is shown.

            `tree` is what the text says, as a node of `GET /v1/trials/{nct_id}/criteria`: what
            includes in an inclusion
            criterion, what excludes in an exclusion criterion. `reason` is shown beside every
            verdict; it names no person.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OverrideShown | Problem]
    """

    kwargs = _get_kwargs(
        nct_id=nct_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    nct_id: str,
    *,
    client: AuthenticatedClient,
    body: OverrideRequest,
) -> OverrideShown | Problem | None:
    """AddOverride

     Put a reading into force in place of the parser's, for these words of this trial, until it expires.

    It holds at once in the process that answers, and in the other workers of the service within
    `refresh_seconds` (5).

    Args:
        nct_id (str): The registry's number, as NCT01234567.
        body (OverrideRequest): A reading to put into force: for the criterion of this `text`,
            exactly as it is shown.

            `tree` is what the text says, as a node of `GET /v1/trials/{nct_id}/criteria`: what
            includes in an inclusion
            criterion, what excludes in an exclusion criterion. `reason` is shown beside every
            verdict; it names no person.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OverrideShown | Problem
    """

    return sync_detailed(
        nct_id=nct_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    nct_id: str,
    *,
    client: AuthenticatedClient,
    body: OverrideRequest,
) -> Response[OverrideShown | Problem]:
    """AddOverride

     Put a reading into force in place of the parser's, for these words of this trial, until it expires.

    It holds at once in the process that answers, and in the other workers of the service within
    `refresh_seconds` (5).

    Args:
        nct_id (str): The registry's number, as NCT01234567.
        body (OverrideRequest): A reading to put into force: for the criterion of this `text`,
            exactly as it is shown.

            `tree` is what the text says, as a node of `GET /v1/trials/{nct_id}/criteria`: what
            includes in an inclusion
            criterion, what excludes in an exclusion criterion. `reason` is shown beside every
            verdict; it names no person.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OverrideShown | Problem]
    """

    kwargs = _get_kwargs(
        nct_id=nct_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    nct_id: str,
    *,
    client: AuthenticatedClient,
    body: OverrideRequest,
) -> OverrideShown | Problem | None:
    """AddOverride

     Put a reading into force in place of the parser's, for these words of this trial, until it expires.

    It holds at once in the process that answers, and in the other workers of the service within
    `refresh_seconds` (5).

    Args:
        nct_id (str): The registry's number, as NCT01234567.
        body (OverrideRequest): A reading to put into force: for the criterion of this `text`,
            exactly as it is shown.

            `tree` is what the text says, as a node of `GET /v1/trials/{nct_id}/criteria`: what
            includes in an inclusion
            criterion, what excludes in an exclusion criterion. `reason` is shown beside every
            verdict; it names no person.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OverrideShown | Problem
    """

    return (
        await asyncio_detailed(
            nct_id=nct_id,
            client=client,
            body=body,
        )
    ).parsed
