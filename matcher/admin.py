"""Commands for whoever runs the service: `resetmatch store`."""

from __future__ import annotations

import click

from matcher.console import DONE, say

__all__ = ["store_group", "store_option"]

store_option = click.option(
    "--store",
    metavar="FOLDER|URL",
    help="Folder of the store, or postgresql:// URL (default: RESETMATCH_STORE, else the user's data folder).",
)


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
