"""Which facts can bear on a test at all: a patient's other facts leave it as it is for anyone without facts."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.tree.nodes import Node
from matcher.settings import Context

__all__ = ["touching"]


def touching(leaf: Node, context: Context) -> frozenset[str]:
    """The concepts whose facts can bear on a leaf: "rituximab", and "anti-CD20 antibody", known never given."""
    return frozenset(name for concept in _named(leaf) for name in _bearing(concept, context))


def _named(leaf: Node) -> Iterator[str]:
    if concept := getattr(leaf, "concept", None):
        yield concept
    yield from getattr(leaf, "concepts", ())


def _bearing(concept: str, context: Context) -> Iterator[str]:
    """The concept's kinds with all that is above each, for denials; and the results that settle any of these."""
    kin = {up for kind in context.members(concept) for up in context.ancestors(kind)}
    yield from kin
    for kind in kin | context.ancestors(concept):
        for row in context.lexicon.evidence(kind):
            for test in context.members(row.observation):
                yield from context.ancestors(test)
