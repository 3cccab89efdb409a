"""A small CDM of people who never lived, and the ways to write it down: files and databases."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from matcher.population.omop import Options
from matcher.population.omop.tables import DTYPES, spec

INDEX = dt.date(2026, 6, 15)
KEY = b"a key that only tests know"
OPTIONS = Options(key=KEY, index_date=INDEX)
TABLES = (
    *("person", "observation_period", "condition_occurrence", "drug_exposure", "procedure_occurrence", "measurement"),
    *("observation", "concept", "drug_strength", "concept_ancestor"),
)
Rows = list[dict[str, Any]]

SLE, LN_ICD, CANCER, RARE, RASH = 257628, 35208821, 4112853, 900001, 900002
PREDNISONE, PREDNISONE_5, RITUXIMAB, HC_CREAM, EYE = 1551099, 19021940, 1314273, 900010, 900011
CREATININE, ALT, DSDNA, HIV, LOCAL = 3016723, 3006923, 3020331, 3010747, 900020
SPLENECTOMY, PREGNANT = 4250892, 900030
POSITIVE, NEGATIVE = 45884084, 45878583
MG_DL, U_L, MG, KG = 8840, 8645, 8576, 9529
EHR, ORDER, CLAIM, PRESCRIPTION, PRELIMINARY, LESS = 32817, 32833, 32810, 32838, 32899, 4171756

CONCEPTS = (
    (SLE, "SNOMED", "55464009", "Systemic lupus erythematosus"),
    (LN_ICD, "ICD10CM", "M32.14", "Glomerular disease in systemic lupus erythematosus"),
    (CANCER, "SNOMED", "900003", "Malignant neoplasm of breast, fictional kind"),
    (4000001, "SNOMED", "363346000", "Malignant neoplasm"),
    (RARE, "SNOMED", "900001", "A rare fictional finding"),
    (RASH, "SNOMED", "900002", "A common fictional finding"),
    (PREDNISONE, "RxNorm", "8640", "prednisone"),
    (PREDNISONE_5, "RxNorm", "900012", "prednisone 5 MG Oral Tablet"),
    (RITUXIMAB, "RxNorm", "121191", "rituximab"),
    (975125, "RxNorm", "5492", "hydrocortisone"),
    (HC_CREAM, "RxNorm", "900010", "hydrocortisone 10 MG/ML Topical Cream"),
    (EYE, "RxNorm", "900011", "prednisone 1 MG/ML Otic Solution"),
    (CREATININE, "LOINC", "2160-0", "Creatinine [Mass/volume] in Serum or Plasma"),
    (ALT, "LOINC", "1742-6", "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma"),
    (DSDNA, "LOINC", "900020-9", "anti-dsDNA antibody"),
    (HIV, "LOINC", "900021-9", "HIV antibody"),
    (LOCAL, "LOINC", "900022-9", "A fictional measurement"),
    (SPLENECTOMY, "SNOMED", "234319005", "Splenectomy"),
    (PREGNANT, "SNOMED", "77386006", "Pregnancy"),
    (POSITIVE, "LOINC", "LA6576-8", "Positive"),
    (NEGATIVE, "LOINC", "LA6577-6", "Negative"),
    (MG_DL, "UCUM", "mg/dL", "milligram per deciliter"),
    (U_L, "UCUM", "U/L", "unit per liter"),
    (MG, "UCUM", "mg", "milligram"),
    (KG, "UCUM", "kg", "kilogram"),
    (EHR, "Type Concept", "OMOP4976890", "EHR"),
    (ORDER, "Type Concept", "OMOP4976906", "EHR order"),
    (CLAIM, "Type Concept", "OMOP4976883", "Claim"),
    (PRESCRIPTION, "Type Concept", "OMOP4976911", "EHR prescription"),
    (PRELIMINARY, "Condition Status", "OMOP4976972", "Preliminary diagnosis"),
    (LESS, "SNOMED", "276139006", "<"),
)


def before(days: int | None) -> dt.date | None:
    """The day so many days before the index date."""
    return None if days is None else INDEX - dt.timedelta(days)


def person(number: int, born: tuple[int | None, int | None, int | None], gender: int = 8532) -> dict[str, Any]:
    year, month, day = born
    return {
        "person_id": number,
        "gender_concept_id": gender,
        "year_of_birth": year,
        "month_of_birth": month,
        "day_of_birth": day,
    }


def condition(number: int, concept: int, start: int, end: int | None = None, **more: Any) -> dict[str, Any]:
    given = {"person_id": number, "condition_concept_id": concept, "condition_type_concept_id": EHR}
    return {**given, "condition_start_date": before(start), "condition_end_date": before(end), **more}


def drug(number: int, concept: int, start: int, end: int | None, **more: Any) -> dict[str, Any]:
    given = {"person_id": number, "drug_concept_id": concept, "drug_type_concept_id": EHR}
    return {**given, "drug_exposure_start_date": before(start), "drug_exposure_end_date": before(end), **more}


def measurement(number: int, concept: int, days: int, value: float | None = None, **more: Any) -> dict[str, Any]:
    given = {"person_id": number, "measurement_concept_id": concept, "measurement_date": before(days)}
    return {**given, "value_as_number": value, "measurement_type_concept_id": EHR, **more}


def observation(number: int, concept: int, days: int, **more: Any) -> dict[str, Any]:
    given = {"person_id": number, "observation_concept_id": concept, "observation_date": before(days)}
    return {**given, "observation_type_concept_id": EHR, **more}


def period(number: int, start: int, end: int) -> dict[str, Any]:
    return {
        "person_id": number,
        "observation_period_start_date": before(start),
        "observation_period_end_date": before(end),
    }


def concepts() -> Rows:
    names = ("concept_id", "vocabulary_id", "concept_code", "concept_name")
    return [dict(zip(names, row, strict=True)) for row in CONCEPTS]


def small() -> dict[str, Rows]:
    """Seven people: the numbers of the first three stand in no other file than the CDM's."""
    procedure = {"person_id": 70001, "procedure_concept_id": SPLENECTOMY, "procedure_date": before(400)}
    return {
        "person": [
            person(70002, (1931, 3, 2), 8507),
            person(70001, (1990, 6, 15)),
            person(70003, (None, None, None), 0),
            *(person(70004 + place, (1980, None, None)) for place in range(4)),
        ],
        "observation_period": [period(70001, 5000, -10), period(70002, 5000, 100), period(70003, 10, 0)],
        "condition_occurrence": [
            condition(70001, SLE, 1500),
            condition(70001, 0, 1400, condition_source_concept_id=LN_ICD),
            condition(70001, SLE, 30, 20, condition_type_concept_id=CLAIM),
            condition(70001, SLE, 20, condition_status_concept_id=PRELIMINARY),
            condition(70001, SLE, -5),
            condition(70002, CANCER, 900, 300),
            condition(70003, RARE, 100),
            *(condition(number, RASH, 100) for number in range(70002, 70008)),
        ],
        "drug_exposure": [
            drug(70001, PREDNISONE_5, 400, -5, quantity=60, days_supply=30),
            drug(70001, RITUXIMAB, 200, 200),
            drug(70001, RITUXIMAB, 50, 50, drug_type_concept_id=ORDER),
            drug(70001, HC_CREAM, 50, 40),
            drug(70001, EYE, 50, 40),
            drug(70002, PREDNISONE, 60, 60, drug_type_concept_id=PRESCRIPTION),
        ],
        "procedure_occurrence": [procedure],
        "measurement": [
            measurement(70001, CREATININE, 3, 0.9, unit_concept_id=MG_DL, range_low=0.5, range_high=1.1),
            measurement(70001, ALT, 3, 90.0, unit_source_value="U/L", range_high=40.0),
            measurement(70001, DSDNA, 30, value_as_concept_id=POSITIVE),
            measurement(70001, HIV, 30, value_as_concept_id=NEGATIVE),
            measurement(70002, CREATININE, 5, 5.0, operator_concept_id=LESS, unit_concept_id=MG_DL),
            measurement(70002, CREATININE, 4, 80.0, unit_concept_id=KG),
            measurement(70002, ALT, 4, 9999999.0, unit_concept_id=U_L),
            measurement(70002, LOCAL, 4, 1.0),
        ],
        "observation": [
            observation(70001, PREGNANT, 10, value_as_concept_id=NEGATIVE),
            observation(70002, DSDNA, 10, value_as_string="1:160"),
            observation(70002, DSDNA, 9, value_as_string="seen on 3 May 2020 by Dr. Name"),
        ],
        "concept": concepts(),
        "drug_strength": [
            strength(PREDNISONE_5, PREDNISONE, 5.0, MG),
            strength(HC_CREAM, 975125, None, None),
            strength(EYE, PREDNISONE, None, None),
        ],
        "concept_ancestor": [{"ancestor_concept_id": 4000001, "descendant_concept_id": CANCER}],
    }


