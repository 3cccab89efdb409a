"""Two ways to read a file of profiles, one meaning: by columns, and one by one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from criteria.errors import ProfileRefused
from criteria.lexicon import lexicon
from matcher.population.facts import Patient
from matcher.population.facts_frame import Population, facts_frame
from matcher.population.frame import Cohort, rows
from matcher.population.lines_frame import Lines, is_lines
from matcher.population.profile import read_profiles
from matcher.sample import PROFILES
from tests.benchmarks.cohort import write_cohort

KNOWN = lexicon()
Row = dict[str, Any]


def written(rows: list[Row], path: Path) -> Path:
    pl.DataFrame(rows, infer_schema_length=None, strict=False).write_parquet(path)
    return path


def told(population: Population) -> list[Row]:
    """What a population says, in words that do not hang on how it was numbered."""
    units, doses = (pl.Series(each, dtype=pl.String) for each in (population.units, population.dose_units))
    names = pl.Series(population.concepts)
    facts = population.facts.with_columns(
        concept=names.gather(population.facts.get_column("concept")),
        unit=units.gather(population.facts.get_column("unit")),
        dose_unit=doses.gather(population.facts.get_column("dose_unit")) if len(doses) else None,
        person=population.people.get_column("profile_id").gather(population.facts.get_column("person")),
    )
    return [*population.people.drop("person").to_dicts(), *sorted(facts.to_dicts(), key=str)]


def by_columns(path: Path, block: int) -> tuple[list[list[Row]], list[str]]:
    cohort = Cohort(path, KNOWN)
    loaded = [cohort.block(start, block) for start in range(0, cohort.height, block)]
    return [told(part.population) for part in loaded], [str(one) for part in loaded for one in part.refused]


def one_by_one(path: Path) -> tuple[list[Patient], list[str]]:
    every = list(read_profiles(path, KNOWN))
    return [one for one in every if isinstance(one, Patient)], [
        str(one) for one in every if isinstance(one, ProfileRefused)
    ]


def held_to_each_other(path: Path) -> list[str]:
    patients, refused = one_by_one(path)
    (people,), said = by_columns(path, 1_000_000)
    assert said == refused
    assert people == told(facts_frame(patients, KNOWN))
    return refused


def test_a_made_up_cohort_is_read_the_same(tmp_path: Path) -> None:
    write_cohort(1500, tmp_path / "cohort.parquet")
    assert held_to_each_other(tmp_path / "cohort.parquet") == []


def test_the_sample_is_read_the_same(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in PROFILES.read_text("utf-8").splitlines()]
    for row in rows:
        for result in row.get("observations", ()):
            result["value"] = None if result.get("value") is None else str(result["value"])
            if isinstance(result["concept"], dict):
                result["concept"] = result["concept"]["code"]
        for diagnosis in row.get("conditions", ()):
            if isinstance(diagnosis["concept"], dict):
                diagnosis["concept"] = diagnosis["concept"]["code"]
    assert held_to_each_other(written(rows, tmp_path / "sample.parquet")) == []


ODD: dict[str, Row] = {
    "an age above ninety": {"age_years": 91.0},
    "an age that is no number": {"age_years": float("nan")},
    "a sex of another kind": {"sex": "f"},
    "an unknown list called complete": {"complete": ["labs"]},
    "an id with a space": {"profile_id": "p 1"},
    "an id with a line break": {"profile_id": "p-1\n"},
    "an id that is a date": {"profile_id": "2019-04-12"},
    "an id that is a telephone number": {"profile_id": "030-1234-5678"},
    "an id with a year": {"profile_id": "study-2019-0001"},
    "no id": {"profile_id": None},
    "a field too many": {"name": "whoever"},
    "a field that nobody knows": {"heigth": 3},
    "a concept that is a date": {"conditions": [{"concept": "seen 12 March 2019"}]},
    "a concept that nobody knows": {"conditions": [{"concept": "quux of the fnord"}]},
    "an empty concept": {"conditions": [{"concept": ""}]},
    "no concept": {"conditions": [{"status": "active"}]},
    "an entry that is null": {"conditions": [None]},
    "a field too many in a list": {"conditions": [{"concept": "stroke", "doctor": "whoever"}]},
    "a status of another kind": {"conditions": [{"concept": "stroke", "status": "cured"}]},
    "a time before birth": {"conditions": [{"concept": "stroke", "onset_days_before": 50_000.0}]},
    "a time to come": {"conditions": [{"concept": "stroke", "onset_days_before": -1.0}]},
    "an end before the onset": {
        "conditions": [{"concept": "stroke", "onset_days_before": 10.0, "abatement_days_before": 20.0}]
    },
    "an impossible value": {"observations": [{"concept": "SpO2", "value": "140", "unit": "%"}]},
    "a value on the border": {"observations": [{"concept": "SpO2", "value": "100", "unit": "%"}]},
    "a value without a unit": {"observations": [{"concept": "hemoglobin", "value": "13.5"}]},
    "a value without a unit that could be mistaken": {"observations": [{"concept": "creatinine", "value": "1.1"}]},
    "a unit that nobody knows": {"observations": [{"concept": "hemoglobin", "value": "13.5", "unit": "wheelbarrow"}]},
    "a unit of another kind": {"observations": [{"concept": "hemoglobin", "value": "13.5", "unit": "mm[Hg]"}]},
    "an empty unit": {"observations": [{"concept": "hemoglobin", "value": "13.5", "unit": ""}]},
    "a value that is a telephone number": {"observations": [{"concept": "hemoglobin", "value": "+49 30 1234567"}]},
    "a value that is a compact date": {"observations": [{"concept": "hemoglobin", "value": "20190412"}]},
    "an empty value": {"observations": [{"concept": "HBsAg", "value": ""}]},
    "a titre": {"observations": [{"concept": "antinuclear antibody", "value": "1:160"}]},
    "a range upside down": {"observations": [{"concept": "creatinine", "range_low": 9.0, "range_high": 1.0}]},
    "a condition among the observations": {"observations": [{"concept": "stroke", "value": "positive"}]},
    "a condition denied among the observations": {"observations": [{"concept": "stroke", "value": "absent"}]},
    "a condition with a number": {"observations": [{"concept": "stroke", "value": "3"}]},
    "a drug among the conditions": {"conditions": [{"concept": "rituximab", "status": "active"}]},
    "a drug among the procedures": {"procedures": [{"concept": "rituximab", "days_before": 3.0}]},
    "a condition among the drugs": {"drug_exposures": [{"concept": "stroke", "end_days_before": 0.0}]},
    "a test among the drugs": {"drug_exposures": [{"concept": "HBsAg", "start_days_before": 3.0}]},
    "a dose below nothing": {"drug_exposures": [{"concept": "prednisone", "dose": {"value": -5.0, "unit": "mg/d"}}]},
    "a dose without a number": {"drug_exposures": [{"concept": "prednisone", "dose": {"unit": "mg/d"}}]},
    "a place": {"location": {"country": "US", "postal_prefix": "021", "latitude": 42.4, "longitude": -71.1}},
    "a place too exact": {"location": {"country": "US", "postal_prefix": "02139"}},
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_read_or_refused_the_same(name: str, tmp_path: Path) -> None:
    rows = [{"profile_id": "p-1"}, {"profile_id": "p-2", **ODD[name]}, {"profile_id": "p-3", "sex": "male"}]
    held_to_each_other(written(rows, tmp_path / "cohort.parquet"))


def test_an_id_stands_for_the_first_who_has_it_however_the_rows_are_cut(tmp_path: Path) -> None:
    rows = [{"profile_id": name, "age_years": age} for name, age in (("a", 95.0), ("b", 1.0), ("a", 2.0), ("a", 3.0))]
    path = written(rows, tmp_path / "cohort.parquet")
    assert len(held_to_each_other(path)) == 2
    for block in (1, 2, 3):
        parts, refused = by_columns(path, block)
        assert [row["profile_id"] for part in parts for row in part] == ["b", "a"]
        assert refused == one_by_one(path)[1]
    assert [row["profile_id"] for row in told(Cohort(path, KNOWN).block(3, 1).population)] == []


# -- one profile a line -------------------------------------------------------------------------------------------


def lines_held_to_each_other(path: Path, block: int = 1_000_000) -> list[str]:
    """By columns, in blocks of so many lines, and one by one: the same people, facts and refusals."""
    patients, refused = one_by_one(path)
    assert is_lines(path)
    parts = list(Lines(path, KNOWN).blocks(block))
    assert [str(one) for part in parts for one in part.refused] == refused
    facts = [row for part in parts for row in told(part.population)]
    assert sorted(map(str, facts)) == sorted(map(str, told(facts_frame(patients, KNOWN))))
    ids = [name for part in parts for name in part.population.people.get_column("profile_id")]
    assert ids == [patient.profile_id for patient in patients]
    return refused


def as_lines(path: Path, *lines: Row | str | bytes) -> Path:
    raw = [json.dumps(line) if isinstance(line, dict) else line for line in lines]
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in raw))
    return path


@pytest.mark.parametrize("block", [7, 300])
def test_lines_of_a_made_up_cohort_are_read_the_same(tmp_path: Path, block: int) -> None:
    write_cohort(300, tmp_path / "cohort.parquet")
    path = as_lines(tmp_path / "cohort.ndjson", *rows(tmp_path / "cohort.parquet"))
    assert len(lines_held_to_each_other(path, block)) < 3


def test_batches_within_a_block_are_one_population(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matcher.population.lines_frame.BATCH", 16)
    write_cohort(100, tmp_path / "cohort.parquet")
    path = as_lines(tmp_path / "cohort.ndjson", *rows(tmp_path / "cohort.parquet"))
    assert lines_held_to_each_other(path, 50) == []


def test_lines_of_the_sample_are_read_the_same() -> None:
    assert lines_held_to_each_other(PROFILES) == []


def test_odd_lines_are_read_or_refused_the_same(tmp_path: Path) -> None:
    odd = [{"profile_id": f"p-{place}", **row} for place, row in enumerate(ODD.values())]
    numbers = ("5", "5.0", "1e-3", "1E2", "-0.5", "0.30000000000000004", "123456789", "true", '"1,5"', '"0.8"', "null")
    result = '{"profile_id": "v-%d", "observations": [{"concept": "creatinine", "value": %s, "unit": "mg/dL"}]}'
    values = [result % placed for placed in enumerate(numbers)]
    lines = (
        '{"profile_id": "twice", "sex": "male", "sex": "female"}',
        '{"profile_id": "spaced", "sex" : "male", "age_years"  :  3}',
        '{"profile_id": "escaped", "s\\u0065x": "male"}',
        '{"profile_id": "coded", "conditions": [{"concept": {"system": "ICD-10-CM", "code": "M32.14"}}]}',
        '{"profile_id": "null", "conditions": [{"concept": null}]}',
        '{"profile_id": "nan", "age_years": NaN}',
        '{"profile_id": "cut off", ',
        "[]",
        "",
        b'{"profile_id": "\xff"}',
        '{"profile_id": "p-0"}',
        '{"profile_id": "spaced"}',
        '{"profile_id": "ended", "sex": "male"}\r',
    )
    path = as_lines(tmp_path / "cohort.ndjson", {"profile_id": "first"}, *odd, *values, *lines)
    refused = lines_held_to_each_other(path)
    assert len([each for each in refused if "used before" in each]) == 1
    assert lines_held_to_each_other(path, 5) == refused


def test_other_files_are_not_lines(tmp_path: Path) -> None:
    assert not is_lines(as_lines(tmp_path / "array.json", '[{"profile_id": "a"},', '{"profile_id": "b"}]'))
    assert not is_lines(as_lines(tmp_path / "object.json", '{"profile_id":', '"a"}'))
    assert not is_lines(as_lines(tmp_path / "empty.ndjson"))
    assert not is_lines(tmp_path / "none.ndjson")
