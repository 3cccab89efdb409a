"""The field in numbers: autoimmune CAR-T trials by disease and target, phase, year, country; sites that recruit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from criteria.registry.classify.cells import NOT_STATED
from criteria.registry.classify.diseases import NOT_NAMED
from criteria.registry.record import Study
from matcher.facets import about, labels_of
from matcher.sites import sites_of

__all__ = ["OTHER", "Field", "Town", "field_of"]

MOST_DISEASES, MOST_TARGETS, MOST_TOWNS = 24, 9, 20
OTHER = "other"
_PHASES = {
    "EARLY_PHASE1": "early 1",
    "PHASE1": "1",
    "PHASE1|PHASE2": "1/2",
    "PHASE2": "2",
    "PHASE2|PHASE3": "2/3",
    "PHASE3": "3",
    "PHASE4": "4",
    "NA": "not applicable",
    NOT_STATED: NOT_STATED,
}


class Town(msgspec.Struct, frozen=True, kw_only=True):
    """A place with sites that recruit: "Berlin, Germany, 6 sites of 5 trials"."""

    name: str
    country: str
    latitude: float | None
    longitude: float | None
    sites: int
    trials: int


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """What the figures show; a trial in several diseases counts under each, every other count has each trial once.

    `crossed` counts by (disease, target), the most frequent of each, the others summed under "other".
    """

    trials: int
    open_trials: int
    diseases: tuple[str, ...]
    targets: tuple[str, ...]
    crossed: dict[tuple[str, str], int]
    phases: tuple[tuple[str, int], ...]
    years: tuple[tuple[str, int], ...]
    without_year: int
    sources: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    towns: tuple[Town, ...]


def field_of(studies: Iterable[Study]) -> Field:
    """The numbers of those records that are autoimmune CAR-T trials."""
    trials = [study for study in studies if about(study).scope.included]
    diseases = _first(Counter(each for study in trials for each in labels_of(study).condition), MOST_DISEASES)
    targets = _first(Counter(about(study).targets.label for study in trials), MOST_TARGETS)
    years = Counter(study.started[:4] for study in trials if study.started)
    return Field(
        trials=len(trials),
        open_trials=sum(study.overall_status == "RECRUITING" for study in trials),
        diseases=diseases,
        targets=targets,
        crossed=_crossed(trials, diseases, targets),
        phases=_phases(trials),
        years=tuple((year, years[year]) for year in _every_year(years)),
        without_year=sum(study.started is None for study in trials),
        sources=tuple(Counter(about(study).origin.label for study in trials).most_common()),
        countries=tuple(_ranked(Counter(country for study in trials for country in study.countries))),
        towns=_towns(trials),
    )


def _first(counter: Counter[str], most: int) -> tuple[str, ...]:
    """The most frequent names, general ones and "not stated" last, "other" for those beyond."""
    names = [name for name, _ in _ranked(counter)]
    vague = [name for name in names if name == NOT_STATED or name.endswith(NOT_NAMED)]
    clear = [name for name in names if name not in vague]
    return (*clear[:most], *([OTHER] if len(clear) > most else []), *vague)


def _crossed(trials: Iterable[Study], diseases: Sequence[str], targets: Sequence[str]) -> dict[tuple[str, str], int]:
    counter: Counter[tuple[str, str]] = Counter()
    for study in trials:
        label = about(study).targets.label
        target = label if label in targets else OTHER
        counter.update({(name if name in diseases else OTHER, target) for name in labels_of(study).condition})
    return dict(counter)


def _phases(trials: Iterable[Study]) -> tuple[tuple[str, int], ...]:
    counter = Counter("|".join(study.phases) or NOT_STATED for study in trials)
    order = [*_PHASES, *sorted(counter.keys() - _PHASES.keys())]
    return tuple((_PHASES.get(phase, phase), counter[phase]) for phase in order if counter[phase])


def _every_year(years: Counter[str]) -> list[str]:
    return [str(year) for year in range(int(min(years)), int(max(years)) + 1)] if years else []


def _ranked(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def _towns(trials: Iterable[Study]) -> tuple[Town, ...]:
    """The towns with recruiting sites, those with most trials first."""
    places: dict[tuple[str, str], list[tuple[str, tuple[float, float] | None]]] = {}
    for study in trials:
        for site, registered in zip(study.locations, _recruiting(study), strict=True):
            if registered and site.city:
                point = (site.geo_point.lat, site.geo_point.lon) if site.geo_point else None
                places.setdefault((site.city, site.country or NOT_STATED), []).append((study.nct_id, point))
    towns = [_town(name, country, found) for (name, country), found in places.items()]
    return tuple(sorted(towns, key=lambda town: (-town.trials, -town.sites, town.name)))


def _recruiting(study: Study) -> list[bool]:
    return [site.recruits for site in sites_of(study)]


def _town(name: str, country: str, found: Sequence[tuple[str, tuple[float, float] | None]]) -> Town:
    latitude, longitude = next((point for _, point in found if point), (None, None))
    return Town(
        name=name,
        country=country,
        latitude=latitude,
        longitude=longitude,
        sites=len(found),
        trials=len({number for number, _ in found}),
    )