def strength(drug_id: int, ingredient: int, amount: float | None, unit: int | None) -> dict[str, Any]:
    return {
        "drug_concept_id": drug_id,
        "ingredient_concept_id": ingredient,
        "amount_value": amount,
        "amount_unit_concept_id": unit,
    }


# -- writing it down ------------------------------------------------------------------------------------------


def frame(table: str, rows: Rows) -> pl.DataFrame:
    schema = {column.name: DTYPES[column.kind] for column in spec(table)}
    return pl.DataFrame(rows, schema=schema)


def frames(cdm: dict[str, Rows]) -> dict[str, pl.DataFrame]:
    return {table: frame(table, rows) for table, rows in cdm.items()}


def parquet(folder: Path, tables: dict[str, pl.DataFrame]) -> Path:
    folder.mkdir(parents=True)
    for table, rows in tables.items():
        rows.write_parquet(folder / f"{table}.parquet")
    return folder


def csv(folder: Path, tables: dict[str, pl.DataFrame]) -> Path:
    """CSV as sites have it: some names in capitals, the vocabulary separated by tabs with compact dates."""
    folder.mkdir(parents=True)
    for table, rows in tables.items():
        if table == "concept":
            rows.write_csv(folder / "CONCEPT.csv", separator="\t", quote_style="never")
        else:
            rows.write_csv(folder / f"{table}.csv", date_format="%Y%m%d" if table == "observation" else None)
    return folder


