from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from matcher.plan import kleene
from matcher.plan.planes import counted, packed, reaching, read_counts, unpacked

ROOT = Path(__file__).resolve().parents[2]
READERS = ROOT / "matcher" / "population" / "omop"  # they look up numbers of concepts and hold no truth values
POLARS = [
    path
    for path in ROOT.glob("matcher/**/*.py")
    if READERS not in path.parents and "import polars" in path.read_text("utf-8")
]
RESERVED = {"any", "all", "is_in", "any_horizontal", "all_horizontal"}
VALUES = (True, False, None)
Truth = bool | None
Fold = Callable[[list[kleene.Truth], int], kleene.Truth]


def over(width: int, fold: Fold) -> dict[tuple[Truth, ...], Truth]:
    """The fold of every combination of truth values, one a person."""
    rows = list(product(VALUES, repeat=width))
    columns = [[row[place] for row in rows] for place in range(width)]
    parts = [kleene.Truth(*(packed(np.array([v is t for v in column])) for t in (True, False))) for column in columns]
    return dict(zip(rows, read(fold(parts, len(rows)), len(rows)), strict=True))


def read(truth: kleene.Truth, people: int) -> list[Truth]:
    true, false = (unpacked(plane, people).tolist() for plane in truth)
    assert not any(both for both in map(all, zip(true, false, strict=True)))
    return [True if yes else False if no else None for yes, no in zip(true, false, strict=True)]


def completions(row: Iterable[Truth]) -> list[tuple[bool, ...]]:
    """What a row may turn out to be once everything is known."""
    return list(product(*[(value,) if value is not None else (True, False) for value in row]))


def certain(answers: Iterable[bool]) -> Truth:
    seen = set(answers)
    return seen.pop() if len(seen) == 1 else None


@pytest.mark.parametrize("k", [0, 1, 2, 3, 4])
def test_at_least_says_what_is_certain_whatever_the_unknown_turn_out_to_be(k: int) -> None:
    for row, given in over(3, lambda parts, people: kleene.at_least(k, parts, people)).items():
        assert given == certain(sum(whole) >= k for whole in completions(row)), row


def test_all_and_any_are_folds_over_certainty() -> None:
    for row, given in over(3, kleene.all_of).items():
        assert given == certain(False not in whole for whole in completions(row))
    for row, given in over(3, kleene.any_of).items():
        assert given == certain(True in whole for whole in completions(row))


def test_of_nothing_all_holds_and_any_does_not() -> None:
    assert read(kleene.all_of([], 2), 2) == [True, True]
    assert read(kleene.any_of([], 2), 2) == [False, False]
    assert read(kleene.readings([], 2), 2) == [None, None]


def test_a_condition_that_is_unknown_does_not_matter_where_both_branches_agree() -> None:
    given = over(3, lambda parts, _: kleene.if_then(*parts))
    for (condition, then, otherwise), truth in given.items():
        assert truth == certain(two if one else three for one, two, three in completions((condition, then, otherwise)))


def test_readings_decide_only_together_and_discretion_never_fails() -> None:
    given = over(2, kleene.readings)
    assert {row for row, truth in given.items() if truth is not None} == {(True, True), (False, False)}
    assert over(1, lambda parts, _: kleene.discretionary(parts[0])) == {(True,): True, (False,): None, (None,): None}


def test_only_one_module_calls_what_passes_over_null() -> None:
    calls = {
        path.name: node.func.attr
        for path in POLARS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in RESERVED
    }
    assert calls == {}


def test_counts_are_those_of_the_planes_and_so_is_what_they_reach() -> None:
    people, many = 300, 20
    drawn = np.random.default_rng(1).random((many, people)) < np.linspace(0, 1, people)
    digits, plain = counted(packed(row) for row in drawn), drawn.sum(axis=0)
    assert read_counts(digits, people).tolist() == plain.tolist()
    for least in (0, 1, 2, 7, 16, 20, 21, 33):
        assert unpacked(reaching(digits, least, people), people).tolist() == (plain >= least).tolist()
