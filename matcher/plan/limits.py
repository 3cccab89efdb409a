"""Numbers against limits, equal where they agree to nine digits, and values in other units."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from criteria.lexicon import Concept
from criteria.lexicon.units import convert
from matcher.plan.planes import Flags, Numbers

__all__ = ["Said", "compared", "edges", "line", "said_of"]

DIGITS = 9
Line = tuple[float, float]
NO_LINE: Line = (math.nan, math.nan)
SAME: Line = (1.0, 0.0)


class Said(NamedTuple):
    """The answer of each record: it holds, it does not; else it is open."""

    true: Flags
    false: Flags

    @property
    def open(self) -> Flags:
        """The records that leave it open."""
        return ~(self.true | self.false)


def said_of(comparator: str, values: Numbers, limit: float) -> Said:
    """Each value against one limit; what is not given is neither."""
    return compared(comparator, values, *edges(limit))


def compared(comparator: str, values: Numbers, low: float | Numbers, high: float | Numbers) -> Said:
    """Each value against a limit given by the least and the greatest number that count as equal to it."""
    match comparator:
        case "<":
            return Said(values < low, values >= low)
        case "<=":
            return Said(values <= high, values > high)
        case ">=":
            return Said(values >= low, values < low)
        case ">":
            return Said(values > high, values <= high)
        case _:
            return Said((values >= low) & (values <= high), (values < low) | (values > high))


@lru_cache(maxsize=1 << 14)
def edges(limit: float) -> tuple[float, float]:
    """The least and the greatest number that count as equal to a limit."""
    if limit == 0 or not math.isfinite(limit):
        return limit, limit
    middle = _rounded(limit)
    step = 10.0 ** (math.floor(math.log10(abs(middle))) - DIGITS + 2)
    return _edge(middle - step, middle), _edge(middle + step, middle)


def _edge(outside: float, inside: float) -> float:
    """The number furthest from the middle that is still equal to it."""
    equal = inside
    while (half := (outside + inside) / 2) not in {outside, inside}:
        if _rounded(half) == _rounded(equal):
            inside = half
        else:
            outside = half
    return inside


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS - 1}e}")


@lru_cache(maxsize=1 << 14)
def line(unit: str, asked: str | None, concept: Concept) -> Line:
    """How a value in a unit becomes one in the unit asked for; no unit given fits only where none is needed."""
    target = asked or concept.unit
    if target is None:
        return SAME if unit in {"", "1"} or unit.startswith("{") else NO_LINE
    origin, one = (convert(value, unit, target, concept) if unit else None for value in (0.0, 1.0))
    return NO_LINE if one is None or origin is None else (one - origin, origin)


def lines(units: tuple[str, ...], asked: str | None, concept: Concept) -> tuple[Numbers, Numbers]:
    """The slopes and the offsets of units, one after the other."""
    found = np.array([line(unit, asked, concept) for unit in units], dtype=np.float64).reshape(-1, 2)
    return found[:, 0], found[:, 1]
