"""The page of a screening: figures first, each with its numbers in a fold, then a fold for every trial."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from matcher.markup import image, table
from matcher.report.figures import Bar, funnels, grid, pairs_of_bars, ripening, standing, steps_of
from matcher.report.model import Change, CriterionRow, FactRow, Screened, TrialRow
from matcher.report.small import SMALL, Small

__all__ = ["report"]

STANDING, FUNNELS, MAPPED, SUBJECTS, GAINS, RIPE = 25, 8, 30, 16, 15, 8
"""How many trials, criteria and facts the figures show, the largest; the folds hold the others."""


def report(screened: Screened, least: int = SMALL) -> str:
    """The page; the same figures give the same bytes. Counts of fewer than `least` people are withheld."""
    page = _Page(screened, Small(least))
    return _PAGE.format(body="\n".join(part for part in page.parts() if part))


class _Page:
    """The parts of the page in their order."""

    def __init__(self, screened: Screened, small: Small) -> None:
        self.screened, self.small = screened, small
        ranked = sorted(screened.trials, key=lambda trial: (*(-number for number in trial.counts[:2]), trial.nct_id))
        self.trials = ranked
        self.drawn = bool(ranked) and bool(small.rounded(screened.people))

    def parts(self) -> Iterator[str]:
        """Head, figures, trials, foot."""
        yield self._head()
        if self.drawn:
            yield self._standing()
            yield self._funnels()
            yield self._blockers()
            yield self._changes()
            yield self._relaxed()
            yield self._measured()
            yield self._ripening()
        yield "<h2>Every trial, criterion by criterion</h2>"
        yield f"<p>{_EVERY}</p>"
        yield from map(self._trial, self.trials)
        yield f"<footer>Lexicon {escape(self.screened.lexicon_digest)}</footer>"

    def _head(self) -> str:
        some, count = self.screened, self.small.html
        refused = f"Refused profiles: {count(some.refused)}." if some.refused else "No profile was refused."
        few = "" if self.drawn else "<p>There are too few people or trials for figures.</p>"
        return (
            "<h1>Cohort screening</h1>\n"
            f'<p class="lead"><b>{count(some.people)}</b> people, <b>{len(some.trials):,}</b> trials. {refused}</p>\n'
            f"<p>{_note(self.small)}</p>{few}"
        )

    # -- figures ------------------------------------------------------------------------------------------------

    def _standing(self) -> str:
        rows = (
            (_link(trial), escape(trial.brief_title), _status(trial), *map(self.small.html, trial.counts))
            for trial in self.trials
        )
        columns = ("Trial", "Title", "Status", "Eligible", "Undetermined", "Ineligible")
        shown = self.trials[:STANDING]
        return _figure(
            "Where the trials stand",
            f"People by trial{_first(len(shown), len(self.trials))}; the scale goes in powers of ten.",
            standing(shown, self.small),
            table(columns, rows, words=3),
            f"All {len(self.trials):,} trials in numbers",
        )

    def _funnels(self) -> str:
        shown = [trial for trial in self.trials if steps_of(trial)][:FUNNELS]
        text = (
            f"Who remains after each criterion, in the order of the text{_first(len(shown), len(self.trials))}; the "
            "criteria that take most away, on a scale of powers of ten. Of a trial with cohorts the criteria of its "
            "first, and the last two rows of all. Every other trial is in its fold below."
        )
        return _figure("Where people are lost", text, funnels(shown, self.screened.people, self.small)) if shown else ""

    def _blockers(self) -> str:
        shown = self.trials[:MAPPED]
        shares = self._shares(shown)
        weight: dict[str, float] = defaultdict(float)
        for (_, subject), share in shares.items():
            weight[subject] += share
        subjects = [name for name, held in sorted(weight.items(), key=lambda each: (-each[1], each[0])) if held]
        if not subjects:
            return ""
        kept = subjects[:SUBJECTS]
        text = (
            f"Of 100 people, how many one criterion excludes, by what it is about{_first(len(shown), len(self.trials))}"
            "; of several such criteria, the one that excludes most. Empty: the trial has none. Whoever is excluded by "
            "several is counted under each."
        )
        rows = ((_link(trial), *(_percent(shares.get((trial.nct_id, name))) for name in kept)) for trial in shown)
        numbers = table(("Trial", *kept), rows)
        return _figure("What excludes them", text, grid(shown, kept, shares), numbers)

    def _shares(self, trials: Iterable[TrialRow]) -> dict[tuple[str, str], float]:
        shares: dict[tuple[str, str], float] = {}
        for trial in trials:
            for row in trial.criteria:
                key, share = (trial.nct_id, row.subject), self.small.share(row.counts[1], self.screened.people)
                shares[key] = max(share, shares.get(key, 0.0))
        return shares

    def _relaxed(self) -> str:
        shown = self.small.rounded
        every = [(trial, row) for trial in self.trials for row in trial.criteria if shown(row.gained[0])]
        every.sort(key=lambda each: (-each[1].gained[0], -each[1].gained[1], each[0].nct_id, each[1].criterion_id))
        rows = [Bar(f"{trial.nct_id} {row.criterion_id}  {row.text}", *row.gained) for trial, row in every[:GAINS]]
        if not rows:
            return ""
        text = (
            "For each criterion, how many it alone keeps out: without it they would no longer be ineligible, or would "
            f"be eligible{_first(len(rows), len(every), 'criteria')}. It shows what a criterion costs, not that it is "
            "dispensable."
        )
        return self._gains("Gained if one criterion went", text, rows, ("no longer ineligible", "eligible"))

    def _measured(self) -> str:
        facts = [fact for fact in self.screened.facts if self.small.rounded(fact.only_missing)]
        facts.sort(key=lambda fact: (-fact.only_missing, -fact.decides, fact.domain, fact.concept))
        rows = [Bar(f"{fact.concept}  ({_domain(fact)})", fact.only_missing, fact.decides) for fact in facts[:GAINS]]
        if not rows:
            return ""
        text = (
            "For each fact, the undetermined pairs of person and trial in which nothing else is missing"
            f"{_first(len(rows), len(facts), 'facts')}; in the darker part nothing else is open either, so that it "
            "would decide the pair, one way or the other."
        )
        return self._gains("Gained if measured", text, rows, ("all that is missing", "all that is open"))

    def _gains(self, title: str, text: str, rows: Sequence[Bar], words: tuple[str, str]) -> str:
        cells = ((escape(row.name), self.small.html(row.larger), self.small.html(row.smaller)) for row in rows)
        numbers = table(("", *(word.capitalize() for word in words)), cells)
        return _figure(title, text, pairs_of_bars(rows, *words, self.small), numbers)

    def _changes(self) -> str:
        changes = self.screened.changes
        if not changes:
            return ""
        rows = [
            Bar(f"{change.asked}  {change.words}", change.gained_open, change.gained_eligible) for change in changes
        ]
        columns = ("Change", "", "More eligible", "More not ineligible", "Fewer eligible", "Fewer not ineligible")
        numbers = table(columns, map(self._change_cells, changes), words=2)
        drawing = pairs_of_bars(rows, "no longer ineligible", "eligible", self.small)
        return _figure("What was asked: what if", "Each change alone, and all of one trial together.", drawing, numbers)

    def _change_cells(self, one: Change) -> Iterable[str]:
        counts = (one.gained_eligible, one.gained_open, one.lost_eligible, one.lost_open)
        return escape(one.asked), escape(one.words), *map(self.small.html, counts)

    def _ripening(self) -> str:
        rows = self.screened.ripening
        if not any(self.small.rounded(row.pairs) for row in rows):
            return ""
        ranked = sorted(self.trials, key=lambda trial: tuple(-count for count in reversed(trial.ripe)))
        every = [trial for trial in ranked if any(map(self.small.rounded, trial.ripe))]
        text = (
            "Ineligible today, but every blocker ends by itself within so many days, as wash-outs do, if nothing else "
            "changes. They are then no longer ineligible; what is unknown stays unknown."
        )
        columns = ("Trial", "Title", *(f"{row.within_days} days" for row in rows))
        cells = ((_link(one), escape(one.brief_title), *map(self.small.html, one.ripe)) for one in every)
        drawing = ripening(rows, every[:RIPE], self.small)
        return _figure("What time alone brings", text, drawing, table(columns, cells, words=2))

    # -- trials -------------------------------------------------------------------------------------------------

    def _trial(self, trial: TrialRow) -> str:
        columns = ("Criterion", "", "Pass", "Fail", "Unknown", "Remaining", "Only blocker", "Only unknown")
        numbers = table(columns, (self._criterion_cells(row) for row in trial.criteria), words=2)
        name = f"<b>{escape(trial.nct_id)}</b> {escape(trial.brief_title)}"
        words = ("eligible", "undetermined", "ineligible")
        said = ", ".join(f"{self.small.html(n)} {word}" for n, word in zip(trial.counts, words, strict=True))
        fold = f'<div id="{escape(trial.nct_id)}">{numbers}</div>'
        return f"<details><summary>{name} <small>{said}</small></summary>{fold}</details>"

    def _criterion_cells(self, row: CriterionRow) -> Iterable[str]:
        of = f"{row.category}, {row.cohort}" if row.cohort else row.category
        yield f"{escape(row.criterion_id)}<br><small>{escape(of)}</small>"
        yield escape(row.text)
        for place, number in enumerate(row.counts):
            share = self.small.share(number, self.screened.people)
            bar = f'<i style="width:{share:.1%}"></i>' if place == _REMAINING and share else ""
            yield f"{self.small.html(number)}{bar}"


_REMAINING = 3


def _figure(title: str, text: str, svg: str, numbers: str = "", fold: str = "Numbers") -> str:
    held = f"<details><summary>{escape(fold)}</summary>{numbers}</details>" if numbers else ""
    head = f"<h2>{escape(title)}</h2><p>{escape(text)}</p>"
    return f"<figure><figcaption>{head}</figcaption>{image(svg, title)}{held}</figure>"


def _first(shown: int, of: int, what: str = "trials") -> str:
    return f", the first {shown} of {of:,} {what}" if shown < of else ""


def _link(trial: TrialRow) -> str:
    return f'<a href="#{escape(trial.nct_id)}">{escape(trial.nct_id)}</a>'


def _status(trial: TrialRow) -> str:
    return escape(trial.overall_status.replace("_", " ").lower())


def _domain(fact: FactRow) -> str:
    return fact.domain.replace("_", " ")


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def _note(small: Small) -> str:
    coarse = (
        f"Counts are rounded to the nearest {small.least}, in the figures as in the tables, and 1 to {small.least - 1} "
        f"people are shown as {small.html(1)}, so that no small group can be worked out as a difference of two others. "
        if small.least > 1
        else ""
    )
    return coarse + _MEANING


_MEANING = """A criterion is unknown where the facts given cannot tell; nobody is excluded for a missing fact, and what
is undetermined may still turn out either way. The figures inform a referral; they recommend no treatment and no change
of a protocol."""

_EVERY = """Remaining: people whom no criterion up to this one excludes. Only blocker: excluded by this criterion alone.
Only unknown: eligible if this were known to pass."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cohort screening</title>
<style>
:root {{ font: 16px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; }}
body {{ max-width: 66rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.6rem; margin-bottom: 0.3rem; }}
h2 {{ font-size: 1.15rem; margin: 0 0 0.2rem; }}
.lead {{ font-size: 1.1rem; margin: 0.3rem 0; }}
figure {{ margin: 2.6rem 0; }}
figcaption p {{ margin: 0 0 0.6rem; color: #57606a; font-size: 0.92rem; }}
figure > svg {{ width: 100%; height: auto; display: block; }}
small {{ color: #57606a; }}
details {{ margin: 0.3rem 0; }}
summary {{ cursor: pointer; font-size: 0.9rem; }}
figure summary {{ color: #57606a; }}
details > div, details > table {{ overflow-x: auto; }}
table {{ border-collapse: collapse; font-size: 0.85rem; margin: 0.5rem 0 1rem; }}
th, td {{ padding: 0.2rem 0.6rem; border-bottom: 1px solid #d0d7de; text-align: left; vertical-align: top; }}
th {{ font-weight: 600; }}
.number {{ text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }}
.number i {{ display: block; height: 4px; margin-left: auto; background: #2f6690; print-color-adjust: exact; }}
footer {{ margin: 3rem 0 1rem; font-size: 0.8rem; color: #57606a; overflow-wrap: anywhere; }}
@media (max-width: 48rem) {{ figure {{ overflow-x: auto; }} figure > svg {{ min-width: 42rem; }} }}
@media print {{
  body {{ max-width: none; margin: 0; font-size: 11pt; }}
  figure {{ break-inside: avoid; margin: 1.2rem 0; }}
  figure > details {{ display: none; }}
  figcaption {{ break-after: avoid; }}
  tr {{ break-inside: avoid; }}
}}
</style>
</head>
<body>
{body}
</body>
</html>
"""
