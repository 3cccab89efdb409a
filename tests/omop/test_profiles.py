"""What the rows of a CDM mean as a profile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import pytest

from criteria.errors import InputRefused
from matcher.population.files import read_profiles
from matcher.population.omop import Options, write_profiles
from matcher.population.omop.keys import profile_id
from tests.omop.cdm import (
    ALT,
    CANCER,
    CLAIM,
    CREATININE,
    DSDNA,
    HC_CREAM,
    HIV,
    KEY,
    LESS,
    LN_ICD,
    MG,
    MG_DL,
    NEGATIVE,
    OPTIONS,
    ORDER,
    POSITIVE,
    PREDNISONE,
    PREDNISONE_5,
    PREGNANT,
    PRELIMINARY,
    PRESCRIPTION,
    RARE,
    RASH,
    RITUXIMAB,
    SLE,
    U_L,
    before,
    condition,
    drug,
    frames,
    measurement,
    observation,
    parquet,
    period,
    person,
    small,
)

Read = Callable[..., dict[str, Any]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The profile of the one person of a CDM, with what is not known left out."""

    def profile(options: Options = OPTIONS, **rows: Any) -> dict[str, Any]:
        tables = {name: [] for name in small()} | {"concept": small()["concept"], "drug_strength": strengths()}
        tables |= {"person": [person(1, (1980, 6, 15))], "observation_period": [period(1, 9000, 0)]} | rows
        folder = parquet(tmp_path / str(len(list(tmp_path.iterdir()))), frames(tables))
        write_profiles(str(folder), options, folder / "out.parquet")
        (found,) = pl.read_parquet(folder / "out.parquet").to_dicts()
        return plain(found)

    return profile


def strengths() -> list[dict[str, Any]]:
    return small()["drug_strength"]


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items() if each is not None and each is not False}
    return [plain(each) for each in value] if isinstance(value, list) else value


# -- people ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ((1980, 6, 15), 46),
        ((1980, 6, 16), 45),
        ((1980, None, None), 46),
        ((1936, 6, 15), 90),
        ((1900, 1, 1), 90),
        ((2026, 6, 15), 0),
        ((1980, 2, 31), 46),
        ((None, None, None), None),
        ((0, None, None), None),
    ],
)
def test_age_is_in_completed_years_and_90_for_all_above(
    read: Read, born: tuple[int | None, int | None, int | None], age: int | None
) -> None:
    assert read(person=[person(1, born)]).get("age_years") == age


@pytest.mark.parametrize(("gender", "sex"), [(8507, "male"), (8532, "female"), (0, None), (8521, None), (None, None)])
def test_sex_is_known_or_not(read: Read, gender: int, sex: str | None) -> None:
    assert read(person=[person(1, (1980, 1, 1), gender)]).get("sex") == sex


def test_the_profile_id_hangs_on_the_key(read: Read) -> None:
    one, other = read()["profile_id"], read(msgspec.structs.replace(OPTIONS, key=b"another key, longer"))["profile_id"]
    assert one == profile_id(1, KEY) != other
    assert len(one) == len("p-") + 32


# -- conditions -----------------------------------------------------------------------------------------------


def conditions(found: dict[str, Any]) -> list[Any]:
    return [
        (one["concept"], one.get("status"), one.get("onset_days_before"), one.get("abatement_days_before"))
        for one in found.get("conditions", [])
    ]


LUPUS, NEPHRITIS, TUMOUR = "systemic lupus erythematosus", "lupus nephritis", "malignant neoplasm"


@pytest.mark.parametrize(
    ("row", "entries"),
    [
        (condition(1, SLE, 0), [(LUPUS, None, 0, None)]),
        (condition(1, SLE, -1), []),
        (condition(1, SLE, 900, 100), [(LUPUS, "resolved", 900, 100)]),
        (condition(1, SLE, 900, -3), [(LUPUS, None, 900, None)]),
        (condition(1, SLE, 900, 900), [(LUPUS, None, 900, None)]),
        (condition(1, SLE, 900, 899, condition_type_concept_id=CLAIM), [(LUPUS, None, 900, None)]),
        (condition(1, SLE, 900, condition_status_concept_id=PRELIMINARY), []),
        (condition(1, SLE, 900, condition_type_concept_id=ORDER), []),
        (condition(1, SLE, 17_000), [(LUPUS, None, None, None)]),
        (condition(1, 0, 5, condition_source_concept_id=LN_ICD), [(NEPHRITIS, None, 5, None)]),
        (condition(1, SLE, 5, condition_source_concept_id=LN_ICD), [(NEPHRITIS, None, 5, None)]),
        (condition(1, CANCER, 5), [(TUMOUR, None, 5, None)]),
        (condition(1, RASH, 5), []),
        (condition(1, 0, 5), []),
    ],
)
def test_conditions(read: Read, row: dict[str, Any], entries: list[Any]) -> None:
    above = [{"ancestor_concept_id": 4000001, "descendant_concept_id": CANCER}]
    assert conditions(read(condition_occurrence=[row, row], concept_ancestor=above)) == entries


