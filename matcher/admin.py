"""Commands for whoever runs the service: `resetmatch serve`, `store`, `keys` and `audit`."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from criteria.errors import RecordRefused
from matcher import clock
from matcher.console import DONE, FAILED, Report, number, print_json, say, write
from matcher.options import store_option

if TYPE_CHECKING:
    from matcher.catalogue import Catalogue
    from matcher.service import ServiceSettings
    from matcher.store.keys import Scope

__all__ = ["GROUPS", "serve"]

format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json", "ndjson"]), default="text", show_default=True
)


# -- serve --------------------------------------------------------------------------------------------------


@click.command()
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Settings, as TOML.")
@click.option("--host", help="Address to listen at; without API keys only the loopback (default: 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen at (default: 8000).")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes behind the port (default: 1).")
@click.option("--trials", type=click.Path(exists=True), help="A file or folder of registry records instead.")
@click.option(
    "--sync-hours",
    type=click.FloatRange(min=0, min_open=True),
    help="Follow the registry: sync, tell webhooks and serve what came, in this interval (default: never).",
)
@click.option("--sync-from", metavar="URL", help="The API v2 to follow (default: the live registry).")
@store_option
def serve(config: Path | None, **given: str | float | None) -> int:
    """Serve the HTTP API over the store, or over the bundled sample where there is no store yet."""
    from matcher.serve import bound, run
    from matcher.service import read_settings

    named = os.environ.get("RESETMATCH_CONFIG")
    settings = read_settings(config or (Path(named) if named else None), os.environ, **given)
    guarded, catalogue = _prepared(settings)
    listening = bound(settings, guarded=guarded)
    if not guarded:
        say("no API keys: listening on the loopback only, for anybody on this machine; see resetmatch keys create")
    where = f"http://{listening.host}:{listening.port}"
    say(f"serving {number(len(catalogue.trials), 'trial')} at {where}, described at {where}/docs")
    run(listening)
    return DONE


def _prepared(settings: ServiceSettings) -> tuple[bool, Catalogue]:
    """Whether callers need keys, and the trials, read once here so that every worker finds them read."""
    from matcher.api.runtime import keys_are_needed
    from matcher.catalogue import from_path, from_sample, from_store
    from matcher.store import open_store

    with open_store(settings.store) as store:
        guarded = keys_are_needed(store, settings)
        catalogue = from_path(Path(settings.trials)) if settings.trials else from_store(store)
    if catalogue is None:
        say("there is no store yet: serving the bundled sample; run resetmatch sync")
        catalogue = from_sample()
    Report().add(*catalogue.refused)
    if not catalogue.trials:
        raise RecordRefused("no trial could be read")
    return guarded, catalogue


# -- store --------------------------------------------------------------------------------------------------


@click.group("store")
def store_group() -> None:
    """Look after the store."""


@store_group.command()
@store_option
def upgrade(store: str | None) -> int:
    """Make the tables of a new store, or bring those of an older one up to date; whole, or not at all."""
    from matcher.store import open_store

    with open_store(store) as opened:
        revision = opened.upgrade()
    say(f"the store {opened.where} is at revision {revision}")
    return DONE


# -- keys ---------------------------------------------------------------------------------------------------


@click.group("keys")
def keys_group() -> None:
    """Make and revoke the API keys that callers of the service need."""


@keys_group.command()
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(["match", "screen", "curate", "follow", "admin"]),
    default=["match"],
    show_default=True,
    help="What the key may do; may be given several times.",
)
@click.option("--days", type=click.IntRange(min=1), help="Days until the key expires (default: never).")
@store_option
def create(name: str, scopes: tuple[Scope, ...], days: int | None, store: str | None) -> int:
    """Make a key and print it. It is shown this once: nothing keeps it."""
    from matcher.store import open_store

    expires = clock.now() + dt.timedelta(days=days) if days else None
    with open_store(store) as opened:
        key, shown = opened.keys.create(name, scopes, expires=expires)
    say(f"made the key {key.name} with {number(len(key.scopes), 'scope')}: {', '.join(key.scopes)}{_until(expires)}")
    say("a server that runs without keys asks for them from its next start on")
    write(f"{shown}\n".encode())
    return DONE


@keys_group.command("list")
@format_option
@store_option
def list_keys(form: str, store: str | None) -> int:
    """Show every key there ever was: name, scopes, whether it is good."""
    from matcher.store import open_store

    with open_store(store) as opened:
        keys = opened.keys.all()
    if form != "text":
        print_json(keys, form)
        return DONE
    for key in keys:
        state = "good" if key.holds(clock.now()) else "revoked" if key.revoked else "expired"
        write(f"{key.name}  {','.join(key.scopes)}  {state}{_until(key.expires)}\n".encode())
    return DONE


@keys_group.command()
@click.argument("name")
@store_option
def revoke(name: str, store: str | None) -> int:
    """End a key at once."""
    from matcher.store import open_store

    with open_store(store) as opened:
        opened.keys.revoke(name)
    say(f"revoked the key {name}")
    return DONE


# -- audit --------------------------------------------------------------------------------------------------


@click.group("audit")
def audit_group() -> None:
    """Look after the log of who asked what."""


@audit_group.command()
@click.option("--head", metavar="DIGEST", help="The end of the log as it was noted elsewhere; it must still be in it.")
@store_option
def verify(head: str | None, store: str | None) -> int:
    """Follow the chain of the log: exit status 1, with a line each, where an entry was altered, removed or moved."""
    from matcher.store import open_store

    with open_store(store) as opened:
        checked = opened.audit.verify(head)
    write("".join(f"{problem}\n" for problem in checked.problems).encode())
    say(f"{checked.count} audit entries, {number(len(checked.problems), 'problem')}, head {checked.head}")
    return FAILED if checked.problems else DONE


@audit_group.command("list")
@click.option("--after", type=click.IntRange(min=0), default=0, show_default=True, help="From the next entry on.")
@click.option("--limit", type=click.IntRange(min=1), default=1000, show_default=True)
@store_option
def list_entries(after: int, limit: int, store: str | None) -> int:
    """Print entries of the log, one JSON object a line."""
    from matcher.store import open_store

    with open_store(store) as opened:
        print_json(opened.audit.entries(after=after, limit=limit), "ndjson")
    return DONE


GROUPS = (store_group, keys_group, audit_group)


def _until(expires: dt.datetime | None) -> str:
    return f", until {expires:%Y-%m-%d}" if expires else ""
