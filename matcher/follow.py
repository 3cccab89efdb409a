"""Commands that follow the registry: `resetmatch sync`, `resetmatch changes`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from criteria.errors import RecordRefused, ResetmatchError
from matcher.clock import today
from matcher.console import Report, number, print_json, say, write
from matcher.options import store_option

if TYPE_CHECKING:
    from criteria.registry.record import RawRecord
    from matcher.population.facts_frame import Population
    from matcher.store import Store
    from matcher.store.snapshots import Snapshot
    from matcher.sync import Synced

__all__ = ["changes", "sync"]


@click.command()
@click.option("--from", "source", metavar="PATH|URL", help="Records, or an API v2 (default: the live registry).")
@click.option("--full", is_flag=True, help="Ask the registry for all records, not only for those that changed.")
@click.option(
    "--pause",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    envvar="RESETMATCH_SYNC_PAUSE",
    show_envvar=True,
    help="Least time between two requests to a registry, in seconds.",
)
@store_option
def sync(source: str | None, store: str | None, *, full: bool, pause: float) -> int:
    """Bring registry records into the store: all of a file or folder, or what changed in a registry.

    A sync that fails leaves the records that are in force as they are, and says how old they are.
    """
    from matcher.past import note_engine
    from matcher.store import open_store

    report = Report()
    with open_store(store) as opened:
        try:
            note_engine(opened)
            if source is not None and "://" not in source:
                return _from_files(Path(source), opened, report)
            return _from_registry(source, opened, report, full=full, pause=pause)
        except ResetmatchError:
            _say_in_force(opened)
            raise


@click.command()
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Day; the records in force at its end are taken."
)
@click.option(
    "--trials",
    type=click.Path(exists=True, path_type=Path),
    help="Records to compare with, instead of those in force now.",
)
@click.option(
    "--cohort", type=click.Path(exists=True, path_type=Path), help="Patient profiles: whose verdicts change, and why."
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@store_option
def changes(since: dt.datetime, trials: Path | None, cohort: Path | None, form: str, store: str | None) -> int:
    """What changed in the registry since a day: criterion by criterion, status, sites; with a cohort, for whom."""
    from matcher.catalogue import from_path
    from matcher.history import changes_since
    from matcher.store import open_store

    report = Report()
    with open_store(store) as opened:
        against = from_path(trials) if trials else None
        if against:
            report.add(*against.refused)
            if not against.trials:
                return report.close("no record could be read; nothing is compared")
        people = _people(cohort, report) if cohort else None
        found = changes_since(opened, since.date(), against=against, cohort=people)
    if form == "json":
        print_json([found], form)
    else:
        from matcher.changes_text import changes_text

        write(changes_text(found).encode())
    if found.before.retrieved and found.before.retrieved > since.date().isoformat():
        say(f"the first records here were retrieved {found.before.retrieved}")
    return report.close()


def _people(cohort: Path, report: Report) -> Iterator[Population]:
    from criteria.lexicon import lexicon
    from matcher.population.blocks import blocks_of

    for loaded in blocks_of(cohort, lexicon()):
        report.add(*loaded.refused)
        yield loaded.population


def _from_files(path: Path, store: Store, report: Report) -> int:
    from criteria.registry.record import decode_study, read_raw

    kept: list[RawRecord] = []
    for item in report.passed(read_raw(path)):
        study = decode_study(item)
        if isinstance(study, RecordRefused):
            report.add(study)
        else:
            kept.append(item)
    if report.count and not kept:
        return report.close("nothing could be read; the store stays as it is")
    snapshot = store.snapshots.put(kept, retrieved=today(), source=str(path))
    say(_in_store(snapshot))
    _tell(store)
    return report.close()


def _from_registry(source: str | None, store: Store, report: Report, *, full: bool, pause: float) -> int:
    from criteria.registry.client import LIVE, Registry
    from matcher.sync import sync as run_sync

    done = run_sync(Registry(source or LIVE, pause=pause), store, today=today(), full=full)
    report.add(*done.refused)
    say(f"{_in_store(done.snapshot)}; {_what_came(done)}")
    _tell(store)
    return report.close()


def _tell(store: Store) -> None:
    """Send webhooks what concerns them; what does not arrive is tried again later."""
    if not store.webhooks.all():
        return
    from matcher.deliveries import deliver
    from matcher.settings import default_context
    from matcher.webhooks import announce

    announce(store, default_context())
    done = deliver(store)
    say(f"{number(done.taken, 'message')} delivered, {done.missed} to be tried again")


def _in_store(snapshot: Snapshot) -> str:
    return f"{number(snapshot.count, 'record')} in the store, retrieved {snapshot.retrieved}, {snapshot.digest[:19]}"


def _what_came(done: Synced) -> str:
    if done.mode == "unchanged":
        return f"unchanged since {done.snapshot.version}"
    counts = ((done.new, "new"), (done.amended, "amended"), (done.gone, "gone"))
    return ", ".join(f"{count:,} {what}" for count, what in counts if count) or "none of them changed"


def _say_in_force(store: Store) -> None:
    from matcher.sync import age_of

    snapshot = store.snapshots.current()
    if snapshot is not None:
        say(f"in force stay {number(snapshot.count, 'record')} {age_of(snapshot, today())}")
