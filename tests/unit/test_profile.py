"""Profiles from files to patients: names resolved, facts sent home, what is wrong refused alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from criteria.errors import ProfileRefused
from matcher.population.profile import Fact, Patient, Profile, parse_profile, read_profiles, resolve
from tests.unit.small import LEXICON, condition, done, drug, patient, result


def read(path: Path) -> list[Patient | ProfileRefused]:
    return list(read_profiles(path, LEXICON))


def written(tmp_path: Path, content: str | bytes, name: str = "profiles.json") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def ids(outcomes: list[Patient | ProfileRefused]) -> list[str]:
    return [each.profile_id if isinstance(each, Patient) else f"refused {each.where}" for each in outcomes]


# -- files ----------------------------------------------------------------------------------------------------

TWO = [{"profile_id": "a", "age_years": 34}, {"profile_id": "b", "conditions": [{"concept": "stroke"}]}]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(TWO),
        json.dumps(TWO, indent=2),
        "\n".join(map(json.dumps, TWO)),
        "\n\n" + "\n \n".join(map(json.dumps, TWO)) + "\n\n",
        "\r\n".join(map(json.dumps, TWO)),
        "\ufeff" + json.dumps(TWO),
        "\ufeff" + "\n".join(map(json.dumps, TWO)),
        b"\n".join(json.dumps(each).encode() for each in TWO),
    ],
)
def test_arrays_and_lines_read_alike(tmp_path: Path, content: str | bytes) -> None:
    assert read(written(tmp_path, content)) == [parse_profile(each, LEXICON) for each in TWO]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_single_object(tmp_path: Path, indent: int | None) -> None:
    assert read(written(tmp_path, json.dumps(TWO[0], indent=indent))) == [parse_profile(TWO[0], LEXICON)]


def test_a_bad_line_is_refused_alone_and_named(tmp_path: Path) -> None:
    lines = [
        json.dumps(TWO[0]),
        '{"profile_id": ',
        "[1]",
        json.dumps({"profile_id": "c", "age_years": 91}),
        json.dumps(TWO[1]),
        "\udcff",
    ]
    path = written(tmp_path, "\n".join(lines).encode("utf-8", "surrogateescape"), "p.ndjson")
    outcomes = read(path)
    assert ids(outcomes) == [
        "a",
        f"refused {path} line 2",
        f"refused {path} line 3",
        f"refused {path} line 4 /age_years",
        "b",
        f"refused {path} line 6",
    ]
    assert str(outcomes[3]) == f'{path} line 4 /age_years: must be a number from 0 to 90, where 90 means "90 or older"'


def test_a_bad_first_line_does_not_spoil_the_rest(tmp_path: Path) -> None:
    path = written(tmp_path, '{"profile_id": \n' + json.dumps(TWO[0]), "p.ndjson")
    assert ids(read(path)) == [f"refused {path} line 1", "a"]


def test_a_bad_element_of_an_array_is_refused_alone_and_named_by_its_line(tmp_path: Path) -> None:
    content = '[\n{"profile_id": "a"},\n\n{"profile_id": "b",\n "sex": "x"},\n7,\n{"profile_id": "c"}\n]'
    path = written(tmp_path, content)
    assert ids(read(path)) == ["a", f"refused {path} line 4 /sex", f"refused {path} line 6", "c"]


def test_an_array_that_breaks_off(tmp_path: Path) -> None:
    path = written(tmp_path, '[{"profile_id": "a"},\n{"profile_id": "b"')
    assert ids(read(path)) == ["a", f"refused {path} line 2"]
    assert ids(read(written(tmp_path, "["))) == [f"refused {path} line 1"]


def test_an_id_stands_for_one_patient(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps([*TWO, {"profile_id": "a", "age_years": 5}]))
    outcomes = read(path)
    assert ids(outcomes) == ["a", "b", f"refused {path} line 1 /profile_id"]
    assert "used before" in str(outcomes[2])


def test_a_field_given_twice_is_refused(tmp_path: Path) -> None:
    path = written(
        tmp_path, '{"profile_id": "a", "conditions": [{"concept": "stroke", "status": "active", "status": "resolved"}]}'
    )
    assert ids(read(path)) == [f"refused {path} line 1 /conditions/0"]


def test_numbers_that_are_none(tmp_path: Path) -> None:
    path = written(tmp_path, '{"profile_id": "a", "observations": [{"concept": "SLEDAI", "value": NaN}]}')
    assert ids(read(path)) == [f"refused {path} line 1 /observations/0/value"]


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, '{"profile_id": "a"}\n{"profile_id": ' + "[" * 200_000)
    assert ids(read(path)) == ["a", f"refused {path} line 2"]


@pytest.mark.parametrize("content", ["", "\n\n", "[]"])
def test_a_file_without_profiles_says_so(tmp_path: Path, content: str) -> None:
    (only,) = read(written(tmp_path, content))
    assert "holds no profile" in str(only)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProfileRefused, match="cannot be read"):
        read(tmp_path / "none.json")


FULL: dict[str, Any] = {
    "profile_id": "full",
    "age_years": 34.0,
    "sex": "female",
    "complete": ["conditions"],
    "conditions": [condition("SLE", "active", 1500.0), {"concept": "stroke", "negated": True}],
    "observations": [result("SLEDAI-2K", "10", days=7.0), result("ALT", "90", "U/L", 3.0, range_high=40.0)],
    "drug_exposures": [drug("prednisone", 400.0, 0.0, dose="10 mg/d")],
    "procedures": [done("splenectomy", 400.0)],
    "location": {"country": "US", "postal_prefix": "021", "latitude": 42.3601, "longitude": -71.0589},
}


@pytest.mark.parametrize("suffix", ["parquet", "arrow"])
def test_columns_read_like_lines(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"profiles.{suffix}"
    frame = pl.DataFrame([FULL, {"profile_id": "bare"}], infer_schema_length=None)
    frame.write_parquet(path) if suffix == "parquet" else frame.write_ipc(path)
    assert read(path) == [parse_profile(FULL, LEXICON), parse_profile({"profile_id": "bare"}, LEXICON)]


def test_a_bad_row_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "profiles.parquet"
    pl.DataFrame({"profile_id": ["a", "b"], "age_years": [34, 99]}).write_parquet(path)
    assert ids(read(path)) == ["a", f"refused {path} row 2 /age_years"]


@pytest.mark.parametrize("suffix", ["parquet", "arrow"])
@pytest.mark.parametrize("kept", [0, 8, 0.5, 0.99])
def test_a_columnar_file_that_is_cut_off(tmp_path: Path, suffix: str, kept: float) -> None:
    path = tmp_path / f"profiles.{suffix}"
    frame = pl.DataFrame([FULL] * 100, infer_schema_length=None)
    frame.write_parquet(path) if suffix == "parquet" else frame.write_ipc(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(kept * len(whole)) if kept < 1 else int(kept)])
    with pytest.raises(ProfileRefused, match=f"profiles.{suffix}: cannot be read as {suffix}; it may be cut off"):
        read(path)


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ({"age_years": "34"}, "the column age_years must hold numbers"),
        ({"sex": 1}, "the column sex must hold text"),
        ({"conditions": "SLE"}, "the column conditions must hold lists"),
        ({"conditions": ["SLE"]}, "the column conditions must hold objects"),
        ({"complete": [1]}, "the column complete must hold text"),
        (
            {"observations": [{"concept": "ALT", "value": True}]},
            "the column observations.value must hold numbers or text",
        ),
        ({"drug_exposures": [{"concept": 5}]}, "the column drug_exposures.concept must hold text or objects"),
        ({"drug_exposures": [{"concept": "x", "dose": {"value": "5"}}]}, "the column drug_exposures.dose.value must"),
    ],
)
def test_a_column_of_the_wrong_type_is_named_once(tmp_path: Path, column: dict[str, Any], message: str) -> None:
    path = tmp_path / "profiles.parquet"
    pl.DataFrame([{"profile_id": one, **column} for one in ("a", "b")]).write_parquet(path)
    with pytest.raises(ProfileRefused, match=f"^{path}: {message}"):
        read(path)


def test_columns_without_profile_ids(tmp_path: Path) -> None:
    pl.DataFrame({"age_years": [3]}).write_parquet(tmp_path / "p.parquet")
    with pytest.raises(ProfileRefused, match=r"p\.parquet: there is no column profile_id"):
        read(tmp_path / "p.parquet")


# -- resolution -----------------------------------------------------------------------------------------------


def only(someone: Patient) -> Fact:
    (fact,) = someone.facts
    return fact


def test_a_profile_as_a_patient() -> None:
    someone = parse_profile(FULL, LEXICON)
    assert (someone.profile_id, someone.age_years, someone.sex) == ("full", 34, "female")
    assert someone.closed == {"condition"}
    assert [fact.pointer for fact in someone.facts] == [
        "/conditions/0", "/conditions/1", "/observations/0", "/observations/1", "/drug_exposures/0", "/procedures/0",
    ]  # fmt: skip
    assert someone.location is not None
    assert (someone.location.latitude, someone.location.longitude) == (42.36, -71.06)
    assert someone.unresolved == ()


def test_names_resolve_in_any_spelling_and_by_code() -> None:
    named = [
        {"concept": name} for name in ("sle", "Systemic  Lupus Erythematosus", {"system": "ICD-10-CM", "code": "M32.9"})
    ]
    assert {fact.concept for fact in patient(conditions=named).facts} == {"systemic lupus erythematosus"}
    assert (
        only(patient(conditions=[{"concept": {"system": "icd-10-cm", "code": "m32.14"}}])).concept == "lupus nephritis"
    )
    assert (
        only(patient(observations=[{"concept": {"system": "LOINC", "code": "2160-0"}, "value": 1}])).concept
        == "creatinine"
    )
    assert only(patient(drug_exposures=[{"concept": "tachlimus"}])).concept == "tacrolimus"


def test_what_does_not_resolve_is_reported_without_its_value() -> None:
    someone = patient(
        conditions=[{"concept": "strokes of luck"}, {"concept": "stroke"}],
        observations=[{"concept": {"system": "LOINC", "code": "1-8"}, "value": 4.25}],
        drug_exposures=[{"concept": "ritoximab"}],
    )
    assert [fact.pointer for fact in someone.facts] == ["/conditions/1"]
    assert [each.pointer for each in someone.unresolved] == ["/conditions/0", "/observations/0", "/drug_exposures/0"]
    assert someone.unresolved[1].reason == "the lexicon does not hold this code"
    assert someone.unresolved[2].suggestions[0] == "rituximab"


@pytest.mark.parametrize(
    ("value", "unit", "reason"),
    [
        (12, "parsecs", "the unit is not known; hemoglobin is understood in g/L"),
        (12, "U/L", "the unit does not convert to g/L"),
        (12, "mmol/L", "the unit does not convert to g/L"),
    ],
)
def test_a_unit_that_does_not_convert_is_reported_and_the_rest_goes_on(value: float, unit: str, reason: str) -> None:
    someone = patient(observations=[result("hemoglobin", value, unit, 3), result("SLEDAI", 8)])
    assert [fact.concept for fact in someone.facts] == ["SLEDAI"]
    assert someone.unresolved[0].reason == reason


def test_units_are_written_as_ucum() -> None:
    assert only(patient(observations=[result("platelet count", 50, "×10^9/L")])).unit == "10*9/L"
    assert only(patient(drug_exposures=[drug("prednisone", dose="10 mg/day")])).dose_unit == "mg/d"


def test_values_are_numbers_or_words_in_lower_case() -> None:
    assert only(patient(observations=[result("SLEDAI", "10")])).value == 10
    assert only(patient(observations=[result("HIV antibody", "  Not   Detected ")])).text == "not detected"
    assert only(patient(observations=[result("NYHA class", "III")])).text == "iii"
    assert only(patient(observations=[result("HIV antibody", "")])).text is None


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ({"drug_exposures": [drug("plasma exchange", 30, 20)]}, ("procedure", 30, 20, None, False)),
        ({"conditions": [condition("splenectomy", onset=400)]}, ("procedure", 400, None, None, False)),
        ({"procedures": [done("rituximab", 30)]}, ("drug", 30, 30, None, False)),
        ({"conditions": [condition("prednisone", "active", 90)]}, ("drug", 90, 0, "active", False)),
        ({"drug_exposures": [drug("pregnancy", 90, 0)]}, ("condition", 90, None, "active", False)),
        ({"procedures": [done("stroke", 90)]}, ("condition", 90, None, None, False)),
        ({"observations": [result("pregnancy", "positive", days=3)]}, ("condition", 3, None, None, False)),
        ({"observations": [result("pregnancy", "negative", days=3)]}, ("condition", 3, None, None, True)),
        ({"observations": [result("splenectomy", "yes", days=3)]}, ("procedure", 3, 3, None, False)),
        ({"observations": [result("rituximab", "no")]}, ("drug", None, None, None, True)),
        ({"conditions": [condition("HIV antibody", onset=40)]}, ("observation", 40, None, None, False)),
        ({"procedures": [done("HIV antibody", 40)]}, ("observation", 40, 40, None, False)),
        ({"drug_exposures": [drug("HIV antibody", 40, 30)]}, ("observation", 30, 30, None, False)),
    ],
)
def test_a_fact_in_another_list_is_understood_all_the_same(lists: dict[str, Any], expected: tuple[Any, ...]) -> None:
    fact = only(patient(**lists))
    assert (fact.domain, fact.start, fact.end, fact.status, fact.negated) == expected


def test_a_condition_takes_no_number() -> None:
    someone = patient(observations=[result("pregnancy", 3)])
    assert someone.facts == ()
    assert someone.unresolved[0].reason == "a condition takes no such value"


def test_a_decoded_profile_is_checked_all_the_same() -> None:
    assert resolve(Profile(profile_id="p", age_years=40), LEXICON).age_years == 40
    with pytest.raises(ProfileRefused, match="calendar date"):
        resolve(Profile(profile_id="p-2024-05-01"), LEXICON)
