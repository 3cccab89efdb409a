"""Units: what converts, exactly, and what must not."""

from __future__ import annotations

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.lexicon import Concept, convert, parse_unit
from criteria.lexicon.units import factor_of

CREATININE = Concept(
    id="creatinine", domain="observation", kind="number", unit="umol/L", factors={"mg/dL": 88.4, "mmol/L": 1000.0}
)
HBA1C = Concept(id="HbA1c", domain="observation", unit="%", factors={"mmol/mol": 0.0915}, offsets={"mmol/mol": 2.15})
ALT = Concept(id="ALT", domain="observation", unit="U/L", factors={"[IU]/L": 1.0})

EXACT = [
    (8.0, "g/dL", "g/L", 80.0),
    (80, "g/L", "g/dL", 8.0),
    (800, "mg/dL", "g/L", 8.0),
    (0.75, "g/g", "mg/g", 750.0),
    (750, "mg/g", "mg/mg", 0.75),
    (1000, "/uL", "10*9/L", 1.0),
    (100_000, "/uL", "10*3/uL", 100.0),
    (1.5, "10*9/L", "10*3/uL", 1.5),
    (1.5, "10*9/L", "10*6/L", 1500.0),
    (0.3, "10*9/L", "/uL", 300.0),
    (25, "{cells}/uL", "10*6/L", 25.0),
    (1.2, "g/(24.h)", "g/d", 1.2),
    (500, "mg/(24.h)", "g/d", 0.5),
    (15, "mg/wk", "mg/d", 15 / 7),
    (70, "mg/wk", "mg/d", 10.0),
    (450, "ms", "s", 0.45),
    (175, "cm", "m", 1.75),
    (15, "mm", "cm", 1.5),
    (60, "kg", "g", 60_000.0),
    (20, "kPa", "mm[Hg]", 20 / 0.133322),
    (37.5, "Cel", "[degF]", 99.5),
    (100.4, "[degF]", "Cel", 38.0),
    (1, "m[IU]/L", "u[IU]/mL", 1.0),
    (1, "k[IU]/L", "[IU]/mL", 1.0),
    (200, "[IU]/L", "[IU]/mL", 0.2),
    (2, "k[IU]/mL", "[IU]/mL", 2000.0),
    (1.2, "kU/L", "U/L", 1200.0),
    (30, "U/L", "ukat/L", 0.5),
    (120, "mL/min", "mL/s", 2.0),
    (1, "mg/kg/d", "ug/kg/h", 1000 / 24),
    (1, "a", "mo", 12.0),
    (1, "mo", "d", 30.4375),
    (45, "ng/mL", "ug/L", 45.0),
    (1.0, "mg/g{creat}", "mg/g", 1.0),
]

APART = [
    ("g/L", "mol/L"),
    ("mL/min", "mL/min/{1.73_m2}"),
    ("mg/g", "%"),
    ("%", "10*9/L"),
    ("U/L", "[IU]/L"),
    ("{copies}/mL", "[IU]/mL"),
    ("{copies}/mL", "/mL"),
    ("mg", "mg/d"),
    ("mg/d", "mg/kg/d"),
    ("mg/kg/d", "/d"),
    ("g/L", "g/d"),
    ("mm", "mm[Hg]"),
    ("m", "min"),
    ("nonsense", "g/L"),
    ("g/L", "nonsense"),
    ("ng{FEU}/mL", "ng/mL"),
]

UNITS = [
    "10*9/L",
    "/uL",
    "/[HPF]",
    "%",
    "{score}",
    "mL/min/{1.73_m2}",
    "g/(24.h)",
    "mm[Hg]",
    "kg/m2",
    "m[IU]/L",
    "[GPL'U]",
    "s-1",
    "10*-3",
    "mg/(kg.d)",
]

NO_UNITS = ["", "/", "g/", "g//L", "g L", "xyz", "10^", "g/(L", "g)", "{}", "mg/dL ", "kmin", "Mg/dLL", "1.5.", "m[Hg"]


