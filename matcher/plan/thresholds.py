"""The thresholds of a criterion: the numbers in its tree that can be moved, and the tree with one of them moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec

from criteria.tree import nodes
from criteria.tree.nodes import Node, walk
from criteria.tree.render import render, render_number

__all__ = ["Threshold", "moved", "thresholds"]


class Threshold(NamedTuple):
    """A number that a part of a tree holds: "SLEDAI-2K ≥ 8" holds the limit 8.

    `field` is the node's field, `window` its window's days; `unit` is that of the number, in words.
    """

    node: Node
    field: str
    value: float
    unit: str

    @property
    def words(self) -> str:
        """The part with its number: "rituximab within 24 weeks (window 168 days)"."""
        return f"{render(self.node)} ({_NAMES.get(self.field, self.field)} {self.said(self.value)})"

    def said(self, value: float) -> str:
        """A value of this threshold with its unit."""
        return f"{render_number(value)}{' ' + self.unit if self.unit else ''}"

    @property
    def whole(self) -> bool:
        """Whether only whole numbers make sense: so many drugs, so many records."""
        return self.field in {"k", "count"}


_NAMES = {
    **dict.fromkeys(("years", "value", "days"), "limit"),
    "dose": "dose",
    "min_days": "duration",
    "k": "at least",
    "count": "at least",
}
_Units = dict[type[Node], tuple[tuple[str, Callable[[Any], str]], ...]]


def _unit(node: nodes.Value) -> str:
    return f"× {node.relative}" if node.relative else (node.unit or "").removeprefix("{").removesuffix("}")


_FIELDS: _Units = {
    nodes.Age: (("years", lambda _: "years"),),
    nodes.Value: (("value", _unit),),
    nodes.Dose: (("value", lambda node: node.unit),),
    nodes.Elapsed: (("days", lambda _: "days"),),
    nodes.Exposure: (("dose", lambda node: node.dose_unit or ""), ("min_days", lambda _: "days")),
    nodes.Distinct: (("k", lambda _: ""), ("min_days", lambda _: "days")),
    nodes.AtLeast: (("k", lambda _: ""),),
    nodes.Condition: (("count", lambda _: ""),),
}
"""The fields of each kind of node that hold a threshold, with its unit; windows come on top."""


def thresholds(tree: Node) -> tuple[Threshold, ...]:
    """The thresholds of a tree in the order of the text, each once: "18 to 65 years" has two."""
    return tuple(dict.fromkeys(each for node in walk(tree) for each in _of_node(node)))


def _of_node(node: Node) -> Iterator[Threshold]:
    for field, unit in _FIELDS.get(type(node), ()):
        value = getattr(node, field)
        if value is not None and (field, value) != ("count", 1):
            yield Threshold(node, field, value, unit(node))
    window: nodes.Window | None = getattr(node, "window", None)
    if window is not None and window.days is not None:
        yield Threshold(node, "window", window.days, "days")


def moved(tree: Node, threshold: Threshold, value: float) -> Node:
    """The tree with a threshold at another value, wherever the same part stands in it."""
    return _replaced(tree, threshold.node, _with(threshold, value))


def _with(threshold: Threshold, value: float) -> Node:
    node = threshold.node
    number: Any = int(value) if threshold.whole else value
    if threshold.field == "window":
        number = msgspec.structs.replace(getattr(node, "window"), days=value)  # noqa: B009 - not every node has one
    return msgspec.structs.replace(node, **{threshold.field: number})


def _replaced(tree: Node, old: Node, new: Node) -> Node:
    if tree == old:
        return new
    match tree:
        case nodes.All() | nodes.Any() | nodes.AtLeast() | nodes.Readings():
            return msgspec.structs.replace(tree, of=tuple(_replaced(part, old, new) for part in tree.of))
        case nodes.Not() | nodes.Discretionary():
            return msgspec.structs.replace(tree, of=_replaced(tree.of, old, new))
        case nodes.IfThen():
            otherwise = tree.otherwise and _replaced(tree.otherwise, old, new)
            then = _replaced(tree.then, old, new)
            return nodes.IfThen(condition=_replaced(tree.condition, old, new), then=then, otherwise=otherwise)
        case _:
            return tree
