"""Commands for webhooks: `resetmatch webhooks add|list|log|end|deliver`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from criteria.errors import InputRefused, ProfileRefused
from matcher.console import DONE, FAILED, number, print_json, say
from matcher.options import store_option

if TYPE_CHECKING:
    from matcher.store import Store
    from matcher.store.webhooks import SubjectKind

__all__ = ["webhooks"]

OWNER = "operator"
NCT = re.compile(r"NCT\d{8}")


@click.group()
def webhooks() -> None:
    """Tell others of changes in the registry: of a trial, of a disease, or for a saved profile."""


@webhooks.command()
@click.argument("url")
@click.option("--trial", metavar="NCTID", help="Changes of this trial.")
@click.option("--disease", metavar="NAME", help="Changes of trials in this disease and its kinds.")
@click.option(
    "--profile",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A profile, of which only the digest and the trials that do not rule it out are kept.",
)
@store_option
def add(url: str, trial: str | None, disease: str | None, profile: Path | None, store: str | None) -> int:
    """Register a webhook; its id and the secret that signs what is sent go to stdout, once."""
    from matcher.store import open_store

    if sum(each is not None for each in (trial, disease, profile)) != 1:
        raise click.UsageError("name one of --trial, --disease and --profile")
    if not re.match(r"https?://[^/\s]+", url):
        raise InputRefused("not an http or https address", where="URL")
    with open_store(store) as opened:
        kind, subject = _subject(opened, trial, disease, profile)
        hook = opened.webhooks.add(url, kind, subject, owner=OWNER)
    print_json([{"id": hook.id, "secret": hook.secret}], "json")
    return DONE


def _subject(store: Store, trial: str | None, disease: str | None, profile: Path | None) -> tuple[SubjectKind, str]:
    from matcher.webhooks import disease_subject

    if trial is not None:
        if not NCT.fullmatch(trial.upper()):
            raise InputRefused("not a registry number", where="--trial", do="give it as NCT01234567")
        return "trial", trial.upper()
    if disease is not None:
        return "disease", disease_subject(disease)
    return "profile", _profile(store, profile)


def _profile(store: Store, path: Path | None) -> str:
    from matcher.catalogue import from_store
    from matcher.population.files import single
    from matcher.population.resolve import parse_profile
    from matcher.settings import default_context
    from matcher.webhooks import profile_subject

    raw = path.read_bytes() if path else b""
    try:
        patient = parse_profile(single(raw))
    except ProfileRefused as refused:
        raise ProfileRefused(refused.what, where=f"{path} {refused.where}".strip(), do=refused.do) from None
    catalogue = from_store(store)
    return profile_subject(raw, patient, catalogue.trials if catalogue else (), default_context())


@webhooks.command("list")
@store_option
def list_them(store: str | None) -> int:
    """Show the webhooks that have not ended, without their secrets."""
    from matcher.store import open_store

    with open_store(store) as opened:
        found = opened.webhooks.all()
    shown = ({"id": each.id, "url": each.url, "for": each.subject_kind, "subject": each.subject} for each in found)
    print_json(shown, "ndjson")
    return DONE


@webhooks.command()
@click.argument("webhook_id")
@store_option
def log(webhook_id: str, store: str | None) -> int:
    """Show what was sent to a webhook, the latest first."""
    from matcher.store import open_store

    with open_store(store) as opened:
        found = opened.webhooks.log(opened.webhooks.one(webhook_id).id)
    names = ("event", "made", "attempts", "delivered", "due", "status", "problem")
    print_json(({name: getattr(each, name) for name in names} for each in found), "ndjson")
    return DONE


@webhooks.command()
@click.argument("webhook_id")
@store_option
def end(webhook_id: str, store: str | None) -> int:
    """Send nothing more to a webhook."""
    from matcher.store import open_store

    with open_store(store) as opened:
        opened.webhooks.end(webhook_id)
    say(f"nothing more is sent to {webhook_id}")
    return DONE


@webhooks.command()
@store_option
def deliver(store: str | None) -> int:
    """Send what is due now; a server with --sync-hours does so by itself."""
    from matcher.deliveries import deliver as send
    from matcher.store import open_store

    with open_store(store) as opened:
        done = send(opened)
    say(f"{number(done.taken, 'message')} delivered, {done.missed} to be tried again")
    return FAILED if done.missed else DONE
