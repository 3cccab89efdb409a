"""No calendar date, no source number and no small count leaves the process."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.errors import InputRefused
from matcher.population.guard import identifying
from matcher.population.omop import Reading, write_profiles
from matcher.population.omop.keys import key_from
from tests.omop.cdm import INDEX, OPTIONS, Rows, frames, parquet, small

DATE = re.compile(r"(19|20)\d\d-?[01]\d-?[0-3]\d")
NUMBER = re.compile(r"7000\d")


@pytest.fixture
def reading(tmp_path: Path, out: Path) -> Reading:
    return write_profiles(str(parquet(tmp_path / "cdm", frames(small()))), OPTIONS, out)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


def test_profiles_hold_no_date_and_no_number_of_the_source(reading: Reading, out: Path) -> None:
    frame = pl.read_parquet(out)
    written = json.dumps(frame.to_dicts())
    assert reading.people == 7
    assert "Date" not in str(frame.schema)
    assert not DATE.search(written)
    assert not NUMBER.search(written)
    assert [text for row in frame.to_dicts() for text in texts(row) if identifying(text, opaque=True)] == []


def test_the_report_holds_no_date_no_number_of_the_source_and_no_small_count(reading: Reading, out: Path) -> None:
    text = (out.parent / "unmapped.txt").read_text("utf-8")
    assert text == reading.report
    body = text.partition("\n")[2]
    assert not DATE.search(body)
    assert not NUMBER.search(body)
    counts = [line.split("  ")[-1] for line in body.splitlines()]
    assert not any(re.search(r"(?<![\d,.(])[1-4] (people|values|read|not|after|persons)", count) for count in counts)


def test_what_did_not_map_comes_by_frequency_without_small_counts(reading: Reading, out: Path) -> None:
    rows = pl.read_parquet(out.parent / "unmapped.parquet")
    assert reading.report.count("fictional") == 3
    assert rows.select("table", "vocabulary_id", "concept_code", "persons", "records").rows() == [
        ("condition_occurrence", "SNOMED", "900002", 6, 6),
        ("condition_occurrence", "SNOMED", "900001", None, None),
        ("measurement", "LOINC", "900022-9", None, None),
    ]


# -- keys -----------------------------------------------------------------------------------------------------


def test_a_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "somewhere" / "omop.key"
    key = key_from(path)
    assert len(key) == 64
    assert key_from(path) == key
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_too_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("short\n", "utf-8")
    with pytest.raises(InputRefused, match="holds no key of at least 16 bytes"):
        key_from(tmp_path / "key")


# -- calendar -------------------------------------------------------------------------------------------------


def shifted(rows: Rows, days: int) -> Rows:
    """The same rows, every date so many days later, birth dates too."""
    return [{name: _later(value, days) for name, value in _born(row, days).items()} for row in rows]


def _later(value: object, days: int) -> object:
    return value + dt.timedelta(days) if isinstance(value, dt.date) else value


def _born(row: dict[str, Any], days: int) -> dict[str, Any]:
    if row.get("day_of_birth") is None:
        return row
    born = dt.date(row["year_of_birth"], row["month_of_birth"], row["day_of_birth"]) + dt.timedelta(days)
    return {**row, "year_of_birth": born.year, "month_of_birth": born.month, "day_of_birth": born.day}


@settings(max_examples=15, deadline=None)
@given(days=st.integers(min_value=-20_000, max_value=20_000))
def test_profiles_do_not_hang_on_the_calendar(tmp_path_factory: pytest.TempPathFactory, days: int) -> None:
    cdm = small()
    # whole dates of birth, none of them within days of an anniversary: a leap day more or less changes no age
    cdm["person"] = [
        {**row, "year_of_birth": 1931 + 9 * place, "month_of_birth": 11, "day_of_birth": 20}
        for place, row in enumerate(cdm["person"])
    ]
    cdm["person"][0] |= {"year_of_birth": 1928}
    folder = tmp_path_factory.mktemp("shift")
    written = []
    for by in (0, days):
        moved = {table: shifted(rows, by) for table, rows in cdm.items()}
        source = parquet(folder / str(len(written)), frames(moved))
        options = msgspec.structs.replace(OPTIONS, index_date=INDEX + dt.timedelta(by))
        write_profiles(str(source), options, source / "out" / "profiles.parquet")
        written.append((source / "out" / "profiles.parquet").read_bytes())
    assert written[0] == written[1]
