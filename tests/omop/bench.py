"""Time from a CDM in Parquet to profiles, against merely reading its tables: `make bench-omop`."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import polars as pl

from matcher.population.omop import Options, write_profiles
from tests.omop.cdm import (
    ALT,
    CANCER,
    CREATININE,
    DSDNA,
    EHR,
    INDEX,
    KEY,
    MG_DL,
    POSITIVE,
    PREDNISONE_5,
    RASH,
    RITUXIMAB,
    SLE,
    SPLENECTOMY,
    U_L,
    frames,
    small,
)


def cdm(people: int) -> dict[str, pl.DataFrame]:
    """So many people with about 25 facts each, of a dozen concepts; the same for everybody who asks."""
    return {
        **frames(small()),
        "person": pl.select(
            person_id=pl.int_range(people) + 1_000_000,
            gender_concept_id=_any_of("gender", people, [8507, 8532]),
            year_of_birth=1930 + _below("year", people, 80),
        ),
        "condition_occurrence": _events("condition", people, 8, [SLE, RASH, CANCER]).rename(
            {"date": "condition_start_date", "concept": "condition_concept_id", "type": "condition_type_concept_id"}
        ),
        "drug_exposure": _events("drug", people, 6, [PREDNISONE_5, RITUXIMAB])
        .rename({"date": "drug_exposure_start_date", "concept": "drug_concept_id", "type": "drug_type_concept_id"})
        .with_columns(
            drug_exposure_end_date=pl.col("drug_exposure_start_date") + pl.duration(days=29),
            quantity=pl.lit(60.0),
            days_supply=pl.lit(30),
        ),
        "procedure_occurrence": _events("procedure", people, 1, [SPLENECTOMY]).rename(
            {"date": "procedure_date", "concept": "procedure_concept_id", "type": "procedure_type_concept_id"}
        ),
        "measurement": _measured(_events("measurement", people, 9, [CREATININE, ALT])).rename(
            {"date": "measurement_date", "concept": "measurement_concept_id", "type": "measurement_type_concept_id"}
        ),
        "observation": _events("observation", people, 1, [DSDNA])
        .rename(
            {"date": "observation_date", "concept": "observation_concept_id", "type": "observation_type_concept_id"}
        )
        .with_columns(value_as_concept_id=pl.lit(POSITIVE)),
        "observation_period": pl.select(
            person_id=pl.int_range(people) + 1_000_000,
            observation_period_start_date=pl.lit(INDEX) - pl.duration(days=5000),
            observation_period_end_date=pl.lit(INDEX),
        ),
    }


def _events(what: str, people: int, each: int, concepts: list[int]) -> pl.DataFrame:
    """So many events a person, in the order of the persons."""
    rows = people * each
    return pl.select(
        person_id=pl.int_range(rows) // each + 1_000_000,
        concept=_any_of(what, rows, concepts),
        date=pl.lit(INDEX) - pl.duration(days=_below(f"{what} day", rows, 3000)),
        type=pl.lit(EHR),
    )


def _measured(rows: pl.DataFrame) -> pl.DataFrame:
    creatinine = pl.col("concept") == CREATININE
    return rows.with_columns(
        value_as_number=0.5 + _below("value", rows.height, 1000) / 1000,
        unit_concept_id=pl.when(creatinine).then(MG_DL).otherwise(U_L),
        range_high=pl.when(creatinine).then(1.1).otherwise(40.0),
    )


def _below(what: str, rows: int, limit: int) -> pl.Expr:
    return (pl.int_range(rows).hash(zlib.crc32(what.encode())) % limit).cast(pl.Int64)


def _any_of(what: str, rows: int, values: list[int]) -> pl.Expr:
    return pl.lit(pl.Series(values, dtype=pl.Int64)).gather(_below(what, rows, len(values)))


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main(people: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tables = cdm(people)
        facts = sum(
            tables[table].height for table in tables if table.endswith(("_occurrence", "ment", "vation", "sure"))
        )
        for table, rows in tables.items():
            rows.write_parquet(folder / f"{table}.parquet")
        del tables
        reading = min(seconds(lambda: [pl.read_parquet(path) for path in folder.glob("*.parquet")]) for _ in range(3))
        options = Options(key=KEY, index_date=INDEX)
        making = seconds(lambda: write_profiles(str(folder), options, folder / "out" / "profiles.parquet"))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(
        f"{people:,} people, {facts:,} events: read {reading:.2f} s, profiles {making:.2f} s, {making / reading:.1f} x"
    )
    print(
        f"{facts / making:,.0f} events a second; at most {memory:.1f} GiB of memory, the making of the tables included"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
