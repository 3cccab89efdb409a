from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.webhook_made import WebhookMade
from ...models.webhook_request import WebhookRequest
from ...types import Response


def _get_kwargs(
    *,
    body: WebhookRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/webhooks",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | WebhookMade | None:
    if response.status_code == 201:
        response_201 = WebhookMade.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

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
) -> Response[Problem | WebhookMade]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: WebhookRequest,
) -> Response[Problem | WebhookMade]:
    """AddWebhook

     Ask to be told of changes: of a trial, of a disease, or of what concerns a profile, which is not
    kept.

    Messages are signed with the `secret`, sent at least once, and tried again; only to hosts that the
    operator named.

    Args:
        body (WebhookRequest): Where to send changes, and of what: of one `trial`, of a `disease`
            and its kinds, or what concerns a `profile`.

            Of a profile only the digest of its bytes and the trials that do not rule it out are kept.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | WebhookMade]
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
    body: WebhookRequest,
) -> Problem | WebhookMade | None:
    """AddWebhook

     Ask to be told of changes: of a trial, of a disease, or of what concerns a profile, which is not
    kept.

    Messages are signed with the `secret`, sent at least once, and tried again; only to hosts that the
    operator named.

    Args:
        body (WebhookRequest): Where to send changes, and of what: of one `trial`, of a `disease`
            and its kinds, or what concerns a `profile`.

            Of a profile only the digest of its bytes and the trials that do not rule it out are kept.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | WebhookMade
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: WebhookRequest,
) -> Response[Problem | WebhookMade]:
    """AddWebhook

     Ask to be told of changes: of a trial, of a disease, or of what concerns a profile, which is not
    kept.

    Messages are signed with the `secret`, sent at least once, and tried again; only to hosts that the
    operator named.

    Args:
        body (WebhookRequest): Where to send changes, and of what: of one `trial`, of a `disease`
            and its kinds, or what concerns a `profile`.

            Of a profile only the digest of its bytes and the trials that do not rule it out are kept.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | WebhookMade]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: WebhookRequest,
) -> Problem | WebhookMade | None:
    """AddWebhook

     Ask to be told of changes: of a trial, of a disease, or of what concerns a profile, which is not
    kept.

    Messages are signed with the `secret`, sent at least once, and tried again; only to hosts that the
    operator named.

    Args:
        body (WebhookRequest): Where to send changes, and of what: of one `trial`, of a `disease`
            and its kinds, or what concerns a `profile`.

            Of a profile only the digest of its bytes and the trials that do not rule it out are kept.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | WebhookMade
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
