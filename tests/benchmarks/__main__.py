"""All measurements in one run: `python -m tests.benchmarks` writes the table into README between its markers.

`--people N` takes a smaller cohort, which the table names; `--dry` prints the table only.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import Bench
from tests.benchmarks.table import table, written

FULL = 1_000_000


def main() -> None:
    """Measure, print, and write."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--people", type=int, default=FULL)
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--dry", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        measured = Bench(given.people, Path(folder)).measured()
    text = table(measured)
    sys.stdout.write(text)
    if not given.dry:
        written(text)


if __name__ == "__main__":
    main()
