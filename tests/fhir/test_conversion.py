from __future__ import annotations

import datetime as dt
import json
from typing import Any

import msgspec
import pytest

from matcher.population.fhir import Converted, convert, people_of
from matcher.population.fhir.bundle import decode_bundle
from matcher.population.profile import resolve
from tests.fhir.builders import (
    CVX,
    HERS,
    ICD,
    INDEX,
    LOINC,
    RXNORM,
    SNOMED,
    bundle,
    coded,
    condition,
    converted,
    medicine,
    observation,
    person,
    quantity,
    reasons,
    status,
)

NEPHRITIS = coded(ICD, "M32.14")
ALT = coded(LOINC, "1742-6")


def entries(outcome: Converted, name: str) -> list[dict[str, Any]]:
    """The entries of a list as a caller would write them; the profile is held to the guard on the way."""
    resolve(outcome.profile)
    return list(msgspec.to_builtins(outcome.profile)[name])


# -- the person -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ("1992-09-01", 34.0),
        ("1992-09-02", 33.0),
        ("1992-03", 34.0),
        ("1992-09", None),
        ("1992", None),
        ("1920-01-01", 90.0),
        ("1920", 90.0),
        ("2027-01-01", None),
        ("not a date", None),
        ("1992-13-01", None),
    ],
)
def test_age_is_told_only_where_the_birth_date_leaves_nothing_open(born: str, age: float | None) -> None:
    assert converted(who=person(birthDate=born)).profile.age_years == age


@pytest.mark.parametrize(("gender", "sex"), [("male", "male"), ("other", None), ("unknown", None)])
def test_sex_is_one_of_two_or_not_known(gender: str, sex: str | None) -> None:
    assert converted(who=person(gender=gender)).profile.sex == sex


def test_of_an_address_the_country_and_three_characters_remain() -> None:
    home = {"line": ["1 Calle del Zorro"], "city": "Zorroville", "postalCode": "02139", "country": "US"}
    profile = converted(who=person(address=[home])).profile
    assert msgspec.to_builtins(profile.location) == {"country": "US", "postal_prefix": "021"}


def test_a_death_is_said() -> None:
    assert "died" in converted(who=person(deceasedDateTime="2026-08-01")).report.notes[0]
    assert converted(who=person(deceasedDateTime="2026-10-01")).report.notes == ()


# -- conditions -----------------------------------------------------------------------------------------------


def test_a_diagnosis_has_status_and_times() -> None:
    outcome = converted(condition(NEPHRITIS, onsetDateTime="2022-09-01T08:00:00+02:00"))
    assert entries(outcome, "conditions") == [
        {"concept": "lupus nephritis", "status": "active", "onset_days_before": 1461.0}
    ]


@pytest.mark.parametrize(
    ("clinical", "became"), [("relapse", "active"), ("remission", "inactive"), ("resolved", "resolved")]
)
def test_clinical_status(clinical: str, became: str) -> None:
    assert entries(converted(condition(NEPHRITIS, clinical)), "conditions")[0]["status"] == became


def test_what_was_refuted_is_known_absent() -> None:
    assert entries(converted(condition(NEPHRITIS, verified="refuted")), "conditions") == [
        {"concept": "lupus nephritis", "negated": True}
    ]


def test_a_denial_gives_way_to_a_record_that_affirms_it() -> None:
    lupus = coded(ICD, "M32.9")
    outcome = converted(condition(lupus, verified="refuted"), condition(NEPHRITIS))
    assert [each["concept"] for each in entries(outcome, "conditions")] == ["lupus nephritis"]
    assert "denial" in outcome.report.notes[0]


@pytest.mark.parametrize(
    ("verified", "reason"),
    [("entered-in-error", "entered in error"), ("provisional", "not confirmed"), ("differential", "not confirmed")],
)
def test_what_is_not_confirmed_is_not_used(verified: str, reason: str) -> None:
    outcome = converted(condition(NEPHRITIS, verified=verified))
    assert (entries(outcome, "conditions"), reasons(outcome)) == ([], [reason])


def test_times_that_are_not_known_to_the_day_are_left_out_and_said() -> None:
    outcome = converted(condition(NEPHRITIS, onsetDateTime="2020"))
    assert entries(outcome, "conditions") == [{"concept": "lupus nephritis", "status": "active"}]
    assert "not known to the day" in reasons(outcome)[0]


