"""Where a trial can be reached: its sites with their own status, the nearest that recruit, what stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from criteria.registry.record import Location as RegistrySite
from criteria.registry.record import Study
from matcher.geo.countries import country_of
from matcher.geo.distance import Position, distance_km
from matcher.population.facts import Location
from matcher.standing import RECRUITING, words_of

__all__ = ["RADIUS_KM", "SHOWN", "Site", "Sites", "reaches", "site_notes", "sites_near", "sites_of"]

RADIUS_KM = 200.0
"""What counts as near where nothing else is said."""
SHOWN = 3


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """A site: "Charité, Berlin, Germany, recruiting, 12 km".

    `status` is the site's own, else that of the trial (`status_is_own` false). `distance_km` counts from the
    profile's location to the site's town, for the registry gives no closer place; None where either is not known.
    """

    facility: str | None
    city: str | None
    state: str | None
    country: str | None
    status: str
    status_is_own: bool
    distance_km: int | None = None

    @property
    def recruits(self) -> bool:
        """Whether it takes patients now."""
        return self.status == RECRUITING

    @property
    def place(self) -> str:
        """Where it is, with the distance if known: "Berlin, 12 km"."""
        name = self.city or self.facility or self.country or "place not stated"
        return name if self.distance_km is None else f"{name}, {self.distance_km:,} km"


class Sites(msgspec.Struct, frozen=True, kw_only=True):
    """A trial's sites as seen from a profile's location.

    `near` holds the nearest recruiting sites, or those in the patient's country where only that is known;
    `near_closed` the nearest site, if it does not recruit and lies nearer than any that does.
    """

    total: int
    recruiting: int
    recruiting_in_country: int | None
    near: tuple[Site, ...]
    near_closed: Site | None = None


def sites_of(study: Study, location: Location | None = None) -> tuple[Site, ...]:
    """All sites of a record, nearest first where a location is known, else in the record's order."""
    here = _position(location)
    found = [_site(each, study, here) for each in study.locations]
    return tuple(sorted(found, key=lambda site: (site.distance_km is None, site.distance_km or 0)))


def sites_near(study: Study, location: Location | None) -> Sites:
    """The sites as seen from a location; without one, their numbers and the first that recruit."""
    every = sites_of(study, location)
    recruiting = [site for site in every if site.recruits]
    home = location.country if location and location.country else None
    at_home = [site for site in recruiting if home and _same_country(site.country, home)]
    placed = _position(location) is not None
    near = recruiting if placed or home is None else at_home
    nearest = next((site for site in every if site.distance_km is not None), None)
    return Sites(
        total=len(every),
        recruiting=len(recruiting),
        recruiting_in_country=len(at_home) if home else None,
        near=tuple(near[:SHOWN]),
        near_closed=nearest if placed and nearest is not None and not nearest.recruits else None,
    )


def site_notes(study: Study, location: Location | None, radius_km: float = RADIUS_KM) -> tuple[str, ...]:
    """What a reader must know of the sites: none near, the only near one closed, none in the country."""
    every = sites_of(study, location)
    if not every:
        return ("The record lists no site.",)
    notes: list[str] = []
    if study.overall_status == RECRUITING and not any(site.recruits for site in every):
        notes.append("The trial is given as recruiting, but none of its sites is.")
    if location is None:
        return tuple(notes)
    notes += _country_notes(every, location.country)
    if _position(location) is not None:
        notes += _radius_notes(every, radius_km)
    return tuple(notes)


def reaches(study: Study, location: Location, within_km: float) -> bool:
    """Whether a site lies so near to a location; a trial whose sites have no place in the record is not ruled out."""
    known = [site.distance_km for site in sites_of(study, location) if site.distance_km is not None]
    return not known or min(known) <= within_km


def _country_notes(every: Sequence[Site], home: str | None) -> Iterator[str]:
    if home is None:
        return
    there = [site for site in every if _same_country(site.country, home)]
    country = country_of(home)
    name = country.name if country else home
    if not there:
        yield f"No site in {name}."
    elif not any(site.recruits for site in there):
        yield f"No site in {name} recruits."


def _radius_notes(every: Sequence[Site], radius_km: float) -> Iterator[str]:
    within = [site for site in every if site.distance_km is not None and site.distance_km <= radius_km]
    if any(site.recruits for site in within):
        return
    recruiting = next((site for site in every if site.recruits and site.distance_km is not None), None)
    instead = f" The nearest that recruits: {recruiting.place}." if recruiting else ""
    if not within:
        yield f"No site within {radius_km:,.0f} km.{instead}"
    elif len(within) == 1:
        yield f"The only site within {radius_km:,.0f} km ({within[0].place}) is {words_of(within[0].status)}.{instead}"
    else:
        yield f"None of {len(within)} sites within {radius_km:,.0f} km recruits.{instead}"


def _site(site: RegistrySite, study: Study, here: Position | None) -> Site:
    there = Position(site.geo_point.lat, site.geo_point.lon) if site.geo_point else None
    return Site(
        facility=site.facility,
        city=site.city,
        state=site.state,
        country=site.country,
        status=site.status or study.overall_status,
        status_is_own=site.status is not None,
        distance_km=round(distance_km(here, there)) if here and there else None,
    )


def _position(location: Location | None) -> Position | None:
    if location is None or location.latitude is None or location.longitude is None:
        return None
    return Position(location.latitude, location.longitude)


def _same_country(name: str | None, home: str) -> bool:
    if name is None:
        return False
    country = country_of(home)
    return name.casefold() == home.casefold() or (country is not None and country_of(name) == country)
