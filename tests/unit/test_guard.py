"""What must not come in does not, and no refusal repeats a value."""

from __future__ import annotations

import time
from typing import Any

import pytest

from criteria.errors import ProfileRefused
from matcher.population.guard import Repeated, check_profile, identifying
from matcher.population.profile import parse_profile
from tests.unit.small import LEXICON


def refusal(raw: object) -> ProfileRefused:
    with pytest.raises(ProfileRefused) as caught:
        parse_profile(raw, LEXICON)
    return caught.value


def profile(**fields: Any) -> dict[str, Any]:
    return {"profile_id": "p-1", **fields}


# -- fields ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "field",
    [
        *("name", "patient_name", "firstName", "Last-Name", "birth_date", "birthDate", "date_of_birth", "dob", "mrn"),
        *("medical_record_number", "email", "e-mail", "phone", "telephone", "ssn", "address", "home_address", "zip"),
        *("postal_code", "patient_id", "insurance_number", "street"),
    ],
)
def test_identifiers_are_refused_by_name(field: str) -> None:
    for raw in (profile(**{field: "Zaphod"}), profile(conditions=[{"concept": "stroke", field: "Zaphod"}])):
        error = refusal(raw)
        assert "identifier" in str(error)
        assert field in str(error)
        assert "Zaphod" not in str(error)


def test_an_unknown_field_is_named_with_the_nearest_that_is_allowed() -> None:
    error = refusal(profile(observation=[]))
    assert error.what == "the field observation is unknown"
    assert error.do == "did you mean observations?"
    nested = refusal(profile(drug_exposures=[{"concept": "rituximab"}, {"concept": "rituximab", "end_day_before": 4}]))
    assert nested.where == "/drug_exposures/1"
    assert nested.do == "did you mean end_days_before?"
    assert "allowed here" in refusal(profile(zzz=1)).do


@pytest.mark.parametrize("where", ["location", "dose", "concept"])
def test_unknown_fields_are_found_at_every_depth(where: str) -> None:
    raw = {
        "location": profile(location={"planet": "x"}),
        "dose": profile(drug_exposures=[{"concept": "rituximab", "dose": {"value": 1, "unit": "mg/d", "planet": 1}}]),
        "concept": profile(conditions=[{"concept": {"system": "LOINC", "code": "1", "planet": "x"}}]),
    }[where]
    assert "the field planet is unknown" in str(refusal(raw))


def test_fields_for_calendar_dates_are_refused_as_such() -> None:
    error = refusal(profile(conditions=[{"concept": "stroke", "onset_date": "x"}]))
    assert "onset_date is a calendar date" in error.what
    assert "days before the index date" in error.do


@pytest.mark.parametrize("field", ["Zaphod Beeblebrox", "z@example.org", "2024-05-01", "x" * 200, "+4917012345678"])
def test_a_field_whose_name_may_be_a_value_is_not_repeated(field: str) -> None:
    assert field not in str(refusal(profile(**{field: 1})))


def test_a_field_given_twice_is_refused() -> None:
    twice = Repeated(profile(age_years=40))
    twice.field = "age_years"
    assert "the field age_years is given more than once" in str(refusal(twice))


# -- strings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2024-05-01",
            "seen 2024-5-1",
            "01.05.2024",
            "5/1/2024",
            "05/01/24",
            "1 May 2024",
            "May 1st, 2024",
            "may 2024",
        ),
        *("2024-05-01T10:00:00Z", "20240501", "12 sept", "2024/05/01"),
    ],
)
def test_calendar_dates_are_refused_in_any_string(text: str) -> None:
    for raw in (
        profile(observations=[{"concept": "HIV antibody", "value": text}]),
        profile(conditions=[{"concept": text}]),
    ):
        error = refusal(raw)
        assert "calendar date" in str(error)
        assert text not in str(error)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "zaphod@example.org",
            "mail zaphod.b@example.co.uk please",
            "+49 170 1234567",
            "555-123-4567",
            "(555) 123 4567",
        ),
        *("123-45-6789", "+4917012345678", "MRN 123456789"),
    ],
)
def test_contacts_and_numbers_are_refused_in_any_string(text: str) -> None:
    for raw in (
        profile(observations=[{"concept": "HIV antibody", "value": text}]),
        profile(location={"country": text}),
    ):
        error = refusal(raw)
        assert "looks like" in str(error)
        assert text not in str(error)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "systemic lupus erythematosus",
            "2019 EULAR/ACR SLE classification criteria",
            "anti-β2-glycoprotein I",
            "1:160",
        ),
        *(
            "IV+V",
            "positive for IgG",
            "mL/min/{1.73_m2}",
            "10*9/L",
            "CD19+ B-cell count",
            "250000000000",
            "1.5e9",
            "II-III",
        ),
        *("98979-8", "M32.14", "HLA-DRB1*04:01", "2013 ACR/EULAR", "C3 0.8-1.2-1.8", "march", "marching", "99mTc scan"),
    ],
)
def test_clinical_words_pass(text: str) -> None:
    assert identifying(text) is None


