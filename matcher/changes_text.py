"""Changes of the registry as plain text: a block for each record, a line for each change, then whom they move."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from criteria.changes.model import CriterionChange, FieldChange, RecordChange, Side, SiteChange
from matcher.flips import Flip, FlippedCriterion
from matcher.history import ChangeReport

__all__ = ["MOST_FLIPS", "changes_text"]

WIDTH = 100
MARGIN = 24
MOST_FLIPS = 60
KINDS = {"changed_not_understood": "changed, not understood"}


def changes_text(report: ChangeReport) -> str:
    """The whole report."""
    start, end = report.before.retrieved or "an earlier state", report.after.retrieved or "the records given"
    lines = [f"Changes between {start} and {end}: {_count(len(report.records), 'record')}"]
    for record in report.records:
        lines += ["", *_record(record)]
    if report.flips is not None:
        lines += ["", f"Verdicts that change: {len(report.flips):,}", *_flips(report.flips)]
    return "\n".join(lines) + "\n"


def _count(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _record(record: RecordChange) -> Iterator[str]:
    what = "" if record.kind == "amended" else f"  ({'new here' if record.kind == 'added' else 'no longer there'})"
    yield textwrap.shorten(f"{record.nct_id}  {record.brief_title}", WIDTH, placeholder=" …") + what
    for field in record.fields:
        yield from _line(field.field.replace("_", " "), _from_to(field))
    for site in record.sites:
        yield from _line(f"site {site.kind}", f"{site.site}{_status(site)}")
    for criterion in record.criteria:
        yield from _line(KINDS.get(criterion.kind, criterion.kind), _criterion(criterion))


def _line(name: str, text: str) -> Iterator[str]:
    head = f"  {name:<{MARGIN - 2}}"
    wrapped = textwrap.wrap(text, WIDTH - MARGIN, break_long_words=False, break_on_hyphens=False) or [""]
    yield f"{head} {wrapped[0]}"
    yield from (" " * (MARGIN + 1) + more for more in wrapped[1:])


def _from_to(change: FieldChange) -> str:
    return f"{change.before or 'not given'} → {change.after or 'not given'}"


def _status(site: SiteChange) -> str:
    if site.kind == "status":
        return f": {site.before or 'not given'} → {site.after or 'not given'}"
    status = site.before or site.after
    return f" ({status})" if status else ""


def _criterion(change: CriterionChange) -> str:
    """What was understood where that tells the change, else the words."""
    before, after = change.before, change.after
    if before is None or after is None:
        return _named(before or after)
    if change.kind in {"tightened", "loosened", "changed"}:
        return f"{_named(before)} → {_named(after)}"
    return f"{before.criterion_id} {_words(before)} → {after.criterion_id} {_words(after)}"


def _named(side: Side | None) -> str:
    if side is None:
        return ""
    cohort = f" [{side.cohort}]" if side.cohort else ""
    return f"{side.criterion_id}{cohort} {side.expression}"


def _words(side: Side) -> str:
    return f"“{textwrap.shorten(side.text, WIDTH, placeholder=' …')}”"


def _flips(flips: Sequence[Flip]) -> Iterator[str]:
    """How many move in each trial, where they are many; then the first of them by name."""
    if len(flips) > MOST_FLIPS:
        moves = Counter((flip.nct_id, _move(flip)) for flip in flips)
        yield from (f"  {count:>9,}  {nct_id}  {move}" for (nct_id, move), count in sorted(moves.items()))
        yield ""
    yield from map(_flip, flips[:MOST_FLIPS])
    if len(flips) > MOST_FLIPS:
        yield f"  and {len(flips) - MOST_FLIPS:,} more; --format json names all"


def _move(flip: Flip) -> str:
    return f"{flip.before or 'none'} → {flip.after or 'none'}"


def _flip(flip: Flip) -> str:
    otherwise = "its cohorts changed" if flip.before and flip.after else "the trial came or went"
    because = ", ".join(map(_because, flip.criteria)) or otherwise
    return f"  {flip.profile_id}  {flip.nct_id}  {_move(flip)}: {because}"


def _because(criterion: FlippedCriterion) -> str:
    kind = KINDS.get(criterion.kind, criterion.kind)
    verdicts = f"{criterion.before or 'none'} → {criterion.after or 'none'}"
    return f"{criterion.after_id or criterion.before_id} {kind} ({verdicts})"
