"""Conversion without rounding, and the ways in which text writes units.

Units that mean different kinds of things do not convert: amount and mass, or "[IU]" and "U", meet only by the factors
that a concept brings along (creatinine: "umol/L" = 88.4 * "mg/dL").
"""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from criteria.lexicon import table
from criteria.lexicon.ucum import Unit, parse_unit

__all__ = ["Measured", "canonical_unit", "convert", "factor_of"]


class Measured(Protocol):
    """What conversion needs to know of a concept: its own unit, and how values in other units become values in it."""

    @property
    def unit(self) -> str | None:
        """The unit of the concept's values: "umol/L"."""

    @property
    def factors(self) -> dict[str, float]:
        """By other unit, what a value is multiplied by: {"mg/dL": 88.4}."""

    @property
    def offsets(self) -> dict[str, float]:
        """By other unit, what is added after that: {"mmol/mol": 2.15}."""


class Line(NamedTuple):
    """A conversion: target = source * slope + offset."""

    slope: Fraction
    offset: Fraction

    def then(self, after: Line) -> Line:
        """The conversion with another one behind it."""
        return Line(self.slope * after.slope, self.offset * after.slope + after.offset)

    def back(self) -> Line:
        """The conversion the other way."""
        return Line(1 / self.slope, -self.offset / self.slope)


# -- conversion -----------------------------------------------------------------------------------------------


def convert(value: float, source: str, target: str, concept: Measured | None = None) -> float | None:
    """A value in another unit: 8.0 "g/dL" is exactly 80.0 "g/L"; None where the units do not meet.

    `source` and `target` are UCUM; a form that only text has ("mg/day") is understood too. `concept` lends its
    factors. The result is the double nearest to the exact one.
    """
    if not math.isfinite(value):
        return None
    if source == target:
        return float(value)
    factors = tuple(concept.factors.items()) if concept else ()
    offsets = tuple(concept.offsets.items()) if concept and concept.offsets else ()
    line = _line(source, target, concept.unit if concept else None, factors, offsets)
    return None if line is None else _along(line, value)


def factor_of(source: str, target: str) -> Fraction | None:
    """What a value in `source` is multiplied by to be in `target`, by the units alone."""
    line = _plain_line(source, target)
    return line.slope if line and not line.offset else None


def _along(line: Line, value: float) -> float | None:
    """The double nearest to the exact result, None if there is none so large; division of integers rounds but once."""
    above, below = _exact(value).as_integer_ratio()
    slope, offset = line
    whole = above * slope.numerator * offset.denominator + offset.numerator * below * slope.denominator
    try:
        return whole / (below * slope.denominator * offset.denominator)
    except OverflowError:
        return None


def _exact(value: float) -> Decimal:
    """The decimal that was written, not the double that stands for it."""
    return Decimal(repr(float(value)))


@lru_cache(maxsize=1 << 14)
def _line(
    source: str,
    target: str,
    unit: str | None,
    factors: tuple[tuple[str, float], ...],
    offsets: tuple[tuple[str, float], ...],
) -> Line | None:
    plain = _plain_line(source, target)
    if plain or unit is None or not factors:
        return plain
    to_own = _own_line(source, unit, factors, dict(offsets))
    from_own = _own_line(target, unit, factors, dict(offsets))
    return to_own.then(from_own.back()) if to_own and from_own else None


def _own_line(source: str, unit: str, factors: tuple[tuple[str, float], ...], offsets: dict[str, float]) -> Line | None:
    """From any unit into the concept's own one, by way of the units for which the concept has a factor."""
    if plain := _plain_line(source, unit):
        return plain
    for other, factor in factors:
        if plain := _plain_line(source, other):
            return plain.then(Line(Fraction(_exact(factor)), Fraction(_exact(offsets.get(other, 0.0)))))
    return None


@lru_cache(maxsize=1 << 14)
def _plain_line(source: str, target: str) -> Line | None:
    one, two = _understood(source), _understood(target)
    if one is None or two is None or (one.above, one.below) != (two.above, two.below):
        return None
    return Line(one.scale / two.scale, (one.offset - two.offset) / two.scale)


def _understood(text: str) -> Unit | None:
    return parse_unit(text) or parse_unit(canonical_unit(text) or "")


# -- text forms -----------------------------------------------------------------------------------------------

_SPELLING = (
    (re.compile(r"[\u00b7\u2022\u2219\u22c5]"), "."),
    (re.compile(r"[\u2044\u2215]|\s+per\s+"), "/"),
    (re.compile(r"[\u2212\u2010-\u2013]"), "-"),
    (re.compile(r"\s+|[()]|\.$"), ""),
    (re.compile(r"(?<![A-Za-z{])cells?(?![A-Za-z}])"), ""),
    (re.compile(r"mc(?=[gLl]|mol)"), "u"),
    # "×10^9", "x 10⁹", "10E9", "10**9", "109" in "109/L": powers of ten as UCUM has them
    (re.compile(r"^[x×*]?10(?:\^|\*\*?|[eE]\+?)?(\d{1,2})(?=/)"), r"10*\1"),
    (re.compile(r"(?<=[a-zA-Z])\^(?=-?\d)"), ""),
)
_PIECE = re.compile(r"[^/.]+")


class _Forms(NamedTuple):
    """Forms as written, forms by case where that is unmistakable, and units by what they measure."""

    exact: dict[str, str]
    caseless: dict[str, str]
    units: dict[Unit, str]

    def find(self, form: str) -> str | None:
        """The unit that the table gives a form."""
        return self.exact.get(form) or self.caseless.get(form.casefold())


@lru_cache(maxsize=4096)
def canonical_unit(text: str) -> str | None:
    """The UCUM unit that a text form means: "×10⁹/L" is "10*9/L", "mg per day" is "mg/d".

    Case decides where it makes a difference ("G/L" is 10*9/L, "g/L" grams); elsewhere it is passed over ("MG/DL").
    A form that is not in the table is understood if its pieces are: "mg/kg/day".
    """
    forms, written = _forms(), text.strip()
    spelled = _spelled(written)
    if known := forms.find(written) or forms.find(spelled):
        return known
    for form in (written, spelled, _PIECE.sub(lambda piece: forms.find(piece[0]) or piece[0], spelled)):
        if parsed := parse_unit(form):
            return forms.units.get(parsed, form)
    return None


def _spelled(text: str) -> str:
    """A text form without white space, brackets and typographic variety."""
    text = unicodedata.normalize("NFKC", text).replace("μ", "u")
    for pattern, instead in _SPELLING:
        text = pattern.sub(instead, text)
    return text


@cache
def _forms() -> _Forms:
    exact: dict[str, str] = {}
    caseless: dict[str, set[str]] = {}
    units: dict[Unit, str] = {}
    for row in table.packaged().rows["units"]:
        if parsed := parse_unit(row["unit"]):
            units.setdefault(parsed, row["unit"])
        for form in (row["unit"], *row.items("aliases")):
            for spelled in (form, _spelled(form)):
                exact.setdefault(spelled, row["unit"])
                caseless.setdefault(spelled.casefold(), set()).add(row["unit"])
    return _Forms(exact, {form: min(of) for form, of in caseless.items() if len(of) == 1}, units)
