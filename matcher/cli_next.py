"""The command `resetmatch next`: what to find out next about a patient."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from criteria.errors import RecordRefused
from matcher.clock import today
from matcher.console import Report, print_json, say, write
from matcher.options import index_option, stale_option, store_option, trials_option, with_filters

if TYPE_CHECKING:
    from matcher.filters import Filters
    from matcher.population.fhir import FhirReport

__all__ = ["next_command"]


@click.command("next")
@click.argument("profile", type=click.Path(exists=True, path_type=Path))
@trials_option
@store_option
@click.option("--format", "form", type=click.Choice(["table", "json", "ndjson"]), default="table", show_default=True)
@click.option("--top", type=click.IntRange(min=0), default=10, show_default=True, help="Tests shown; 0 shows all.")
@stale_option
@with_filters
@index_option
def next_command(  # noqa: PLR0913 - the options of a command are its arguments
    profile: Path,
    trials: Path | None,
    store: str | None,
    form: str,
    *,
    top: int,
    stale_days: float | None,
    filters: Filters,
    index_date: dt.datetime | None,
) -> int:
    """Rank what to find out next about a patient, by how many trials it would decide, one way or the other.

    PROFILE is a file of one profile or of several, or a FHIR bundle. With filters (--status recruiting) only those
    trials count.
    """
    from matcher.evaluate import match
    from matcher.listing import chosen
    from matcher.next_tests import next_tests_of
    from matcher.patients import read_patients
    from matcher.plain import NEXT_NOTICE, next_tests_text
    from matcher.settings import Settings, default_context
    from matcher.sources import catalogue_of

    report = Report()
    catalogue = catalogue_of(trials, store)
    report.add(*catalogue.refused)
    wanted = [trial for trial, _ in chosen(catalogue, filters)]
    if not wanted:
        raise RecordRefused("there is no such trial", do="leave out filters, or run resetmatch sync")
    context = default_context(Settings() if stale_days is None else Settings(stale_days=stale_days))
    day = index_date.date() if index_date else today()
    patients = report.passed(read_patients(profile, day, tell=_tell))
    found = (next_tests_of(match(one, wanted, registry=catalogue.registry, context=context)) for one in patients)
    if form == "table":
        for each in found:
            write(next_tests_text(each, len(wanted), top).encode())
        write(NEXT_NOTICE.encode())
    else:
        print_json(found, form)
    return report.close()


def _tell(used: FhirReport) -> None:
    """Say what of a bundle was not used."""
    for line in used.lines():
        say(line)
