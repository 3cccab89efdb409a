"""Steps that no test of facts decides: folds over other steps, and what the person alone decides; a case for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from criteria.tree import nodes
from criteria.tree.nodes import Node
from matcher.plan import kleene
from matcher.plan.kleene import Truth
from matcher.plan.limits import said_of
from matcher.plan.planes import packed
from matcher.plan.records import Block
from matcher.population.facts import OLDEST

__all__ = ["COMPILED", "UNDECIDED", "UNORDERED"]


def _if_then(_: nodes.IfThen, parts: Sequence[Truth], block: Block) -> Truth:
    condition, then, *rest = parts
    return kleene.if_then(condition, then, rest[0] if rest else kleene.constant(value=True, people=block.people))


def _age(node: nodes.Age, _: Sequence[Truth], block: Block) -> Truth:
    """Age against a limit; 90 stands for 90 or older, which only a limit up to 90 can place."""
    said = said_of(node.comparator, block.age, node.years)
    old = block.age >= OLDEST
    beyond = old & (_old(node) is True)
    within = old & (_old(node) is False)
    return Truth(packed(said.true & ~old | beyond), packed(said.false & ~old | within))


def _old(node: nodes.Age) -> bool | None:
    """The answer for one of 90 or older, of whom no upper bound is known."""
    beyond = {">=": node.years <= OLDEST, ">": node.years < OLDEST}
    within = {"<": node.years <= OLDEST, "<=": node.years < OLDEST, "=": node.years < OLDEST}
    return True if beyond.get(node.comparator) else False if within.get(node.comparator) else None


def _sex(node: nodes.Sex, _: Sequence[Truth], block: Block) -> Truth:
    other = "male" if node.sex == "female" else "female"
    return Truth(block.sex[node.sex], block.sex[other])


def _undecided(_: Node, __: Sequence[Truth], block: Block) -> Truth:
    return kleene.constant(None, block.people)


UNORDERED: tuple[type[Node], ...] = (nodes.All, nodes.Any, nodes.Readings)
"""Folds for which neither the order of their parts nor how often one stands there matters."""

UNDECIDED: tuple[type[Node], ...] = (nodes.Attested, nodes.Quality, nodes.Unread)
"""What no record decides."""

COMPILED: dict[type[Node], Callable[[Any, Sequence[Truth], Block], Truth]] = {
    nodes.All: lambda _, parts, block: kleene.all_of(parts, block.people),
    nodes.Any: lambda _, parts, block: kleene.any_of(parts, block.people),
    nodes.AtLeast: lambda node, parts, block: kleene.at_least(node.k, parts, block.people),
    nodes.Not: lambda _, parts, __: kleene.negation(parts[0]),
    nodes.IfThen: _if_then,
    nodes.Readings: lambda _, parts, block: kleene.readings(parts, block.people),
    nodes.Discretionary: lambda _, parts, __: kleene.discretionary(parts[0]),
    nodes.Constant: lambda node, _, block: kleene.constant(node.value, block.people),
    nodes.Age: _age,
    nodes.Sex: _sex,
    **dict.fromkeys(UNDECIDED, _undecided),
}
