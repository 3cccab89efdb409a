"""What each node of a criteria tree means for one patient.

Each node has one small function that says what the node means for one patient: True, False, or None for unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any as Anything

from criteria.tree.nodes import (
    Age,
    All,
    Any,
    AtLeast,
    Condition,
    Constant,
    Discretionary,
    Distinct,
    Dose,
    Elapsed,
    Exposure,
    Finding,
    Grade,
    IfThen,
    Node,
    Not,
    Procedure,
    Readings,
    Sex,
    Value,
    children,
)
from matcher.kleene import Truth, agreed, at_least, conjunction, disjunction, negation
from matcher.plan.reference.courses import distinct, dose, exposure
from matcher.plan.reference.histories import condition, elapsed, procedure
from matcher.plan.reference.numbers import compare
from matcher.plan.reference.results import finding, grade, value
from matcher.population.facts import OLDEST, Patient
from matcher.settings import Context

__all__ = ["FOLDS", "LEAVES", "age", "decided", "evaluate", "sex"]


def evaluate(node: Node, patient: Patient, context: Context) -> Truth:
    """Whether a proposition holds for a patient: True, False, or None where the facts cannot tell."""
    fold = FOLDS.get(type(node))
    if fold is None:
        return decided(node, patient, context)
    return fold(node, [evaluate(part, patient, context) for part in children(node)])


def _if_then(_: IfThen, parts: Sequence[Truth]) -> Truth:
    """The branch that the condition chooses; where it is not known, what both branches agree on."""
    met, then, *rest = parts
    otherwise = rest[0] if rest else True
    if met is None:
        return agreed((then, otherwise))
    return then if met else otherwise


FOLDS: dict[type[Node], Callable[[Anything, Sequence[Truth]], Truth]] = {
    All: lambda _, parts: conjunction(parts),
    Any: lambda _, parts: disjunction(parts),
    AtLeast: lambda node, parts: at_least(node.k, parts),
    Not: lambda _, parts: negation(parts[0]),
    IfThen: _if_then,
    Readings: lambda _, parts: agreed(parts),
    Discretionary: lambda _, parts: parts[0] or None,
}
"""What the parts of a proposition, in the order of `children`, make together."""


def decided(leaf: Node, patient: Patient, context: Context) -> Truth:
    """Whether a leaf holds for a patient; what no fact can decide stays unknown."""
    case = LEAVES.get(type(leaf))
    return None if case is None else case(leaf, patient, context)


def age(node: Age, patient: Patient) -> Truth:
    """Age against a limit; 90 stands for 90 or older, so that nothing beyond it can be told."""
    years = patient.age_years
    if years is None:
        return None
    if years < OLDEST:
        return compare(years, node.comparator, node.years)
    beyond = {"<": node.years <= OLDEST, "<=": node.years < OLDEST, "=": node.years < OLDEST}
    if node.comparator in beyond:
        return False if beyond[node.comparator] else None
    return True if compare(OLDEST, node.comparator, node.years) else None


def sex(node: Sex, patient: Patient) -> Truth:
    """Sex, where it is known."""
    return None if patient.sex is None else patient.sex == node.sex


LEAVES: dict[type[Node], Callable[[Anything, Patient, Context], Truth]] = {
    Constant: lambda leaf, _patient, _context: leaf.value,
    Age: lambda leaf, patient, _context: age(leaf, patient),
    Sex: lambda leaf, patient, _context: sex(leaf, patient),
    Condition: condition,
    Elapsed: elapsed,
    Exposure: exposure,
    Distinct: distinct,
    Dose: dose,
    Procedure: procedure,
    Value: value,
    Finding: finding,
    Grade: grade,
}
"""What each kind of leaf that facts can decide means for one patient."""
