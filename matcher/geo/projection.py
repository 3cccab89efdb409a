"""The world on paper: outlines of countries, and the Equal Earth projection, which keeps areas true."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

__all__ = ["Outline", "outlines", "projected"]

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = sqrt(3) / 2
_TENTH = 0.1


class Outline(NamedTuple):
    """A line of land: the ISO code of the country, its points as (longitude, latitude) in degrees."""

    code: str
    points: tuple[tuple[float, float], ...]


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """A place on the map, in earth radii from its middle (Savric, Patterson, Jenny 2018)."""
    theta = asin(_M * sin(radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    x = (
        radians(longitude)
        * cos(theta)
        / (_M * (_A[0] + 3 * _A[1] * squared + sixth * (7 * _A[2] + 9 * _A[3] * squared)))
    )
    y = theta * (_A[0] + _A[1] * squared + sixth * (_A[2] + _A[3] * squared))
    return x, y


@cache
def outlines() -> tuple[Outline, ...]:
    """The outlines of all countries."""
    text = (files("matcher.geo") / "outlines.tsv").read_text(encoding="utf-8")
    return tuple(_outline(line) for line in text.splitlines()[1:])


def _outline(line: str) -> Outline:
    code, points = line.split("\t")
    pairs = (point.split(",") for point in points.split())
    return Outline(code, tuple((int(east) * _TENTH, int(north) * _TENTH) for east, north in pairs))
