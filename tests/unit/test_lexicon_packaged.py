"""The tables of the package: sound, quick to load, and in the words of the field."""

from __future__ import annotations

import subprocess
import sys

import pytest

from criteria.lexicon import canonical_unit, check, convert, lexicon, parse_unit, read
from criteria.lexicon.table import packaged

NAMES = [
    ("SLE", "systemic lupus erythematosus"),
    ("lupus nephritis", "lupus nephritis"),
    ("LN", "lupus nephritis"),
    ("Sjögren’s syndrome", "Sjogren syndrome"),
    ("SSc", "systemic sclerosis"),
    ("T1D", "type 1 diabetes mellitus"),
    ("MMF", "mycophenolate mofetil"),
    ("Rituxan", "rituximab"),
    ("ciclosporin", "cyclosporine"),
    ("tachlimus", "tacrolimus"),
    ("PLEX", "plasma exchange"),
    ("ANC", "neutrophil count"),
    ("haemoglobin", "hemoglobin"),
    ("SLEDAI 2K", "SLEDAI-2K"),
    ("Anti dsDNA antibodies", "anti-dsDNA antibody"),
    ("hepatitis B surface antigen", "HBsAg"),
    ("LBCL", "large B-cell lymphoma"),
    ("measurable lesion", "measurable disease"),
    ("anti-PD-1", "PD-1 inhibitor"),
    ("GPC3 CAR-T", "GPC3 CAR-T cell therapy"),
    ("latex", "latex"),
]

# A kind, and what is wider than it: two concepts, so that neither is taken for the other.
WIDER = [
    ("short bowel syndrome", "malabsorption"),
    ("trigeminal neuralgia", "neuralgia"),
    ("inguinal hernia", "hernia"),
    ("ESRD", "renal impairment"),
    ("septic shock", "sepsis"),
    ("lactose intolerance", "metabolic disease"),
    ("HTLV-1 infection", "HTLV infection"),
    ("brain metastasis", "CNS metastasis"),
    ("DLBCL", "large B-cell lymphoma"),
    ("B-ALL", "B-cell malignancy"),
    ("bilateral oophorectomy", "oophorectomy"),
    ("nivolumab", "PD-1/PD-L1 inhibitor"),
    ("trametinib", "MEK inhibitor"),
    ("serum M protein", "M protein"),
]

FORMS = [
    ("×10⁹/L", "10*9/L"),
    ("x 10^9/L", "10*9/L"),
    ("x10^9/L", "10*9/L"),
    ("109/L", "10*9/L"),
    ("10E9/L", "10*9/L"),
    ("× 10 ^ 9 / L", "10*9/L"),
    ("10^9 cells/L", "10*9/L"),
    ("G/L", "10*9/L"),
    ("g/L", "g/L"),
    ("g / L", "g/L"),
    ("G/DL", "g/dL"),
    ("gm/dL", "g/dL"),
    ("mg/dl", "mg/dL"),
    ("µmol/l", "umol/L"),
    ("μmol/L", "umol/L"),
    ("mL/min/1.73 m²", "mL/min/{1.73_m2}"),
    ("ML/min/1.73m2", "mL/min/{1.73_m2}"),
    ("ml/min/1.73m^2", "mL/min/{1.73_m2}"),
    ("ml/minute", "mL/min"),
    ("cells/µL", "/uL"),
    ("/mm3", "/uL"),
    ("cells/mm^3", "/uL"),
    ("mg/day", "mg/d"),
    ("mg per day", "mg/d"),
    ("mg/kg/day", "mg/kg/d"),
    ("mg/week", "mg/wk"),
    ("g/24h", "g/d"),
    ("g/24 h", "g/d"),
    ("mmHg", "mm[Hg]"),
    ("IU/mL", "[IU]/mL"),
    ("iu/ml", "[IU]/mL"),
    ("mIU/L", "m[IU]/L"),
    ("copies/mL", "{copies}/mL"),
    ("kg/m²", "kg/m2"),
    ("%", "%"),
    ("msec", "ms"),
    ("°C", "Cel"),
    ("Mg", "mg"),
    ("mg/(24.h)", "mg/d"),
]


def test_the_tables_are_sound() -> None:
    assert check(read()) == []


LOADING = """
import time, decimal, fractions, hashlib, pathlib, msgspec, rapidfuzz
def seconds(work):
    before = time.process_time()
    work()
    return time.process_time() - before
def load():
    from criteria.lexicon import lexicon
    lexicon()
print(seconds(load) / seconds(lambda: sum(len(str(number)) for number in range(1_000_000))))
"""


def test_loading_takes_no_longer_than_a_few_million_steps() -> None:
    """A third of a second where a million steps take a fifteenth: a ratio, for the machine may be slow or busy."""
    ran = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True)
    assert float(ran.stdout) < 12


def test_the_lexicon_is_loaded_once() -> None:
    assert lexicon() is lexicon()


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_names_of_the_field_resolve(name: str, expected: str) -> None:
    resolution = lexicon().resolve(name)
    assert resolution is not None
    assert resolution.concept.id == expected


@pytest.mark.parametrize(("name", "wider"), WIDER)
def test_a_kind_is_told_from_what_is_wider(name: str, wider: str) -> None:
    kind, above = lexicon().resolve(name), lexicon().resolve(wider)
    assert kind is not None
    assert above is not None
    assert above.concept.id in lexicon().ancestors(kind.concept.id) - {kind.concept.id}


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_units_as_text_writes_them_are_known(text: str, expected: str) -> None:
    assert canonical_unit(text) == expected


@pytest.mark.parametrize("text", ["", "times", "ULN", "points of ten", "kg/"])
def test_what_is_no_unit_has_no_canonical_form(text: str) -> None:
    assert canonical_unit(text) is None


def test_a_text_form_converts_too() -> None:
    assert convert(100_000, "cells/mm3", "10*9/L") == 100.0
    assert convert(15, "mg/day", "mg/wk") == 105.0


def test_every_unit_is_its_own_canonical_form() -> None:
    units = [row["unit"] for row in packaged().rows["units"]]
    assert [canonical_unit(unit) for unit in units] == units


def test_every_alias_of_a_unit_leads_to_it() -> None:
    pairs = [(alias, row["unit"]) for row in packaged().rows["units"] for alias in row.items("aliases")]
    assert [canonical_unit(alias) for alias, _ in pairs] == [unit for _, unit in pairs]


def test_every_measure_converts_there_and_back() -> None:
    known = lexicon()
    for concept in known.concepts.values():
        for other in concept.factors:
            assert concept.unit is not None
            there = convert(10.0, other, concept.unit, concept)
            assert there is not None, (concept.id, other)
            assert convert(there, concept.unit, other, concept) == pytest.approx(10.0, rel=1e-12)


def test_bounds_stand_in_units_that_are_read() -> None:
    bounded = [one for one in lexicon().concepts.values() if one.unit]
    assert [one.id for one in bounded if parse_unit(one.unit or "") is None] == []


def test_every_name_resolves_to_its_concept() -> None:
    known = lexicon()
    for concept in known.concepts.values():
        for name in (concept.id, *concept.aliases):
            resolution = known.resolve(name)
            assert resolution is not None
            assert resolution.concept is concept, name


def test_every_class_has_its_members() -> None:
    known = lexicon()
    for concept in known.concepts.values():
        assert all(concept.id in known.members(parent) for parent in concept.parents)
        assert known.leaves(concept.id) <= known.members(concept.id)
