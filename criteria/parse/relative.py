"""Times counted from the onset of a disease: `cancer within 3 years of the onset of myositis`, which no fact tells."""

from __future__ import annotations

from criteria.parse.context import Context
from criteria.parse.elements import Element

__all__ = ["relative_times"]

_TIMES = ("window", "time", "timelimit")
_JOINTS = frozenset([
    "of", "before", "after", "since", "from", "or", "and", "prior to", "following", "the", "their", "his or her",
    "before or after", "either", "to", "initial", "first", "disease", "symptom",
])  # fmt: skip
_STARTS = frozenset(["onset", "diagnosis", "diagnosis of", "onset of", "disease onset", "symptom onset"])
_REACH = 9  # elements from a time to what it is counted from


def relative_times(elements: list[Element], context: Context) -> list[Element]:
    """The elements; a time from the onset of another disease than its own is a quality of what it is of."""
    out: list[Element] = []
    index = 0
    while index < len(elements):
        after = _reach(elements, index, context) if elements[index].kind in _TIMES else None
        if after is None:
            out.append(elements[index])
            index += 1
            continue
        first = out.pop() if out[-1].has("duration", "win") else elements[index]
        text = " ".join(e.text for e in elements[index:after])
        text = text if text.startswith("within") else f"within {text}"
        out.append(Element("cue", first.start, elements[after - 1].end, text, cues={"quality": ""}))
        index = after
    return out


def _reach(elements: list[Element], index: int, context: Context) -> int | None:
    """Where `3 years before or after the onset of myositis` ends; None where the time is counted from today."""
    subject = _before(elements, index)
    start = index + 1
    while start < len(elements) and start - index < _REACH and elements[start].text.lower() in _JOINTS:
        start += 1
    if subject is None or start >= len(elements) or elements[start].text.lower() not in _STARTS:
        return None
    if start == index + 1 and not elements[index].text.lower().endswith(("before", "after", "prior to")):
        return None
    end = start + 1
    while end < len(elements) and elements[end].text.lower() in ("of", "the", "their"):
        end += 1
    named = elements[end] if end < len(elements) and elements[end].kind == "mention" else None
    if named is None:
        return None if _is_own(subject, context) else start + 1
    return None if _akin(subject, named, context) else end + 1


def _before(elements: list[Element], index: int) -> Element | None:
    """The disease or treatment the time is of."""
    for element in reversed(elements[:index]):
        if element.kind == "mention":
            return element
        if element.kind == "punct" and element.text in ";.:":
            return None
    return None


def _is_own(subject: Element, context: Context) -> bool:
    known = context.lexicon
    return known.get(subject.concepts[0]).domain == "condition" and any(
        own in (subject.concepts[0], *known.ancestors(subject.concepts[0])) for own in context.diseases
    )


def _akin(one: Element, other: Element, context: Context) -> bool:
    known = context.lexicon
    a, b = one.concepts[0], other.concepts[0]
    return known.get(b).domain != "condition" or a == b or a in known.ancestors(b) or b in known.ancestors(a)
