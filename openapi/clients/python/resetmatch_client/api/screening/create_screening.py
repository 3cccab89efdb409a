import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.screening_job import ScreeningJob
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    *,
    body: File,
    status: list[str] | None | Unset = UNSET,
    condition: list[str] | None | Unset = UNSET,
    country: list[str] | None | Unset = UNSET,
    target: list[str] | None | Unset = UNSET,
    modality: list[str] | None | Unset = UNSET,
    source: list[str] | None | Unset = UNSET,
    phase: list[str] | None | Unset = UNSET,
    sponsor_class: list[str] | None | Unset = UNSET,
    age_group: list[str] | None | Unset = UNSET,
    nct_id: list[str] | None | Unset = UNSET,
    stale_days: float | Unset = 90.0,
    all_pairs: bool | Unset = False,
    as_of: datetime.date | None | Unset = UNSET,
    idempotency_key: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    params: dict[str, Any] = {}

    json_status: list[str] | None | Unset
    if isinstance(status, Unset):
        json_status = UNSET
    elif isinstance(status, list):
        json_status = status

    else:
        json_status = status
    params["status"] = json_status

    json_condition: list[str] | None | Unset
    if isinstance(condition, Unset):
        json_condition = UNSET
    elif isinstance(condition, list):
        json_condition = condition

    else:
        json_condition = condition
    params["condition"] = json_condition

    json_country: list[str] | None | Unset
    if isinstance(country, Unset):
        json_country = UNSET
    elif isinstance(country, list):
        json_country = country

    else:
        json_country = country
    params["country"] = json_country

    json_target: list[str] | None | Unset
    if isinstance(target, Unset):
        json_target = UNSET
    elif isinstance(target, list):
        json_target = target

    else:
        json_target = target
    params["target"] = json_target

    json_modality: list[str] | None | Unset
    if isinstance(modality, Unset):
        json_modality = UNSET
    elif isinstance(modality, list):
        json_modality = modality

    else:
        json_modality = modality
    params["modality"] = json_modality

    json_source: list[str] | None | Unset
    if isinstance(source, Unset):
        json_source = UNSET
    elif isinstance(source, list):
        json_source = source

    else:
        json_source = source
    params["source"] = json_source

    json_phase: list[str] | None | Unset
    if isinstance(phase, Unset):
        json_phase = UNSET
    elif isinstance(phase, list):
        json_phase = phase

    else:
        json_phase = phase
    params["phase"] = json_phase

    json_sponsor_class: list[str] | None | Unset
    if isinstance(sponsor_class, Unset):
        json_sponsor_class = UNSET
    elif isinstance(sponsor_class, list):
        json_sponsor_class = sponsor_class

    else:
        json_sponsor_class = sponsor_class
    params["sponsor_class"] = json_sponsor_class

    json_age_group: list[str] | None | Unset
    if isinstance(age_group, Unset):
        json_age_group = UNSET
    elif isinstance(age_group, list):
        json_age_group = age_group

    else:
        json_age_group = age_group
    params["age_group"] = json_age_group

    json_nct_id: list[str] | None | Unset
    if isinstance(nct_id, Unset):
        json_nct_id = UNSET
    elif isinstance(nct_id, list):
        json_nct_id = nct_id

    else:
        json_nct_id = nct_id
    params["nct_id"] = json_nct_id

    params["stale_days"] = stale_days

    params["all_pairs"] = all_pairs

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
        "url": "/v1/screenings",
        "params": params,
    }

    _kwargs["content"] = body.payload
    headers["Content-Type"] = "application/octet-stream"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | ScreeningJob | None:
    if response.status_code == 202:
        response_202 = ScreeningJob.from_dict(response.json())

        return response_202

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

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

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
) -> Response[Problem | ScreeningJob]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: File,
    status: list[str] | None | Unset = UNSET,
    condition: list[str] | None | Unset = UNSET,
    country: list[str] | None | Unset = UNSET,
    target: list[str] | None | Unset = UNSET,
    modality: list[str] | None | Unset = UNSET,
    source: list[str] | None | Unset = UNSET,
    phase: list[str] | None | Unset = UNSET,
    sponsor_class: list[str] | None | Unset = UNSET,
    age_group: list[str] | None | Unset = UNSET,
    nct_id: list[str] | None | Unset = UNSET,
    stale_days: float | Unset = 90.0,
    all_pairs: bool | Unset = False,
    as_of: datetime.date | None | Unset = UNSET,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[Problem | ScreeningJob]:
    """CreateScreening

     Screen a cohort: Parquet, or one profile a line (NDJSON). The answer comes at once, `Location` leads
    to the job.

    The cohort is held against the trials that are served now, or were on the day of `as_of`; the
    filters leave out
    trials. It is removed when the job ends, its results after a time that the operator has set.

    Args:
        status (list[str] | None | Unset):
        condition (list[str] | None | Unset):
        country (list[str] | None | Unset):
        target (list[str] | None | Unset):
        modality (list[str] | None | Unset):
        source (list[str] | None | Unset):
        phase (list[str] | None | Unset):
        sponsor_class (list[str] | None | Unset):
        age_group (list[str] | None | Unset):
        nct_id (list[str] | None | Unset): Registry numbers; without any, every trial that meets
            the filters.
        stale_days (float | Unset): Days after which a measurement decides nothing. Default: 90.0.
        all_pairs (bool | Unset): Keep the pairs that are ineligible as well. Default: False.
        as_of (datetime.date | None | Unset): Answer from the records that were in force on this
            day.
        idempotency_key (None | str | Unset): The same key with the same cohort and choices is the
            same job, however often it is sent.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | ScreeningJob]
    """

    kwargs = _get_kwargs(
        body=body,
        status=status,
        condition=condition,
        country=country,
        target=target,
        modality=modality,
        source=source,
        phase=phase,
        sponsor_class=sponsor_class,
        age_group=age_group,
        nct_id=nct_id,
        stale_days=stale_days,
        all_pairs=all_pairs,
        as_of=as_of,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: File,
    status: list[str] | None | Unset = UNSET,
    condition: list[str] | None | Unset = UNSET,
    country: list[str] | None | Unset = UNSET,
    target: list[str] | None | Unset = UNSET,
    modality: list[str] | None | Unset = UNSET,
    source: list[str] | None | Unset = UNSET,
    phase: list[str] | None | Unset = UNSET,
    sponsor_class: list[str] | None | Unset = UNSET,
    age_group: list[str] | None | Unset = UNSET,
    nct_id: list[str] | None | Unset = UNSET,
    stale_days: float | Unset = 90.0,
    all_pairs: bool | Unset = False,
    as_of: datetime.date | None | Unset = UNSET,
    idempotency_key: None | str | Unset = UNSET,
) -> Problem | ScreeningJob | None:
    """CreateScreening

     Screen a cohort: Parquet, or one profile a line (NDJSON). The answer comes at once, `Location` leads
    to the job.

    The cohort is held against the trials that are served now, or were on the day of `as_of`; the
    filters leave out
    trials. It is removed when the job ends, its results after a time that the operator has set.

    Args:
        status (list[str] | None | Unset):
        condition (list[str] | None | Unset):
        country (list[str] | None | Unset):
        target (list[str] | None | Unset):
        modality (list[str] | None | Unset):
        source (list[str] | None | Unset):
        phase (list[str] | None | Unset):
        sponsor_class (list[str] | None | Unset):
        age_group (list[str] | None | Unset):
        nct_id (list[str] | None | Unset): Registry numbers; without any, every trial that meets
            the filters.
        stale_days (float | Unset): Days after which a measurement decides nothing. Default: 90.0.
        all_pairs (bool | Unset): Keep the pairs that are ineligible as well. Default: False.
        as_of (datetime.date | None | Unset): Answer from the records that were in force on this
            day.
        idempotency_key (None | str | Unset): The same key with the same cohort and choices is the
            same job, however often it is sent.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | ScreeningJob
    """

    return sync_detailed(
        client=client,
        body=body,
        status=status,
        condition=condition,
        country=country,
        target=target,
        modality=modality,
        source=source,
        phase=phase,
        sponsor_class=sponsor_class,
        age_group=age_group,
        nct_id=nct_id,
        stale_days=stale_days,
        all_pairs=all_pairs,
        as_of=as_of,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: File,
    status: list[str] | None | Unset = UNSET,
    condition: list[str] | None | Unset = UNSET,
    country: list[str] | None | Unset = UNSET,
    target: list[str] | None | Unset = UNSET,
    modality: list[str] | None | Unset = UNSET,
    source: list[str] | None | Unset = UNSET,
    phase: list[str] | None | Unset = UNSET,
    sponsor_class: list[str] | None | Unset = UNSET,
    age_group: list[str] | None | Unset = UNSET,
    nct_id: list[str] | None | Unset = UNSET,
    stale_days: float | Unset = 90.0,
    all_pairs: bool | Unset = False,
    as_of: datetime.date | None | Unset = UNSET,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[Problem | ScreeningJob]:
    """CreateScreening

     Screen a cohort: Parquet, or one profile a line (NDJSON). The answer comes at once, `Location` leads
    to the job.

    The cohort is held against the trials that are served now, or were on the day of `as_of`; the
    filters leave out
    trials. It is removed when the job ends, its results after a time that the operator has set.

    Args:
        status (list[str] | None | Unset):
        condition (list[str] | None | Unset):
        country (list[str] | None | Unset):
        target (list[str] | None | Unset):
        modality (list[str] | None | Unset):
        source (list[str] | None | Unset):
        phase (list[str] | None | Unset):
        sponsor_class (list[str] | None | Unset):
        age_group (list[str] | None | Unset):
        nct_id (list[str] | None | Unset): Registry numbers; without any, every trial that meets
            the filters.
        stale_days (float | Unset): Days after which a measurement decides nothing. Default: 90.0.
        all_pairs (bool | Unset): Keep the pairs that are ineligible as well. Default: False.
        as_of (datetime.date | None | Unset): Answer from the records that were in force on this
            day.
        idempotency_key (None | str | Unset): The same key with the same cohort and choices is the
            same job, however often it is sent.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | ScreeningJob]
    """

    kwargs = _get_kwargs(
        body=body,
        status=status,
        condition=condition,
        country=country,
        target=target,
        modality=modality,
        source=source,
        phase=phase,
        sponsor_class=sponsor_class,
        age_group=age_group,
        nct_id=nct_id,
        stale_days=stale_days,
        all_pairs=all_pairs,
        as_of=as_of,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: File,
    status: list[str] | None | Unset = UNSET,
    condition: list[str] | None | Unset = UNSET,
    country: list[str] | None | Unset = UNSET,
    target: list[str] | None | Unset = UNSET,
    modality: list[str] | None | Unset = UNSET,
    source: list[str] | None | Unset = UNSET,
    phase: list[str] | None | Unset = UNSET,
    sponsor_class: list[str] | None | Unset = UNSET,
    age_group: list[str] | None | Unset = UNSET,
    nct_id: list[str] | None | Unset = UNSET,
    stale_days: float | Unset = 90.0,
    all_pairs: bool | Unset = False,
    as_of: datetime.date | None | Unset = UNSET,
    idempotency_key: None | str | Unset = UNSET,
) -> Problem | ScreeningJob | None:
    """CreateScreening

     Screen a cohort: Parquet, or one profile a line (NDJSON). The answer comes at once, `Location` leads
    to the job.

    The cohort is held against the trials that are served now, or were on the day of `as_of`; the
    filters leave out
    trials. It is removed when the job ends, its results after a time that the operator has set.

    Args:
        status (list[str] | None | Unset):
        condition (list[str] | None | Unset):
        country (list[str] | None | Unset):
        target (list[str] | None | Unset):
        modality (list[str] | None | Unset):
        source (list[str] | None | Unset):
        phase (list[str] | None | Unset):
        sponsor_class (list[str] | None | Unset):
        age_group (list[str] | None | Unset):
        nct_id (list[str] | None | Unset): Registry numbers; without any, every trial that meets
            the filters.
        stale_days (float | Unset): Days after which a measurement decides nothing. Default: 90.0.
        all_pairs (bool | Unset): Keep the pairs that are ineligible as well. Default: False.
        as_of (datetime.date | None | Unset): Answer from the records that were in force on this
            day.
        idempotency_key (None | str | Unset): The same key with the same cohort and choices is the
            same job, however often it is sent.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | ScreeningJob
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            status=status,
            condition=condition,
            country=country,
            target=target,
            modality=modality,
            source=source,
            phase=phase,
            sponsor_class=sponsor_class,
            age_group=age_group,
            nct_id=nct_id,
            stale_days=stale_days,
            all_pairs=all_pairs,
            as_of=as_of,
            idempotency_key=idempotency_key,
        )
    ).parsed
