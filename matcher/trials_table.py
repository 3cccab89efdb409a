"""Trials for the eye: a table with what they are counted under, and one trial with what to know beside a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from criteria.registry.classify.cells import NOT_STATED
from criteria.registry.conduct import FollowUp
from criteria.registry.scope import Answer, Evidence
from matcher.background.beside import Background
from matcher.facets import FacetCount, Facets
from matcher.listing import Listing, TrialRecord, TrialSummary
from matcher.sites import Site
from matcher.standing import words_of
from matcher.table import console_for

__all__ = ["print_listing", "print_record"]

MOST_VALUES = 8
MOST_SITES = 10
NUMBER = len("NCT00000000")
NOTICE = "A research study, not an offer of treatment. What is beside the verdict never enters it."


def print_listing(listing: Listing, stream: TextIO) -> None:
    """A row for each trial, then what they are counted under."""
    console = console_for(stream)
    if listing.trials:
        console.print(_table(listing.trials))
        console.print()
    console.print(f"[bold]{listing.total:,} {'trial' if listing.total == 1 else 'trials'}[/bold]")
    for line in _facet_lines(listing.facets):
        console.print(line)


def _table(trials: Iterable[TrialSummary]) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    table.add_column("Trial", width=NUMBER)
    table.add_column("Title; diseases", ratio=3)
    table.add_column("Cells", ratio=1)
    table.add_column("Status; countries", ratio=1)
    for trial in trials:
        table.add_row(
            f"{trial.nct_id}\n[dim]{escape(_phases(trial.phases))}[/dim]",
            f"[bold]{escape(trial.brief_title)}[/bold]\n{escape(_diseases(trial))}",
            escape(f"{trial.target}\n{trial.modality}, {trial.source}"),
            escape(f"{words_of(trial.overall_status)}\n{_listed(trial.countries)}"),
        )
    return table


def _diseases(trial: TrialSummary) -> str:
    return _listed(trial.diseases) if trial.in_scope else "not an autoimmune CAR-T trial"


def _phases(phases: tuple[str, ...]) -> str:
    """Phases as one says them: "phase 1/2", "early phase 1"."""
    early = "early " if any(each.startswith("EARLY") for each in phases) else ""
    numbers = "/".join(each[-1] for each in phases if each[-1].isdigit())
    return f"{early}phase {numbers}" if numbers else "no phase"


def _listed(values: tuple[str, ...], most: int = 3) -> str:
    more = f" and {len(values) - most} more" if len(values) > most else ""
    return ", ".join(values[:most]) + more


def _facet_lines(facets: Facets) -> Iterator[str]:
    for name in Facets.__struct_fields__:
        counts: tuple[FacetCount, ...] = getattr(facets, name)
        shown = ", ".join(f"{escape(each.value)} {each.count}" for each in counts[:MOST_VALUES])
        more = f" [dim]and {len(counts) - MOST_VALUES} more[/dim]" if len(counts) > MOST_VALUES else ""
        if shown:
            yield f"{name.replace('_', ' ')}: {shown}{more}"


# -- one trial ----------------------------------------------------------------------------------------------


def print_record(record: TrialRecord, stream: TextIO) -> None:
    """One trial: what it gives to whom, its sites, what is known of such products with source and date."""
    console = console_for(stream)
    console.print(f"[bold]{record.nct_id}  {escape(record.brief_title)}[/bold]")
    console.print(_grid(_record_lines(record)))
    recruiting = sum(site.recruits for site in record.sites)
    console.print(f"\n[bold]Sites[/bold]: {len(record.sites):,}, {recruiting:,} recruiting")
    console.print(_grid(_site_lines(record.sites)))
    console.print(f"\n[bold]Known of such products[/bold] ({_age(record.background)})")
    console.print(_grid(_known(record.background)))
    console.print(f"\n{NOTICE}")


def _grid(lines: Iterable[tuple[str, str]]) -> Table:
    """Names in a narrow column, what is said of them in a wide one."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=15)
    grid.add_column(ratio=1)
    for name, what in lines:
        grid.add_row(name, what)
    return grid


def _record_lines(record: TrialRecord) -> Iterator[tuple[str, str]]:
    beside = record.background
    yield "status", words_of(record.overall_status)
    yield from (("note", escape(note)) for note in beside.notes)
    yield "phase", _phases(record.phases)
    yield "sponsor", escape(f"{record.sponsor or NOT_STATED} ({(record.sponsor_class or NOT_STATED).lower()})")
    if not beside.scope.included:
        yield "scope", escape(f"not an autoimmune CAR-T trial: {beside.scope.reason}")
    yield from (("disease", _words(each.disease, each.evidence)) for each in beside.diseases)
    yield "kind of cell", _answer(beside.modality)
    yield "target", _answer(beside.targets)
    yield "source", _answer(beside.source)
    for product in beside.products:
        yield "product", escape(f"{product.product}, {product.developer or 'developer not stated'}; {product.source}")
    yield "first in human", _answer(beside.first_in_human)
    yield "lymphodepletion", _answer(beside.lymphodepletion)
    yield "longest outcome", _answer(beside.follow_up)


def _answer(answer: Answer | FollowUp) -> str:
    return _words(answer.label, answer.evidence)


def _words(label: str, evidence: Iterable[Evidence]) -> str:
    """An answer with the words it comes from."""
    words = ", ".join(dict.fromkeys(f"“{each.text}”" for each in evidence))
    return escape(label) + (f"  [dim]from {escape(words)}[/dim]" if words else "")


def _site_lines(sites: tuple[Site, ...]) -> Iterator[tuple[str, str]]:
    for site in sites[:MOST_SITES]:
        own = "" if site.status_is_own else " [dim](of the trial; the site gives none)[/dim]"
        where = escape(", ".join(filter(None, (site.facility, site.city))))
        yield escape(site.country or "not stated"), f"{where}: {words_of(site.status)}{own}"
    if len(sites) > MOST_SITES:
        yield "", f"[dim]and {len(sites) - MOST_SITES} more[/dim]"


def _age(beside: Background) -> str:
    age = "" if beside.age_months is None else f", {max(beside.age_months, 0)} months before the records were retrieved"
    return f"newest source {beside.newest_source}{age}"


def _known(beside: Background) -> Iterator[tuple[str, str]]:
    for fact in beside.facts:
        yield fact.kind, f"{escape(fact.statement)} [dim]({escape(fact.source)}; {fact.dated})[/dim]"
