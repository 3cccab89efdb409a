"""What can go wrong between a registry and its reader, on demand and seeded."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, get_args

Fault = Literal[
    "refused",  # 429 without a word on when to come back
    "refused a while",  # 429 with Retry-After
    "busy",  # 503
    "busy a while",  # 503 with Retry-After
    "reset",  # the connection is reset
    "truncated",  # fewer bytes than announced
    "cut",  # the JSON ends early, under a length that fits
    "slow",  # the answer comes later than anyone waits
    "duplicate",  # a record of another page comes again
    "vanished",  # a record is missing from its page
    "grown",  # every record has a field that nobody knew
    "same token",  # the page names its own token as the next
    "lost token",  # a token is no longer taken
    "moved",  # the data change under the reader: a new stamp
]
KINDS: tuple[Fault, ...] = get_args(Fault)


class Faults:
    """Whether a request meets a fault, and which; counts those that were met."""

    def __init__(self, kinds: Sequence[Fault] = KINDS, *, seed: int = 1, rate: float = 0.0, most: int = 10**9) -> None:
        self.kinds, self.rate, self.most = kinds, rate, most
        self.met: Counter[Fault] = Counter()
        self._dice = random.Random(seed)
        self._planned: list[Fault | None] = []

    def plan(self, *faults: Fault | None) -> None:
        """What the next requests meet, in order; None is no fault."""
        self._planned.extend(faults)

    def next(self) -> Fault | None:
        """What this request is to meet."""
        if self._planned:
            return self._planned.pop(0)
        if self.met.total() >= self.most or self._dice.random() >= self.rate:
            return None
        return self._dice.choice(self.kinds)

    def draw(self, count: int) -> Iterator[int]:
        """A place among so many, where there are any."""
        if count:
            yield self._dice.randrange(count)
