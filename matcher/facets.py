"""What trials are counted under: condition, target, kind of cell, source, phase, status, country, sponsor, age."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from criteria.registry.classify.cells import NOT_STATED
from criteria.registry.record import Study
from criteria.registry.scope import Classification, classify

__all__ = ["AGE_GROUPS", "FacetCount", "Facets", "Labels", "about", "facets_of", "labels_of"]

AGE_GROUPS = ("CHILD", "ADULT", "OLDER_ADULT")
_ADULT, _OLDER = 18.0, 65.0
_YEARS = re.compile(r"(\d+(?:\.\d+)?) ?Years?", re.IGNORECASE)


class Labels(msgspec.Struct, frozen=True, kw_only=True):
    """What a trial is counted under; a question that its record does not answer has "not stated"."""

    condition: tuple[str, ...]
    family: tuple[str, ...]
    target: tuple[str, ...]
    modality: tuple[str, ...]
    source: tuple[str, ...]
    phase: tuple[str, ...]
    status: tuple[str, ...]
    country: tuple[str, ...]
    sponsor_class: tuple[str, ...]
    age_group: tuple[str, ...]


class FacetCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many trials have a value."""

    value: str
    count: int


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """The values of each question with their counts, the most frequent first; a trial may count under several."""

    condition: tuple[FacetCount, ...]
    family: tuple[FacetCount, ...]
    target: tuple[FacetCount, ...]
    modality: tuple[FacetCount, ...]
    source: tuple[FacetCount, ...]
    phase: tuple[FacetCount, ...]
    status: tuple[FacetCount, ...]
    country: tuple[FacetCount, ...]
    sponsor_class: tuple[FacetCount, ...]
    age_group: tuple[FacetCount, ...]


# -- what a trial is counted under --------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def about(study: Study) -> Classification:
    """The classification of a record, made once."""
    return classify(study)


@lru_cache(maxsize=8192)
def labels_of(study: Study) -> Labels:
    """What a record is counted under."""
    ours = about(study)
    return Labels(
        condition=_or_not_stated(each.disease for each in ours.diseases),
        family=_or_not_stated(each.family for each in ours.diseases if each.family),
        target=(ours.targets.label,),
        modality=_or_not_stated(ours.modality.values),
        source=_or_not_stated(ours.origin.values),
        phase=_or_not_stated(study.phases),
        status=(study.overall_status,),
        country=_or_not_stated(study.countries),
        sponsor_class=_or_not_stated(filter(None, [study.sponsor_class])),
        age_group=_or_not_stated(_age_groups(study)),
    )


def facets_of(studies: Iterable[Study]) -> Facets:
    """The facets of these trials."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in Labels.__struct_fields__}
    for study in studies:
        labels = labels_of(study)
        for name, counter in counts.items():
            counter.update(getattr(labels, name))
    return msgspec.convert({name: _counted(counter) for name, counter in counts.items()}, Facets)


def _counted(counter: Counter[str]) -> list[dict[str, str | int]]:
    ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return [{"value": value, "count": count} for value, count in ranked]


def _or_not_stated(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values)) or (NOT_STATED,)


def _age_groups(study: Study) -> tuple[str, ...]:
    """The registry's own age groups; where it gives none, those that the age limits reach into."""
    given = study.protocol_section.eligibility_module.std_ages
    least, most = _years(study.minimum_age), _years(study.maximum_age)
    if given or (least is None and most is None):
        return given
    reaches = (
        least is None or least < _ADULT,
        (most is None or most >= _ADULT) and (least is None or least < _OLDER),
        most is None or most >= _OLDER,
    )
    return tuple(group for group, reached in zip(AGE_GROUPS, reaches, strict=True) if reached)


def _years(age: str | None) -> float | None:
    """An age in whole years; one given in months or days is that of an infant, 0."""
    if age is None:
        return None
    found = _YEARS.fullmatch(age)
    return float(found[1]) if found else 0.0