@pytest.mark.parametrize(("value", "source", "target", "expected"), EXACT)
def test_values_convert_exactly(value: float, source: str, target: str, expected: float) -> None:
    assert convert(value, source, target) == expected


@pytest.mark.parametrize(("source", "target"), APART)
def test_different_kinds_do_not_convert(source: str, target: str) -> None:
    assert convert(1.0, source, target) is None
    assert convert(1.0, target, source) is None


@pytest.mark.parametrize("unit", UNITS)
def test_ucum_is_read(unit: str) -> None:
    assert parse_unit(unit) is not None


@pytest.mark.parametrize("text", NO_UNITS)
def test_what_is_not_ucum_is_not_read(text: str) -> None:
    assert parse_unit(text) is None


def test_amount_and_mass_meet_only_by_the_factors_of_a_concept() -> None:
    assert convert(2.5, "mg/dL", "umol/L") is None
    assert convert(2.5, "mg/dL", "umol/L", CREATININE) == 221.0
    assert convert(221, "umol/L", "mg/dL", CREATININE) == 2.5
    assert convert(25, "mg/L", "umol/L", CREATININE) == 221.0
    assert convert(0.221, "mmol/L", "mg/dL", CREATININE) == 2.5
    assert convert(1.0, "g/d", "umol/L", CREATININE) is None


def test_a_factor_may_come_with_an_offset() -> None:
    assert convert(48, "mmol/mol", "%", HBA1C) == 6.542
    assert convert(6.542, "%", "mmol/mol", HBA1C) == 48.0


def test_international_units_are_enzyme_units_only_where_the_concept_says_so() -> None:
    assert convert(40, "[IU]/L", "U/L", ALT) == 40.0
    assert convert(40, "m[IU]/mL", "U/L", ALT) == 40.0


def test_the_same_unit_needs_no_understanding() -> None:
    assert convert(3, "{index}", "{index}") == 3.0
    assert convert(3, "arbitrary", "arbitrary") == 3.0


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1.7e308])
def test_what_is_no_number_does_not_convert(value: float) -> None:
    assert convert(value, "g/dL", "g/L") is None


def test_factors_are_exact() -> None:
    assert factor_of("g/dL", "g/L") == 10
    assert factor_of("Cel", "[degF]") is None
    assert factor_of("mg/dL", "umol/L") is None


PAIRS = st.sampled_from([(source, target) for _, source, target, _ in EXACT])
VALUES = st.floats(min_value=1e-6, max_value=1e9, allow_nan=False)


@given(VALUES, PAIRS)
def test_there_and_back_is_where_one_started(value: float, pair: tuple[str, str]) -> None:
    there = convert(value, *pair)
    assert there is not None
    back = convert(there, *pair[::-1])
    assert back == pytest.approx(value, rel=1e-12, abs=1e-9)


@given(st.decimals(min_value=0, max_value=10_000, places=3), st.sampled_from([("g/dL", "g/L"), ("mg/g", "g/g")]))
def test_written_decimals_come_back_as_written(value: object, pair: tuple[str, str]) -> None:
    written = float(str(value))
    there = convert(written, *pair)
    assert there is not None
    assert convert(there, *pair[::-1]) == written


@given(VALUES, VALUES, PAIRS)
def test_order_is_kept(one: float, two: float, pair: tuple[str, str]) -> None:
    low, high = convert(min(one, two), *pair), convert(max(one, two), *pair)
    assert low is not None
    assert high is not None
    assert low <= high


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(text: str) -> None:
    unit = parse_unit(text)
    assert unit is None or unit.scale > 0


def test_a_concept_can_be_given_as_stored() -> None:
    stored = msgspec.json.decode(msgspec.json.encode(CREATININE), type=Concept)
    assert convert(1, "mg/dL", "umol/L", stored) == 88.4
