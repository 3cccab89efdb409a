from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.match_result import MatchResult
from ...models.problem import Problem
from ...models.trial_match_request import TrialMatchRequest
from ...types import Response


def _get_kwargs(
    nct_id: str,
    *,
    body: TrialMatchRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/match/{nct_id}".format(
            nct_id=quote(str(nct_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> MatchResult | Problem | None:
    if response.status_code == 200:
        response_200 = MatchResult.from_dict(response.json())

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
) -> Response[MatchResult | Problem]:
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
    body: TrialMatchRequest,
) -> Response[MatchResult | Problem]:
    """MatchTrial

     Match a de-identified profile to one trial. Nothing of the profile is kept.

    Args:
        nct_id (str): The registry's number, as NCT01234567.
        body (TrialMatchRequest): A profile to be matched to the trial of the path; `stale_days`
            as in a match to several.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MatchResult | Problem]
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
    body: TrialMatchRequest,
) -> MatchResult | Problem | None:
    """MatchTrial

     Match a de-identified profile to one trial. Nothing of the profile is kept.

    Args:
        nct_id (str): The registry's number, as NCT01234567.
        body (TrialMatchRequest): A profile to be matched to the trial of the path; `stale_days`
            as in a match to several.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MatchResult | Problem
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
    body: TrialMatchRequest,
) -> Response[MatchResult | Problem]:
    """MatchTrial

     Match a de-identified profile to one trial. Nothing of the profile is kept.

    Args:
        nct_id (str): The registry's number, as NCT01234567.
        body (TrialMatchRequest): A profile to be matched to the trial of the path; `stale_days`
            as in a match to several.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MatchResult | Problem]
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
    body: TrialMatchRequest,
) -> MatchResult | Problem | None:
    """MatchTrial

     Match a de-identified profile to one trial. Nothing of the profile is kept.

    Args:
        nct_id (str): The registry's number, as NCT01234567.
        body (TrialMatchRequest): A profile to be matched to the trial of the path; `stale_days`
            as in a match to several.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MatchResult | Problem
    """

    return (
        await asyncio_detailed(
            nct_id=nct_id,
            client=client,
            body=body,
        )
    ).parsed
