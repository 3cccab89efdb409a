"""Great-circle distances between places given in degrees."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

__all__ = ["EARTH_KM", "Position", "distance_km"]

EARTH_KM = 6371.0088
"""The mean radius of the earth (IUGG): distances on the sphere are within about 0.5 % of those on the ellipsoid."""


class Position(NamedTuple):
    """Degrees north and degrees east."""

    latitude: float
    longitude: float


def distance_km(one: Position, other: Position) -> float:
    """The distance over the sphere by the haversine formula: Berlin to Munich is 504 km."""
    north, north_other = radians(one.latitude), radians(other.latitude)
    between = sin((north_other - north) / 2) ** 2
    along = sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(between + cos(north) * cos(north_other) * along)))
