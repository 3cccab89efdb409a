from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.override_list import OverrideList
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    nct_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/trials/{nct_id}/overrides".format(
            nct_id=quote(str(nct_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> OverrideList | Problem | None:
    if response.status_code == 200:
        response_200 = OverrideList.from_dict(response.json())

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
) -> Response[OverrideList | Problem]:
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
) -> Response[OverrideList | Problem]:
    """Asynccallable

     Wrap a given callable to be called in a thread pool using
    ``anyio.to_thread.run_sync``, keeping a reference to the original callable as
    :attr:`func`

    Args:
        nct_id (str): The registry's number, as NCT01234567.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OverrideList | Problem]
    """

    kwargs = _get_kwargs(
        nct_id=nct_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    nct_id: str,
    *,
    client: AuthenticatedClient,
) -> OverrideList | Problem | None:
    """Asynccallable

     Wrap a given callable to be called in a thread pool using
    ``anyio.to_thread.run_sync``, keeping a reference to the original callable as
    :attr:`func`

    Args:
        nct_id (str): The registry's number, as NCT01234567.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OverrideList | Problem
    """

    return sync_detailed(
        nct_id=nct_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    nct_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[OverrideList | Problem]:
    """Asynccallable

     Wrap a given callable to be called in a thread pool using
    ``anyio.to_thread.run_sync``, keeping a reference to the original callable as
    :attr:`func`

    Args:
        nct_id (str): The registry's number, as NCT01234567.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OverrideList | Problem]
    """

    kwargs = _get_kwargs(
        nct_id=nct_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    nct_id: str,
    *,
    client: AuthenticatedClient,
) -> OverrideList | Problem | None:
    """Asynccallable

     Wrap a given callable to be called in a thread pool using
    ``anyio.to_thread.run_sync``, keeping a reference to the original callable as
    :attr:`func`

    Args:
        nct_id (str): The registry's number, as NCT01234567.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OverrideList | Problem
    """

    return (
        await asyncio_detailed(
            nct_id=nct_id,
            client=client,
        )
    ).parsed