def duck(path: Path, tables: dict[str, pl.DataFrame], schema: str | None = None) -> Path:
    with duckdb.connect(str(path)) as connection:
        for statement in sql(tables, schema and f"{path.stem}.{schema}"):
            connection.execute(statement)
    return path


def sql(tables: dict[str, pl.DataFrame], schema: str | None = None) -> list[str]:
    """The tables as statements that both databases understand."""
    kinds = {"id": "integer", "number": "numeric", "date": "date", "text": "varchar(255)"}
    prefix = f"{schema}." if schema else ""
    statements = [f"CREATE SCHEMA {schema}"] if schema else []
    for table, rows in tables.items():
        columns = [(column.name, kinds[column.kind]) for column in spec(table) if column.name in rows.columns]
        described = ", ".join(f"{name} {kind}" for name, kind in columns)
        statements.append(f"CREATE TABLE {prefix}{table} ({described})")
        if rows.height:
            values = ", ".join(f"({', '.join(map(_literal, row))})" for row in rows.iter_rows())
            statements.append(f"INSERT INTO {prefix}{table} VALUES {values}")  # noqa: S608 - the test's own rows
    return statements


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    return f"'{str(value).replace(chr(39), chr(39) * 2)}'" if isinstance(value, (str, dt.date)) else str(value)
