from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.get_screening_result_name import GetScreeningResultName
from ...models.problem import Problem
from ...types import File, Response


def _get_kwargs(
    job_id: str,
    name: GetScreeningResultName,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/screenings/{job_id}/results/{name}".format(
            job_id=quote(str(job_id), safe=""),
            name=quote(str(name), safe=""),
        ),
    }

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

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())

        return response_410

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
    job_id: str,
    name: GetScreeningResultName,
    *,
    client: AuthenticatedClient,
) -> Response[File | Problem]:
    """GetScreeningResult

     Fetch a file of results: tables as Parquet or as NDJSON, the report, and the rows that were refused.

    Args:
        job_id (str): The id of a screening.
        name (GetScreeningResultName): A file of results.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        name=name,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    job_id: str,
    name: GetScreeningResultName,
    *,
    client: AuthenticatedClient,
) -> File | Problem | None:
    """GetScreeningResult

     Fetch a file of results: tables as Parquet or as NDJSON, the report, and the rows that were refused.

    Args:
        job_id (str): The id of a screening.
        name (GetScreeningResultName): A file of results.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return sync_detailed(
        job_id=job_id,
        name=name,
        client=client,
    ).parsed


async def asyncio_detailed(
    job_id: str,
    name: GetScreeningResultName,
    *,
    client: AuthenticatedClient,
) -> Response[File | Problem]:
    """GetScreeningResult

     Fetch a file of results: tables as Parquet or as NDJSON, the report, and the rows that were refused.

    Args:
        job_id (str): The id of a screening.
        name (GetScreeningResultName): A file of results.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        name=name,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    job_id: str,
    name: GetScreeningResultName,
    *,
    client: AuthenticatedClient,
) -> File | Problem | None:
    """GetScreeningResult

     Fetch a file of results: tables as Parquet or as NDJSON, the report, and the rows that were refused.

    Args:
        job_id (str): The id of a screening.
        name (GetScreeningResultName): A file of results.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return (
        await asyncio_detailed(
            job_id=job_id,
            name=name,
            client=client,
        )
    ).parsed
