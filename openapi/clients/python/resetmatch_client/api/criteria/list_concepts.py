from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.concept_list import ConceptList
from ...models.list_concepts_list_type_1 import ListConceptsListType1
from ...models.list_concepts_list_type_2_type_1 import (
    ListConceptsListType2Type1,
)
from ...models.list_concepts_list_type_3_type_1 import (
    ListConceptsListType3Type1,
)
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    q: str | Unset = "",
    list_: ListConceptsListType1 | ListConceptsListType2Type1 | ListConceptsListType3Type1 | None | Unset = UNSET,
    limit: int | Unset = 20,
    offset: int | Unset = 0,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["q"] = q

    json_list_: None | str | Unset
    if isinstance(list_, Unset):
        json_list_ = UNSET
    elif isinstance(list_, str):
        json_list_ = list_
    elif isinstance(list_, str):
        json_list_ = list_
    elif isinstance(list_, str):
        json_list_ = list_
    else:
        json_list_ = list_
    params["list"] = json_list_

    params["limit"] = limit

    params["offset"] = offset

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/concepts",
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> ConceptList | Problem | None:
    if response.status_code == 200:
        response_200 = ConceptList.from_dict(response.json())

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


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ConceptList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    q: str | Unset = "",
    list_: ListConceptsListType1 | ListConceptsListType2Type1 | ListConceptsListType3Type1 | None | Unset = UNSET,
    limit: int | Unset = 20,
    offset: int | Unset = 0,
) -> Response[ConceptList | Problem]:
    """ListConcepts

     List what can be written in a profile: the concept that the words name, then those with a name like
    them.

    Args:
        q (str | Unset): A name, or part of one; without it all are listed. Default: ''.
        list_ (ListConceptsListType1 | ListConceptsListType2Type1 | ListConceptsListType3Type1 |
            None | Unset): Only concepts of this list of a profile.
        limit (int | Unset):  Default: 20.
        offset (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ConceptList | Problem]
    """

    kwargs = _get_kwargs(
        q=q,
        list_=list_,
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
    q: str | Unset = "",
    list_: ListConceptsListType1 | ListConceptsListType2Type1 | ListConceptsListType3Type1 | None | Unset = UNSET,
    limit: int | Unset = 20,
    offset: int | Unset = 0,
) -> ConceptList | Problem | None:
    """ListConcepts

     List what can be written in a profile: the concept that the words name, then those with a name like
    them.

    Args:
        q (str | Unset): A name, or part of one; without it all are listed. Default: ''.
        list_ (ListConceptsListType1 | ListConceptsListType2Type1 | ListConceptsListType3Type1 |
            None | Unset): Only concepts of this list of a profile.
        limit (int | Unset):  Default: 20.
        offset (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ConceptList | Problem
    """

    return sync_detailed(
        client=client,
        q=q,
        list_=list_,
        limit=limit,
        offset=offset,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    q: str | Unset = "",
    list_: ListConceptsListType1 | ListConceptsListType2Type1 | ListConceptsListType3Type1 | None | Unset = UNSET,
    limit: int | Unset = 20,
    offset: int | Unset = 0,
) -> Response[ConceptList | Problem]:
    """ListConcepts

     List what can be written in a profile: the concept that the words name, then those with a name like
    them.

    Args:
        q (str | Unset): A name, or part of one; without it all are listed. Default: ''.
        list_ (ListConceptsListType1 | ListConceptsListType2Type1 | ListConceptsListType3Type1 |
            None | Unset): Only concepts of this list of a profile.
        limit (int | Unset):  Default: 20.
        offset (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ConceptList | Problem]
    """

    kwargs = _get_kwargs(
        q=q,
        list_=list_,
        limit=limit,
        offset=offset,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    q: str | Unset = "",
    list_: ListConceptsListType1 | ListConceptsListType2Type1 | ListConceptsListType3Type1 | None | Unset = UNSET,
    limit: int | Unset = 20,
    offset: int | Unset = 0,
) -> ConceptList | Problem | None:
    """ListConcepts

     List what can be written in a profile: the concept that the words name, then those with a name like
    them.

    Args:
        q (str | Unset): A name, or part of one; without it all are listed. Default: ''.
        list_ (ListConceptsListType1 | ListConceptsListType2Type1 | ListConceptsListType3Type1 |
            None | Unset): Only concepts of this list of a profile.
        limit (int | Unset):  Default: 20.
        offset (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ConceptList | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            q=q,
            list_=list_,
            limit=limit,
            offset=offset,
        )
    ).parsed
