"""The measurements as the table in README."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Measured

__all__ = ["table", "written"]

README = Path(__file__).resolve().parents[2] / "README.md"
BEGIN, END = "<!-- bench: written by make bench -->", "<!-- /bench -->"


def table(found: Measured) -> str:
    """The table with its targets, those missed marked, and the machine."""
    rows = "\n".join(f"| {what} | {target} | {reached} |" for what, target, reached in _rows(found))
    people = ", ".join(f"{count:,}: {seconds:.1f} s" for count, seconds in found.by_people.items())
    trials = ", ".join(f"{count:,}: {seconds:.1f} s" for count, seconds in found.by_trials.items())
    return (
        f"{found.people:,} made-up profiles with {found.facts:.0f} facts each, {found.trials} trials with "
        f"{found.criteria:,} criteria ({found.source}). {_machine()} All in one run; ratios count, times hang on the "
        "machine and its other work.\n\n"
        "| what | to reach | reached |\n|---|---|---|\n"
        f"{rows}\n\n"
        f"Growth with people, all trials: {people}. With trials, {min(found.people, 100_000):,} people: {trials}.\n"
    )


def _rows(found: Measured) -> Iterator[tuple[str, str, str]]:
    all_of = f"{found.people:,} profiles × all trials, Parquet to Parquet"
    ratio = found.screen / found.read
    yield all_of, "≤ 10 × reading the Parquet", _marked(f"{ratio:.1f} ×", ok=ratio <= 10)
    yield "peak memory of it", "≤ 4 GiB", _marked(f"{found.peak_gib:.1f} GiB", ok=found.peak_gib <= 4)
    per_trial = (found.sql * found.screen_pairs_per_second) / (found.sql_people * 20)
    yield (
        "pairs a second of it against SQL (DuckDB) for 20 trials",
        "≥ 10 ×",
        _marked(f"{per_trial:.0f} ×", ok=per_trial >= 10),
    )
    same = found.sql / found.sql_screen
    yield (
        f"the same 20 trials, {found.sql_people:,} profiles, verdicts only, against that SQL",
        "≥ 10 ×",
        _marked(f"{same:.1f} ×", ok=same >= 10),
    )
    loop = found.screen_pairs_per_second / found.reference_pairs_per_second
    yield (
        "pairs a second of it against the reference evaluator",
        "≥ 1,000 ×",
        _marked(f"{loop:,.0f} ×", ok=loop >= 1000),
    )
    million = found.pairs_per_second / 1e6
    yield (
        "pairs a second with all columns, in memory",
        "≥ 5 million",
        _marked(f"{million:.1f} million", ok=million >= 5),
    )
    median, worst = found.single_ms
    yield "one profile × all trials with reasons, median", "≤ 5 ms", _marked(f"{median:.1f} ms", ok=median <= 5)
    yield "the same, 99th percentile", "≤ 20 ms", _marked(f"{worst:.1f} ms", ok=worst <= 20)


def _marked(reached: str, *, ok: bool) -> str:
    return reached if ok else f"**{reached}** (missed)"


def _machine() -> str:
    model = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE)
    return f"Machine: {os.cpu_count()} cores, {model[1] if model else platform.machine()}, {platform.system()}."


def written(text: str, begin: str = BEGIN, end: str = END) -> None:
    """The table into README, in place of the one that is there."""
    held = README.read_text("utf-8")
    before, _, rest = held.partition(begin)
    _, _, after = rest.partition(end)
    README.write_text(f"{before}{begin}\n\n{text}\n{end}{after}", "utf-8")
