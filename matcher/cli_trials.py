"""The commands `resetmatch trials` and `resetmatch landscape`: the trials themselves, without a patient."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from criteria.errors import RecordRefused
from matcher.console import Report, number, print_json, say
from matcher.options import store_option, trials_option, with_filters

if TYPE_CHECKING:
    from matcher.filters import Filters

__all__ = ["landscape", "trials"]

format_option = click.option(
    "--format", "form", type=click.Choice(["table", "json", "ndjson"]), default="table", show_default=True
)


@click.group(invoke_without_command=True)
@with_filters
@trials_option
@store_option
@format_option
@click.pass_context
def trials(ctx: click.Context, trials: Path | None, store: str | None, form: str, filters: Filters) -> int:
    """List the trials with facet counts, or show one: resetmatch trials show NCT...

    A filter that is given several times asks for one of its values; several filters must all be met.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    from matcher.facets import facets_of
    from matcher.listing import Listing, chosen, summary_of
    from matcher.sources import catalogue_of

    report = Report()
    catalogue = catalogue_of(trials, store)
    report.add(*catalogue.refused)
    found = [*chosen(catalogue, filters)]
    summaries = tuple(summary_of(trial, study) for trial, study in found)
    if form == "ndjson":
        print_json(summaries, form)
        return report.close()
    listing = Listing(total=len(found), trials=summaries, facets=facets_of(study for _, study in found))
    if form == "json":
        print_json([listing], form)
    else:
        from matcher.trials_table import print_listing

        print_listing(listing, sys.stdout)
    return report.close()


@trials.command()
@click.argument("nct_id")
@trials_option
@store_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def show(nct_id: str, trials: Path | None, store: str | None, form: str) -> int:
    """Show one trial: what it gives to whom, where, and what to know beside a verdict."""
    from matcher.listing import record_of
    from matcher.sources import catalogue_of

    catalogue = catalogue_of(trials, store)
    trial = next((each for each in catalogue.trials if each.nct_id == nct_id.upper()), None)
    if trial is None:
        raise RecordRefused(f"{nct_id} is not among the trials", do="run resetmatch sync, or give --trials")
    record = record_of(trial, catalogue.studies[trial.nct_id], catalogue.registry.retrieved)
    if form == "json":
        print_json([record], form)
    else:
        from matcher.trials_table import print_record

        print_record(record, sys.stdout)
    return 0


@click.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The HTML file to write.")
@trials_option
@store_option
def landscape(out: Path, trials: Path | None, store: str | None) -> int:
    """Draw the field: autoimmune CAR-T trials by disease and target, phase, year, country and open site."""
    from matcher.landscape.page import page
    from matcher.sources import catalogue_of

    report = Report()
    catalogue = catalogue_of(trials, store)
    report.add(*catalogue.refused)
    drawn = page([*catalogue.studies.values()], catalogue.registry)
    out.write_text(drawn.html, encoding="utf-8")
    say(f"{number(drawn.trials, 'trial')} of {number(len(catalogue.studies), 'record')} drawn in {out}")
    return report.close()
