from __future__ import annotations

import itertools
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from criteria.errors import InputRefused
from matcher.population.omop import write_profiles
from matcher.population.omop.database import postgresql
from tests.omop.cdm import OPTIONS, csv, duck, frames, parquet, small, sql

EVERYTHING = msgspec.structs.replace(OPTIONS, complete=("conditions", "drug_exposures"))


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return frames(small())


@pytest.fixture(scope="module")
def expected(tables: dict[str, pl.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of the profiles from a folder of Parquet files."""
    folder = tmp_path_factory.mktemp("expected")
    write_profiles(str(parquet(folder / "cdm", tables)), EVERYTHING, folder / "profiles.parquet")
    return (folder / "profiles.parquet").read_bytes()


def test_csv_gives_the_same_bytes(tables: dict[str, pl.DataFrame], expected: bytes, tmp_path: Path, out: Path) -> None:
    write_profiles(str(csv(tmp_path / "cdm", tables)), EVERYTHING, out)
    assert out.read_bytes() == expected


@pytest.mark.parametrize("schema", [None, "cdm"])
def test_duckdb_gives_the_same_bytes(
    tables: dict[str, pl.DataFrame], expected: bytes, tmp_path: Path, out: Path, schema: str | None
) -> None:
    path = duck(tmp_path / "cdm.duckdb", tables, schema)
    for address in (str(path), f"duckdb://{path}"):
        write_profiles(address, msgspec.structs.replace(EVERYTHING, schema=schema), out)
        assert out.read_bytes() == expected


@pytest.mark.parametrize("schema", [None, "cdm54"])
def test_postgresql_gives_the_same_bytes(
    tables: dict[str, pl.DataFrame], expected: bytes, out: Path, server: Any, schema: str | None
) -> None:
    server.psql(";\n".join(sql(tables, schema)))
    write_profiles(server.get_uri(), msgspec.structs.replace(EVERYTHING, schema=schema), out)
    assert out.read_bytes() == expected


def test_a_table_in_parts_gives_the_same_bytes(
    tables: dict[str, pl.DataFrame], expected: bytes, tmp_path: Path, out: Path
) -> None:
    folder = parquet(tmp_path / "cdm", {**tables, "measurement": tables["measurement"].head(0)})
    (folder / "measurement.parquet").unlink()
    (folder / "measurement").mkdir()
    for place, part in enumerate(tables["measurement"].iter_slices(3)):
        part.write_parquet(folder / "measurement" / f"part-{place}.snappy.parquet")
    write_profiles(str(folder), EVERYTHING, out)
    assert out.read_bytes() == expected


@pytest.mark.parametrize("block", [1, 2, 3])
def test_how_many_people_are_read_at_a_time_changes_nothing(
    tables: dict[str, pl.DataFrame], expected: bytes, tmp_path: Path, out: Path, block: int
) -> None:
    whole = write_profiles(str(parquet(tmp_path / "cdm", tables)), EVERYTHING, None)
    blocked = write_profiles(str(tmp_path / "cdm"), msgspec.structs.replace(EVERYTHING, people_at_once=block), out)
    assert out.read_bytes() == expected
    assert blocked.report == whole.report


def test_the_order_of_rows_changes_nothing(
    tables: dict[str, pl.DataFrame], expected: bytes, tmp_path: Path, out: Path
) -> None:
    mixed = {name: rows.sample(fraction=1, shuffle=True, seed=3) for name, rows in tables.items()}
    write_profiles(str(parquet(tmp_path / "cdm", mixed)), EVERYTHING, out)
    assert out.read_bytes() == expected


def test_numbers_as_floats_and_columns_of_nothing_are_understood(
    tables: dict[str, pl.DataFrame], expected: bytes, tmp_path: Path, out: Path
) -> None:
    person = tables["person"].with_columns(pl.col("month_of_birth").cast(pl.Float64))
    observation = tables["observation"].with_columns(pl.lit(float("nan")).alias("unit_source_value"))
    folder = parquet(tmp_path / "cdm", {**tables, "person": person, "observation": observation})
    write_profiles(str(folder), EVERYTHING, out)
    assert out.read_bytes() == expected


def test_an_index_table_says_who_is_in_the_cohort(tables: dict[str, pl.DataFrame], tmp_path: Path, out: Path) -> None:
    sources = [str(parquet(tmp_path / "cdm", tables)), str(duck(tmp_path / "cdm.duckdb", tables))]
    write_profiles(sources[0], EVERYTHING, out)
    whole = pl.read_parquet(out)
    for head, source in itertools.product(("person_id,index_date", "subject_id,cohort_start_date"), sources):
        dates = tmp_path / "dates.csv"
        dates.write_text(f"{head}\n70004,2026-06-15\n70001,2026-06-15\n", "utf-8")
        options = msgspec.structs.replace(EVERYTHING, index_date=None, index_table=dates)
        report = write_profiles(source, options, out).report
        assert_frame_equal(pl.read_parquet(out), whole[[0, 3]])
        assert re.search(r"\n  measurement +under 5 read\n", report)


def test_a_run_that_gives_the_same_leaves_the_file_alone(
    tables: dict[str, pl.DataFrame], tmp_path: Path, out: Path
) -> None:
    folder = str(parquet(tmp_path / "cdm", tables))
    write_profiles(folder, EVERYTHING, out)
    before = out.stat().st_mtime_ns
    write_profiles(folder, EVERYTHING, out)
    assert out.stat().st_mtime_ns == before
    assert sorted(path.name for path in out.parent.iterdir()) == [
        "profiles.parquet",
        "unmapped.parquet",
        "unmapped.txt",
    ]


def test_the_database_session_cannot_write(server: Any) -> None:
    server.psql("CREATE SCHEMA guarded; CREATE TABLE guarded.person (person_id integer)")
    with closing(postgresql(server.get_uri(), "guarded")) as database, pytest.raises(InputRefused, match="answer"):
        database._asked("INSERT INTO guarded.person VALUES (1) RETURNING person_id")
    assert "(0 rows)" in server.psql("SELECT person_id FROM guarded.person")
