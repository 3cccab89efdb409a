"""Figures as SVG for pages that load nothing: words left as words, the same bytes for the same figure."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from matplotlib import rc_context
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

__all__ = ["ACCENT", "BAR", "DARK", "EDGE", "EMPTY", "INK", "PALE", "SHADES", "WIDE", "figure"]

INK = "#1b1f24"
PALE = "#6e7781"
BAR = "#2f6690"
ACCENT = "#c8553d"
EDGE = "#ffffff"
EMPTY = "#eceff2"
SHADES = LinearSegmentedColormap.from_list("shades", ["#dbe9f4", "#7fb0d6", "#2f6690", "#16324f"])
DARK = 0.5
"""The share of SHADES from which on words stand in white."""
WIDE = 9.2
"""Inches; as wide as a page."""
_NAMES = re.compile(r'(\bid="|url\(#|href="#)')
STYLE: Any = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial", "sans-serif"],
    "font.size": 9,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": PALE,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "resetmatch",
}


@contextmanager
def figure(width: float, height: float, out: list[str]) -> Iterator[Figure]:
    """A figure of so many inches; its SVG is appended to `out` when the work is done."""
    with rc_context(STYLE):
        drawn = Figure(figsize=(width, height), layout="constrained")
        yield drawn
        buffer = io.StringIO()
        drawn.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    out.append(_own_names(text[text.index("<svg") :]))


def _own_names(svg: str) -> str:
    """The drawing with names of its own, for one page holds several: "axes_1" is "a1b2c3-axes_1"."""
    own = sha256(svg.encode()).hexdigest()[:6]
    return _NAMES.sub(lambda met: f"{met[1]}{own}-", svg)
