"""Which trials are wanted: filters name values, of which a trial must have one; several filters must all be met."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

import msgspec

from criteria.errors import InputRefused
from criteria.registry.classify.cells import NOT_STATED
from criteria.registry.classify.diseases import diseases_in
from criteria.registry.classify.passages import Passage
from criteria.registry.classify.tables import FAMILIES, patterns
from criteria.registry.record import Study
from matcher.facets import AGE_GROUPS, about, labels_of
from matcher.geo.countries import country_of

__all__ = ["CHOICES", "Filters", "keeps"]

Test = Callable[[str], Callable[[Study], bool]]
Values = Annotated[tuple[Annotated[str, msgspec.Meta(min_length=1, max_length=200)], ...], msgspec.Meta(max_length=50)]

STATUSES = (
    *("RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION", "ACTIVE_NOT_RECRUITING", "COMPLETED"),
    *("SUSPENDED", "TERMINATED", "WITHDRAWN", "UNKNOWN", "AVAILABLE", "NO_LONGER_AVAILABLE"),
    *("TEMPORARILY_NOT_AVAILABLE", "APPROVED_FOR_MARKETING", "WITHHELD"),
)
"""The registry's own list."""
PHASES = ("EARLY_PHASE1", "PHASE1", "PHASE2", "PHASE3", "PHASE4", "NA", NOT_STATED)
SOURCES = ("autologous", "allogeneic", "in vivo", NOT_STATED)
MODALITIES = (*dict.fromkeys(each.value for each in patterns("modalities")), NOT_STATED)
SPONSORS = ("NIH", "FED", "OTHER_GOV", "INDIV", "INDUSTRY", "NETWORK", "AMBIG", "OTHER", "UNKNOWN", NOT_STATED)
CHOICES: dict[str, tuple[str, ...]] = {
    "modality": MODALITIES,
    "source": SOURCES,
    "phase": PHASES,
    "status": STATUSES,
    "sponsor_class": SPONSORS,
    "age_group": (*AGE_GROUPS, NOT_STATED),
}
"""The filters whose values are a closed list."""


class Filters(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which trials are wanted: for each filter that is given, one of its values must fit.

    `condition`: a disease or family of the vocabulary, any name the lexicon knows, or words of conditions or title.
    `target`: an antigen ("CD19") or all of them ("CD19/BCMA"). `modality`: the kind of cell, "CAR-T", "CAR-NK",
    "CAAR-T". `source`: autologous, allogeneic, in vivo. `phase`: "1" or "PHASE1". `status`: "RECRUITING". `country`:
    a name or ISO code. `sponsor_class`: "INDUSTRY". `age_group`: "CHILD", "ADULT", "OLDER_ADULT". "not stated" asks
    for what no record states.
    """

    condition: Values = ()
    target: Values = ()
    modality: Values = ()
    source: Values = ()
    phase: Values = ()
    status: Values = ()
    country: Values = ()
    sponsor_class: Values = ()
    age_group: Values = ()


def keeps(filters: Filters) -> Callable[[Study], bool]:
    """Whether a trial meets the filters, as a function; InputRefused for a value that can meet nothing."""
    tests = [fits for name, test in _TESTS.items() for fits in _any_of(name, getattr(filters, name), test)]
    return lambda study: all(test(study) for test in tests)


def _any_of(name: str, values: tuple[str, ...], test: Test) -> list[Callable[[Study], bool]]:
    wanted = [test(_known(name, value)) for value in values]

    def fits(study: Study) -> bool:
        return any(each(study) for each in wanted)

    return [fits] if wanted else []


def _known(name: str, value: str) -> str:
    """A value of a closed list, however it was written; other values as they are."""
    if name not in CHOICES:
        return value
    plain = _plain(value)
    for choice in CHOICES[name]:
        if plain in {_plain(choice), _plain(choice.removeprefix("PHASE"))}:
            return choice
    raise InputRefused(
        f"no such {name.replace('_', ' ')}", where=f"filter {name}", do=f"take one of {', '.join(CHOICES[name])}"
    )


def _plain(value: str) -> str:
    return re.sub(r"[\s_-]+", "", value).casefold()


def _by_condition(wanted: str) -> Callable[[Study], bool]:
    asked = {each.disease for each in diseases_in([Passage("condition", "", wanted)])}
    family = wanted.casefold() if wanted.casefold() in FAMILIES else None
    words = wanted.casefold()

    def fits(study: Study) -> bool:
        labels = labels_of(study)
        if family in labels.family or words in labels.condition or asked.intersection(labels.condition):
            return True
        return any(words in each.casefold() for each in (*study.conditions, study.brief_title))

    return fits


def _by_target(wanted: str) -> Callable[[Study], bool]:
    if _plain(wanted) == _plain(NOT_STATED):
        return lambda study: not about(study).targets.values
    antigens = {_plain(pattern.value): pattern.value for pattern in patterns("antigens")}
    parts = [_plain(each) for each in re.split(r"[/+,]", re.sub(r"(?i)\s+(dual|triple|multiple)$", "", wanted))]
    if unknown := [each for each in parts if each not in antigens]:
        known = ", ".join([*antigens.values(), NOT_STATED])
        raise InputRefused(f"{len(unknown)} unknown antigen", where="filter target", do=f"take of {known}")
    asked = {antigens[each] for each in parts}
    return lambda study: asked <= set(about(study).targets.values)


def _by_country(wanted: str) -> Callable[[Study], bool]:
    country = country_of(wanted)
    if _plain(wanted) == _plain(NOT_STATED):
        return lambda study: not study.countries
    if country is None:
        raise InputRefused("no such country", where="filter country", do="take a name in English or an ISO code")
    return lambda study: any(country_of(name) == country for name in study.countries)


def _by_label(name: str) -> Test:
    def of(wanted: str) -> Callable[[Study], bool]:
        plain = _plain(wanted)
        return lambda study: any(_plain(each) == plain for each in getattr(labels_of(study), name))

    return of


_TESTS: dict[str, Test] = {
    "condition": _by_condition,
    "target": _by_target,
    "country": _by_country,
    **{name: _by_label(name) for name in ("modality", "source", "phase", "status", "sponsor_class", "age_group")},
}
