"""Comparing numbers as they are written: 8.0 g/dL is exactly 80 g/L."""

from __future__ import annotations

from criteria.tree.nodes import Comparator

__all__ = ["compare", "digits"]

_DIGITS = 9
_NEAR = 1e-6
"""How far apart, by the greater of two, numbers may be and yet perhaps be equal to so many digits; far enough."""


def digits(value: float) -> float:
    """The value at the precision at which two numbers count as equal."""
    return float(f"{value:.{_DIGITS - 1}e}")


def compare(value: float, comparator: Comparator, limit: float) -> bool:
    """A comparison exactly as written: ">" leaves equality out."""
    left, right = value, limit
    if abs(value - limit) <= _NEAR * max(abs(value), abs(limit)):
        left, right = digits(value), digits(limit)
    match comparator:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case "=":
            return left == right
        case ">=":
            return left >= right
        case ">":
            return left > right
