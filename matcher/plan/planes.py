"""People in bits: a plane holds one truth about each person of a block, 64 people a word.

A fold over a million people is then a handful of passes over 125 kB, and how many hold is a count of bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "WORD",
    "Counter",
    "Flags",
    "Numbers",
    "Plane",
    "counted",
    "nobody",
    "once",
    "packed",
    "reaching",
    "read_counts",
    "total",
    "totals",
    "unpacked",
    "words",
]

Plane = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Numbers = NDArray[Any]
Counter = Sequence[Plane]
"""How many of several planes hold, for each person: the binary digits, the lowest first."""

WORD = 64
BYTE = 8


def words(people: int) -> int:
    """How many words a plane of so many people has."""
    return -(-people // WORD)


def nobody(people: int) -> Plane:
    """A plane in which nobody holds."""
    return np.zeros(words(people), np.uint64)


def packed(flags: Flags) -> Plane:
    """Flags, one a person, as a plane; what is left of the last word holds nobody."""
    room = words(len(flags)) * WORD
    if len(flags) < room:
        flags = np.concatenate([flags, np.zeros(room - len(flags), np.bool_)])
    return np.packbits(flags, bitorder="little").view(np.uint64)


def unpacked(plane: Plane, people: int) -> Flags:
    """A plane as flags, one a person."""
    return np.unpackbits(plane.view(np.uint8), count=people, bitorder="little").view(np.bool_)


def total(plane: Plane) -> int:
    """How many hold."""
    return int(np.bitwise_count(plane).sum())


def totals(planes: Sequence[Plane] | NDArray[np.uint64]) -> list[int]:
    """How many hold in each of the planes, counted in one go."""
    if not len(planes):
        return []
    counts: list[int] = np.bitwise_count(np.asarray(planes)).sum(axis=1, dtype=np.int64).tolist()
    return counts


def counted(planes: Iterable[Plane]) -> list[Plane]:
    """How many of the planes hold for each person, added digit by digit."""
    digits: list[Plane] = []
    for number, plane in enumerate(planes, start=1):
        carry = plane
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
        if number.bit_length() > len(digits):
            digits.append(carry)
    return digits


def reaching(digits: Counter, least: int, people: int) -> Plane:
    """Who has a count of at least so many."""
    if least <= 0:
        return ~nobody(people)
    if least.bit_length() > len(digits):
        return nobody(people)
    more, same = nobody(people), ~nobody(people)
    for place in reversed(range(len(digits))):
        digit = digits[place]
        if least >> place & 1:
            same = same & digit
        else:
            more, same = more | (same & digit), same & ~digit
    return more | same


def read_counts(digits: Counter, people: int) -> NDArray[np.uint16]:
    """The counts as numbers, one a person."""
    low, high = (np.zeros(people, np.uint8) for _ in range(2))
    for place, digit in enumerate(digits):
        half = low if place < BYTE else high
        half |= unpacked(digit, people).view(np.uint8) << (place % BYTE)
    counts = low.astype(np.uint16)
    if len(digits) > BYTE:
        counts |= high.astype(np.uint16) << np.uint16(BYTE)
    return counts


def once(planes: Iterable[Plane], people: int) -> tuple[Plane, Plane]:
    """For whom exactly one of the planes holds, and for whom none does."""
    one, more = nobody(people), nobody(people)
    again = nobody(people)
    for plane in planes:
        more |= np.bitwise_and(one, plane, out=again)
        one |= plane
    return one & ~more, ~one
