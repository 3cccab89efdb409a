"""Codes: their check digits, how they are written, what those of the package lead to, and what was proofread."""

from __future__ import annotations

from pathlib import Path

import pytest

from criteria.errors import LexiconInvalid
from criteria.lexicon import lexicon, meant, read
from criteria.lexicon.checked import problems_of, proofs, shares
from criteria.lexicon.codes import SYSTEMS, is_sound, normal, system_of
from criteria.lexicon.table import Row, packaged

SOUND = [
    ("SNOMED CT", "55464009"),
    ("SNOMED CT", "320681000119102"),
    ("LOINC", "2160-0"),
    ("RxNorm", "1204"),
    ("ICD-10-CM", "M32.14"),
    ("ICD-10-CM", "G35.D"),
    ("CVX", "08"),
]
LEADS_TO = [
    ("SNOMED CT", "55464009", "systemic lupus erythematosus"),
    ("SNOMED CT", "68815009", "lupus nephritis"),
    ("SNOMED CT", "36402006", "proliferative lupus nephritis"),
    ("SNOMED CT", "91637004", "myasthenia gravis"),
    ("SNOMED CT", "38341003", "hypertension"),
    ("SNOMED CT", "70536003", "kidney transplantation"),
    ("SNOMED CT", "371040005", None),
    ("http://www.nlm.nih.gov/research/umls/rxnorm", "121191", "rituximab"),
    ("RxNorm", "68149", "mycophenolate mofetil"),
    ("RxNorm", "312617", "prednisone"),
    ("CVX", "140", "inactivated influenza vaccine"),
    ("http://hl7.org/fhir/sid/cvx", "8", "hepatitis B vaccine"),
    ("LOINC", "16135-6", "anti-beta2-glycoprotein I antibody"),
    ("ICD-10-CM", "T86.11", "transplant rejection"),
    ("ICD-10-CM", "T86.12", None),
    ("ICD-10-CM", "C64.1", "kidney cancer"),
    ("ICD-10-CM", "A15.6", "active tuberculosis"),
    ("ICD-10-CM", "F32.A", "depression"),
]


@pytest.mark.parametrize(("system", "code"), SOUND)
def test_a_right_code_is_sound(system: str, code: str) -> None:
    assert is_sound(system, code)


@pytest.mark.parametrize(("system", "code"), [pair for pair in SOUND if pair[0] in {"SNOMED CT", "LOINC"}])
def test_no_code_stays_sound_with_one_digit_changed(system: str, code: str) -> None:
    places = [place for place, sign in enumerate(code) if sign.isdigit()]
    changed = [f"{code[:at]}{digit}{code[at + 1 :]}" for at in places for digit in range(10) if str(digit) != code[at]]
    assert not [each for each in changed if is_sound(system, each)]


def test_two_digits_that_changed_places_are_found_in_snomed_ct() -> None:
    code = "55464009"
    swapped = {f"{code[:at]}{code[at + 1]}{code[at]}{code[at + 2 :]}" for at in range(len(code) - 1)} - {code}
    assert not [each for each in swapped if is_sound("SNOMED CT", each)]


@pytest.mark.parametrize("code", ["126485012", "1234", "6881500A", ""])
def test_what_is_no_concept_of_snomed_ct(code: str) -> None:
    assert not is_sound("SNOMED CT", code)


def test_every_system_is_known_by_all_its_names() -> None:
    names = [(name, own) for own, system in SYSTEMS.items() for name in (own, own.lower(), *system.names)]
    assert [system_of(f" {name} ") for name, _ in names] == [own for _, own in names]
    assert system_of("ATC") is None


def test_how_codes_are_looked_up() -> None:
    assert [normal(*each) for each in (("ICD-10-CM", "m32.1"), ("CVX", "008"), ("LOINC", " 2160-0 "))] == [
        "M321",
        "8",
        "2160-0",
    ]


def test_what_a_code_alone_may_mean() -> None:
    assert list(meant("m32.14")) == [("ICD-10-CM", "M32.14")]
    assert list(meant("CVX 140")) == [("CVX", "140")]
    assert list(meant("snomed ct 55464009")) == [("SNOMED CT", "55464009")]
    assert set(meant("55464009")) == {("SNOMED CT", "55464009"), ("RxNorm", "55464009")}
    assert list(meant("ATC L04AD02")) == list(meant("lupus")) == []


@pytest.mark.parametrize(("system", "code", "expected"), LEADS_TO)
def test_codes_of_the_package(system: str, code: str, expected: str | None) -> None:
    found = lexicon().resolve_code(system, code)
    assert (found.id if found else None) == expected


def test_a_concept_holds_its_codes_with_what_they_are_called() -> None:
    codings = lexicon().get("lupus nephritis").codings
    assert ("SNOMED CT", "68815009") in [(each.system, each.code) for each in codings]
    assert all(each.display for each in codings)


# -- proofreading ---------------------------------------------------------------------------------------------


def test_every_line_of_the_proofreading_is_of_a_value_that_stands() -> None:
    assert problems_of(packaged(), proofs()) == []


def test_a_value_that_was_changed_counts_as_not_checked() -> None:
    lines = proofs()
    cells = {**lines[0].cells, "value": "Z99.99"}
    problems = problems_of(packaged(), (Row("checked", 2, cells), lines[1], lines[1]))
    assert [problem.rule for problem in problems] == ["changed", "twice"]


def test_the_shares_count_what_was_checked() -> None:
    tables, lines = read(), proofs()
    counted = {each.column: each for each in shares(tables, lines)}
    assert sum(each.checked for each in counted.values()) == len(lines)
    assert all(0 <= each.checked <= each.of for each in counted.values())
    assert str(counted["icd10cm"]).startswith("icd10cm 1,")


def test_a_misshapen_proofreading_is_refused(tmp_path: Path) -> None:
    (tmp_path / "checked.tsv").write_text("table\tconcept\n", encoding="utf-8")
    with pytest.raises(LexiconInvalid, match=r"checked\.tsv line 1: columns"):
        proofs(tmp_path / "checked.tsv")
