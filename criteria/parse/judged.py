"""`failed, or is ineligible for, rituximab`: a response, or what a person judges, of the treatments behind both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.tree.nodes import Attested

if TYPE_CHECKING:
    from criteria.parse.elements import Element

__all__ = ["judged_instead"]

_REACH = 5  # elements from a response to what is judged instead


def judged_instead(elements: list[Element], *, exclusion: bool) -> tuple[list[Element], Attested, list[Element]] | None:
    """The elements without the judged alternative, that alternative, and what is asked besides; None without one."""
    for index, element in enumerate(elements):
        if not element.has("resp") or element.concepts:
            continue
        joint = next((i for i in range(index + 1, index + _REACH) if _is_or(elements, i)), None)
        judged = None if joint is None else _judged_at(elements, joint + 1, exclusion=exclusion)
        if joint is None or judged is None or any(e.concepts for e in elements[index:judged]):
            continue
        after = judged + 1
        if after < len(elements) and elements[after].text == ",":
            after += 1
        if not any(e.concepts or e.kind == "list" for e in elements[after:]):
            return None
        words = " ".join(e.text for e in elements[joint + 1 : judged + 1])
        rest = [e for e in elements[index + 1 : joint] if e.text != ","]
        end = _clause_end(elements, after)
        kept = [*elements[: index + 1], *rest, *elements[after:end]]
        return kept, Attested(reason=_reason(elements[judged]), text=words), elements[end + 1 :]
    return None


def _clause_end(elements: list[Element], start: int) -> int:
    """Where `..., and meets one of the following: ...` begins behind the treatments; the end where it does not."""
    listing = next((i for i in range(start, len(elements)) if elements[i].kind == "list"), None)
    if listing is None:
        return len(elements)
    joints = [i for i in range(start + 1, listing) if elements[i].cues.get("conn") == "and"]
    return joints[-1] if joints else len(elements)


def _is_or(elements: list[Element], index: int) -> bool:
    return index < len(elements) and elements[index].cues.get("conn") == "or"


def _judged_at(elements: list[Element], index: int, *, exclusion: bool) -> int | None:
    """Where `ineligible for`, `a contraindication to` stands, behind small words."""
    for place in range(index, min(index + _REACH, len(elements))):
        element = elements[place]
        if element.has("opinion") or (not exclusion and element.text.lower() in _CONTRAINDICATED):
            return place
        if element.kind != "cue" or not element.has("neutral", "use"):
            return None
    return None


_CONTRAINDICATED = frozenset(["contraindication to", "contraindications to", "contraindication for"])


def _reason(element: Element) -> str:
    return element.cues.get("opinion") or "judgement"
