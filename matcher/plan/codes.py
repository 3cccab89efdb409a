"""What the records say of one test, collected concept by concept, and what that comes to."""

from __future__ import annotations

from collections.abc import Hashable
from functools import reduce

import numpy as np

from matcher.plan.features import Held
from matcher.plan.kleene import Truth
from matcher.plan.planes import Plane

__all__ = ["Codes"]


class Codes:
    """What is known of one test, as planes: where several speak for one person, the first of these counts.

    `holds` and `fails` settle it, `maybe` leaves it open, `absent` says that there is none.
    """

    __slots__ = ("absent", "fails", "holds", "maybe")

    def __init__(self) -> None:
        self.holds: list[Plane] = []
        self.fails: list[Plane] = []
        self.maybe: list[Plane] = []
        self.absent: list[Plane] = []

    def key(self, nobody: Plane) -> Hashable:
        """What makes two tests the same: the very same planes, `nobody` aside."""
        planes = (self.holds, self.fails, self.maybe, self.absent)
        return tuple(frozenset(map(id, each)) - {id(nobody)} for each in planes)

    def say(self, planes: tuple[Plane, Plane, Plane]) -> None:
        """For whom the test holds, for whom it does not, and for whom it stays open."""
        self.holds, self.fails, self.maybe = ([plane] for plane in planes)

    def add(self, held: Held) -> None:
        """What records of one more concept say."""
        self.holds.append(held.sure)
        self.maybe.append(held.maybe)

    def settled(self, closed: Plane, *, absent: bool) -> Truth:
        """The test as a truth: what is settled, else what a denial or a closed domain says."""
        none = np.zeros_like(closed)
        holds, fails, maybe = (reduce(np.bitwise_or, each, none) for each in (self.holds, self.fails, self.maybe))
        silent = ~(holds | fails | maybe) & reduce(np.bitwise_or, self.absent, closed)
        fails = fails & ~holds
        return Truth(holds | silent, fails) if absent else Truth(holds, fails | silent)
