from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.override_shown import OverrideShown
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    nct_id: str,
    number: int,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/v1/trials/{nct_id}/overrides/{number}".format(
            nct_id=quote(str(nct_id), safe=""),
            number=quote(str(number), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> OverrideShown | Problem | None:
    if response.status_code == 200:
        response_200 = OverrideShown.from_dict(response.json())

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

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

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
    number: int,
    *,
    client: AuthenticatedClient,
) -> Response[OverrideShown | Problem]:
    """WithdrawOverride

     End an override; it stays in the list, and the parser's reading holds again.

    Args:
        nct_id (str): The registry's number, as NCT01234567.
        number (int): The number of an override.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OverrideShown | Problem]
    """

    kwargs = _get_kwargs(
        nct_id=nct_id,
        number=number,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    nct_id: str,
    number: int,
    *,
    client: AuthenticatedClient,
) -> OverrideShown | Problem | None:
    """WithdrawOverride

     End an override; it stays in the list, and the parser's reading holds again.

    Args:
        nct_id (str): The registry's number, as NCT01234567.
        number (int): The number of an override.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OverrideShown | Problem
    """

    return sync_detailed(
        nct_id=nct_id,
        number=number,
        client=client,
    ).parsed


async def asyncio_detailed(
    nct_id: str,
    number: int,
    *,
    client: AuthenticatedClient,
) -> Response[OverrideShown | Problem]:
    """WithdrawOverride

     End an override; it stays in the list, and the parser's reading holds again.

    Args:
        nct_id (str): The registry's number, as NCT01234567.
        number (int): The number of an override.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OverrideShown | Problem]
    """

    kwargs = _get_kwargs(
        nct_id=nct_id,
        number=number,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    nct_id: str,
    number: int,
    *,
    client: AuthenticatedClient,
) -> OverrideShown | Problem | None:
    """WithdrawOverride

     End an override; it stays in the list, and the parser's reading holds again.

    Args:
        nct_id (str): The registry's number, as NCT01234567.
        number (int): The number of an override.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OverrideShown | Problem
    """

    return (
        await asyncio_detailed(
            nct_id=nct_id,
            number=number,
            client=client,
        )
    ).parsed