def test_without_the_table_of_ancestors_nothing_is_taken_for_what_it_is_a_kind_of(read: Read) -> None:
    assert conditions(read(condition_occurrence=[condition(1, CANCER, 5)])) == []


# -- drugs ----------------------------------------------------------------------------------------------------


def courses(found: dict[str, Any]) -> list[Any]:
    return [
        (one["concept"], one.get("start_days_before"), one.get("end_days_before"), one.get("dose"))
        for one in found.get("drug_exposures", [])
    ]


TEN = {"value": 10.0, "unit": "mg/d"}
SUPPLY = {"quantity": 60, "days_supply": 30}
WRITTEN = {"drug_type_concept_id": PRESCRIPTION}


@pytest.mark.parametrize(
    ("row", "entries"),
    [
        (drug(1, RITUXIMAB, 50, 50), [("rituximab", 50, 50, None)]),
        (drug(1, PREDNISONE_5, 50, 21, **SUPPLY), [("prednisone", 50, 21, TEN)]),
        (drug(1, PREDNISONE_5, 20, -9, **SUPPLY), [("prednisone", 20, 0, TEN)]),
        (drug(1, PREDNISONE_5, 50, None, **SUPPLY), [("prednisone", 50, 21, TEN)]),
        (drug(1, PREDNISONE_5, 50, None), [("prednisone", 50, None, None)]),
        (drug(1, PREDNISONE_5, 50, 50, **WRITTEN), [("prednisone", 50, None, None)]),
        (drug(1, PREDNISONE_5, 50, 50, **WRITTEN, **SUPPLY), [("prednisone", 50, 50, TEN)]),
        (drug(1, PREDNISONE_5, 50, 21, verbatim_end_date=before(30)), [("prednisone", 50, 30, None)]),
        (drug(1, PREDNISONE_5, 50, 60), [("prednisone", 50, None, None)]),
        (drug(1, PREDNISONE_5, 50, 21, quantity=60, days_supply=0), [("prednisone", 50, 21, None)]),
        (drug(1, PREDNISONE, 50, 21, **SUPPLY), [("prednisone", 50, 21, None)]),
        (drug(1, RITUXIMAB, -1, -1), []),
        (drug(1, RITUXIMAB, 5, 5, drug_type_concept_id=ORDER), []),
        (drug(1, 0, 5, 5), []),
    ],
)
def test_drugs(read: Read, row: dict[str, Any], entries: list[Any]) -> None:
    assert courses(read(drug_exposure=[row])) == entries


def test_a_cream_is_no_systemic_drug(read: Read) -> None:
    (course,) = read(drug_exposure=[drug(1, HC_CREAM, 50, 40)])["drug_exposures"]
    assert course["concept"] not in {"hydrocortisone", "glucocorticoid"}


def test_a_combination_is_each_of_its_ingredients(read: Read) -> None:
    row = {"drug_concept_id": PREDNISONE_5, "ingredient_concept_id": RITUXIMAB, "amount_value": 1.0}
    found = read(drug_exposure=[drug(1, PREDNISONE_5, 9, 9, **SUPPLY)], drug_strength=[*strengths(), row])
    assert courses(found) == [("prednisone", 9, 9, TEN), ("rituximab", 9, 9, None)]


def test_two_amounts_of_one_thing_give_no_dose(read: Read) -> None:
    row = {**strengths()[0], "amount_value": 1.0}
    found = read(drug_exposure=[drug(1, PREDNISONE_5, 9, 9, **SUPPLY)], drug_strength=[*strengths(), row])
    assert courses(found) == [("prednisone", 9, 9, None)]


# -- results --------------------------------------------------------------------------------------------------


def results_of(found: dict[str, Any]) -> list[Any]:
    return [
        (one["concept"], one.get("value"), one.get("unit"), one.get("range_low"), one.get("range_high"))
        for one in found.get("observations", [])
    ]


