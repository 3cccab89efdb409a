"""One screening in a process of its own: prints its seconds and its peak memory."""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from pathlib import Path

from matcher.screen import screen
from matcher.workers import cores
from tests.benchmarks.measure import all_trials

KIB_PER_GIB = 1 << 20


def main() -> None:
    """Screen a cohort against a share of the trials."""
    cohort, out, share = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
    trials = all_trials()[0].trials
    some = trials[: round(len(trials) * share)]
    shutil.rmtree(out, ignore_errors=True)
    begin = time.perf_counter()
    workers = cores()
    screen(cohort, some, out, workers=workers)
    seconds = time.perf_counter() - begin
    own, one = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    peak = (own + workers * one) / KIB_PER_GIB  # as if all were at their peak at the same time
    sys.stdout.write(json.dumps({"seconds": seconds, "peak_gib": peak}))


if __name__ == "__main__":
    main()
