"""Which facts can bear on a test at all: a patient's other facts leave it as it is for anyone without facts."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from criteria.tree.nodes import Condition, Node
from matcher.plan.reference.tree import LEAVES
from matcher.settings import Context

__all__ = ["Touch", "touching"]


class Touch(msgspec.Struct, frozen=True, gc=False):
    """The concepts whose records can bear on a leaf: "rituximab"; and those whose denials can: "anti-CD20 antibody"."""

    records: frozenset[str]
    denials: frozenset[str]


def touching(leaf: Node, context: Context) -> Touch:
    """What can bear on a leaf; nothing on one that no fact decides."""
    named = tuple(_named(leaf)) if type(leaf) in LEAVES else ()
    records = {kind for concept in named for kind in context.members(concept)}
    denials = {up for kind in records for up in context.ancestors(kind)}
    tests = {test for concept in named for test in _tests(concept, context)} if isinstance(leaf, Condition) else set()
    return Touch(frozenset(records | tests), frozenset(denials))


def _named(leaf: Node) -> Iterator[str]:
    if concept := getattr(leaf, "concept", None):
        yield concept
    yield from getattr(leaf, "concepts", ())


def _tests(concept: str, context: Context) -> Iterator[str]:
    """The tests that show a condition, or that show it absent, with all that is above it."""
    for kind in context.members(concept) | context.ancestors(concept):
        for row in context.lexicon.evidence(kind):
            yield from context.members(row.observation)
