"""How far a trial's sites are from a postal code, as far as the records served can tell."""

from __future__ import annotations

import math
from collections.abc import Iterable

from criteria.registry.record import Location, Place, Study

__all__ = ["is_within", "miles_between", "position_of"]

_EARTH_MILES = 3958.8


def position_of(zip_code: str, studies: Iterable[Study]) -> Place | None:
    """Where a postal code lies: where the registry puts sites that have it; None where no site has."""
    points = [
        site.geo_point
        for study in studies
        for site in study.locations
        if site.geo_point is not None and site.zip is not None and _same(site, zip_code)
    ]
    if not points:
        return None
    return Place(
        lat=sum(point.lat for point in points) / len(points), lon=sum(point.lon for point in points) / len(points)
    )


def _same(site: Location, zip_code: str) -> bool:
    return (site.zip or "").replace(" ", "").casefold() == zip_code.replace(" ", "").casefold()


def is_within(study: Study, place: Place, miles: float) -> bool:
    """Whether a site lies within so many miles; a trial none of whose sites has a position cannot be ruled out."""
    points = [site.geo_point for site in study.locations if site.geo_point is not None]
    return not points or any(miles_between(place, point) <= miles for point in points)


def miles_between(one: Place, other: Place) -> float:
    """The distance along the great circle, by the haversine."""
    lat, other_lat = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((other_lat - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other_lat) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_MILES * math.asin(math.sqrt(half))