def test_what_begins_after_the_index_date_is_not_used_and_what_ends_after_it_had_not_ended() -> None:
    later = converted(condition(NEPHRITIS, onsetDateTime="2026-09-02"))
    assert reasons(later) == ["dated after the index date"]
    over = condition(NEPHRITIS, "resolved", onsetDateTime="2026-01-01", abatementDateTime="2026-12-01")
    (entry,) = entries(converted(over), "conditions")
    assert entry == {"concept": "lupus nephritis", "onset_days_before": 243.0}


def test_codes_go_before_names_and_names_count_only_whole() -> None:
    display = converted(condition(coded(SNOMED, "55464009", "Systemic lupus erythematosus (disorder)")))
    assert entries(display, "conditions")[0]["concept"] == "systemic lupus erythematosus"
    for words in ("Suspected systemic lupus erythematosus (situation)", "lupus-like illness of Mrs Zorro"):
        outcome = converted(condition(coded("urn:made-up", "1", words)))
        assert entries(outcome, "conditions") == []
        assert "Zorro" not in str(outcome.report)


def test_codes_that_mean_different_things_are_not_used() -> None:
    both = {"coding": [*NEPHRITIS["coding"], *coded(ICD, "C50.9")["coding"]]}
    assert reasons(converted(condition(both))) == ["its codes mean different things"]
    narrower = {"coding": [*NEPHRITIS["coding"], *coded(ICD, "M32.9")["coding"]]}
    assert entries(converted(condition(narrower)), "conditions")[0]["concept"] == "lupus nephritis"


# -- allergies ------------------------------------------------------------------------------------------------


def allergy(code: dict[str, Any], verified: str = "confirmed", **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "AllergyIntolerance",
        "patient": HERS,
        "clinicalStatus": status("active", "allergyintolerance-clinical"),
        "verificationStatus": status(verified, "allergyintolerance-verification"),
        "code": code,
    } | more


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        (allergy({"text": "rituximab"}), {"concept": "allergy to rituximab", "status": "active"}),
        (
            allergy({"text": "penicillin allergy"}, category=["medication"]),
            {"concept": "penicillin allergy", "status": "active"},
        ),
        (allergy({"text": "unheard-of"}, category=["medication"]), {"concept": "drug allergy", "status": "active"}),
        (allergy(coded(SNOMED, "716186003")), {"concept": "allergy", "negated": True}),
        (allergy({"text": "rituximab"}, "refuted"), {"concept": "allergy to rituximab", "negated": True}),
    ],
)
def test_allergies_are_conditions(resource: dict[str, Any], expected: dict[str, Any]) -> None:
    outcome = converted(resource)
    assert entries(outcome, "conditions") == [expected]
    assert entries(outcome, "drug_exposures") == []


def test_a_refuted_allergy_to_something_unknown_denies_no_other() -> None:
    outcome = converted(allergy({"text": "unheard-of"}, "refuted", category=["medication"]))
    assert entries(outcome, "conditions") == []
    assert outcome.report.unused


def test_an_intolerance_is_a_course_that_was_not_tolerated() -> None:
    outcome = converted(allergy({"text": "mycophenolate mofetil"}, type="intolerance"))
    assert entries(outcome, "drug_exposures") == [{"concept": "mycophenolate mofetil", "response": "intolerant"}]


# -- observations ---------------------------------------------------------------------------------------------


def test_a_laboratory_value_has_unit_and_range() -> None:
    limits = [{"high": quantity(40, "U/L"), "type": coded("http://terminology.hl7.org/x", "normal")}]
    outcome = converted(observation(ALT, valueQuantity=quantity(90, "U/L"), referenceRange=limits))
    assert entries(outcome, "observations") == [
        {"concept": "alanine aminotransferase", "value": 90.0, "unit": "U/L", "range_high": 40.0, "days_before": 3.0}
    ]


def test_a_range_in_another_unit_or_for_others_is_not_taken() -> None:
    value = quantity(90, "U/L")
    for limits in (
        [{"high": quantity(0.7, "ukat/L")}],
        [{"high": quantity(40, "U/L")}, {"high": quantity(60, "U/L")}],
        [{"high": quantity(40, "U/L"), "type": coded("http://terminology.hl7.org/x", "critical")}],
    ):
        (entry,) = entries(converted(observation(ALT, valueQuantity=value, referenceRange=limits)), "observations")
        assert "range_high" not in entry


