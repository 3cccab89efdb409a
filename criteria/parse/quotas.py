"""Quotas within a list: `failed three drugs, at least one of which must be a biologic`, asked beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.parse.atoms import Prefix
from criteria.tree.nodes import Distinct, Exposure, Node, Unread, walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from criteria.parse.context import Context
    from criteria.parse.elements import Element

__all__ = ["of_list", "quota_at", "read_quota"]

_POINTING = frozenset(["which", "them", "these", "those", "whom", "of which", "of them", "of these", "of those"])
_BEING = frozenset(["is", "are", "be", "being", "belong to"])
_DUTIES = frozenset(["must", "has to", "have to", "should", "shall", "needs to"])
_REACH = 6  # elements from the count to what is counted
_FEWEST = 2  # elements of a count with its members


def quota_at(elements: list[Element]) -> int | None:
    """Where `at least one of which must be`, `of which one is`, `including at least one` begins; None if nowhere."""
    for index in range(len(elements) - _FEWEST):
        count = index + (elements[index].text.lower() in _POINTING or _includes(elements, index))
        start = _members_at(elements, index, count) if _counts(elements[count]) else None
        if start is not None and all(_is_member(e) for e in elements[start:]):
            return index
    return None


def _is_member(element: Element) -> bool:
    """Names and what stands between alternatives; what asks more would be lost."""
    if element.kind == "cue":
        return element.has("neutral") and element.cues.get("conn") != "and"
    return element.kind in ("mention", "group") or element.text in ",./"


def _includes(elements: list[Element], index: int) -> bool:
    """`, including at least one biologic`: with a count no example."""
    return index > 0 and elements[index].has("example") and elements[index].text.lower() == "including"


def _counts(element: Element) -> bool:
    if element.kind in ("number", "limit"):
        return bool(element.bounds or element.kind == "number") and element.unit is None
    return element.kind == "cue" and element.has("any") and element.text.lower().split()[0] in ("one", "at")


def _members_at(elements: list[Element], start: int, count: int) -> int | None:
    """Where what is counted begins, behind the words that point back and say what they must be."""
    points = not start or count > start or elements[count].text.lower().split()[-1] in _POINTING
    duty = elements[start].has("example") and count > start
    index = count + 1
    for element in elements[index : index + _REACH]:
        text = element.text.lower()
        if element.kind == "mention":
            return index if points and duty and index > count else None
        points = points or text in _POINTING
        if element.has("number_word") and element.kind == "number":
            points = True
        elif not (element.kind == "cue" and element.has("neutral", "again", "of_list")):
            return None
        duty = duty or bool(_BEING & set(text.split())) or text in _DUTIES
        index += 1
    return None


def of_list(node: Node) -> bool:
    """Whether what stands before asks for treatments that a quota can be of."""
    return any(isinstance(n, (Exposure, Distinct)) for n in walk(node))


def read_quota(
    elements: list[Element],
    base: Node,
    context: Context,
    read: Callable[[list[Element], Context, Prefix], Node | None],
) -> Node:
    """The quota of a list: its members are asked for with the response that the list asks for."""
    words = Unread(text=" ".join(e.text for e in elements))
    count = 0 if _counts(elements[0]) else 1
    start = _members_at(elements, 0, count)
    taken = next((n for n in walk(base) if isinstance(n, (Exposure, Distinct))), None)
    if start is None or taken is None or context.exclusion:
        return words
    one = elements[count].has("any") or elements[count].value == 1 or _is_one(elements[count])
    members = elements[start:] if one else [elements[count], *elements[start:]]
    prefix = Prefix(responses=taken.responses, min_days=taken.min_days, strict_days=taken.min_days_strict)
    return read(members, context, prefix) or words


def _is_one(element: Element) -> bool:
    return bool(element.bounds) and (element.bounds[0].comparator, element.bounds[0].value) == (">=", 1.0)
