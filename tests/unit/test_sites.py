"""Where a trial can be reached, and how much its record can be counted on."""

from __future__ import annotations

from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.reading import read
from matcher.evaluate import match
from matcher.geo.countries import countries, country_of
from matcher.geo.distance import EARTH_KM, Position, distance_km
from matcher.placing import placed
from matcher.population.facts import Location, Patient
from matcher.results import RegistryInfo
from matcher.sites import site_notes, sites_near, sites_of
from matcher.standing import months_between, standing_of
from tests.unit.records import BERLIN, LYON, MUNICH, site, study

HERE = Location(country="DE", latitude=BERLIN[0], longitude=BERLIN[1])
positions = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))


# -- distances ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (Position(*BERLIN), Position(*MUNICH), 504),
        (Position(42.36, -71.06), Position(40.71, -74.01), 306),
        (Position(51.51, -0.13), Position(-33.87, 151.21), 16_994),
        (Position(0, 179.5), Position(0, -179.5), 111),
        (Position(90, 0), Position(90, 77), 0),
    ],
    ids=["Berlin to Munich", "Boston to New York", "London to Sydney", "over the date line", "at the pole"],
)
def test_known_distances(one: Position, other: Position, km: float) -> None:
    assert distance_km(one, other) == pytest.approx(km, rel=0.005, abs=1)


@given(positions, positions)
def test_a_way_is_as_long_as_the_way_back_and_never_longer_than_half_the_earth(one: Position, other: Position) -> None:
    there = distance_km(one, other)
    assert there == pytest.approx(distance_km(other, one), abs=1e-6)
    assert 0 <= there <= pi * EARTH_KM + 1e-6


@given(positions)
def test_a_place_is_no_way_from_itself(one: Position) -> None:
    assert distance_km(one, one) == pytest.approx(0, abs=1e-6)


@given(positions, positions, positions)
def test_a_detour_is_never_shorter(one: Position, over: Position, other: Position) -> None:
    assert distance_km(one, other) <= distance_km(one, over) + distance_km(over, other) + 1e-3


@pytest.mark.parametrize("name", ["US", "usa", "United States", "united states of america"])
def test_a_country_is_known_by_any_name(name: str) -> None:
    found = country_of(name)
    assert found is not None
    assert found.name == "United States"


def test_no_two_countries_share_a_name() -> None:
    names = [name.casefold() for each in countries() for name in {each.name, each.code, *each.aliases}]
    assert len(names) == len(set(names))


# -- sites --------------------------------------------------------------------------------------------------


def test_sites_are_shown_nearest_first_and_those_that_recruit() -> None:
    trial = study(site("Lyon", "France", LYON), site("Berlin", "Germany", BERLIN), site("Munich", "Germany", MUNICH))
    assert [each.city for each in sites_of(trial, HERE)] == ["Berlin", "Munich", "Lyon"]
    seen = sites_near(trial, HERE)
    assert [(each.city, each.distance_km) for each in seen.near] == [("Berlin", 0), ("Munich", 504), ("Lyon", 975)]
    assert (seen.total, seen.recruiting, seen.recruiting_in_country, seen.near_closed) == (3, 3, 2, None)
    assert site_notes(trial, HERE) == ()


def test_a_trial_whose_only_near_site_is_closed_says_so() -> None:
    trial = study(site("Berlin", "Germany", BERLIN, "ACTIVE_NOT_RECRUITING"), site("Munich", "Germany", MUNICH))
    seen = sites_near(trial, HERE)
    assert seen.near_closed is not None
    assert seen.near_closed.city == "Berlin"
    (note,) = site_notes(trial, HERE)
    assert note.startswith("The only site within 200 km (Berlin, 0 km) is active not recruiting.")
    assert note.endswith("The nearest that recruits: Munich, 504 km.")


def test_the_radius_decides_what_is_near() -> None:
    trial = study(site("Munich", "Germany", MUNICH))
    assert site_notes(trial, HERE, 600) == ()
    assert site_notes(trial, HERE, 100) == ("No site within 100 km. The nearest that recruits: Munich, 504 km.",)


def test_a_country_without_sites_is_said() -> None:
    trial = study(site("Lyon", "France", LYON))
    assert site_notes(trial, Location(country="Germany")) == ("No site in Germany.",)
    assert site_notes(trial, Location(country="FR")) == ()
    closed = study(site("Lyon", "France", LYON, "COMPLETED"), site("Berlin", "Germany", BERLIN))
    assert site_notes(closed, Location(country="FR")) == ("No site in France recruits.",)


def test_with_a_country_alone_its_recruiting_sites_are_shown() -> None:
    trial = study(site("Lyon", "France", LYON), site("Berlin", "Germany", None))
    seen = sites_near(trial, Location(country="DE"))
    assert [each.city for each in seen.near] == ["Berlin"]
    assert seen.near[0].distance_km is None


def test_a_site_without_a_status_of_its_own_has_that_of_the_trial() -> None:
    trial = study(site("Berlin", "Germany", BERLIN, None), status={"overallStatus": "SUSPENDED"})
    (only,) = sites_of(trial)
    assert (only.status, only.status_is_own, only.recruits) == ("SUSPENDED", False, False)


def test_a_recruiting_trial_without_a_recruiting_site_says_so() -> None:
    trial = study(site("Berlin", "Germany", BERLIN, "WITHDRAWN"))
    assert site_notes(trial, None) == ("The trial is given as recruiting, but none of its sites is.",)
    assert site_notes(study(), None) == ("The record lists no site.",)


# -- the record ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ({"overallStatus": "UNKNOWN"}, "no longer knows"),
        ({"overallStatus": "NOT_YET_RECRUITING"}, "Not yet recruiting"),
        ({"overallStatus": "ENROLLING_BY_INVITATION"}, "by invitation"),
        ({"overallStatus": "TERMINATED", "whyStopped": "Sponsor's decision"}, "Sponsor's decision"),
        ({"statusVerifiedDate": "2024-08"}, "Last verified 2024-08"),
    ],
)
def test_a_record_is_shown_as_what_it_is(status: dict[str, str], words: str) -> None:
    assert words in " ".join(standing_of(study(status=status), "2026-09-14"))


def test_a_record_verified_within_two_years_needs_no_word() -> None:
    assert standing_of(study(status={"statusVerifiedDate": "2024-09"}), "2026-09-14") == ()
    assert standing_of(study(status={"statusVerifiedDate": "2019-01"}), None) == ()


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        ("2023-06", "2025-07-14", 25),
        ("2025-12-31", "2026-01-01", 1),
        (None, "2026-01", None),
        ("2025", "2026-01", None),
    ],
)
def test_months_between(earlier: str | None, later: str | None, months: int | None) -> None:
    assert months_between(earlier, later) == months


def test_what_is_beside_a_verdict_changes_no_verdict_and_no_order() -> None:
    trials = [
        study(site("Lyon", "France", LYON), nct_id="NCT99000002", status={"overallStatus": "UNKNOWN"}),
        study(site("Berlin", "Germany", BERLIN), nct_id="NCT99000001"),
    ]
    patient = Patient(profile_id="p", location=HERE)
    plain = match(patient, map(read, trials), registry=RegistryInfo(retrieved="2026-09-14", digest="sha256:00"))
    seen = placed(plain, patient, {each.nct_id: each for each in trials})
    assert [(m.nct_id, m.verdict, m.score) for m in seen.matches] == [
        (m.nct_id, m.verdict, m.score) for m in plain.matches
    ]
    assert all(each.sites is not None for each in seen.matches)
    assert placed(plain, patient, {}) == plain