ANTI = "anti-dsDNA antibody"


@pytest.mark.parametrize(
    ("row", "entries"),
    [
        (measurement(1, CREATININE, 3, 0.9, unit_concept_id=MG_DL), [("creatinine", "0.9", "mg/dL", None, None)]),
        (measurement(1, CREATININE, 3, 80.0), [("creatinine", "80.0", None, None, None)]),
        (measurement(1, CREATININE, 3, 80.0, unit_source_value="nonsense"), []),
        (measurement(1, CREATININE, 3, 0.9, unit_source_value="mg/dl"), [("creatinine", "0.9", "mg/dL", None, None)]),
        (measurement(1, CREATININE, 3, 80.0, unit_concept_id=MG), [("creatinine", "80.0", "mg", None, None)]),
        (measurement(1, CREATININE, 3, 99999.0, unit_concept_id=MG_DL), []),
        (measurement(1, CREATININE, 3, float("nan"), unit_concept_id=MG_DL), []),
        (measurement(1, CREATININE, 3, 1.0, unit_concept_id=MG_DL, operator_concept_id=LESS), []),
        (measurement(1, CREATININE, 3), []),
        (measurement(1, CREATININE, -3, 0.9, unit_concept_id=MG_DL), []),
        (measurement(1, CREATININE, 20_000, 0.9, unit_concept_id=MG_DL), []),
        (
            measurement(1, ALT, 3, 90.0, unit_concept_id=U_L, range_low=10.0, range_high=40.0),
            [("alanine aminotransferase", "90.0", "U/L", 10.0, 40.0)],
        ),
        (
            measurement(1, ALT, 3, 90.0, unit_concept_id=U_L, range_low=50.0, range_high=40.0),
            [("alanine aminotransferase", "90.0", "U/L", None, None)],
        ),
        (measurement(1, HIV, 3, value_as_concept_id=NEGATIVE), [("HIV antibody", "negative", None, None, None)]),
        (measurement(1, DSDNA, 3, 60.0, value_as_concept_id=POSITIVE), [(ANTI, "positive", None, None, None)]),
        (
            measurement(1, DSDNA, 3, 60.0, value_as_concept_id=POSITIVE, range_high=30.0),
            [(ANTI, "60.0", None, None, 30.0)],
        ),
        (measurement(1, DSDNA, 3, value_as_concept_id=SLE), [(ANTI, LUPUS, None, None, None)]),
    ],
)
def test_measurements(read: Read, row: dict[str, Any], entries: list[Any]) -> None:
    assert results_of(read(measurement=[row])) == entries


@pytest.mark.parametrize(
    ("given", "entries"),
    [
        ({"value_as_string": "1:160"}, [(ANTI, "1:160", None, None, None)]),
        ({"value_as_string": " Positive "}, [(ANTI, "positive", None, None, None)]),
        ({"value_as_string": "12.5"}, [(ANTI, "12.5", None, None, None)]),
        ({"value_as_string": "seen by Dr. Example, positive"}, []),
        ({"value_as_number": 12.5}, [(ANTI, "12.5", None, None, None)]),
        ({}, []),
    ],
)
def test_observations(read: Read, given: dict[str, Any], entries: list[Any]) -> None:
    assert results_of(read(observation=[observation(1, DSDNA, 3, **given)])) == entries


@pytest.mark.parametrize(
    ("given", "entries"),
    [
        ({}, [{"concept": "pregnancy", "onset_days_before": 3}]),
        ({"value_as_concept_id": POSITIVE}, [{"concept": "pregnancy", "onset_days_before": 3}]),
        ({"value_as_concept_id": NEGATIVE}, [{"concept": "pregnancy", "onset_days_before": 3, "negated": True}]),
        ({"value_as_number": 2.0}, None),
    ],
)
def test_what_is_no_test_goes_home(read: Read, given: dict[str, Any], entries: list[Any] | None) -> None:
    assert read(observation=[observation(1, PREGNANT, 3, **given)]).get("conditions") == entries


DENIED = {"value_as_concept_id": NEGATIVE}