def test_components_are_results_and_a_panel_is_none() -> None:
    parts = [
        {"code": coded(LOINC, "8480-6"), "valueQuantity": quantity(120, "mm[Hg]")},
        {"code": coded(LOINC, "8462-4"), "valueQuantity": quantity(80, "mm[Hg]")},
    ]
    outcome = converted(observation(coded(LOINC, "85354-9"), component=parts))
    assert [each["value"] for each in entries(outcome, "observations")] == [120.0, 80.0]
    assert outcome.report.unused == ()


DSDNA = {"text": "anti-dsDNA antibody"}
INTERPRETED = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"


@pytest.mark.parametrize(
    ("result", "values"),
    [
        ({"valueCodeableConcept": coded(SNOMED, "10828004")}, ["positive"]),
        ({"valueCodeableConcept": coded(LOINC, "LA6577-6")}, ["negative"]),
        ({"valueCodeableConcept": coded("urn:made-up", "x", "Positive (qualifier value)")}, ["positive"]),
        ({"valueString": "1:160"}, ["1:160"]),
        ({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 160}}}, ["1:160"]),
        ({"valueBoolean": False}, ["negative"]),
        ({"interpretation": [coded(INTERPRETED, "POS")]}, ["positive"]),
        (
            {"valueQuantity": quantity(45, "[IU]/mL"), "interpretation": [coded(INTERPRETED, "POS")]},
            [45.0, "positive"],
        ),
        (
            {"valueQuantity": quantity(20, "[IU]/mL", comparator="<"), "interpretation": [coded(INTERPRETED, "NEG")]},
            ["negative"],
        ),
        ({"valueQuantity": quantity(20, "[IU]/mL", comparator="<")}, []),
        ({"valueString": "see the letter of Dr Zorro, 2020-01-01"}, []),
        ({"dataAbsentReason": coded("urn:x", "unknown")}, []),
        ({"valueQuantity": quantity(45, "furlongs")}, []),
    ],
)
def test_what_a_result_says(result: dict[str, Any], values: list[Any]) -> None:
    outcome = converted(observation(DSDNA, **result))
    assert [each["value"] for each in entries(outcome, "observations")] == values
    assert bool(outcome.report.unused) == (not values)
    assert "Zorro" not in str(outcome)


@pytest.mark.parametrize(
    ("result", "value"),
    [
        ({"valueInteger": 1}, 1.0),
        ({"valueCodeableConcept": coded(LOINC, "LA9623-5")}, "1"),
        ({"valueCodeableConcept": coded(SNOMED, "422512005")}, "1"),
        ({"valueQuantity": quantity(1, "{score}")}, 1.0),
    ],
)
def test_performance_status_as_mcode_has_it(result: dict[str, Any], value: Any) -> None:
    outcome = converted(observation(coded(LOINC, "89247-1"), **result))
    (entry,) = entries(outcome, "observations")
    assert (entry["concept"], entry["value"]) == ("ECOG performance status", value)


def test_a_smoking_status_is_a_class() -> None:
    never = observation(coded(LOINC, "72166-2"), valueCodeableConcept=coded(SNOMED, "266919005"))
    assert entries(converted(never), "observations")[0]["value"] == "never"


def test_a_class_is_taken_where_it_is_on_the_scale() -> None:
    mgfa = {"text": "MGFA clinical classification"}
    taken = converted(observation(mgfa, valueCodeableConcept={"text": "Class IIIb"}))
    assert entries(taken, "observations")[0]["value"] == "iiib"
    assert entries(converted(observation(mgfa, valueCodeableConcept={"text": "middling"})), "observations") == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"status": "entered-in-error"}, "entered in error"),
        ({"status": "preliminary"}, "not final"),
        ({"effectiveDateTime": "2026-09-02"}, "dated after the index date"),
        ({"valueQuantity": quantity(90_000_000, "U/L")}, "its value is not possible"),
        ({"valueQuantity": quantity(90, "kg")}, "the unit does not convert to U/L"),
    ],
)
def test_a_result_that_cannot_be_used_is_left_out_alone(change: dict[str, Any], reason: str) -> None:
    good = observation(coded(LOINC, "777-3"), valueQuantity=quantity(150, "10*3/uL"))
    outcome = converted(good, observation(ALT, valueQuantity=quantity(90, "U/L")) | change)
    assert [each["concept"] for each in entries(outcome, "observations")] == ["platelet count"]
    assert reasons(outcome) == [reason]


