"""How often the plan's tests are shared: one test stands for all criteria that ask the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from criteria.tree.nodes import Node
from criteria.tree.render import render
from matcher.plan.compile import Plan, Step, fingerprint

__all__ = ["Shared", "shared", "sharing_text"]


class Shared(NamedTuple):
    """A test with the number of criteria and of trials that ask it."""

    step: Step
    criteria: int
    trials: int


def shared(plan: Plan) -> list[Shared]:
    """The tests of a plan, those that most criteria share first."""
    asked: dict[int, set[str]] = defaultdict(set)
    for column in plan.columns:
        for number in plan.below(column.root):
            asked[number].add(column.name)
    found = [
        Shared(step, len(asked[step.number]), _trials(asked[step.number])) for step in plan.steps if _is_test(step)
    ]
    return sorted(found, key=lambda one: (-one.criteria, -one.trials, one.step.number))


def _trials(names: set[str]) -> int:
    return len({name.partition("/")[0] for name in names})


def _is_test(step: Step) -> bool:
    """Whether it asks something: not a fold, and not what no fact decides."""
    return not step.parts and _words(step.node) is not None


def _words(node: Node) -> str | None:
    """A test in words; None for what no fact decides, which is one step whatever its words."""
    return None if "" in {getattr(node, "text", None), getattr(node, "why", None)} else render(node)


def sharing_text(plan: Plan) -> str:
    """How much the plan shares, then its tests by how many criteria share them."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    every = shared(plan)
    apart = sum(one.criteria for one in every)
    several = [one for one in every if one.criteria > 1]
    yield f"{len(every)} tests for {apart} places in criteria; {len(several)} tests are shared"
    yield f"{'criteria':>8}{'trials':>8}  test"
    for one in several:
        yield f"{one.criteria:>8}{one.trials:>8}  {fingerprint(one.step.node)[:8]} {_words(one.step.node)}"