@pytest.mark.parametrize(
    ("rows", "entries"),
    [
        ({"observation": [observation(1, PREGNANT, 90, **DENIED)]}, [(90, True)]),
        ({"observation": [observation(1, PREGNANT, 91, **DENIED)]}, None),
        ({"observation": [observation(1, PREGNANT, 9, **DENIED), observation(1, PREGNANT, 99)]}, [(99, False)]),
        (
            {
                "observation": [observation(1, PREGNANT, 9, **DENIED)],
                "condition_occurrence": [condition(1, PREGNANT, 8)],
            },
            [(8, False)],
        ),
    ],
)
def test_a_denial_counts_while_it_is_fresh_and_undisputed(
    read: Read, rows: dict[str, Any], entries: list[Any] | None
) -> None:
    found = read(**rows).get("conditions")
    assert (found and [(one["onset_days_before"], one.get("negated", False)) for one in found]) == entries


# -- what is complete -----------------------------------------------------------------------------------------


VOUCHED = msgspec.structs.replace(OPTIONS, complete=("conditions", "drug_exposures"))


@pytest.mark.parametrize(
    ("options", "rows", "complete"),
    [
        (OPTIONS, {}, None),
        (VOUCHED, {}, ["conditions", "drug_exposures"]),
        (VOUCHED, {"condition_occurrence": [condition(1, RASH, 3)]}, ["drug_exposures"]),
        (VOUCHED, {"condition_occurrence": [condition(1, RASH, -3)]}, ["conditions", "drug_exposures"]),
        (VOUCHED, {"observation_period": [period(1, 9000, 1)]}, None),
        (VOUCHED, {"observation_period": [period(1, 9000, 1), period(1, 0, -9)]}, ["conditions", "drug_exposures"]),
        (VOUCHED, {"observation_period": []}, None),
    ],
)
def test_a_list_is_complete_where_the_caller_says_so_and_nothing_speaks_against_it(
    read: Read, options: Options, rows: dict[str, Any], complete: list[str] | None
) -> None:
    assert read(options, **rows).get("complete") == complete


# -- a site's own codes ---------------------------------------------------------------------------------------


def test_own_codes_fill_gaps_and_set_aside_what_is_of_no_account(read: Read, tmp_path: Path) -> None:
    own = tmp_path / "codes.csv"
    own.write_text("vocabulary_id,concept_code,concept\nSNOMED,900001,SLE\nSNOMED,900002,\n", "utf-8")
    options = msgspec.structs.replace(VOUCHED, codes=own)
    found = read(options, condition_occurrence=[condition(1, RARE, 5), condition(1, RASH, 3)])
    assert conditions(found) == [(LUPUS, None, 5, None)]
    assert found["complete"] == ["conditions", "drug_exposures"]


def test_own_codes_go_before_those_of_the_lexicon(read: Read, tmp_path: Path) -> None:
    own = tmp_path / "codes.csv"
    own.write_text("concept_code,vocabulary_id,concept\nM32.14,ICD10CM,\n55464009,SNOMED,lupus nephritis\n", "utf-8")
    rows = [condition(1, SLE, 5), condition(1, 0, 4, condition_source_concept_id=LN_ICD)]
    found = read(msgspec.structs.replace(OPTIONS, codes=own), condition_occurrence=rows)
    assert conditions(found) == [(NEPHRITIS, None, 5, None)]


def test_own_codes_name_what_the_lexicon_holds(read: Read, tmp_path: Path) -> None:
    own = tmp_path / "codes.csv"
    own.write_text("vocabulary_id,concept_code,concept\nSNOMED,1,SLE\nSNOMED,2,lupus nephritys\n", "utf-8")
    with pytest.raises(InputRefused, match=r"codes\.csv row 2: the lexicon does not hold .* near it: lupus nephritis"):
        read(msgspec.structs.replace(OPTIONS, codes=own))


# -- what stands behind it ------------------------------------------------------------------------------------


def test_the_profiles_are_such_as_the_rules_read(tmp_path: Path, out: Path) -> None:
    folder = parquet(tmp_path / "cdm", frames(small()))
    write_profiles(str(folder), OPTIONS, out)
    patients = list(read_profiles(out))
    first = patients[0]
    assert [type(one).__name__ for one in patients] == ["Patient"] * 7
    assert {one.concept for one in first.facts if one.domain == "observation"} == {
        "creatinine",
        "alanine aminotransferase",
        ANTI,
        "HIV antibody",
    }
    assert [(one.value, one.unit) for one in first.facts if one.concept == "creatinine"] == [(0.9, "mg/dL")]
    assert first.unresolved == ()
    assert [one.reason for one in patients[1].unresolved] == ["the unit does not convert to umol/L"]
