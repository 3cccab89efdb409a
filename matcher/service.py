"""Settings of the service: from a TOML file, then the environment, then the command line; what is not known is refused.

A setting is called the same everywhere: `workers = 4` in the file, RESETMATCH_WORKERS=4 in the environment. Lists are
separated by commas there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec

from criteria.errors import InputRefused

__all__ = ["PREFIX", "ServiceSettings", "is_safe", "read_settings"]

PREFIX = "RESETMATCH_"
OTHERS = frozenset({"RESETMATCH_CONFIG", "RESETMATCH_DEBUG", "RESETMATCH_PARENT", "RESETMATCH_SERVICE"})
"""What the environment may hold besides settings."""

SAFE = ("https://", "http://127.0.0.1:", "http://localhost:")
"""Where the keys of an issuer may be fetched from: whoever can change them on the way lets himself in."""

Count = Annotated[int, msgspec.Meta(ge=1)]
Seconds = Annotated[float, msgspec.Meta(gt=0)]


class ServiceSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the service runs.

    `store`, `trials`: where the trials come from, a store or files in its place. `workers`: processes behind one port.
    `body_bytes`, `header_bytes`, `header_seconds`: what a request may hold, and how long its head may take;
    `idle_seconds`: how long a body may stand still; `body_seconds`: how long it may take as a whole; `answer_seconds`:
    how long the answer may take. `shutdown_seconds`: how long requests under way are waited for.
    `requests_per_minute`: of one caller, 0 for any number. `origins`: of pages in a browser that may call the service.
    `hosts`: names that it is called by; without any, all. `refresh_seconds`: how often each worker looks for a new
    snapshot, and for overrides that another worker put into force.
    `sync_hours`: how often the registry at `sync_from` (without one, the live registry) is followed, None for never;
    `sync_pause`: the least time between two requests to it in seconds. `webhook_hosts`: names of hosts that callers may
    have messages of changes sent to (`*.example.org` for all below), none by default.
    `cohort_bytes`: what a cohort to screen may hold; `screenings_at_once`: processes that screen, 0 for none here;
    `screenings_per_caller`: how many of one caller may wait or run; `screening_block`: rows in memory at a time;
    `screening_niceness`: how far they stand back behind what answers;
    `screening_lease_seconds`: after so long without a sign of life a screening goes on in another process;
    `screenings_folder`: where cohorts and results lie (without it, beside the store); `retention_hours`: how long
    results are kept after the end, the cohort itself not beyond it.
    `oidc_issuer`, `oidc_audience`: whose bearer tokens are taken, and for whom they must be made out; `oidc_keys_url`:
    where its keys are (without it, where the issuer says itself); `oidc_keys_seconds`: how long they are kept before
    they are asked for again; `oidc_scope_prefix`: what stands before our scopes in its tokens. `telemetry`: the address
    of an OTLP collector for traces.
    """

    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8000
    store: str | None = None
    trials: str | None = None
    workers: Annotated[int, msgspec.Meta(ge=1, le=256)] = 1
    connections: Count = 2048
    body_bytes: Count = 16 * 1024 * 1024
    header_bytes: Annotated[int, msgspec.Meta(ge=8192)] = 64 * 1024
    header_seconds: Seconds = 10.0
    idle_seconds: Seconds = 20.0
    body_seconds: Seconds = 600.0
    answer_seconds: Seconds = 60.0
    shutdown_seconds: Count = 30
    requests_per_minute: Annotated[int, msgspec.Meta(ge=0)] = 1200
    cohort_bytes: Count = 1024 * 1024 * 1024
    screenings_at_once: Annotated[int, msgspec.Meta(ge=0, le=256)] = 1
    screenings_per_caller: Count = 20
    screening_block: Count = 1 << 17
    screening_lease_seconds: Seconds = 30.0
    screening_niceness: Annotated[int, msgspec.Meta(ge=0, le=19)] = 10
    screenings_folder: str | None = None
    retention_hours: Seconds = 168.0
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    refresh_seconds: Seconds = 5.0
    oidc_issuer: str | None = None
    oidc_audience: str | None = None
    oidc_keys_url: str | None = None
    oidc_keys_seconds: Seconds = 300.0
    oidc_scope_prefix: str = ""
    telemetry: str | None = None
    sync_hours: Seconds | None = None
    sync_from: str | None = None
    sync_pause: Annotated[float, msgspec.Meta(ge=0)] = 1.0
    webhook_hosts: tuple[str, ...] = ()


def read_settings(
    file: Path | None = None, environment: Mapping[str, str] | None = None, **given: object
) -> ServiceSettings:
    """The settings of a file, with those of the environment over them, and over these those that are given."""
    values = {**(_file(file) if file else {}), **_environment(environment or {})}
    values.update((name, value) for name, value in given.items() if value is not None)
    try:
        settings = msgspec.convert(values, ServiceSettings, strict=False)
    except msgspec.ValidationError as error:
        raise InputRefused(_said(error), where="settings") from None
    _check_oidc(settings)
    return settings


def _file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputRefused(f"cannot be read as TOML: {error}", where=str(path)) from None


def _environment(environment: Mapping[str, str]) -> dict[str, Any]:
    lists = {field.name for field in msgspec.structs.fields(ServiceSettings) if field.default == ()}
    found: dict[str, Any] = {}
    for name, value in environment.items():
        if name.startswith(PREFIX) and name not in OTHERS and value:
            key = name.removeprefix(PREFIX).lower()
            found[key] = [part.strip() for part in value.split(",")] if key in lists else value
    return found


def _said(error: msgspec.ValidationError) -> str:
    """The setting and what is wrong with it; a value may be a secret, and is never among the words of the decoder."""
    return str(error).replace("Object contains unknown field", "there is no setting").replace(" - at `$.", " for `")


def _check_oidc(settings: ServiceSettings) -> None:
    issuer, keys = settings.oidc_issuer, settings.oidc_keys_url
    if (issuer is None) != (settings.oidc_audience is None) or (keys and not issuer):
        raise InputRefused("oidc_issuer and oidc_audience go together, oidc_keys_url with them", where="settings")
    asked = keys or issuer
    if asked is not None and not is_safe(asked):
        name = "oidc_keys_url" if keys else "oidc_issuer"
        raise InputRefused(f"{name} is fetched over https, or from this machine", where="settings")


def is_safe(url: str) -> bool:
    """Whether keys may be fetched from an address."""
    return url.startswith(SAFE)
