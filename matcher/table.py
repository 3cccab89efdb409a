"""Results and criteria for the eye: a table for each profile, plain text for each trial."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from criteria.criterion import Criterion, Trial

if TYPE_CHECKING:
    from matcher.results import CriterionResult, MatchResult, MissingFact, TrialMatch

__all__ = ["print_results", "trial_text"]

WIDTH_OF_A_FILE = 140
SHOWN = 4
STYLES = {"eligible": "green", "undetermined": "yellow", "ineligible": "red"}
NOTICE = (
    "Informs a referral; never recommends a treatment. Verdicts follow from the facts given and the registry's text; "
    "the trial's own team decides."
)


def print_results(results: Iterable[MatchResult], stream: TextIO) -> None:
    """Each match result: what is open in a table, in rank order, then a line for each trial that is ruled out."""
    width = shutil.get_terminal_size().columns if stream.isatty() else WIDTH_OF_A_FILE
    console = Console(file=stream, width=width, highlight=False)
    for result in results:
        console.print(f"[bold]{_title(result)}[/bold]")
        if any(map(_is_open, result.matches)):
            console.print(_table(result))
        for match in result.matches:
            if not _is_open(match):
                console.print(_ruled_out(match), overflow="ellipsis", no_wrap=True)
        for fact in result.unresolved_facts:
            console.print(escape(f"not used: {fact.pointer}: {fact.reason}"))
        console.print()
    console.print(NOTICE)


def _title(result: MatchResult) -> str:
    counts = {verdict: sum(match.verdict == verdict for match in result.matches) for verdict in STYLES}
    return f"{escape(result.profile_id)}: " + ", ".join(f"{count} {verdict}" for verdict, count in counts.items())


def _is_open(match: TrialMatch) -> bool:
    """Whether the trial may still come into question, be it after a wait."""
    return match.verdict != "ineligible" or match.earliest_eligible_in_days is not None


def _ruled_out(match: TrialMatch) -> str:
    more = f" and {len(match.blockers) - 1} more" if len(match.blockers) > 1 else ""
    first = next((each for each in match.criteria if each.criterion_id in match.blockers), None)
    why = f"{_blocker(first)}{more}" if first else ""
    return f"{match.nct_id} {_coloured(match.verdict)}  {why}"


def _table(result: MatchResult) -> Table:
    table = Table(show_lines=True, expand=True)
    table.add_column("Trial", ratio=4)
    table.add_column("Verdict", ratio=3)
    table.add_column("In the way", ratio=4)
    table.add_column("To find out next", ratio=3)
    for match in filter(_is_open, result.matches):
        table.add_row(_trial(match), _verdict(match), _in_the_way(match), _to_find_out(match))
    return table


def _trial(match: TrialMatch) -> str:
    status = match.overall_status.replace("_", " ").lower()
    return f"{match.nct_id}, {escape(status)}\n{escape(match.brief_title)}"


def _verdict(match: TrialMatch) -> str:
    lines = [_coloured(match.verdict)]
    lines += [f"{_coloured(cohort.verdict)}: {escape(cohort.label)}" for cohort in match.cohorts]
    return "\n".join(lines)


def _coloured(verdict: str) -> str:
    return f"[{STYLES[verdict]}]{verdict}[/{STYLES[verdict]}]"


def _in_the_way(match: TrialMatch) -> str:
    """What time will remove; what rules out one cohort of a trial shows in the cohort's verdict."""
    if match.verdict != "ineligible":
        return ""
    lines = [_blocker(each) for each in match.criteria if each.eligible_in_days is not None]
    return "\n".join([*_shortened(lines), f"time alone: not before day {match.earliest_eligible_in_days}"])


def _blocker(criterion: CriterionResult) -> str:
    ends = "" if criterion.eligible_in_days is None else f" (ends on day {criterion.eligible_in_days})"
    return escape(f"{criterion.criterion_id}: {criterion.reason or criterion.expression}{ends}")


def _to_find_out(match: TrialMatch) -> str:
    """What could still decide an open trial: facts first, then texts to read, then what a person must confirm."""
    undecided = match.verdict == "undetermined"
    lines = _shortened([escape(_missing(fact)) for fact in match.missing_facts]) if undecided else []
    unread = sum(each.kind == "unparsed" and each.verdict == "unknown" for each in match.criteria) if undecided else 0
    for count, what in ((unread, "not understood: read the text"), (len(match.confirm_before_referral), "to confirm")):
        lines += [f"[dim]{count} {what}[/dim]"] if count else []
    return "\n".join(lines)


def _missing(fact: MissingFact) -> str:
    return fact.concept if fact.within_days is None else f"{fact.concept} (last {fact.within_days:.0f} days)"


def _shortened(lines: list[str]) -> list[str]:
    """The first few lines and how many more there are."""
    return lines if len(lines) <= SHOWN + 1 else [*lines[:SHOWN], f"[dim]and {len(lines) - SHOWN} more[/dim]"]


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
