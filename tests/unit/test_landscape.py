"""The field on one page: counts, figures, nothing loaded from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from math import pi
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from matcher.geo.countries import country_of
from matcher.geo.projection import outlines, projected
from matcher.landscape.counts import OTHER, field_of
from matcher.landscape.draw import bars
from matcher.landscape.page import page
from matcher.results import RegistryInfo
from matcher.sample import TRIALS
from tests.unit.records import BERLIN, LYON, MUNICH, site, study

COMMAND = str(Path(sys.executable).with_name("resetmatch"))
REGISTRY = RegistryInfo(retrieved="2026-09-14", digest="sha256:00")
STUDIES = [
    study(
        site("Berlin", "Germany", BERLIN),
        site("Munich", "Germany", MUNICH, "COMPLETED"),
        nct_id="NCT99000001",
        status={"startDateStruct": {"date": "2024-03"}},
    ),
    study(
        site("Berlin", "Germany", BERLIN),
        site("Lyon", "France", LYON),
        title="BCMA CAR-T in <myasthenia> & lupus nephritis",
        conditions=("Myasthenia Gravis", "Lupus Nephritis"),
        phases=("PHASE1", "PHASE2"),
        nct_id="NCT99000002",
        status={"startDateStruct": {"date": "2026-01-15"}},
    ),
    study(title="CAR-T in autoimmune disease", conditions=("Autoimmune Diseases",), phases=(), nct_id="NCT99000003"),
    study(title="Rituximab in lupus", nct_id="NCT99000004"),
]


def test_only_autoimmune_car_t_trials_are_counted() -> None:
    assert field_of(STUDIES).trials == 3


def test_a_trial_counts_under_each_of_its_diseases() -> None:
    field = field_of(STUDIES)
    assert field.crossed["myasthenia gravis", "BCMA"] == field.crossed["lupus nephritis", "BCMA"] == 1
    assert field.crossed["autoimmune disease, not named", "not stated"] == 1
    assert field.diseases[-1] == "autoimmune disease, not named"


def test_every_other_count_has_each_trial_once() -> None:
    field = field_of(STUDIES)
    assert field.phases == (("1", 1), ("1/2", 1), ("not stated", 1))
    assert field.years == (("2024", 1), ("2025", 0), ("2026", 1))
    assert field.without_year == 1
    assert sum(count for _, count in field.sources) == 3
    assert field.countries == (("Germany", 2), ("France", 1))


def test_towns_are_those_with_sites_that_recruit() -> None:
    towns = {town.name: (town.trials, town.sites) for town in field_of(STUDIES).towns}
    assert towns == {"Berlin": (2, 2), "Lyon": (1, 1)}


def test_what_is_rare_is_summed_and_nothing_is_lost() -> None:
    antigens = ("CD19", "CD20", "CD22", "CD38", "CD5", "CD6", "CD7", "CD70", "CD30", "CD83", "BCMA")
    many = [study(title=f"{name} CAR-T in lupus", nct_id=f"NCT990001{n:02}") for n, name in enumerate(antigens)]
    field = field_of(many)
    assert OTHER in field.targets
    assert sum(field.crossed.values()) == len(antigens)


# -- the page -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def html() -> str:
    return page(STUDIES, REGISTRY).html


def test_the_page_loads_nothing(html: str) -> None:
    assert not re.search(r"<(script|link|img|iframe|object)\b|@import|url\((?!#)", html)
    assert not re.search(r'(?:src|href)="(?!#)', html)


def test_the_page_says_what_it_shows(html: str) -> None:
    for words in (
        "<b>3</b> trials",
        "2026-09-14",
        "Disease by target antigen",
        "Berlin",
        "(1 without)",
        "not offers",
    ):
        assert words in html
    assert html.count("<svg") == html.count('role="img"') == 5


def test_the_same_records_give_the_same_page(html: str) -> None:
    assert page(list(STUDIES), REGISTRY).html == html


def test_names_within_the_drawings_are_used_once(html: str) -> None:
    names = re.findall(r'\bid="([^"]+)"', html)
    assert len(names) == len(set(names))
    assert set(re.findall(r"url\(#([^)]+)\)", html)) <= set(names)


def test_a_field_without_trials_has_a_page() -> None:
    empty = page([], REGISTRY)
    assert empty.trials == 0
    assert "<b>0</b> trials" in empty.html


def test_words_in_a_drawing_are_words() -> None:
    drawn = ET.fromstring(bars((("<early>", 3), ("1", 12)), "phase"))  # noqa: S314 - our own drawing
    texts = {each.text for each in drawn.iter() if each.tag.endswith("text")}
    assert {"<early>", "3", "12", "phase"} <= texts


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    out = tmp_path / "field.html"
    done = subprocess.run(
        [COMMAND, "landscape", "--trials", str(TRIALS), "--out", str(out)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "13 trials of 13 records" in done.stderr
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_page_that_cannot_be_written_is_said_calmly(tmp_path: Path) -> None:
    done = subprocess.run(
        [COMMAND, "landscape", "--trials", str(TRIALS), "--out", str(tmp_path / "no" / "such" / "field.html")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


# -- the map ------------------------------------------------------------------------------------------------


def test_the_projection_keeps_areas_true() -> None:
    assert projected(0, 0) == (0, 0)
    assert projected(-90, 0)[0] == pytest.approx(-projected(90, 0)[0])
    areas = []
    for south in (0.0, 30.0, 60.0):
        (x, low), (_, high) = projected(1, south + 0.05), projected(1, south + 0.1)
        areas.append(x * (high - projected(1, south)[1]))
        assert low < high
    assert areas[1] / areas[0] == pytest.approx(0.8660, abs=0.01)
    assert areas[2] / areas[0] == pytest.approx(0.5, abs=0.01)


def test_the_outlines_are_of_countries_and_on_the_globe() -> None:
    assert len(outlines()) > 250
    assert all(country_of(each.code) for each in outlines())
    assert all(abs(east) <= 180 and abs(north) <= 90 for each in outlines() for east, north in each.points)
    assert max(abs(projected(*point)[0]) for each in outlines() for point in each.points) < pi