@pytest.mark.parametrize(
    "profile_id", ["p-001", "550e8400-e29b-41d4-a716-446655440000", "site:3.17_A", "000123456789", "x" * 64]
)
def test_opaque_ids_pass(profile_id: str) -> None:
    assert check_profile({"profile_id": profile_id}).profile_id == profile_id


@pytest.mark.parametrize(
    "profile_id", ["a b", "", "x" * 65, "zaphod@example.org", "555-123-4567", "site-2024-05-01", "p\n", 7, None]
)
def test_ids_that_say_more_are_refused(profile_id: object) -> None:
    error = refusal({"profile_id": profile_id})
    assert error.where == "/profile_id"
    assert not profile_id or str(profile_id) not in str(error)


def test_a_long_string_takes_time_in_proportion() -> None:
    began = time.perf_counter()
    for text in ("1 " * 50_000, "a@" * 50_000, "(1)-" * 25_000, "may " * 25_000, "12-" * 30_000, "+1 2" * 25_000):
        identifying(text)
        identifying(text, opaque=True)
    assert time.perf_counter() - began < 60  # seconds: squared time would take hours


# -- types and impossible values ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"age_years": 91}, "/age_years"),
        ({"age_years": -1}, "/age_years"),
        ({"age_years": "34"}, "/age_years"),
        ({"age_years": True}, "/age_years"),
        ({"sex": "F"}, "/sex"),
        ({"complete": ["labs"]}, "/complete/0"),
        ({"complete": "conditions"}, "/complete"),
        ({"conditions": {}}, "/conditions"),
        ({"conditions": ["stroke"]}, "/conditions/0"),
        ({"conditions": [{}]}, "/conditions/0"),
        ({"conditions": [{"concept": 7}]}, "/conditions/0/concept"),
        ({"conditions": [{"concept": ""}]}, "/conditions/0/concept"),
        ({"conditions": [{"concept": {"system": "LOINC"}}]}, "/conditions/0/concept"),
        ({"conditions": [{"concept": "stroke", "status": "past"}]}, "/conditions/0/status"),
        ({"conditions": [{"concept": "stroke", "negated": "yes"}]}, "/conditions/0/negated"),
        ({"conditions": [{"concept": "stroke", "onset_days_before": -1}]}, "/conditions/0/onset_days_before"),
        ({"conditions": [{"concept": "stroke", "onset_days_before": 1e9}]}, "/conditions/0/onset_days_before"),
        (
            {"conditions": [{"concept": "stroke", "onset_days_before": 5, "abatement_days_before": 6}]},
            "/conditions/0/abatement_days_before",
        ),
        (
            {"drug_exposures": [{"concept": "rituximab", "start_days_before": 5, "end_days_before": 6}]},
            "/drug_exposures/0/end_days_before",
        ),
        ({"drug_exposures": [{"concept": "rituximab", "response": "good"}]}, "/drug_exposures/0/response"),
        ({"drug_exposures": [{"concept": "rituximab", "dose": {"value": -1}}]}, "/drug_exposures/0/dose/value"),
        ({"drug_exposures": [{"concept": "rituximab", "dose": "10 mg"}]}, "/drug_exposures/0/dose"),
        ({"observations": [{"concept": "SLEDAI", "value": [1]}]}, "/observations/0/value"),
        ({"observations": [{"concept": "SLEDAI", "value": float("nan")}]}, "/observations/0/value"),
        ({"observations": [{"concept": "SLEDAI", "value": float("inf")}]}, "/observations/0/value"),
        (
            {"observations": [{"concept": "SLEDAI", "value": 10, "range_low": 3, "range_high": 2}]},
            "/observations/0/range_low",
        ),
        ({"observations": [{"concept": "SLEDAI", "value": 106}]}, "/observations/0/value"),
        ({"observations": [{"concept": "SLEDAI", "value": -1}]}, "/observations/0/value"),
        ({"observations": [{"concept": "hemoglobin", "value": 120, "unit": "g/dL"}]}, "/observations/0/value"),
        ({"observations": [{"concept": "hemoglobin", "value": -1, "unit": "g/L"}]}, "/observations/0/value"),
        ({"observations": [{"concept": "SLEDAI", "value": "999"}]}, "/observations/0/value"),
        ({"location": {"latitude": 91}}, "/location/latitude"),
        ({"location": {"postal_prefix": "02139"}}, "/location/postal_prefix"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(fields: dict[str, Any], where: str) -> None:
    error = refusal(profile(**fields))
    assert error.where == where
    assert error.what
    assert "`" not in str(error)


def test_the_message_says_what_is_wanted() -> None:
    assert str(refusal(profile(sex="F"))) == "/sex: must be female, male or null"
    assert "90 or older" in str(refusal(profile(age_years=91)))


@pytest.mark.parametrize("raw", [None, 7, "p", [], [{}]])
def test_only_objects_are_profiles(raw: object) -> None:
    assert "not a JSON object" in str(refusal(raw))


def test_a_missing_id_is_named() -> None:
    assert "profile_id is missing" in str(refusal({"age_years": 4}))


def test_null_is_left_out() -> None:
    raw = profile(
        age_years=None, sex=None, conditions=None, observations=[{"concept": "SLEDAI", "value": None, "unit": None}]
    )
    assert parse_profile(raw, LEXICON).age_years is None
