"""The figures of a screening: where trials stand, where people are lost, what would gain them, what time alone brings.

All numbers drawn are those that may be shown: rounded, small ones withheld.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, NullFormatter

from matcher.drawing import BAR, DARK, EMPTY, INK, PALE, SHADES, WIDE, figure
from matcher.report.model import CriterionRow, RipeRow, TrialRow
from matcher.report.small import Small

__all__ = ["Bar", "funnels", "grid", "pairs_of_bars", "ripening", "standing", "steps_of"]

LIGHT = "#a9c8e0"
MARKERS = "os^Dv<>PX*"
STEPS = 9
"""How many criteria a funnel shows: those that leave fewest, in the order of the text."""


class Bar(NamedTuple):
    """A name with the larger and the smaller of two counts."""

    name: str
    larger: int
    smaller: int


def short(words: str, width: int) -> str:
    """Words cut to a width, in one line."""
    return textwrap.shorten(words, width, placeholder=" …") if " " in words else words[:width]


def standing(trials: Sequence[TrialRow], small: Small) -> str:
    """For each trial who is not ineligible and who is eligible, on a scale of powers of ten."""
    out: list[str] = []
    with figure(WIDE, 0.75 + 0.21 * len(trials), out) as drawn:
        axes = drawn.add_subplot()
        rows = range(len(trials))
        opened = [_placed(trial.open, small) for trial in trials]
        eligible = [_placed(trial.counts[0], small) for trial in trials]
        axes.hlines(rows, eligible, opened, color=LIGHT, linewidth=3)
        axes.scatter(opened, rows, color=LIGHT, edgecolor=BAR, s=34, zorder=3, label="eligible or undetermined")
        axes.scatter(eligible, rows, color=BAR, s=34, zorder=3, label="eligible")
        _decades(axes, small, [trial.open for trial in trials])
        _named(axes, [f"{trial.nct_id}  {short(trial.brief_title, 54)}" for trial in trials])
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, frameon=False, fontsize=8)
        axes.grid(axis="x", color=EMPTY)
        axes.set_axisbelow(True)
    return out[0]


def _placed(number: int, small: Small) -> float:
    """Where a count stands on a scale of powers of ten: what is withheld at its border, nobody below it."""
    if number == 0:
        return small.least / 4
    return float(small.rounded(number) or small.least / 2)


def _decades(axes: Axes, small: Small, counts: Sequence[int]) -> None:
    """A scale of powers of ten that begins with nobody and the counts that are withheld."""
    most = max([small.least * 10, *map(small.rounded, counts)])
    axes.set_xscale("log")
    axes.set_xlim(small.least / 5, most * 1.6)
    powers = [10**power for power in range(len(str(most))) if small.least <= 10**power <= most]
    ticks = [small.least / 4, small.least / 2, *powers]
    names = ["0", f"< {small.least}", *(f"{power:,}" for power in powers)]
    axes.set_xticks(ticks, names if small.least > 1 else ["0", "", *names[2:]])
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.tick_params(axis="x", which="minor", length=0)


def _named(axes: Axes, names: Sequence[str]) -> None:
    """Rows from top to bottom, with their names."""
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(length=0, labelsize=8)
    axes.spines[:].set_visible(False)


# -- funnels ------------------------------------------------------------------------------------------------------


def steps_of(trial: TrialRow) -> list[CriterionRow]:
    """The criteria that a funnel shows: of the trial, or of its first cohort, those that take most away."""
    label = next((row.cohort for row in trial.criteria if row.cohort is not None), None)
    rows = sorted(
        (row for row in trial.criteria if row.cohort in {None, label}), key=lambda row: row.cohort is not None
    )
    before = [rows[place - 1].counts[3] if place else None for place in range(len(rows))]
    lost = [row.counts[1] if held is None else held - row.counts[3] for row, held in zip(rows, before, strict=True)]
    most = sorted(range(len(rows)), key=lambda place: (-lost[place], place))[:STEPS]
    return [rows[place] for place in sorted(most) if lost[place] > 0]


def funnels(trials: Sequence[TrialRow], people: int, small: Small) -> str:
    """For each trial who remains after its criteria, from everyone to the eligible."""
    out: list[str] = []
    lines = -(-len(trials) // 2)
    rows = 3 + max((len(steps_of(trial)) for trial in trials), default=0)
    with figure(WIDE, lines * (0.35 + 0.19 * rows), out) as drawn:
        panels = list(drawn.subplots(lines, 2, squeeze=False).flat)
        for trial, axes in zip(trials, panels, strict=False):
            _funnel(axes, trial, people, small)
        for axes in panels:
            axes.set_ylim(rows - 0.4, -0.6)
        for axes in panels[len(trials) :]:
            axes.set_axis_off()
    return out[0]


def _funnel(axes: Axes, trial: TrialRow, people: int, small: Small) -> None:
    steps = steps_of(trial)
    names = ["everyone", *(f"{row.criterion_id} {short(row.text, 34)}" for row in steps)]
    counts = [people, *(row.counts[3] for row in steps), trial.open, trial.counts[0]]
    names += ["not ruled out", "eligible"]
    colours = [LIGHT] * (len(counts) - 2) + ["#6fa3c7", BAR]
    floor = small.least / 5
    widths = [_placed(count, small) - floor if count else 0 for count in counts]
    axes.barh(range(len(counts)), widths, left=floor, color=colours, height=0.78)
    _decades(axes, small, [people])
    _named(axes, names)
    axes.set_xlim(floor, small.least * 10 if people < small.least else small.rounded(people) * 6)
    axes.set_xticks([])
    for row, count in enumerate(counts):
        axes.text(
            _placed(count, small) * 1.12 if count else floor * 1.1, row, small.words(count), va="center", fontsize=7
        )
    axes.tick_params(axis="y", labelsize=6.8)
    axes.set_title(f"{trial.nct_id}  {short(trial.brief_title, 44)}", fontsize=8, loc="right", pad=4)


# -- blockers by trial ----------------------------------------------------------------------------------------------


def grid(trials: Sequence[TrialRow], subjects: Sequence[str], shares: Mapping[tuple[str, str], float]) -> str:
    """The share of people excluded, by trial and by what the criteria are about; no such criterion leaves it empty."""
    out: list[str] = []
    with figure(WIDE, 1.5 + 0.2 * len(trials), out) as drawn:
        axes = drawn.add_subplot()
        for down, trial in enumerate(trials):
            for along, subject in enumerate(subjects):
                _cell(axes, along, down, shares.get((trial.nct_id, subject)))
        axes.set_xlim(-0.5, len(subjects) - 0.5)
        _named(axes, [f"{trial.nct_id}  {short(trial.brief_title, 26)}" for trial in trials])
        names = [short(subject, 24) for subject in subjects]
        axes.set_xticks(range(len(subjects)), names, rotation=40, ha="left", rotation_mode="anchor")
        axes.xaxis.tick_top()
        axes.tick_params(length=0, labelsize=7)
    return out[0]


def _cell(axes: Axes, along: int, down: int, share: float | None) -> None:
    if share is None:
        return
    colour = SHADES(share**0.5) if share else EMPTY
    axes.fill_between([along - 0.47, along + 0.47], down - 0.45, down + 0.45, color=colour, linewidth=0)
    ink = "white" if share**0.5 > DARK else INK
    shown = f"{share:.0%}" if share >= 0.005 or not share else "< 1%"  # noqa: PLR2004 - half a per cent
    axes.text(along, down, shown.replace("%", ""), ha="center", va="center", color=ink, fontsize=6.5)


# -- gains ----------------------------------------------------------------------------------------------------------


def pairs_of_bars(rows: Sequence[Bar], larger: str, smaller: str, small: Small) -> str:
    """A bar for each name, and within it how many of these are more than that."""
    out: list[str] = []
    with figure(WIDE, 0.75 + 0.23 * len(rows), out) as drawn:
        axes = drawn.add_subplot()
        places = range(len(rows))
        axes.barh(places, [small.rounded(row.larger) for row in rows], color=LIGHT, height=0.75, label=larger)
        axes.barh(places, [small.rounded(row.smaller) for row in rows], color=BAR, height=0.4, label=smaller)
        most = max([1, *(small.rounded(row.larger) for row in rows)])
        for place, row in enumerate(rows):
            said = f"{small.words(row.larger)}  ·  {small.words(row.smaller)}"
            axes.text(small.rounded(row.larger) + most * 0.01, place, said, va="center", fontsize=7.5)
        axes.set_xlim(0, most * 1.25)
        axes.set_xticks([])
        _named(axes, [short(row.name, 70) for row in rows])
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, frameon=False, fontsize=8)
    return out[0]


# -- ripening -------------------------------------------------------------------------------------------------------


def ripening(portfolio: Sequence[RipeRow], trials: Sequence[TrialRow], small: Small) -> str:
    """Who has no blocker left after so many days: pairs of all trials, and people in single trials."""
    out: list[str] = []
    days = [0, *(row.within_days for row in portfolio)]
    with figure(WIDE, 3.1, out) as drawn:
        whole, single = drawn.subplots(1, 2, width_ratios=[1, 1.25])
        counts = [0, *(row.pairs for row in portfolio)]
        whole.plot(days, [small.rounded(count) for count in counts], color=BAR, marker="o", linewidth=2)
        for day, count in zip(days[1:], counts[1:], strict=True):
            above = {"xytext": (0, 6), "textcoords": "offset points", "ha": "center", "fontsize": 8}
            whole.annotate(small.words(count), (day, small.rounded(count)), **above)
        whole.set_title("all trials, pairs of person and trial", fontsize=9, pad=8)
        for number, trial in enumerate(trials):
            curve = [0, *map(small.rounded, trial.ripe)]
            colour = SHADES(0.25 + 0.75 * number / max(1, len(trials) - 1))
            label = f"{trial.nct_id}  {short(trial.brief_title, 26)}"
            single.plot(days, curve, color=colour, marker=MARKERS[number % len(MARKERS)], markersize=4, label=label)
        single.set_title("trials with most, people", fontsize=9, pad=8)
        if trials:
            single.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, fontsize=7)
        single.set_visible(bool(trials))
        for axes, most in ((whole, counts[-1]), (single, max((trial.ripe[-1] for trial in trials), default=0))):
            _over_days(axes, days)
            axes.set_ylim(0, max(1, small.rounded(most)) * 1.15)
    return out[0]


def _over_days(axes: Axes, days: Sequence[int]) -> None:
    axes.set_xticks(days)
    axes.set_xlabel("days from now")
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color=EMPTY)
    axes.tick_params(colors=INK, labelsize=8, color=PALE)
