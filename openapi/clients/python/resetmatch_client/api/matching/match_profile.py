import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.match_page import MatchPage
from ...models.match_request import MatchRequest
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: MatchRequest,
    as_of: datetime.date | None | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    params: dict[str, Any] = {}

    json_as_of: None | str | Unset
    if isinstance(as_of, Unset):
        json_as_of = UNSET
    elif isinstance(as_of, datetime.date):
        json_as_of = as_of.isoformat()
    else:
        json_as_of = as_of
    params["as_of"] = json_as_of

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/match",
        "params": params,
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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[MatchPage | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: MatchRequest,
    as_of: datetime.date | None | Unset = UNSET,
) -> Response[MatchPage | Problem]:
    """MatchProfile

     Match a de-identified profile to trials, criterion by criterion. Nothing of the profile is kept.

    With `as_of` the answer is that of a day: the same to the byte unless the header Resetmatch-Engine-
    Then says that
    another engine answered then.

    Args:
        as_of (datetime.date | None | Unset): Answer from the records that were in force on this
            day.
        body (MatchRequest): A profile, and the trials to match it to: those named, or the records
            sent along, else all that are served.

            `profile` is kept raw, to be read as strictly as a profile in a file. `filters` leave out
            trials before they are
            matched; so does `within_km`, those without a site that near to the profile's location.
            `stale_days`: the age
            beyond which a measurement decides nothing about now. `radius_km`: what the notes call
            near; it leaves out no
            trial. `limit`: how many trials are shown in full, null for all; the rest is counted.
            `next_tests`: how many facts
            to find out next are ranked, by how many trials each would decide.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MatchPage | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        as_of=as_of,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: MatchRequest,
    as_of: datetime.date | None | Unset = UNSET,
) -> MatchPage | Problem | None:
    """MatchProfile

     Match a de-identified profile to trials, criterion by criterion. Nothing of the profile is kept.

    With `as_of` the answer is that of a day: the same to the byte unless the header Resetmatch-Engine-
    Then says that
    another engine answered then.

    Args:
        as_of (datetime.date | None | Unset): Answer from the records that were in force on this
            day.
        body (MatchRequest): A profile, and the trials to match it to: those named, or the records
            sent along, else all that are served.

            `profile` is kept raw, to be read as strictly as a profile in a file. `filters` leave out
            trials before they are
            matched; so does `within_km`, those without a site that near to the profile's location.
            `stale_days`: the age
            beyond which a measurement decides nothing about now. `radius_km`: what the notes call
            near; it leaves out no
            trial. `limit`: how many trials are shown in full, null for all; the rest is counted.
            `next_tests`: how many facts
            to find out next are ranked, by how many trials each would decide.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MatchPage | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
        as_of=as_of,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: MatchRequest,
    as_of: datetime.date | None | Unset = UNSET,
) -> Response[MatchPage | Problem]:
    """MatchProfile

     Match a de-identified profile to trials, criterion by criterion. Nothing of the profile is kept.

    With `as_of` the answer is that of a day: the same to the byte unless the header Resetmatch-Engine-
    Then says that
    another engine answered then.

    Args:
        as_of (datetime.date | None | Unset): Answer from the records that were in force on this
            day.
        body (MatchRequest): A profile, and the trials to match it to: those named, or the records
            sent along, else all that are served.

            `profile` is kept raw, to be read as strictly as a profile in a file. `filters` leave out
            trials before they are
            matched; so does `within_km`, those without a site that near to the profile's location.
            `stale_days`: the age
            beyond which a measurement decides nothing about now. `radius_km`: what the notes call
            near; it leaves out no
            trial. `limit`: how many trials are shown in full, null for all; the rest is counted.
            `next_tests`: how many facts
            to find out next are ranked, by how many trials each would decide.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MatchPage | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        as_of=as_of,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: MatchRequest,
    as_of: datetime.date | None | Unset = UNSET,
) -> MatchPage | Problem | None:
    """MatchProfile

     Match a de-identified profile to trials, criterion by criterion. Nothing of the profile is kept.

    With `as_of` the answer is that of a day: the same to the byte unless the header Resetmatch-Engine-
    Then says that
    another engine answered then.

    Args:
        as_of (datetime.date | None | Unset): Answer from the records that were in force on this
            day.
        body (MatchRequest): A profile, and the trials to match it to: those named, or the records
            sent along, else all that are served.

            `profile` is kept raw, to be read as strictly as a profile in a file. `filters` leave out
            trials before they are
            matched; so does `within_km`, those without a site that near to the profile's location.
            `stale_days`: the age
            beyond which a measurement decides nothing about now. `radius_km`: what the notes call
            near; it leaves out no
            trial. `limit`: how many trials are shown in full, null for all; the rest is counted.
            `next_tests`: how many facts
            to find out next are ranked, by how many trials each would decide.

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
            as_of=as_of,
        )
    ).parsed
