"""The part of UCUM that eligibility text needs, read strictly: "10*9/L", "mL/min/{1.73_m2}", "g/(24.h)".

What UCUM lets cancel or pass stays apart here, because in this field it makes a difference: "mg/kg/d" is no rate,
"%" no ratio of masses, "{copies}/mL" not "/mL", and "mL/min/{1.73_m2}" not "mL/min".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Unit", "parse_unit"]

Dimensions = tuple[tuple[str, int], ...]


class Unit(NamedTuple):
    """A unit: base = value * scale + offset, and what it measures above and below the slash."""

    scale: Fraction
    offset: Fraction
    above: Dimensions
    below: Dimensions


_PREFIXES = {
    "da": 1,
    "G": 9,
    "M": 6,
    "T": 12,
    "a": -18,
    "c": -2,
    "d": -1,
    "f": -15,
    "h": 2,
    "k": 3,
    "m": -3,
    "n": -9,
    "p": -12,
    "u": -6,
}

# Atoms that take prefixes: (scale, dimensions). A litre is a cubic metre's thousandth, a month and a year as the
# contract counts them.
_METRIC: dict[str, tuple[Fraction, dict[str, int]]] = {
    "g": (Fraction(1), {"mass": 1}),
    "m": (Fraction(1), {"length": 1}),
    "L": (Fraction(1, 1000), {"length": 3}),
    "l": (Fraction(1, 1000), {"length": 3}),
    "s": (Fraction(1), {"time": 1}),
    "mol": (Fraction(1), {"amount": 1}),
    "eq": (Fraction(1), {"equivalent": 1}),
    "osm": (Fraction(1), {"osmole": 1}),
    "kat": (Fraction(1), {"catalysis": 1}),
    "U": (Fraction(1, 60_000_000), {"catalysis": 1}),
    "[IU]": (Fraction(1), {"international unit": 1}),
    "[iU]": (Fraction(1), {"international unit": 1}),
    "Pa": (Fraction(1), {"pressure": 1}),
    "bar": (Fraction(100_000), {"pressure": 1}),
    "m[Hg]": (Fraction(133_322), {"pressure": 1}),
    "m[H2O]": (Fraction(980_665, 100), {"pressure": 1}),
    "J": (Fraction(1), {"energy": 1}),
    "cal": (Fraction(4184, 1000), {"energy": 1}),
    "Gy": (Fraction(1), {"absorbed dose": 1}),
    "Bq": (Fraction(1), {"activity": 1}),
    "Ci": (Fraction(37_000_000_000), {"activity": 1}),
    "Hz": (Fraction(1), {"frequency": 1}),
    "V": (Fraction(1), {"potential": 1}),
    "W": (Fraction(1), {"power": 1}),
}

_PLAIN: dict[str, tuple[Fraction, dict[str, int]]] = {
    "min": (Fraction(60), {"time": 1}),
    "h": (Fraction(3600), {"time": 1}),
    "d": (Fraction(86_400), {"time": 1}),
    "wk": (Fraction(604_800), {"time": 1}),
    "mo": (Fraction(2_629_800), {"time": 1}),
    "a": (Fraction(31_557_600), {"time": 1}),
    "%": (Fraction(1), {"percent": 1}),
    "[pH]": (Fraction(1), {"pH": 1}),
    "deg": (Fraction(1), {"angle": 1}),
    "dB": (Fraction(1), {"level": 1}),
    "[diop]": (Fraction(1), {"dioptre": 1}),
    "[lb_av]": (Fraction(45_359_237, 100_000), {"mass": 1}),
    "[in_i]": (Fraction(254, 10_000), {"length": 1}),
    "[ft_i]": (Fraction(3048, 10_000), {"length": 1}),
    "[HPF]": (Fraction(1), {"high power field": 1}),
    "[LPF]": (Fraction(1), {"low power field": 1}),
    "[CFU]": (Fraction(1), {"colony forming unit": 1}),
    "[arb'U]": (Fraction(1), {"arbitrary unit": 1}),
    "[EU]": (Fraction(1), {"ELISA unit": 1}),
    "[GPL'U]": (Fraction(1), {"GPL": 1}),
    "[MPL'U]": (Fraction(1), {"MPL": 1}),
    "[APL'U]": (Fraction(1), {"APL": 1}),
    "[BETH'U]": (Fraction(1), {"Bethesda unit": 1}),
}

# Scales with a zero of their own; they stand alone only.
_SPECIAL = {
    "K": Unit(Fraction(1), Fraction(0), (("temperature", 1),), ()),
    "Cel": Unit(Fraction(1), Fraction("273.15"), (("temperature", 1),), ()),
    "[degF]": Unit(Fraction(5, 9), Fraction("459.67") * 5 / 9, (("temperature", 1),), ()),
}

# Annotations that only say what is counted or referred to; any other one is a thing of its own.
_SILENT = frozenset({"cell", "cells", "creat", "creatinine", "leukocytes", "platelets", "pred", "predicted"})

_ATOM = re.compile(r"(?P<symbol>[A-Za-z]*\[[A-Za-z0-9_']+\]|[A-Za-z]+|%)(?P<power>-?[1-9])?")
_POWER_OF_TEN = re.compile(r"10[*^](-?\d{1,2})")
_NUMBER = re.compile(r"[1-9]\d{0,5}")
_ANNOTATION = re.compile(r"\{([!-z|~]+)\}")


class _Malformed(ValueError):
    """The text is no unit of this grammar."""


class _Factors:
    """The product under construction: a scale, and powers above and below the slash."""

    def __init__(self) -> None:
        self.scale = Fraction(1)
        self.above: dict[str, int] = {}
        self.below: dict[str, int] = {}

    def times(self, scale: Fraction, dimensions: Mapping[str, int], power: int) -> None:
        self.scale *= scale**power
        side = self.above if power > 0 else self.below
        for name, exponent in dimensions.items():
            side[name] = side.get(name, 0) + exponent * abs(power)

    def unit(self) -> Unit:
        return Unit(self.scale, Fraction(0), tuple(sorted(self.above.items())), tuple(sorted(self.below.items())))


class _Reader:
    """Recursive descent over one unit: terms of factors joined by "." and "/"."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.product = text, 0, _Factors()

    def unit(self) -> Unit:
        if not self.text:
            raise _Malformed(self.text)
        self._term(1)
        if self.at != len(self.text):
            raise _Malformed(self.text)
        return self.product.unit()

    def _term(self, sign: int) -> None:
        direction = sign
        if self._take("/"):
            direction = -sign
        self._component(direction)
        while True:
            if self._take("/"):
                self._component(-sign)
            elif self._take("."):
                self._component(sign)
            else:
                return

    def _component(self, sign: int) -> None:
        if self._take("("):
            self._term(sign)
            if not self._take(")"):
                raise _Malformed(self.text)
            return
        measured = self._power_of_ten(sign) or self._number(sign) or self._atom(sign)
        if not self._annotation(sign) and not measured:
            raise _Malformed(self.text)

    def _power_of_ten(self, sign: int) -> bool:
        if found := self._match(_POWER_OF_TEN):
            self.product.times(Fraction(10) ** int(found[1]), {}, sign)
        return bool(found)

    def _number(self, sign: int) -> bool:
        if found := self._match(_NUMBER):
            self.product.times(Fraction(found[0]), {}, sign)
        return bool(found)

    def _atom(self, sign: int) -> bool:
        if found := self._match(_ATOM):
            scale, dimensions = _atom(found["symbol"])
            self.product.times(scale, dimensions, sign * int(found["power"] or 1))
        return bool(found)

    def _annotation(self, sign: int) -> bool:
        found = self._match(_ANNOTATION)
        if found and found[1].casefold() not in _SILENT:
            self.product.times(Fraction(1), {found[0]: 1}, sign)
        return bool(found)

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def _take(self, sign: str) -> bool:
        taken = self.text.startswith(sign, self.at)
        self.at += taken
        return taken


def _atom(symbol: str) -> tuple[Fraction, dict[str, int]]:
    """An atom with or without prefix: "mmol" is 1/1000 amount."""
    if found := _PLAIN.get(symbol) or _METRIC.get(symbol):
        return found
    for prefix, exponent in _PREFIXES.items():
        if symbol.startswith(prefix) and (found := _METRIC.get(symbol[len(prefix) :])):
            return found[0] * Fraction(10) ** exponent, found[1]
    raise _Malformed(symbol)


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit | None:
    """A UCUM unit, read: "10*9/L", "mL/min/{1.73_m2}"; None if it is none of the part of UCUM in use."""
    if special := _SPECIAL.get(text):
        return special
    try:
        return _Reader(text).unit()
    except _Malformed:
        return None
