"""Trials chosen and counted by what their records say."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from criteria.errors import InputRefused
from criteria.registry.record import Study
from matcher.facets import facets_of, labels_of
from matcher.filters import Filters, keeps
from matcher.options import FILTERS
from tests.unit.records import BERLIN, site, study

LUPUS = study(
    site("Berlin", "Germany", BERLIN),
    title="Autologous CD19 CAR-T cells in lupus nephritis",
    conditions=("Lupus Nephritis", "SLE"),
    sponsorCollaboratorsModule={"leadSponsor": {"name": "A clinic", "class": "OTHER"}},
    eligibilityModule={"minimumAge": "16 Years", "maximumAge": "60 Years"},
)
GRAVIS = study(
    site("Boston", "United States", None, "COMPLETED"),
    title="Universal CD19/BCMA CAR-T cells in myasthenia gravis",
    conditions=("Myasthenia Gravis, Generalized",),
    phases=("PHASE1", "PHASE2"),
    status={"overallStatus": "NOT_YET_RECRUITING"},
    sponsorCollaboratorsModule={"leadSponsor": {"name": "A company", "class": "INDUSTRY"}},
    eligibilityModule={"minimumAge": "18 Years", "stdAges": ["ADULT", "OLDER_ADULT"]},
)
BARE = study(title="A study of cells", conditions=(), phases=())
TRIALS = {"lupus": LUPUS, "gravis": GRAVIS, "bare": BARE}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "lupus gravis bare"),
        ({"condition": "lupus nephritis"}, "lupus"),
        ({"condition": "SLE"}, "lupus"),
        ({"condition": "LN"}, "lupus"),
        ({"condition": "neurology"}, "gravis"),
        ({"condition": "generalized"}, "gravis"),
        ({"target": "cd19"}, "lupus gravis"),
        ({"target": "BCMA/CD19"}, "gravis"),
        ({"target": "CD19/BCMA dual"}, "gravis"),
        ({"target": "not stated"}, "bare"),
        ({"modality": "car-t"}, "lupus gravis"),
        ({"modality": "CAR-NK"}, ""),
        ({"source": "autologous"}, "lupus"),
        ({"source": "Not Stated"}, "bare"),
        ({"phase": "1"}, "lupus gravis"),
        ({"phase": "PHASE2"}, "gravis"),
        ({"phase": "not stated"}, "bare"),
        ({"status": "not yet recruiting"}, "gravis"),
        ({"country": "US"}, "gravis"),
        ({"country": "de"}, "lupus"),
        ({"country": "France"}, ""),
        ({"country": "Germany"}, "lupus"),
        ({"sponsor_class": "industry"}, "gravis"),
        ({"age_group": "child"}, "lupus"),
        ({"age_group": "older adult"}, "gravis"),
        ({"target": "CD19", "country": "DE"}, "lupus"),
    ],
)
def test_a_filter_keeps_what_fits(asked: dict[str, str], found: str) -> None:
    wanted = keeps(msgspec.convert({name: (value,) for name, value in asked.items()}, Filters))
    assert [name for name, each in TRIALS.items() if wanted(each)] == found.split()


def test_one_of_several_values_is_enough() -> None:
    wanted = keeps(Filters(country=("Germany", "US"), target=("CD19",)))
    assert [name for name, each in TRIALS.items() if wanted(each)] == ["lupus", "gravis"]


@pytest.mark.parametrize(
    "asked",
    [
        {"modality": "CAR-X"},
        {"source": "autologus"},
        {"phase": "7"},
        {"target": "CD999"},
        {"age_group": "old"},
        {"status": "open"},
        {"country": "Narnia"},
    ],
)
def test_a_value_that_nothing_can_meet_is_refused_with_what_can(asked: dict[str, str]) -> None:
    with pytest.raises(InputRefused) as caught:
        keeps(msgspec.convert({name: (value,) for name, value in asked.items()}, Filters))
    assert caught.value.do.startswith("take ")
    assert caught.value.where == f"filter {next(iter(asked))}"


def test_facets_count_every_trial_under_every_question() -> None:
    facets = facets_of(TRIALS.values())
    counts = {name: {each.value: each.count for each in getattr(facets, name)} for name in facets.__struct_fields__}
    assert counts["target"] == {"CD19": 1, "CD19/BCMA dual": 1, "not stated": 1}
    assert counts["source"] == {"autologous": 1, "allogeneic": 1, "not stated": 1}
    assert counts["family"] == {"nephrology": 1, "rheumatology": 1, "neurology": 1, "not stated": 1}
    assert all(sum(each.values()) >= len(TRIALS) for each in counts.values())


@pytest.mark.parametrize(
    ("ages", "groups"),
    [
        ({"minimumAge": "18 Years"}, ("ADULT", "OLDER_ADULT")),
        ({"minimumAge": "6 Months", "maximumAge": "17 Years"}, ("CHILD",)),
        ({"minimumAge": "70 Years"}, ("OLDER_ADULT",)),
        ({"maximumAge": "18 Years"}, ("CHILD", "ADULT")),
        ({}, ("not stated",)),
    ],
)
def test_age_groups_follow_from_the_limits(ages: dict[str, Any], groups: tuple[str, ...]) -> None:
    assert labels_of(study(eligibilityModule=ages)).age_group == groups


def test_the_command_line_has_every_filter() -> None:
    assert tuple(FILTERS) == Filters.__struct_fields__


def test_classification_is_made_once_a_record() -> None:
    twin = msgspec.convert(msgspec.to_builtins(LUPUS), Study)
    assert labels_of(twin) is labels_of(LUPUS)
