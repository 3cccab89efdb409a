from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.trial_list import TrialList
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    status: None | str | Unset = UNSET,
    condition: None | str | Unset = UNSET,
    country: None | str | Unset = UNSET,
    target: None | str | Unset = UNSET,
    modality: None | str | Unset = UNSET,
    source: None | str | Unset = UNSET,
    phase: None | str | Unset = UNSET,
    sponsor_class: None | str | Unset = UNSET,
    age_group: None | str | Unset = UNSET,
    limit: int | Unset = 100,
    offset: int | Unset = 0,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_status: None | str | Unset
    if isinstance(status, Unset):
        json_status = UNSET
    else:
        json_status = status
    params["status"] = json_status

    json_condition: None | str | Unset
    if isinstance(condition, Unset):
        json_condition = UNSET
    else:
        json_condition = condition
    params["condition"] = json_condition

    json_country: None | str | Unset
    if isinstance(country, Unset):
        json_country = UNSET
    else:
        json_country = country
    params["country"] = json_country

    json_target: None | str | Unset
    if isinstance(target, Unset):
        json_target = UNSET
    else:
        json_target = target
    params["target"] = json_target

    json_modality: None | str | Unset
    if isinstance(modality, Unset):
        json_modality = UNSET
    else:
        json_modality = modality
    params["modality"] = json_modality

    json_source: None | str | Unset
    if isinstance(source, Unset):
        json_source = UNSET
    else:
        json_source = source
    params["source"] = json_source

    json_phase: None | str | Unset
    if isinstance(phase, Unset):
        json_phase = UNSET
    else:
        json_phase = phase
    params["phase"] = json_phase

    json_sponsor_class: None | str | Unset
    if isinstance(sponsor_class, Unset):
        json_sponsor_class = UNSET
    else:
        json_sponsor_class = sponsor_class
    params["sponsor_class"] = json_sponsor_class

    json_age_group: None | str | Unset
    if isinstance(age_group, Unset):
        json_age_group = UNSET
    else:
        json_age_group = age_group
    params["age_group"] = json_age_group

    params["limit"] = limit

    params["offset"] = offset

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/trials",
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | TrialList | None:
    if response.status_code == 200:
        response_200 = TrialList.from_dict(response.json())

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Problem | TrialList]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    status: None | str | Unset = UNSET,
    condition: None | str | Unset = UNSET,
    country: None | str | Unset = UNSET,
    target: None | str | Unset = UNSET,
    modality: None | str | Unset = UNSET,
    source: None | str | Unset = UNSET,
    phase: None | str | Unset = UNSET,
    sponsor_class: None | str | Unset = UNSET,
    age_group: None | str | Unset = UNSET,
    limit: int | Unset = 100,
    offset: int | Unset = 0,
) -> Response[Problem | TrialList]:
    """ListTrials

     List the trials with facet counts: by status, condition, country, target, modality, source, phase,
    sponsor, age.

    A condition is a disease or family of the vocabulary, any name of one, or words of conditions or
    title.

    Args:
        status (None | str | Unset):
        condition (None | str | Unset):
        country (None | str | Unset):
        target (None | str | Unset):
        modality (None | str | Unset):
        source (None | str | Unset):
        phase (None | str | Unset):
        sponsor_class (None | str | Unset):
        age_group (None | str | Unset):
        limit (int | Unset):  Default: 100.
        offset (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TrialList]
    """

    kwargs = _get_kwargs(
        status=status,
        condition=condition,
        country=country,
        target=target,
        modality=modality,
        source=source,
        phase=phase,
        sponsor_class=sponsor_class,
        age_group=age_group,
        limit=limit,
        offset=offset,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    status: None | str | Unset = UNSET,
    condition: None | str | Unset = UNSET,
    country: None | str | Unset = UNSET,
    target: None | str | Unset = UNSET,
    modality: None | str | Unset = UNSET,
    source: None | str | Unset = UNSET,
    phase: None | str | Unset = UNSET,
    sponsor_class: None | str | Unset = UNSET,
    age_group: None | str | Unset = UNSET,
    limit: int | Unset = 100,
    offset: int | Unset = 0,
) -> Problem | TrialList | None:
    """ListTrials

     List the trials with facet counts: by status, condition, country, target, modality, source, phase,
    sponsor, age.

    A condition is a disease or family of the vocabulary, any name of one, or words of conditions or
    title.

    Args:
        status (None | str | Unset):
        condition (None | str | Unset):
        country (None | str | Unset):
        target (None | str | Unset):
        modality (None | str | Unset):
        source (None | str | Unset):
        phase (None | str | Unset):
        sponsor_class (None | str | Unset):
        age_group (None | str | Unset):
        limit (int | Unset):  Default: 100.
        offset (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TrialList
    """

    return sync_detailed(
        client=client,
        status=status,
        condition=condition,
        country=country,
        target=target,
        modality=modality,
        source=source,
        phase=phase,
        sponsor_class=sponsor_class,
        age_group=age_group,
        limit=limit,
        offset=offset,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    status: None | str | Unset = UNSET,
    condition: None | str | Unset = UNSET,
    country: None | str | Unset = UNSET,
    target: None | str | Unset = UNSET,
    modality: None | str | Unset = UNSET,
    source: None | str | Unset = UNSET,
    phase: None | str | Unset = UNSET,
    sponsor_class: None | str | Unset = UNSET,
    age_group: None | str | Unset = UNSET,
    limit: int | Unset = 100,
    offset: int | Unset = 0,
) -> Response[Problem | TrialList]:
    """ListTrials

     List the trials with facet counts: by status, condition, country, target, modality, source, phase,
    sponsor, age.

    A condition is a disease or family of the vocabulary, any name of one, or words of conditions or
    title.

    Args:
        status (None | str | Unset):
        condition (None | str | Unset):
        country (None | str | Unset):
        target (None | str | Unset):
        modality (None | str | Unset):
        source (None | str | Unset):
        phase (None | str | Unset):
        sponsor_class (None | str | Unset):
        age_group (None | str | Unset):
        limit (int | Unset):  Default: 100.
        offset (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TrialList]
    """

    kwargs = _get_kwargs(
        status=status,
        condition=condition,
        country=country,
        target=target,
        modality=modality,
        source=source,
        phase=phase,
        sponsor_class=sponsor_class,
        age_group=age_group,
        limit=limit,
        offset=offset,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    status: None | str | Unset = UNSET,
    condition: None | str | Unset = UNSET,
    country: None | str | Unset = UNSET,
    target: None | str | Unset = UNSET,
    modality: None | str | Unset = UNSET,
    source: None | str | Unset = UNSET,
    phase: None | str | Unset = UNSET,
    sponsor_class: None | str | Unset = UNSET,
    age_group: None | str | Unset = UNSET,
    limit: int | Unset = 100,
    offset: int | Unset = 0,
) -> Problem | TrialList | None:
    """ListTrials

     List the trials with facet counts: by status, condition, country, target, modality, source, phase,
    sponsor, age.

    A condition is a disease or family of the vocabulary, any name of one, or words of conditions or
    title.

    Args:
        status (None | str | Unset):
        condition (None | str | Unset):
        country (None | str | Unset):
        target (None | str | Unset):
        modality (None | str | Unset):
        source (None | str | Unset):
        phase (None | str | Unset):
        sponsor_class (None | str | Unset):
        age_group (None | str | Unset):
        limit (int | Unset):  Default: 100.
        offset (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TrialList
    """

    return (
        await asyncio_detailed(
            client=client,
            status=status,
            condition=condition,
            country=country,
            target=target,
            modality=modality,
            source=source,
            phase=phase,
            sponsor_class=sponsor_class,
            age_group=age_group,
            limit=limit,
            offset=offset,
        )
    ).parsed
