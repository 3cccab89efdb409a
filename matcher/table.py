"""Results and criteria for the eye: a table for each profile, plain text for each trial."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from criteria.criterion import Criterion, Trial

if TYPE_CHECKING:
    from matcher.results import CriterionResult, MatchResult, MissingFact, TrialMatch

__all__ = ["console_for", "counted", "in_order", "print_results", "table_of", "trial_text"]

WIDTH_OF_A_FILE = 100
NARROWEST, WIDEST = 60, 160
SHOWN = 3
NUMBER, VERDICT = len("NCT00000000"), len("undetermined")
STYLES = {"eligible": "green", "undetermined": "yellow", "ineligible": "red"}
NOTICE = (
    "Informs a referral; never recommends a treatment. Verdicts follow from the facts given and the registry's text; "
    "the trial's own team decides."
)


def console_for(stream: TextIO) -> Console:
    """A console as wide as COLUMNS says, else as the terminal is, else as suits a file."""
    width = shutil.get_terminal_size((WIDTH_OF_A_FILE, 24)).columns
    return Console(file=stream, width=max(NARROWEST, min(width, WIDEST)), highlight=False)


def print_results(results: Iterable[MatchResult], stream: TextIO, *, top: int = 10) -> None:
    """Each match result, the likeliest trials first: a table of what is open, a line for each trial ruled out.

    `top` is how many trials a profile is shown with; 0 shows all.
    """
    console = console_for(stream)
    for result in results:
        ordered = in_order(result.matches)
        shown = ordered[:top] if top else ordered
        opened = [match for match in shown if _is_open(match)]
        console.print(f"[bold]{escape(result.profile_id)}[/bold]: {counted(result.matches)}")
        if opened:
            console.print(table_of(opened))
        for match in shown[len(opened) :]:
            console.print(_ruled_out(match), overflow="ellipsis", no_wrap=True)
        if len(shown) < len(ordered):
            console.print(f"[dim]{len(ordered) - len(shown)} more of lower rank; --top 0 shows all[/dim]")
        for fact in result.unresolved_facts:
            console.print(escape(f"not used: {fact.pointer}: {fact.reason}"))
        console.print()
    console.print(NOTICE)


def counted(matches: Iterable[TrialMatch]) -> str:
    """How many trials came out how: "2 eligible, 1 undetermined, 10 ineligible"."""
    verdicts = [match.verdict for match in matches]
    return ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in ("eligible", "undetermined", "ineligible"))


def in_order(matches: Iterable[TrialMatch]) -> list[TrialMatch]:
    """What may still come into question before what is ruled out, each in its rank order."""
    return sorted(matches, key=lambda match: not _is_open(match))


def _is_open(match: TrialMatch) -> bool:
    """Whether the trial may still come into question, be it after a wait."""
    return match.verdict != "ineligible" or match.earliest_eligible_in_days is not None


def _ruled_out(match: TrialMatch) -> str:
    why = " ".join(_in_the_way(match, None))
    return f"{match.nct_id}  {_coloured(match.verdict)}  {why}"


# -- the table ----------------------------------------------------------------------------------------------


def table_of(matches: Iterable[TrialMatch], *, letters: int | None = None) -> Table:
    """A row for each trial: what it is, its verdict, what is in the way and what to find out next.

    `letters` is the most that the reason for a trial that stays shut may take.
    """
    table = Table(box=SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    table.add_column("Trial", width=NUMBER)
    table.add_column("Verdict", width=VERDICT)
    table.add_column("Title; what is in the way; what to find out next", ratio=1)
    for match in matches:
        lines = [f"[bold]{escape(match.brief_title)}[/bold]", *filter(None, _next(match, letters))]
        table.add_row(_trial(match), _coloured(match.verdict), "\n".join(lines))
    return table


def _trial(match: TrialMatch) -> str:
    status = match.overall_status.replace("_", " ").lower()
    return f"{match.nct_id}\n[dim]{escape(status)}[/dim]"


def _coloured(verdict: str) -> str:
    return f"[{STYLES[verdict]}]{verdict}[/{STYLES[verdict]}]"


def _next(match: TrialMatch, letters: int | None) -> Iterator[str]:
    """Cohorts, then blockers; for an undecided trial the facts that could decide it; then what a person must do."""
    for cohort in match.cohorts if match.verdict != "ineligible" else ():
        if letters is None or cohort.verdict == match.verdict:
            yield f"{escape(cohort.label)}: {_coloured(cohort.verdict)}"
    if match.verdict == "ineligible":
        yield from _in_the_way(match, letters)
    if match.verdict == "undetermined":
        yield f"find out: {_listed([_missing(fact) for fact in match.missing_facts])}" if match.missing_facts else ""
    if _is_open(match):
        yield "; ".join(_for_a_person(match))
        yield from _where(match)


def _in_the_way(match: TrialMatch, letters: int | None) -> Iterator[str]:
    """What time will remove, with its day; where time alone does not open the trial, the first thing in the way."""
    failed = [each for each in match.criteria if each.verdict == "fail"]
    if match.earliest_eligible_in_days is None:
        more = f" [dim]and {len(failed) - 1} more[/dim]" if len(failed) > 1 else ""
        yield from (_blocker(each, letters) + more for each in failed[:1])
        return
    timed = [each for each in failed if each.eligible_in_days is not None]
    yield from _shortened([_blocker(each, None) for each in timed])
    if len(timed) > 1:
        yield f"time alone: open from day {match.earliest_eligible_in_days}"


def _blocker(criterion: CriterionResult, letters: int | None) -> str:
    why = (criterion.reason or criterion.expression).replace(" before the index date", " ago")
    why = textwrap.shorten(why, letters, placeholder=" …") if letters else why
    ends = "" if criterion.eligible_in_days is None else f" ([bold]ends on day {criterion.eligible_in_days}[/bold])"
    return f"{criterion.criterion_id}{ends}: {escape(why)}"


def _for_a_person(match: TrialMatch) -> Iterator[str]:
    """What no fact can settle: texts to read where they could still decide, and what is to be confirmed."""
    out = {cohort.label for cohort in match.cohorts if cohort.verdict == "ineligible"}
    unread = [
        each.criterion_id
        for each in match.criteria
        if each.kind == "unparsed" and each.verdict == "unknown" and each.cohort not in out
    ]
    if unread and match.verdict == "undetermined":
        yield f"not understood, read: {_listed(unread)}"
    if match.confirm_before_referral:
        yield f"a person confirms: {_listed(match.confirm_before_referral)}"


def _where(match: TrialMatch) -> Iterator[str]:
    """The nearest sites that recruit, where a place to count from is known, and what stands against record or sites."""
    near = [site.place for site in match.sites.near if site.distance_km is not None] if match.sites else []
    if near:
        yield f"recruits in: {escape('; '.join(near))}"
    if match.notes:
        yield f"[dim]{escape(' '.join(match.notes))}[/dim]"


def _missing(fact: MissingFact) -> str:
    return fact.concept if fact.within_days is None else f"{fact.concept} (last {fact.within_days:.0f} days)"


def _listed(names: Sequence[str]) -> str:
    """The first few names and how many more there are: "ALT, AST and 3 more"."""
    first = escape(", ".join(names[:SHOWN]))
    return first if len(names) <= SHOWN else f"{first} [dim]and {len(names) - SHOWN} more[/dim]"


def _shortened(lines: list[str]) -> list[str]:
    """The first few lines and how many more there are."""
    return lines if len(lines) <= SHOWN + 1 else [*lines[:SHOWN], f"[dim]and {len(lines) - SHOWN} more[/dim]"]


# -- plain text ---------------------------------------------------------------------------------------------


def trial_text(trial: Trial) -> str:
    """A trial's criteria as plain text: its number and title, then one line for each criterion."""
    lines = [f"{trial.nct_id}  {trial.brief_title}".rstrip()]
    for category in ("inclusion", "exclusion"):
        lines += ["", category.capitalize(), *(_line(each) for each in trial.criteria if each.category == category)]
    return "\n".join(lines) + "\n\n"


def _line(criterion: Criterion) -> str:
    cohort = f" [{criterion.cohort}]" if criterion.cohort else ""
    flags = f"  ({', '.join(criterion.flags)})" if criterion.flags else ""
    return f"  {criterion.criterion_id}{cohort}  {criterion.kind}: {criterion.expression or criterion.text}{flags}"