def test_a_result_without_date_and_status_is_current_as_in_a_profile() -> None:
    asked = {"resourceType": "Observation", "code": coded(LOINC, "89247-1"), "valueString": "1"}
    outcome = converted(asked)
    assert entries(outcome, "observations") == [{"concept": "ECOG performance status", "value": "1"}]
    assert "taken as current" in outcome.report.notes[0]


def test_a_month_counts_as_its_first_day() -> None:
    outcome = converted(observation(ALT, "2026-08", valueQuantity=quantity(90, "U/L")))
    assert entries(outcome, "observations")[0]["days_before"] == 31.0


def test_a_name_beside_an_unknown_loinc_code_does_not_tell_the_specimen() -> None:
    urine = coded(LOINC, "99999-9", "Creatinine")
    assert entries(converted(observation(urine, valueQuantity=quantity(90, "mg/dL"))), "observations") == []
    local = converted(observation({"text": "Creatinine"}, valueQuantity=quantity(1, "mg/dL")))
    assert entries(local, "observations")[0]["concept"] == "creatinine"


# -- drugs ----------------------------------------------------------------------------------------------------

TWICE = {"timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}}}


def test_an_order_that_goes_on_has_its_dose_for_a_day() -> None:
    dosage = TWICE | {"doseAndRate": [{"doseQuantity": quantity(5, "mg")}]}
    order = medicine("MedicationRequest", "prednisone", "active", authoredOn="2026-07-01", dosageInstruction=[dosage])
    assert entries(converted(order), "drug_exposures") == [
        {
            "concept": "prednisone",
            "start_days_before": 62.0,
            "end_days_before": 0.0,
            "dose": {"value": 10.0, "unit": "mg/d"},
        }
    ]


@pytest.mark.parametrize(
    "dosages",
    [
        [TWICE | {"doseAndRate": [{"doseQuantity": {"value": 1}}]}],
        [TWICE | {"doseAndRate": [{"doseQuantity": quantity(5, "mg")}], "asNeededBoolean": True}],
        [TWICE | {"doseAndRate": [{"doseQuantity": quantity(5, "mg")}]}] * 2,
        [{"doseAndRate": [{"doseQuantity": quantity(5, "mg")}]}],
    ],
)
def test_a_dose_that_may_be_another_is_left_out(dosages: list[dict[str, Any]]) -> None:
    (entry,) = entries(
        converted(medicine("MedicationRequest", "prednisone", "active", dosageInstruction=dosages)), "drug_exposures"
    )
    assert "dose" not in entry


@pytest.mark.parametrize(
    ("kind", "state", "more", "times"),
    [
        ("MedicationStatement", "completed", {"effectiveDateTime": "2026-06-01"}, (92.0, 92.0)),
        ("MedicationStatement", "stopped", {"effectiveDateTime": "2026-06-01"}, (92.0, None)),
        (
            "MedicationStatement",
            "completed",
            {"effectivePeriod": {"start": "2026-05-01", "end": "2026-06-01"}},
            (123.0, 92.0),
        ),
        ("MedicationStatement", "active", {"effectivePeriod": {"start": "2026-05-01"}}, (123.0, 0.0)),
        (
            "MedicationStatement",
            "active",
            {"effectivePeriod": {"start": "2026-05-01", "end": "2026-06-01"}},
            (123.0, None),
        ),
        ("MedicationAdministration", "completed", {"effectiveDateTime": "2026-06-01"}, (92.0, 92.0)),
        ("MedicationRequest", "stopped", {"authoredOn": "2026-06-01"}, (92.0, None)),
        ("MedicationRequest", "on-hold", {"authoredOn": "2026-06-01"}, (92.0, None)),
    ],
)
def test_when_a_drug_was_taken(kind: str, state: str, more: dict[str, Any], times: tuple[Any, Any]) -> None:
    (entry,) = entries(converted(medicine(kind, "rituximab", state, **more)), "drug_exposures")
    assert (entry.get("start_days_before"), entry.get("end_days_before")) == times


@pytest.mark.parametrize(
    ("resource", "reason"),
    [
        (medicine("MedicationStatement", "rituximab", "not-taken"), "not taken: it says nothing of other times"),
        (medicine("MedicationStatement", "rituximab", "entered-in-error"), "entered in error"),
        (medicine("MedicationStatement", "rituximab", "intended"), "not begun yet"),
        (medicine("MedicationAdministration", "rituximab", "not-done"), "not given: it says nothing of other times"),
        (medicine("MedicationRequest", "rituximab", "cancelled"), "cancelled before it began"),
        (medicine("MedicationRequest", "rituximab", "active", intent="proposal"), "a plan, not an order"),
        (medicine("MedicationRequest", "rituximab", "active", doNotPerform=True), "an order not to give it"),
        (medicine("MedicationRequest", "hydrocortisone 10 MG/ML Topical Cream", "active"), "given locally: the drug"),
    ],
)
def test_what_was_not_taken_is_no_exposure(resource: dict[str, Any], reason: str) -> None:
    outcome = converted(resource)
    assert entries(outcome, "drug_exposures") == []
    assert reasons(outcome)[0].startswith(reason)


def test_a_reason_for_stopping_is_a_response() -> None:
    stopped = medicine("MedicationRequest", "azathioprine", "stopped", statusReason=coded(SNOMED, "266721009"))
    assert entries(converted(stopped), "drug_exposures")[0]["response"] == "inadequate"


def test_a_medicine_may_stand_elsewhere() -> None:
    contained = {"resourceType": "Medication", "id": "m", "code": {"text": "rituximab"}}
    inside = medicine("MedicationRequest", "", "active", contained=[contained])
    inside |= {"medicationReference": {"reference": "#m"}}
    del inside["medicationCodeableConcept"]
    mixture = {"resourceType": "Medication", "id": "2", "ingredient": [{"itemCodeableConcept": {"text": "tacrolimus"}}]}
    outside = {key: value for key, value in inside.items() if key != "contained"}
    outside |= {"medicationReference": {"reference": "Medication/2"}}
    found = entries(converted(inside, mixture, outside), "drug_exposures")
    assert [each["concept"] for each in found] == ["rituximab", "tacrolimus"]


def test_an_rxnorm_name_spells_out_its_ingredients() -> None:
    pill = coded(RXNORM, "0", "24 HR tacrolimus 1 MG Extended Release Oral Capsule")
    outcome = converted(medicine("MedicationRequest", "", "active") | {"medicationCodeableConcept": pill})
    assert entries(outcome, "drug_exposures")[0]["concept"] == "tacrolimus"


# -- done -----------------------------------------------------------------------------------------------------


def test_a_procedure_is_dated_by_its_end() -> None:
    done = {"resourceType": "Procedure", "status": "completed", "subject": HERS, "code": {"text": "splenectomy"}}
    period = {"performedPeriod": {"start": "2026-07-30", "end": "2026-08-02"}}
    assert entries(converted(done | period), "procedures") == [{"concept": "splenectomy", "days_before": 30.0}]
    not_done = converted(done | {"status": "not-done"})
    assert (entries(not_done, "procedures"), len(not_done.report.unused)) == ([], 1)


def test_a_vaccine_is_a_drug() -> None:
    shot = {"resourceType": "Immunization", "status": "completed", "patient": HERS, "occurrenceDateTime": "2026-08-01"}
    outcome = converted(shot | {"vaccineCode": coded(CVX, "00", "varicella")})
    assert entries(outcome, "drug_exposures") == [
        {"concept": "varicella vaccine", "start_days_before": 31.0, "end_days_before": 31.0}
    ]


# -- the whole ------------------------------------------------------------------------------------------------


def test_no_identifier_comes_through() -> None:
    planted = {
        "identifier": [{"system": "urn:mrn", "value": "Zorro-4711"}],
        "name": [{"family": "Zorro", "given": ["Diego"]}],
        "telecom": [{"system": "phone", "value": "555-0100-Zorro"}],
        "text": {"status": "generated", "div": "<div>Zorro</div>"},
        "address": [{"line": ["1 Zorro Street"], "city": "Zorro", "postalCode": "90210", "country": "US"}],
        "contact": [{"name": {"family": "Zorro"}}],
    }
    note = {"note": [{"text": "Zorro"}], "onsetString": "when Zorro was ten", "id": "zorro"}
    outcome = converted(
        condition({"text": "Zorro's disease"}, **note),
        condition(coded("urn:mrn:zorro@example.org", "Zorro 4711 00 12345678", "Zorro")),
        observation({"text": "Zorro index"}, valueString="Zorro", performer=[{"display": "Dr Zorro"}]),
        who=person(**planted),
    )
    assert outcome.profile.profile_id == "fhir-1"
    assert "1992" not in str(outcome)
    assert "zorro" not in str(msgspec.to_builtins(outcome.profile)).lower()
    assert "Zorro 4711" not in str(outcome.report)
    assert "@" not in "".join(outcome.report.lines())


def test_a_malformed_resource_is_left_out_by_element_and_the_others_go_through() -> None:
    broken = condition(NEPHRITIS) | {"code": "Zorro"}
    outcome = converted(broken, condition(NEPHRITIS))
    assert len(entries(outcome, "conditions")) == 1
    assert reasons(outcome) == ["malformed at code"]


def test_others_records_are_not_taken_for_hers() -> None:
    other = condition(NEPHRITIS) | {"subject": {"reference": "Patient/2"}}
    outcome = converted(other, {"resourceType": "Encounter"})
    assert entries(outcome, "conditions") == []
    assert reasons(outcome) == ["speaks of nobody in this bundle"]
    assert outcome.report.passed_over == {"Encounter": 1}


def test_the_same_said_twice_counts_once() -> None:
    twice = condition(coded(ICD, "I63.9"), onsetDateTime="2026-01-01")
    assert len(entries(converted(twice, twice), "conditions")) == 1


TURNED = [{"low": {"value": 9}, "high": {"value": 1}}]


@pytest.mark.parametrize(
    ("resource", "who"),
    [
        (observation(ALT, "1800-01-01", valueQuantity=quantity(90, "U/L")), person()),
        (
            observation(
                ALT, valueQuantity=quantity(90, "U/L"), referenceRange=[{"low": {"value": 9}, "high": {"value": 1}}]
            ),
            person(),
        ),
        ({"resourceType": "Encounter"}, person(address=[{"country": "0049 30 1234567"}])),
    ],
)
def test_the_guard_of_profiles_has_the_last_word_on_one_entry_alone(resource: Any, who: Any) -> None:
    outcome = converted(resource, condition(NEPHRITIS), who=who)
    assert len(entries(outcome, "conditions")) == 1
    assert entries(outcome, "observations") == []
    assert outcome.profile.location is None
    assert [each.resource for each in outcome.report.unused] == ["profile"]


def test_an_earlier_index_date_sees_less() -> None:
    early = dt.date(2026, 8, 1)
    value = observation(ALT, valueQuantity=quantity(90, "U/L"))
    assert entries(converted(value, index=early), "observations") == []
    assert entries(converted(value, index=INDEX), "observations") != []


def test_two_people_of_one_bundle_are_kept_apart() -> None:
    hers, his = condition(NEPHRITIS), condition(coded(ICD, "C50.9")) | {"subject": {"reference": "Patient/2"}}
    nobodys = {key: value for key, value in hers.items() if key != "subject"}
    raw = json.dumps(bundle(person(), person(id="2"), hers, his, nobodys)).encode()
    both = [convert(each, INDEX) for each in people_of(decode_bundle(raw))]
    assert [entries(each, "conditions")[0]["concept"] for each in both] == ["lupus nephritis", "breast cancer"]
    assert reasons(both[0]) == ["speaks of nobody in this bundle"]
    assert both[0].profile.profile_id != both[1].profile.profile_id


@pytest.mark.parametrize("reference", ["Patient/1", "https://hospital.example/fhir/Patient/1/_history/2", "urn:uuid:1"])
def test_a_person_is_referred_to_in_several_ways(reference: str) -> None:
    hers = condition(NEPHRITIS) | {"subject": {"reference": reference}}
    assert len(entries(converted(hers), "conditions")) == 1


def test_schooling_is_no_gap_of_the_lexicon() -> None:
    schooling = condition(coded(SNOMED, "224299000", "Received higher education (finding)"))
    gap = condition(coded(SNOMED, "44465007", "Sprain of ankle (disorder)"))
    found = {each.code: each.reason for each in converted(schooling, gap).report.unused}
    assert found == {"224299000": "a profile has no place for it", "44465007": "the lexicon does not hold this code"}
