from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.match_parameters import MatchParameters
from ...models.operation_outcome import OperationOutcome
from ...models.parameters import Parameters
from ...types import Response


def _get_kwargs(
    *,
    body: MatchParameters,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/fhir/ResearchStudy/$match",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/fhir+json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> OperationOutcome | Parameters | None:
    if response.status_code == 200:
        response_200 = Parameters.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = OperationOutcome.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = OperationOutcome.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = OperationOutcome.from_dict(response.json())

        return response_403

    if response.status_code == 408:
        response_408 = OperationOutcome.from_dict(response.json())

        return response_408

    if response.status_code == 413:
        response_413 = OperationOutcome.from_dict(response.json())

        return response_413

    if response.status_code == 429:
        response_429 = OperationOutcome.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = OperationOutcome.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = OperationOutcome.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[OperationOutcome | Parameters]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: MatchParameters,
) -> Response[OperationOutcome | Parameters]:
    """MatchOperation

     Match the Bundle in trialMatchClinicalData of a Parameters resource, as CodeX drafts it. Nothing is
    kept.

    Args:
        body (MatchParameters): A FHIR R4 Parameters resource that holds the Bundle as
            trialMatchClinicalData.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OperationOutcome | Parameters]
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
    client: AuthenticatedClient,
    body: MatchParameters,
) -> OperationOutcome | Parameters | None:
    """MatchOperation

     Match the Bundle in trialMatchClinicalData of a Parameters resource, as CodeX drafts it. Nothing is
    kept.

    Args:
        body (MatchParameters): A FHIR R4 Parameters resource that holds the Bundle as
            trialMatchClinicalData.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OperationOutcome | Parameters
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: MatchParameters,
) -> Response[OperationOutcome | Parameters]:
    """MatchOperation

     Match the Bundle in trialMatchClinicalData of a Parameters resource, as CodeX drafts it. Nothing is
    kept.

    Args:
        body (MatchParameters): A FHIR R4 Parameters resource that holds the Bundle as
            trialMatchClinicalData.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OperationOutcome | Parameters]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: MatchParameters,
) -> OperationOutcome | Parameters | None:
    """MatchOperation

     Match the Bundle in trialMatchClinicalData of a Parameters resource, as CodeX drafts it. Nothing is
    kept.

    Args:
        body (MatchParameters): A FHIR R4 Parameters resource that holds the Bundle as
            trialMatchClinicalData.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OperationOutcome | Parameters
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
