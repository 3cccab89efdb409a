"""How many people may be in memory at a time, for a screening to keep within so many bytes.

The figures were measured on 140,000 made-up people with 23 facts each, against 346 trials and against 35
(`python -m tests.benchmarks.memory`), and hold for people of that kind; a margin is added.
"""

from __future__ import annotations

import re

from criteria.errors import InputRefused

__all__ = ["bytes_of", "people_within"]

BASE = 512 << 20
"""What the program, the trials and the writing of results take."""
PERSON, STEP, PAIR = 4096, 1, 66
"""Bytes a person with the facts, and for each step of the plan, and for each pair that is kept."""
MARGIN = 1.25
FEWEST, MOST = 1024, 1 << 17
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:([kmgt])(i?)b?|b)?", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


def bytes_of(size: str) -> int:
    """A size in bytes: "2GiB", "512 MiB", "1.5GB"; K, M, G and T alone are binary."""
    met = _SIZE.fullmatch(size.strip())
    if met is None:
        raise InputRefused("is no size of memory", where=size, do="write 2GiB or 800MiB")
    number, letter, binary = met[1], (met[2] or "").lower(), met[3]
    decimal = letter and not binary and size.strip().lower().endswith("b")
    return int(float(number) * (1000 if decimal else 1024) ** _POWERS[letter])


def people_within(budget: int, *, steps: int, trials: int, all_pairs: bool = False, processes: int = 1) -> int:
    """How many people at a time in each process keep within a budget; InputRefused where even the fewest do not."""
    each = MARGIN * (PERSON + STEP * steps + PAIR * trials * all_pairs)
    people = int((budget / processes - BASE) / each) // 64 * 64
    if people < FEWEST:
        least = -(-int(processes * (BASE + each * (FEWEST + 64))) // (1 << 20))
        raise InputRefused("is too little memory for these trials", where="--memory", do=f"give {least}MiB or more")
    return min(people, MOST)
