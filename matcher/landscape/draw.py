"""The figures as SVG, words left as words: bars, a grid of counts, a map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log1p

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.patches import Patch

from matcher.drawing import ACCENT, BAR, DARK, EDGE, EMPTY, INK, SHADES, WIDE, figure
from matcher.geo.countries import country_of
from matcher.geo.projection import outlines, projected
from matcher.landscape.counts import Town

__all__ = ["NARROW", "WIDE", "bars", "grid", "world"]

BINS = ((1, 1), (2, 4), (5, 9), (10, 24), (25, 99), (100, None))
NARROW = 4.5
"""Inches; two narrow figures stand side by side."""


def bars(counts: Sequence[tuple[str, int]], label: str, *, width: float = NARROW) -> str:
    """Upright bars with their numbers; names of two words stand on two lines."""
    out: list[str] = []
    with figure(width, 2.9, out) as drawn:
        axes = drawn.add_subplot()
        names = [name.replace(" ", "\n") for name, _ in counts]
        held = axes.bar(names, [count for _, count in counts], color=BAR, width=0.7)
        axes.bar_label(held, padding=2, color=INK, fontsize=8)
        axes.set_xlabel(label)
        axes.set_ylim(0, 1.12 * max((count for _, count in counts), default=1))
        axes.set_yticks([])
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.tick_params(axis="x", length=0, labelsize=8)
    return out[0]


def grid(rows: Sequence[str], columns: Sequence[str], counts: Mapping[tuple[str, str], int]) -> str:
    """A count in each cell, the more the darker; an empty cell stays pale."""
    out: list[str] = []
    most = max(counts.values(), default=1)
    with figure(WIDE, 1.1 + 0.27 * len(rows), out) as drawn:
        axes = drawn.add_subplot()
        for down, row in enumerate(rows):
            for along, column in enumerate(columns):
                _cell(axes, along, down, counts.get((row, column), 0), most)
        axes.set_xlim(-0.5, len(columns) - 0.5)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xticks(range(len(columns)), columns, rotation=35, ha="left", rotation_mode="anchor")
        axes.set_yticks(range(len(rows)), rows)
        axes.xaxis.tick_top()
        axes.tick_params(length=0, labelsize=8)
        axes.spines[:].set_visible(False)
    return out[0]


def _cell(axes: Axes, along: int, down: int, count: int, most: int) -> None:
    share = log1p(count) / log1p(most) if count else 0.0
    colour = SHADES(share) if count else EMPTY
    axes.fill_between([along - 0.47, along + 0.47], down - 0.45, down + 0.45, color=colour, linewidth=0)
    if count:
        ink = "white" if share > DARK else INK
        axes.text(along, down, str(count), ha="center", va="center", color=ink, fontsize=8)


def world(counts: Iterable[tuple[str, int]], towns: Iterable[Town]) -> str:
    """Countries shaded by their number of trials, a dot for each town with sites that recruit."""
    out: list[str] = []
    by_code = {found.code: count for name, count in counts if (found := country_of(name))}
    with figure(WIDE, 4.6, out) as drawn:
        axes = drawn.add_subplot()
        lands = [[projected(east, north) for east, north in outline.points] for outline in outlines()]
        colours = [_shade(by_code.get(outline.code, 0)) for outline in outlines()]
        axes.add_collection(PolyCollection(lands, facecolors=colours, edgecolors=EDGE, linewidths=0.4))
        placed = [town for town in towns if town.latitude is not None and town.longitude is not None]
        points = [projected(town.longitude or 0.0, town.latitude or 0.0) for town in placed]
        sizes = [5.0 + 3.5 * town.trials for town in placed]
        axes.scatter(
            [x for x, _ in points],
            [y for _, y in points],
            s=sizes,
            c=ACCENT,
            alpha=0.75,
            linewidths=0.4,
            edgecolors=EDGE,
        )
        axes.set_xlim(-2.75, 2.75)
        axes.set_ylim(-1.08, 1.33)
        axes.set_aspect("equal")
        axes.set_axis_off()
        _legend(axes)
    return out[0]


def _legend(axes: Axes) -> None:
    keys = [Patch(facecolor=EMPTY, label="none")]
    keys += [Patch(facecolor=_shade(least), label=_range(least, most)) for least, most in BINS]
    legend = axes.legend(handles=keys, title="trials", loc="lower left", frameon=False, fontsize=8, title_fontsize=8)
    legend.set_alignment("left")


def _shade(count: int) -> str | tuple[float, float, float, float]:
    """The colour of a country with so many trials."""
    place = sum(count >= least for least, _ in BINS)
    return SHADES((place - 1) / (len(BINS) - 1)) if place else EMPTY


def _range(least: int, most: int | None) -> str:
    if most is None:
        return f"{least} or more"
    return str(least) if least == most else f"{least} to {most}"
