"""What a section of exclusions requires: `women must have a negative test` excludes those who do not meet it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.parse.conditions import conditions_people, opens_condition
from criteria.tree.nodes import Attested, Node, Not, Unread, children, walk

if TYPE_CHECKING:
    from criteria.parse.context import Context
    from criteria.parse.elements import Element

__all__ = ["not_met", "requires"]

_DUTIES = frozenset(["must", "shall"])
_RELATIVE = frozenset(["who", "that", "which", "whom"])
_OTHERWISE = ("not_enrolled", "permit", "except", "except_post", "if", "consent", "judge")
_REACH = 12  # elements before a duty


def requires(elements: list[Element], context: Context) -> bool:
    """Whether a clause of an exclusion says what somebody must have, be or have stopped."""
    if not context.exclusion or any(e.has(*_OTHERWISE) for e in elements) or opens_condition(elements):
        return False
    duty = next((i for i in range(min(_REACH, len(elements))) if _is_duty(elements, i)), None)
    if not duty or conditions_people(elements, context) is not None:
        return False
    before = elements[:duty]
    return _RELATIVE.isdisjoint(before[-1].text.lower().split()[-1:]) and not any(
        e.text in (",", ":") or e.has("conn") or e.text.lower() in _RELATIVE for e in before
    )


def _is_duty(elements: list[Element], index: int) -> bool:
    """`must`; `should` where it forbids."""
    words = elements[index].text.lower()
    after = elements[index + 1].text.lower() if index + 1 < len(elements) else ""
    return not _DUTIES.isdisjoint(words.split()) or f"{words} {after}".startswith("should not")


def not_met(node: Node) -> Node:
    """The exclusion of those who do not meet a requirement; what only a person can tell stays as it is."""
    leaves = [n for n in walk(node) if not children(n)]
    return node if all(isinstance(n, (Attested, Unread)) for n in leaves) else Not(of=node)
