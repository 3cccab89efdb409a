"""Standard codes: the systems that are known, how a code of each is written, and whether one can be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

__all__ = ["SYSTEMS", "Coding", "System", "is_sound", "meant", "normal", "system_of"]


class Coding(msgspec.Struct, frozen=True):
    """A code of a system, as "SNOMED CT" 68815009 "Systemic lupus erythematosus glomerulonephritis syndrome"."""

    system: str
    code: str
    display: str


class System(msgspec.Struct, frozen=True):
    """A code system: its names besides its own, the shape of its codes, and what their digits must keep."""

    names: tuple[str, ...]
    shape: re.Pattern[str]
    keeps: Callable[[str], bool] = bool


def _luhn(code: str) -> bool:
    """The check digit of LOINC: modulus 10, as on bank cards."""
    total = 0
    for place, digit in enumerate(reversed(code.replace("-", ""))):
        total += sum(divmod(int(digit) * (1 + place % 2), 10))
    return total % 10 == 0


_SIDES: Final = 5
_TURNS: Final = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _dihedral(left: int, right: int) -> int:
    """The product of two elements of the symmetries of a pentagon: 0 to 4 turn it, 5 to 9 turn it over."""
    turn = left + right if left < _SIDES else left - right
    return turn % _SIDES + _SIDES * ((left < _SIDES) is not (right < _SIDES))


_PRODUCTS: Final = tuple(tuple(_dihedral(left, right) for right in range(10)) for left in range(10))


def _permuted() -> tuple[tuple[int, ...], ...]:
    rows = [tuple(range(10))]
    for _ in range(7):
        rows.append(tuple(rows[-1][turn] for turn in _TURNS))
    return tuple(rows)


_PERMUTED: Final = _permuted()


def _verhoeff(code: str) -> bool:
    """The check digit of SNOMED CT (Verhoeff), and a partition that says concept: 00, or 10 of an extension."""
    total = 0
    for place, digit in enumerate(reversed(code)):
        total = _PRODUCTS[total][_PERMUTED[place % 8][int(digit)]]
    return total == 0 and code[-3:-1] in {"00", "10"}


SYSTEMS: Final[dict[str, System]] = {
    "CVX": System(("http://hl7.org/fhir/sid/cvx", "urn:oid:2.16.840.1.113883.12.292"), re.compile(r"\d{1,3}")),
    "ICD-10-CM": System(
        ("ICD10CM", "http://hl7.org/fhir/sid/icd-10-cm", "urn:oid:2.16.840.1.113883.6.90"),
        re.compile(r"[A-Z](\d([0-9A-Z](\.?[0-9A-Z]{1,4})?)?)?"),
    ),
    "LOINC": System(("http://loinc.org", "urn:oid:2.16.840.1.113883.6.1"), re.compile(r"\d{1,5}-\d"), _luhn),
    "RxNorm": System(
        ("http://www.nlm.nih.gov/research/umls/rxnorm", "urn:oid:2.16.840.1.113883.6.88"), re.compile(r"\d{1,8}")
    ),
    "SNOMED CT": System(
        ("SNOMED", "SNOMEDCT", "http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96"),
        re.compile(r"[1-9]\d{5,17}"),
        _verhoeff,
    ),
}

_NAMES: Final = {name.casefold(): own for own, system in SYSTEMS.items() for name in (own, *system.names)}


def system_of(written: str) -> str | None:
    """The system's own name: of "http://snomed.info/sct" "SNOMED CT"; None for one that is not known."""
    return _NAMES.get(written.strip().casefold())


def normal(system: str, code: str) -> str:
    """A code as it is looked up: ICD-10-CM without its dot, CVX without leading zeros."""
    code = code.strip().upper()
    match system:
        case "ICD-10-CM":
            return code.replace(".", "")
        case "CVX":
            return code.lstrip("0")
        case _:
            return code


def is_sound(system: str, code: str) -> bool:
    """Whether a code has the shape of its system, and the check digit where there is one."""
    one = SYSTEMS[system]
    return one.shape.fullmatch(code) is not None and one.keeps(code)


def meant(written: str) -> Iterator[tuple[str, str]]:
    """The systems and codes that words may mean: "M32.14", "CVX 140"; CVX is meant only where it is named."""
    system, _, code = written.strip().upper().rpartition(" ")
    if system:
        yield from [(own, code)] if (own := system_of(system)) else []
    else:
        yield from ((own, code) for own in SYSTEMS if own != "CVX" and is_sound(own, code))
