"""Windows that reach back from the index date: both ends count, unless the text says less than."""

from __future__ import annotations

import math

import msgspec

from criteria.tree.nodes import Window
from matcher.kleene import Truth
from matcher.settings import Context

__all__ = ["Reach", "bounded", "days_left", "days_until", "inside", "reach"]


class Reach(msgspec.Struct, frozen=True, gc=False):
    """How far a window surely reaches, and how far it can reach at most (None: no telling)."""

    surely: float | None
    at_most: float | None


def reach(window: Window, concept: str, context: Context) -> Reach:
    """The reach of a window for one drug: "4 weeks or 5 half-lives, whichever is longer"."""
    if window.half_lives is None:
        return Reach(window.days, window.days)
    lived = _half_lives(window.half_lives, concept, context)
    if window.days is None or lived is None:
        return _partly_known(window) if lived is None else Reach(lived, lived)
    chosen = min(window.days, lived) if window.pick == "shorter" else max(window.days, lived)
    return Reach(chosen, chosen)


def _half_lives(count: float, concept: str, context: Context) -> float | None:
    found = context.lexicon.concepts.get(concept)
    return None if found is None or found.half_life_days is None else count * found.half_life_days


def _partly_known(window: Window) -> Reach:
    """Without a half-life, "whichever is longer" reaches at least the days named, "shorter" at most."""
    if window.pick == "shorter":
        return Reach(None, window.days)
    return Reach(window.days, None)


def bounded(window: Window | None) -> Window | None:
    """The window, if it has an end at all."""
    return None if window is None or (window.days is None and window.half_lives is None) else window


def inside(window: Window | None, time: float | None, concept: str, context: Context) -> Truth:
    """Whether a time lies in the window; no window holds everything."""
    window = bounded(window)
    if window is None:
        return True
    if time is None:
        return None
    far = reach(window, concept, context)
    if far.surely is not None and _within(time, far.surely, window):
        return True
    if far.at_most is not None and not _within(time, far.at_most, window):
        return False
    return None


def _within(time: float, limit: float, window: Window) -> bool:
    return time < limit if window.strict else time <= limit


def days_left(window: Window | None, time: float | None, concept: str, context: Context) -> int | None:
    """Days until a time that lies in the window has left it; None where it never does."""
    window = bounded(window)
    if window is None or time is None:
        return None
    limit = reach(window, concept, context).surely
    return None if limit is None else days_until(time, limit, strict=window.strict)


def days_until(time: float, limit: float, *, strict: bool) -> int:
    """Whole days until a growing time passes the limit (strict: reaches it), at least 1."""
    gap = limit - time
    return max(1, math.ceil(gap) if strict else math.floor(gap) + 1)
