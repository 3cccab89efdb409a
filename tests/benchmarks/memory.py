"""What a screening takes at its peak, by the number of people at a time: the figures of matcher/memory.py.

`python -m tests.benchmarks.memory [PEOPLE]` prints a line for each block size and share of the trials.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

from matcher.screen import screen
from tests.benchmarks.cohort import write_cohort
from tests.benchmarks.measure import all_trials

PEOPLE = 140_000
BLOCKS = (8_000, 32_000, 131_072)
SHARES = (0.1, 1.0)
KIB_PER_MIB = 1 << 10


def main() -> None:
    """Each screening in a process of its own."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        cohort = Path(folder) / "cohort.parquet"
        write_cohort(people, cohort)
        for block, share, pairs in product(BLOCKS, SHARES, ("kept", "all")):
            asked = [sys.executable, "-m", "tests.benchmarks.memory", str(cohort), str(block), str(share), pairs]
            subprocess.run(asked, check=True)


def one(cohort: Path, block: int, share: float, pairs: str) -> None:
    """One screening and its peak."""
    trials = all_trials()[0].trials
    some = trials[: round(len(trials) * share)]
    screen(cohort, some, cohort.parent / "out", block=block, all_pairs=pairs == "all")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MIB
    sys.stdout.write(f"{block:>8} people at a time, {len(some)} trials, pairs {pairs}: {peak:,.0f} MiB\n")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        one(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4])
    else:
        main()
