"""The screening report: one HTML page without anybody's row, small counts withheld."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import msgspec

__all__ = ["SMALL", "CriterionRow", "TrialRow", "count", "report"]

SMALL = 5


class CriterionRow(msgspec.Struct, frozen=True):
    """A criterion with its counts of people: pass, fail, unknown, remaining, only blocker, only unknown."""

    criterion_id: str
    category: str
    cohort: str | None
    text: str
    counts: tuple[int, ...]


class TrialRow(msgspec.Struct, frozen=True):
    """A trial with its counts of people: eligible, undetermined, ineligible."""

    nct_id: str
    brief_title: str
    overall_status: str
    counts: tuple[int, ...]
    criteria: tuple[CriterionRow, ...] = ()


def count(number: int) -> str:
    """A count as shown: none at all, fewer than five, or rounded to the nearest five so that none can be worked out."""
    if 0 < number < SMALL:
        return f"&lt;&thinsp;{SMALL}"
    return f"{SMALL * ((2 * number + SMALL) // (2 * SMALL)):,}"


def report(people: int, trials: Sequence[TrialRow], refused: int, lexicon_digest: str) -> str:
    """The page: trials with their verdicts, then each trial's criteria with what they leave."""
    ranked = sorted(trials, key=lambda trial: (*(-number for number in trial.counts[:2]), trial.nct_id))
    overview = _table(
        "Trials by number of people not excluded",
        ("Trial", "Title", "Status", "Eligible", "Undetermined", "Ineligible"),
        (_trial_cells(trial) for trial in ranked),
        words=3,
    )
    lines = [
        f"<p>{count(people)} people, {len(trials):,} trials. {_refusals(refused)}</p>",
        f"<p>{_NOTE}</p>",
        overview,
        *map(_trial_section, ranked),
        f"<footer>Lexicon {escape(lexicon_digest)}</footer>",
    ]
    return _PAGE.format(body="\n".join(lines))


def _refusals(refused: int) -> str:
    return "No profile was refused." if not refused else f"Refused profiles: {count(refused)}."


def _trial_cells(trial: TrialRow) -> Iterable[str]:
    link = f'<a href="#{escape(trial.nct_id)}">{escape(trial.nct_id)}</a>'
    words = (link, escape(trial.brief_title), escape(trial.overall_status.replace("_", " ").lower()))
    return *words, *map(count, trial.counts)


def _trial_section(trial: TrialRow) -> str:
    columns = ("Criterion", "", "Pass", "Fail", "Unknown", "Remaining", "Only blocker", "Only unknown")
    caption = "What each criterion leaves, in the order of the text"
    table = _table(caption, columns, map(_criterion_cells, trial.criteria), words=2)
    title = f"{escape(trial.nct_id)} <small>{escape(trial.brief_title)}</small>"
    return f'<section id="{escape(trial.nct_id)}"><h2>{title}</h2>{table}</section>'


def _criterion_cells(row: CriterionRow) -> Iterable[str]:
    of = f"{row.category}, {row.cohort}" if row.cohort else row.category
    name = f"{escape(row.criterion_id)}<br><small>{escape(of)}</small>"
    return name, escape(row.text), *map(count, row.counts)


def _table(caption: str, columns: Sequence[str], rows: Iterable[Iterable[str]], *, words: int) -> str:
    """A table whose first `words` columns are text, the others numbers."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "\n".join(
        f"<tr>{''.join(_cell(cell, place < words) for place, cell in enumerate(row))}</tr>" for row in rows
    )
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(content: str, is_text: bool) -> str:  # noqa: FBT001 - one of two kinds of cell
    return f"<td>{content}</td>" if is_text else f'<td class="number">{content}</td>'


_NOTE = f"""Counts are rounded to the nearest {SMALL}; 1 to {SMALL - 1} people are shown as {count(1)}. A criterion is
unknown where the facts given cannot tell; nobody is excluded for a missing fact. Remaining: people whom no criterion up
to this one excludes. Only blocker: excluded by this criterion alone. Only unknown: eligible if this were known to pass.
The figures inform a referral; they recommend no treatment."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cohort screening</title>
<style>
:root {{ color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }}
body {{ max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }}
h2 {{ margin-top: 2.5rem; font-size: 1.1rem; }}
small {{ font-weight: normal; opacity: 0.75; }}
table {{ width: 100%; border-collapse: collapse; }}
caption {{ text-align: left; padding: 0.5rem 0; opacity: 0.75; }}
th, td {{ padding: 0.3rem 0.6rem; border-bottom: 1px solid #8884; text-align: left; vertical-align: top; }}
th {{ font-weight: 600; }}
.number {{ text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }}
footer {{ margin: 3rem 0 1rem; font-size: 0.85rem; opacity: 0.75; overflow-wrap: anywhere; }}
@media print {{ section {{ break-inside: avoid-page; }} }}
</style>
</head>
<body>
<h1>Cohort screening</h1>
{body}
</body>
</html>
"""
