from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path

import polars as pl
import pytest

from matcher.plan import kleene

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
Fold = Callable[[list[pl.Expr]], pl.Expr]


def over(width: int, fold: Fold) -> dict[tuple[Truth, ...], Truth]:
    """The fold of every combination of truth values."""
    rows = list(product(VALUES, repeat=width))
    frame = pl.DataFrame(rows, schema=dict.fromkeys("abcd"[:width], pl.Boolean), orient="row")
    given = frame.with_columns(out=fold([pl.col(name) for name in frame.columns])).get_column("out").to_list()
    return dict(zip(rows, given, strict=True))


def completions(row: Iterable[Truth]) -> list[tuple[bool, ...]]:
    """What a row may turn out to be once everything is known."""
    return list(product(*[(value,) if value is not None else (True, False) for value in row]))


def certain(answers: Iterable[bool]) -> Truth:
    seen = set(answers)
    return seen.pop() if len(seen) == 1 else None


@pytest.mark.parametrize("k", [0, 1, 2, 3, 4])
def test_at_least_says_what_is_certain_whatever_the_unknown_turn_out_to_be(k: int) -> None:
    for row, given in over(3, lambda parts: kleene.at_least(k, parts)).items():
        assert given == certain(sum(whole) >= k for whole in completions(row)), row


def test_all_and_any_are_folds_over_certainty() -> None:
    for row, given in over(3, kleene.all_of).items():
        assert given == certain(False not in whole for whole in completions(row))
    for row, given in over(3, kleene.any_of).items():
        assert given == certain(True in whole for whole in completions(row))


def test_of_nothing_all_holds_and_any_does_not() -> None:
    frame = pl.DataFrame({"a": [None, None]})
    assert frame.select(kleene.all_of([]).alias("x")).item(0, 0) is True
    assert frame.select(kleene.any_of([]).alias("x")).item(0, 0) is False


def test_a_condition_that_is_unknown_does_not_matter_where_both_branches_agree() -> None:
    given = over(3, lambda parts: kleene.if_then(*parts))
    for (condition, then, otherwise), truth in given.items():
        assert truth == certain(two if one else three for one, two, three in completions((condition, then, otherwise)))


def test_readings_decide_only_together_and_discretion_never_fails() -> None:
    given = over(2, kleene.readings)
    assert {row for row, truth in given.items() if truth is not None} == {(True, True), (False, False)}
    assert over(1, lambda parts: kleene.discretionary(parts[0])) == {(True,): True, (False,): None, (None,): None}


def test_only_one_module_calls_what_passes_over_null() -> None:
    calls = {
        path.name: node.func.attr
        for path in POLARS
        if path.name != "kleene.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in RESERVED
    }
    assert calls == {}
