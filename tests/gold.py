"""Scores the gold set beside the project and fails where a figure is worse than its floor."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCORER = HERE.parents[1] / "shared" / "gold" / "score"
FLOORS = HERE / "gold_floors.json"


def figures() -> dict[str, float]:
    """What the scorer measures of the command in this environment."""
    command = shlex.quote(str(Path(sys.executable).with_name("resetmatch")))
    done = subprocess.run(
        [sys.executable, str(SCORER), "--json", "--command", command], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"the scorer failed: {done.stderr.strip()[-400:]}")
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def misses(measured: dict[str, float], floors: dict[str, dict[str, float]]) -> list[str]:
    """The figures that are worse than their floor, one line each."""
    low = [f"{name} {measured[name]} < {bound}" for name, bound in floors["at_least"].items() if measured[name] < bound]
    high = [f"{name} {measured[name]} > {bound}" for name, bound in floors["at_most"].items() if measured[name] > bound]
    return low + high


def main() -> None:
    """Print figures and floors; exit 1 below a floor or without a gold set."""
    if not SCORER.is_file():
        sys.exit("there is no gold set beside the project (../shared/gold)")
    measured, floors = figures(), json.loads(FLOORS.read_text())
    print("gold:  ", " ".join(f"{name}={value}" for name, value in measured.items() if name != "tags"))
    print("floors:", " ".join(f"{n}>={v}" for n, v in floors["at_least"].items()), end=" ")
    print(" ".join(f"{n}<={v}" for n, v in floors["at_most"].items()))
    if missed := misses(measured, floors):
        sys.exit(f"below the floor: {'; '.join(missed)}")


if __name__ == "__main__":
    main()
