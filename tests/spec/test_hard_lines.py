"""Sixty hard lines and further constructs: text → tree → English → verdicts."""

from __future__ import annotations

import pytest

from tests.spec.lines import Line, differences, lines, trial_of, verdict_on
from tests.spec.reference import TARGET, reference

LINES = lines()
IDS = [f"{each.number:02d} {each.phenomenon}" for each in LINES]


def test_every_line_is_specified() -> None:
    numbers = {line.number for line in LINES}
    assert numbers == set(range(1, max(numbers) + 1)) >= set(range(1, 61))


def test_names_tell_lines_apart() -> None:
    assert len(set(IDS)) == len(IDS)


@pytest.mark.parametrize("line", LINES, ids=IDS)
def test_a_line_is_shown_from_both_sides(line: Line) -> None:
    assert len({probe.verdict for probe in line.verdicts}) > 1 or line.setting


@pytest.mark.parametrize("line", LINES, ids=IDS)
def test_a_line_holds(line: Line) -> None:
    """A pending line must not hold yet: when it does, its mark goes."""
    found = differences(line)
    if line.pending is None:
        assert not found, "\n".join(found)
    else:
        assert found, f"holds now: take the mark off ({line.pending})"


@pytest.mark.parametrize("line", LINES, ids=IDS)
def test_a_line_is_never_decided_wrongly(line: Line) -> None:
    """What is not read yet is left open: never a verdict that the line does not give."""
    wrong = [
        f"{found}, not {probe.verdict}: {probe.why}"
        for probe in line.verdicts
        if (found := verdict_on(line, probe)) not in {probe.verdict, "unknown"}
    ]
    assert not wrong, "\n".join([*wrong, *(f"read as {each.expression}" for each in trial_of(line).criteria)])


def test_the_reference_is_written_from_the_specification() -> None:
    assert TARGET.read_text(encoding="utf-8") == reference(), "run: python -m tests.spec.reference"
