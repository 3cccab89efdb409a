"""Logic: three values, in every node that joins others."""

from __future__ import annotations

from itertools import product

import pytest

from criteria.tree.nodes import (
    Age,
    All,
    Any,
    AtLeast,
    Attested,
    Constant,
    Discretionary,
    IfThen,
    Node,
    Not,
    Readings,
    Sex,
    Unread,
)
from matcher.kleene import Truth, agreed, at_least, conjunction, disjunction, negation
from tests.unit.small import truth

VALUES: tuple[Truth, ...] = (True, False, None)
T = Constant(value=True, why="yes")
F = Constant(value=False, why="no")
U = Unread(text="?")
NODE: dict[Truth, Node] = {True: T, False: F, None: U}


def resolutions(values: tuple[Truth, ...]) -> list[tuple[bool, ...]]:
    """Every way in which the unknown values may turn out."""
    return list(product(*[(value,) if value is not None else (True, False) for value in values]))


def supervalue(outcomes: set[bool]) -> Truth:
    return outcomes.pop() if len(outcomes) == 1 else None


@pytest.mark.parametrize("values", list(product(VALUES, repeat=3)))
def test_and_or_and_counting_say_what_every_resolution_says(values: tuple[Truth, ...]) -> None:
    ways = resolutions(values)
    assert conjunction(values) is supervalue({all(way) for way in ways})
    assert disjunction(values) is supervalue({any(way) for way in ways})
    for k in range(5):
        assert at_least(k, values) is supervalue({sum(way) >= k for way in ways})


def test_not_keeps_the_unknown() -> None:
    assert [negation(value) for value in VALUES] == [False, True, None]


@pytest.mark.parametrize("values", list(product(VALUES, repeat=2)))
def test_the_nodes_are_the_tables(values: tuple[Truth, ...]) -> None:
    parts = tuple(NODE[value] for value in values)
    assert truth(All(of=parts)) is conjunction(values)
    assert truth(Any(of=parts)) is disjunction(values)
    assert truth(AtLeast(k=2, of=parts)) is at_least(2, values)
    assert truth(Readings(of=parts)) is agreed(values)
    assert truth(Not(of=parts[0])) is negation(values[0])


def test_nothing_to_join() -> None:
    assert truth(All(of=())) is True
    assert truth(Any(of=())) is False
    assert truth(AtLeast(k=0, of=())) is True
    assert truth(Readings(of=())) is None


@pytest.mark.parametrize(("met", "then", "otherwise"), list(product(VALUES, repeat=3)))
def test_a_limit_that_depends(met: Truth, then: Truth, otherwise: Truth) -> None:
    node = IfThen(condition=NODE[met], then=NODE[then], otherwise=NODE[otherwise])
    expected = agreed((then, otherwise)) if met is None else then if met else otherwise
    assert truth(node) is expected


def test_without_another_branch_it_holds() -> None:
    assert truth(IfThen(condition=F, then=F)) is True
    assert truth(IfThen(condition=U, then=T)) is True
    assert truth(IfThen(condition=U, then=F)) is None


def test_a_discretionary_limit_never_fails() -> None:
    assert [truth(Discretionary(of=NODE[value])) for value in VALUES] == [True, None, None]


def test_what_no_fact_can_decide() -> None:
    assert truth(Attested(reason="consent", text="signed consent")) is None
    assert truth(Unread(text="?")) is None


@pytest.mark.parametrize(
    ("node", "age", "expected"),
    [
        (Age(comparator=">=", years=18), 18, True),
        (Age(comparator=">=", years=18), 17.99, False),
        (Age(comparator=">", years=18), 18, False),
        (Age(comparator="<=", years=75), 75, True),
        (Age(comparator="<=", years=75), 76, False),
        (Age(comparator="<", years=75), 75, False),
        (Age(comparator="=", years=18), 18, True),
        (Age(comparator=">=", years=18), None, None),
        # 90 stands for 90 or older
        (Age(comparator=">=", years=90), 90, True),
        (Age(comparator=">", years=90), 90, None),
        (Age(comparator=">", years=89), 90, True),
        (Age(comparator=">=", years=95), 90, None),
        (Age(comparator="<=", years=90), 90, None),
        (Age(comparator="<=", years=95), 90, None),
        (Age(comparator="<=", years=89), 90, False),
        (Age(comparator="<", years=90), 90, False),
        (Age(comparator="=", years=90), 90, None),
        (Age(comparator="=", years=80), 90, False),
    ],
)
def test_age(node: Age, age: float | None, expected: Truth) -> None:
    assert truth(node, age_years=age) is expected


def test_sex() -> None:
    assert truth(Sex(sex="female"), sex="female") is True
    assert truth(Sex(sex="female"), sex="male") is False
    assert truth(Sex(sex="female")) is None
