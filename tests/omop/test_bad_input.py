"""What is wrong with a CDM is said with its place and without its values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import polars as pl
import pytest

from criteria.errors import InputRefused
from matcher.population.omop import Reading, write_profiles
from tests.omop.cdm import (
    CREATININE,
    KG,
    OPTIONS,
    before,
    condition,
    csv,
    duck,
    frames,
    measurement,
    parquet,
    person,
    small,
)

Tables = dict[str, pl.DataFrame]


@pytest.fixture
def tables() -> Tables:
    return frames(small())


def test_a_missing_table_is_named_and_the_others_are_read(tables: Tables, tmp_path: Path, out: Path) -> None:
    del tables["measurement"], tables["observation_period"], tables["drug_strength"]
    vouched = msgspec.structs.replace(OPTIONS, complete=("observations",))
    done = write_profiles(str(parquet(tmp_path / "cdm", tables)), vouched, out)
    assert done.people == 7
    assert done.notices[:3] == (
        "the table measurement is missing: what it would hold is not known",
        "the table drug_strength is missing",
        "the table observation_period is missing",
    )
    assert pl.read_parquet(out).get_column("complete").null_count() == 7


@pytest.mark.parametrize("table", ["person", "concept"])
def test_without_persons_or_concepts_nothing_is_read(tables: Tables, tmp_path: Path, out: Path, table: str) -> None:
    del tables[table]
    with pytest.raises(InputRefused, match=rf"cdm: the table {table} is missing; see"):
        write_profiles(str(parquet(tmp_path / "cdm", tables)), OPTIONS, out)
    assert not out.exists()


def test_a_folder_of_something_else_is_no_cdm(tables: Tables, tmp_path: Path) -> None:
    folder = parquet(tmp_path / "cdm", {name: tables[name] for name in ("person", "concept")})
    with pytest.raises(InputRefused, match="holds none of the tables condition_occurrence, drug_exposure"):
        write_profiles(str(folder), OPTIONS, None)


def test_a_missing_column_is_named(tables: Tables, tmp_path: Path) -> None:
    tables["measurement"] = tables["measurement"].drop("measurement_date")
    with pytest.raises(InputRefused, match=r"measurement\.parquet: measurement has no column measurement_date"):
        write_profiles(str(parquet(tmp_path / "cdm", tables)), OPTIONS, None)


WRONG: list[tuple[str, Callable[[pl.DataFrame], pl.DataFrame], str]] = [
    (
        "measurement",
        lambda rows: rows.with_columns(measurement_date=pl.lit(20200101)),
        "measurement.measurement_date must hold dates; 8 of 8 rows do not",
    ),
    (
        "measurement",
        lambda rows: rows.with_columns(value_as_number=pl.lit("secret")),
        "measurement.value_as_number must hold numbers; 8 of 8 rows do not",
    ),
    (
        "person",
        lambda rows: rows.with_columns(year_of_birth=pl.lit(1980.5)),
        "person.year_of_birth must hold whole numbers; 7 of 7 rows do not",
    ),
    (
        "person",
        lambda rows: rows.with_columns(person_id=pl.format("secret{}", "person_id")),
        "person.person_id must hold whole numbers; 7 of 7 rows do not",
    ),
    (
        "condition_occurrence",
        lambda rows: rows.with_columns(person_id=pl.format("secret{}", "person_id")),
        "condition_occurrence.person_id must hold whole numbers; 13 of 13 rows do not",
    ),
    (
        "concept",
        lambda rows: rows.with_columns(concept_name=pl.lit([1, 2])),
        "concept.concept_name must hold text",
    ),
]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_column_of_the_wrong_type_is_named_and_its_values_are_not(
    tables: Tables, tmp_path: Path, out: Path, wrong: tuple[str, Callable[[pl.DataFrame], pl.DataFrame], str]
) -> None:
    table, spoil, message = wrong
    tables[table] = spoil(tables[table])
    with pytest.raises(InputRefused) as refused:
        write_profiles(str(parquet(tmp_path / "cdm", tables)), OPTIONS, out)
    assert message in str(refused.value)
    assert f"{table}.parquet: " in str(refused.value)
    assert "secret" not in str(refused.value)
    assert list(tmp_path.glob("out/*")) == []


def test_csv_with_a_date_that_is_none_is_refused(tables: Tables, tmp_path: Path) -> None:
    folder = csv(tmp_path / "cdm", tables)
    path = folder / "drug_exposure.csv"
    path.write_text(path.read_text("utf-8").replace("2025-11-27", "2025-13-27"), "utf-8")
    with pytest.raises(InputRefused, match="drug_exposure_start_date must hold dates; 1 of 6 rows do not"):
        write_profiles(str(folder), OPTIONS, None)


def test_a_database_column_of_the_wrong_type_is_named(tables: Tables, tmp_path: Path) -> None:
    path = duck(tmp_path / "cdm.duckdb", tables)
    with duckdb.connect(str(path)) as connection:
        connection.execute("ALTER TABLE measurement ALTER measurement_date TYPE varchar")
        connection.execute("UPDATE measurement SET measurement_date = 'secret'")
    with pytest.raises(InputRefused, match="measurement_date must hold dates; 8 of 8 rows do not") as refused:
        write_profiles(str(path), OPTIONS, None)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("kept", [0, 10, 600])
def test_a_truncated_parquet_file_is_named(tables: Tables, tmp_path: Path, out: Path, kept: int) -> None:
    folder = parquet(tmp_path / "cdm", tables)
    path = folder / "condition_occurrence.parquet"
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(InputRefused, match=r"condition_occurrence\.parquet: cannot be read as Parquet; it may be cut"):
        write_profiles(str(folder), OPTIONS, out)


def test_an_empty_csv_file_is_named(tables: Tables, tmp_path: Path) -> None:
    folder = csv(tmp_path / "cdm", tables)
    (folder / "person.csv").write_bytes(b"")
    with pytest.raises(InputRefused, match=r"person\.csv: cannot be read as CSV"):
        write_profiles(str(folder), OPTIONS, None)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("nowhere", "nowhere: there is no such file or folder"),
        ("duckdb:///nowhere.duckdb", "there is no such file or folder"),
        ("mysql://u:secret@host/base", "this kind of address is not known; give postgresql://"),
        ("postgresql://u:secret@127.0.0.1:1/base", "postgresql://127.0.0.1/base: the database cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere(address: str, message: str) -> None:
    with pytest.raises(InputRefused) as refused:
        write_profiles(address, OPTIONS, None)
    assert message in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "cdm.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(InputRefused, match=r"cdm\.duckdb: cannot be opened as a DuckDB file"):
        write_profiles(str(tmp_path / "cdm.duckdb"), OPTIONS, None)


# -- people ---------------------------------------------------------------------------------------------------


def of(tmp_path: Path, out: Path | None = None, **rows: Any) -> Reading:
    empty: dict[str, Any] = {name: [] for name in small()}
    tables = frames({**empty, "concept": small()["concept"], **rows})
    return write_profiles(str(parquet(tmp_path / "cdm", tables)), OPTIONS, out)


def test_an_index_date_before_birth_refuses_that_person_alone(tmp_path: Path, out: Path) -> None:
    people = [person(70009, (2026, 6, 16)), person(70003, (1980, 1, 1)), person(70001, (2027, None, None))]
    done = of(tmp_path, out, person=people)
    assert [str(each) for each in done.refused] == [
        f"{tmp_path}/cdm person row 1: has an index date before birth",
        f"{tmp_path}/cdm person row 3: has an index date before birth",
    ]
    assert pl.read_parquet(out).height == done.people == 1


def test_the_dead_are_no_part_of_a_cohort(tmp_path: Path) -> None:
    people = [person(number, (1980, 1, 1)) for number in (1, 2, 3)]
    deaths = [{"person_id": number, "death_date": before(days)} for number, days in ((1, 1), (2, 0))]
    done = of(tmp_path, person=people, death=deaths)
    assert [str(each) for each in done.refused] == [f"{tmp_path}/cdm person row 1: has an index date after death"]
    assert done.people == 2


def test_very_many_refusals_are_summed_up(tmp_path: Path) -> None:
    done = of(tmp_path, person=[person(number, (2030, 1, 1)) for number in range(100)])
    assert len(done.refused) == 21
    assert str(done.refused[-1]).endswith("person: 80 more rows: each has an index date before birth")


def test_a_repeated_person_is_refused(tmp_path: Path) -> None:
    done = of(tmp_path, person=[person(7, (1980, 1, 1)), person(7, (1990, 1, 1))])
    assert [each.what for each in done.refused] == ["repeats a person_id"]
    assert done.people == 1


def test_no_birth_year_is_said_and_the_age_stays_unknown(tmp_path: Path, out: Path) -> None:
    done = of(tmp_path, out, person=[person(number, (None, 3, 4)) for number in range(6)])
    assert "6 people have no year of birth: their age is not known" in done.notices
    assert pl.read_parquet(out).get_column("age_years").null_count() == 6


def test_ages_by_the_year_alone_are_said(tmp_path: Path) -> None:
    done = of(tmp_path, person=[person(number, (1980, None, None)) for number in range(6)])
    assert "6 people have no more than a year of birth: their age may be a year too high" in done.notices


def test_a_unit_that_does_not_convert_is_said(tmp_path: Path) -> None:
    people = [person(number, (1980, 1, 1)) for number in range(6)]
    rows = [measurement(number, CREATININE, 3, 80.0, unit_concept_id=KG) for number in range(6)]
    done = of(tmp_path, person=people, measurement=rows)
    assert "6 values in a unit that does not convert" in done.notices
    assert "  creatinine: 6 in a unit that does not convert\n" in done.report


def test_people_whom_no_period_covers_are_counted(tmp_path: Path) -> None:
    done = of(tmp_path, person=[person(number, (1980, 1, 1)) for number in range(6)])
    assert "6 people have an index date outside of their observation periods" in done.notices


def test_nobody_at_all_leaves_an_empty_file(tmp_path: Path, out: Path) -> None:
    assert of(tmp_path, out, condition_occurrence=[condition(1, 0, 3)]).people == 0
    assert pl.read_parquet(out).height == 0


# -- index tables ---------------------------------------------------------------------------------------------


def test_rows_of_an_index_table_are_refused_one_by_one(tables: Tables, tmp_path: Path) -> None:
    dates = tmp_path / "dates.csv"
    lines = (
        "person_id,index_date",
        "70001,2026-06-15",
        "70002,",
        "99999,2026-06-15",
        "70003,2026-06-15",
        "70003,2026-06-14",
    )
    dates.write_text("\n".join(lines) + "\n", "utf-8")
    options = msgspec.structs.replace(OPTIONS, index_date=None, index_table=dates)
    folder = parquet(tmp_path / "cdm", tables)
    done = write_profiles(str(folder), options, None)
    assert [str(each) for each in done.refused] == [
        f"{dates} row 2: has no person or no date",
        f"{dates} row 3: names a person who is not in {folder}",
        f"{dates} row 4: gives a person more than one index date",
        f"{dates} row 5: gives a person more than one index date",
    ]
    assert done.people == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("person_id,index_date\n", "holds no index date"),
        ("person_id,day\n1,2026-01-01\n", "has no column index_date"),
        ("person_id,index_date\n1,tomorrow\n", "index_table.index_date must hold dates; 1 of 1 rows do not"),
    ],
)
def test_an_index_table_that_is_none(tables: Tables, tmp_path: Path, text: str, message: str) -> None:
    dates = tmp_path / "dates.csv"
    dates.write_text(text, "utf-8")
    options = msgspec.structs.replace(OPTIONS, index_date=None, index_table=dates)
    with pytest.raises(InputRefused) as refused:
        write_profiles(str(parquet(tmp_path / "cdm", tables)), options, None)
    assert message in str(refused.value)
    assert str(dates) in str(refused.value)
