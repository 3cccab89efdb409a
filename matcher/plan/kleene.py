"""Three truth values over planes of people: who it holds for, who it does not hold for, and the rest, unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np

from matcher.plan.planes import Plane, counted, nobody, reaching

__all__ = ["Truth", "all_of", "any_of", "at_least", "constant", "discretionary", "if_then", "negation", "readings"]


class Truth:
    """A proposition about everyone in a block: its planes `true` and `false`; nobody stands in both.

    A truth is equal to itself alone, so that what is made of the same truths can be looked up.
    """

    __slots__ = ("_negation", "_unknown", "false", "true")

    def __init__(self, true: Plane, false: Plane, unknown: Plane | None = None) -> None:
        self.true, self.false = true, false
        self._unknown = unknown
        self._negation: Truth | None = None

    def __iter__(self) -> Iterator[Plane]:
        return iter((self.true, self.false))

    @property
    def unknown(self) -> Plane:
        """Whom the facts cannot tell of."""
        if self._unknown is None:
            self._unknown = ~(self.true | self.false)
        return self._unknown

    @property
    def negation(self) -> Truth:
        """The contrary, which is unknown of the same."""
        if self._negation is None:
            self._negation = Truth(self.false, self.true, self.unknown)
        return self._negation


def constant(value: bool | None, people: int) -> Truth:  # noqa: FBT001 - a truth value is what it is about
    """A truth value that asks nothing: "either sex"."""
    none = nobody(people)
    return Truth(~none if value is True else none, ~none if value is False else none)


def all_of(parts: Sequence[Truth], people: int) -> Truth:
    """Every part holds: "SpO2 > 92 % and LVEF > 50 %"; of nothing, true."""
    if not parts:
        return constant(value=True, people=people)
    if len(parts) == 1:
        return parts[0]
    true, false = parts[0].true & parts[1].true, parts[0].false | parts[1].false
    for part in parts[2:]:
        np.bitwise_and(true, part.true, out=true)
        np.bitwise_or(false, part.false, out=false)
    return Truth(true, false)


def any_of(parts: Sequence[Truth], people: int) -> Truth:
    """At least one part holds: "INR ≤ 1.5 or PT ≤ 1.5 × ULN"; of nothing, false."""
    if not parts:
        return constant(value=False, people=people)
    if len(parts) == 1:
        return parts[0]
    true, false = parts[0].true | parts[1].true, parts[0].false & parts[1].false
    for part in parts[2:]:
        np.bitwise_or(true, part.true, out=true)
        np.bitwise_and(false, part.false, out=false)
    return Truth(true, false)


def negation(part: Truth) -> Truth:
    """The part does not hold: "without pericardial effusion"."""
    return part.negation


def at_least(k: int, parts: Sequence[Truth], people: int) -> Truth:
    """At least `k` parts hold: "at least two of the following"; counts only where a fold will not do."""
    if k <= 0 or k > len(parts):
        return constant(value=k <= 0, people=people)
    if k == 1:
        return any_of(parts, people)
    if k == len(parts):
        return all_of(parts, people)
    failed = counted(part.false for part in parts)
    return Truth(
        reaching(counted(part.true for part in parts), k, people), reaching(failed, len(parts) - k + 1, people)
    )


def if_then(condition: Truth, then: Truth, otherwise: Truth) -> Truth:
    """A limit that depends, settled without its condition where both branches agree."""
    return Truth(
        (condition.true & then.true) | (condition.false & otherwise.true) | (then.true & otherwise.true),
        (condition.true & then.false) | (condition.false & otherwise.false) | (then.false & otherwise.false),
    )


def readings(parts: Sequence[Truth], people: int) -> Truth:
    """Decided only where all readings agree; no reading decides nothing."""
    if not parts:
        return constant(None, people)
    return Truth(reduce(np.bitwise_and, [p.true for p in parts]), reduce(np.bitwise_and, [p.false for p in parts]))


def discretionary(part: Truth) -> Truth:
    """A limit that an investigator may override: never false."""
    return Truth(part.true, np.zeros_like(part.true))
