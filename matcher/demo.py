"""The bundled sample for the eye: a few chosen profiles, then one line for all pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TextIO

import msgspec
from rich.markup import escape

from matcher.table import console_for, counted, in_order, table_of
from matcher.wording.silence import LISTS

if TYPE_CHECKING:
    from matcher.population.facts import Patient
    from matcher.results import MatchResult, TrialMatch

__all__ = ["CHOSEN", "Chosen", "print_demo"]

TRIALS_SHOWN = 4
LETTERS = 56
MARK = "[Fictional] "
HEAD = (
    "[bold]A fictional sample:[/bold] no trial, sponsor or patient in it exists. The output informs a referral and "
    "recommends nothing; the trial's own team decides. Days count from the index date; i01 is an inclusion criterion, "
    "e01 an exclusion criterion."
)


class Chosen(msgspec.Struct, frozen=True):
    """A profile of the sample, what it is an example of, and why it is shown."""

    profile_id: str
    shows: Literal["eligible", "waiting", "asked", "ineligible", "open", "unresolved"]
    why: str


CHOSEN = (
    Chosen("sample-01", "eligible", "eligible: all that facts can decide is met, a person confirms the rest"),
    Chosen("sample-02", "waiting", "shut out by a wash-out, with the day on which it ends"),
    Chosen("sample-18", "asked", "undetermined, with the tests that would settle it"),
    Chosen("sample-16", "ineligible", "ineligible everywhere, with what is in the way"),
    Chosen("sample-13", "open", "no list is complete: what is not recorded is not known, never no"),
    Chosen("sample-24", "unresolved", "holds a fact that the lexicon cannot place: reported, not used"),
)


def print_demo(results: Sequence[MatchResult], patients: Sequence[Patient], stream: TextIO) -> None:
    """The chosen profiles with their first trials, then how all pairs came out."""
    console = console_for(stream)
    by_name = {result.profile_id: result for result in results}
    known = {patient.profile_id: patient for patient in patients}
    console.print(HEAD)
    for chosen in CHOSEN:
        result = by_name[chosen.profile_id]
        console.print(f"\n[bold]{chosen.profile_id}[/bold]  {escape(chosen.why)}", soft_wrap=False)
        console.print(f"[dim]{escape(_described(known[chosen.profile_id]))}[/dim]")
        for fact in result.unresolved_facts:
            console.print(escape(f"not used: {fact.pointer}: {fact.reason}"))
        console.print(table_of(map(_unmarked, in_order(result.matches)[:TRIALS_SHOWN]), letters=LETTERS))
    console.print(f"\n{_summary(results)}")


def _described(patient: Patient) -> str:
    """A patient in a line: "female, 34 years, systemic lupus erythematosus; complete: conditions"."""
    age = "age not known" if patient.age_years is None else f"{patient.age_years:g} years"
    disease = next((fact.concept for fact in patient.facts if fact.domain == "condition" and not fact.negated), "")
    closed = ", ".join(name for domain, name in LISTS.items() if domain in patient.closed) or "none"
    told = ", ".join(each for each in (patient.sex or "sex not known", age, disease) if each)
    return f"{told}; complete lists: {'all' if len(patient.closed) == len(LISTS) else closed}"


def _unmarked(match: TrialMatch) -> TrialMatch:
    """The head says that all is made up; the titles need not repeat it."""
    return msgspec.structs.replace(match, brief_title=match.brief_title.removeprefix(MARK))


def _summary(results: Sequence[MatchResult]) -> str:
    pairs = [match for result in results for match in result.matches]
    waiting = sum(match.earliest_eligible_in_days is not None for match in pairs)
    trials = len({match.nct_id for match in pairs})
    return (
        f"[bold]All {len(results)} profiles against all {trials} trials, {len(pairs)} pairs:[/bold] {counted(pairs)}, "
        f"{waiting} of these by time alone. Every pair and criterion: resetmatch demo --format json"
    )
