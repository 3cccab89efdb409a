"""No criterion keeps out everybody a trial is for: how one is read whose words, taken alone, would.

A family that the disease under study belongs to means its other members: `systemic autoimmune disease` in a trial of
rheumatoid arthritis. The disease itself (`history of rheumatoid arthritis`) means a form of it, or a thing the sentence
says elsewhere: who has it is left undecided.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from criteria.lexicon import Lexicon
from criteria.tree.nodes import All, Any, Condition, Node, Not, Unread

__all__ = ["OWN_DISEASE", "spare_own_disease"]

OWN_DISEASE = "own_disease"
"""Flag of a criterion whose words, taken alone, would exclude every patient with the trial's disease."""


def spare_own_disease(tree: Node, own: tuple[str, ...], lexicon: Lexicon, *, exclusion: bool) -> Node:
    """The tree, with the trial's own diseases let off or left undecided where it would exclude everybody who has them.

    `own`: concepts of the diseases under study; `exclusion`: whether the tree says who is kept out.
    """
    if not own:
        return tree

    def spare(node: Node) -> Node:
        return _spared(node, own, lexicon)

    return _each(tree, Any, spare) if exclusion else _each(tree, All, lambda part: _in_negation(part, spare))


def _each(node: Node, kind: type[All | Any], change: Callable[[Node], Node]) -> Node:
    if not isinstance(node, kind):
        return change(node)
    parts = tuple(_each(part, kind, change) for part in node.of)
    return node if parts == node.of else msgspec.structs.replace(node, of=parts)


def _in_negation(node: Node, spare: Callable[[Node], Node]) -> Node:
    return Not(of=_each(node.of, Any, spare)) if isinstance(node, Not) else node


def _spared(node: Node, own: tuple[str, ...], lexicon: Lexicon) -> Node:
    if not isinstance(node, Condition) or not _holds_for_all(node, own, lexicon):
        return node
    if node.concept in own:
        return All(of=(node, Unread(text=node.concept)))
    return msgspec.structs.replace(node, exclude=tuple(dict.fromkeys((*node.exclude, *own))))


def _holds_for_all(node: Condition, own: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether every patient with a disease of `own` has the condition, as far as its name says."""
    if node.window is not None or node.count > 1 or node.since == "end":
        return False
    return all(
        node.concept in (lines := (disease, *lexicon.ancestors(disease))) and not set(node.exclude) & set(lines)
        for disease in own
    )
