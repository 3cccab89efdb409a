from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.bundle import Bundle
from ...models.operation_outcome import OperationOutcome
from ...models.patient_bundle import PatientBundle
from ...types import Response


def _get_kwargs(
    *,
    body: PatientBundle,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/getClinicalTrial",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/fhir+json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Bundle | OperationOutcome | None:
    if response.status_code == 200:
        response_200 = Bundle.from_dict(response.json())

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
) -> Response[Bundle | OperationOutcome]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: PatientBundle,
) -> Response[Bundle | OperationOutcome]:
    """MatchPosted

     Match the person of a FHIR R4 Bundle, as mCODE's clinical-trial-matching-service does. Nothing is
    kept.

    A Parameters resource in the bundle may give zipCode, travelRadius (miles), phase, recruitmentStatus
    and indexDate.

    Args:
        body (PatientBundle): A FHIR R4 Bundle with one Patient, what is recorded of them, and at
            most one Parameters resource (zipCode, travelRadius, phase, recruitmentStatus, indexDate).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Bundle | OperationOutcome]
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
    body: PatientBundle,
) -> Bundle | OperationOutcome | None:
    """MatchPosted

     Match the person of a FHIR R4 Bundle, as mCODE's clinical-trial-matching-service does. Nothing is
    kept.

    A Parameters resource in the bundle may give zipCode, travelRadius (miles), phase, recruitmentStatus
    and indexDate.

    Args:
        body (PatientBundle): A FHIR R4 Bundle with one Patient, what is recorded of them, and at
            most one Parameters resource (zipCode, travelRadius, phase, recruitmentStatus, indexDate).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Bundle | OperationOutcome
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: PatientBundle,
) -> Response[Bundle | OperationOutcome]:
    """MatchPosted

     Match the person of a FHIR R4 Bundle, as mCODE's clinical-trial-matching-service does. Nothing is
    kept.

    A Parameters resource in the bundle may give zipCode, travelRadius (miles), phase, recruitmentStatus
    and indexDate.

    Args:
        body (PatientBundle): A FHIR R4 Bundle with one Patient, what is recorded of them, and at
            most one Parameters resource (zipCode, travelRadius, phase, recruitmentStatus, indexDate).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Bundle | OperationOutcome]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: PatientBundle,
) -> Bundle | OperationOutcome | None:
    """MatchPosted

     Match the person of a FHIR R4 Bundle, as mCODE's clinical-trial-matching-service does. Nothing is
    kept.

    A Parameters resource in the bundle may give zipCode, travelRadius (miles), phase, recruitmentStatus
    and indexDate.

    Args:
        body (PatientBundle): A FHIR R4 Bundle with one Patient, what is recorded of them, and at
            most one Parameters resource (zipCode, travelRadius, phase, recruitmentStatus, indexDate).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Bundle | OperationOutcome
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
