"""Examples of diseases: `such as A, B`, `(e.g. A, B)`; those that are no kinds of what stands before exclude too."""

from __future__ import annotations

from criteria.parse.context import Context
from criteria.parse.elements import Element

__all__ = ["list_diseases"]

_SAYS_MORE = ("neg", "except", "permit", "except_post", "if", "resp", "with", "judge", "cause", "allergy")
_MORE = ("window", "limit", "list", "gap", "group")
_KEPT = ("neutral", "quality", "active", "ever", "other", "any", "current_use", "use", "of_list", "pos")


def list_diseases(elements: list[Element], context: Context) -> list[Element]:
    """Examples that are diseases of their own, written out as a list with the one that they are examples of."""
    if not context.exclusion or context.lets_off:
        return elements
    out = _spread_groups(elements, context)
    index = next((i for i, e in enumerate(out) if e.has("example") and e.kind == "cue" and i > 0), None)
    if index is None:
        return out
    after = next((i for i in range(index, len(out)) if _ends(out, i)), len(out))
    members = _members(out[:index], out[index + 1 : after], context)
    head = out[: index - 1] if out[index - 1].text == "," else out[:index]
    return [*head, *members, *out[after:]] if members else out


def _spread_groups(elements: list[Element], context: Context) -> list[Element]:
    """`autoimmune disease (e.g. A, B)` with what is new to the lexicon written out in its place."""
    out: list[Element] = []
    for element in elements:
        items = element.items if element.kind == "group" else []
        told = any(e.has("example") for e in (*items[:1], *items[-2:]))
        out.extend((_members(out, items, context) if told else []) or [element])
    return out


def _members(before: list[Element], examples: list[Element], context: Context) -> list[Element]:
    """`, A, or B`: the examples that are no kinds of what stands before, where they are things of its sort."""
    head = next((e for e in reversed(before) if e.kind == "mention"), None)
    if head is None or any(e.kind in _MORE or e.has(*_SAYS_MORE) for e in examples):
        return []
    out: list[Element] = []
    for piece in [p for p in _pieces(examples) if _is_member(p, head, context)]:
        out.extend([_joint(piece, ","), *piece])
    for element in (head, *out) if out else ():
        element.cues = {**element.cues, "shared": ""} if element.kind == "mention" else element.cues
    if out:
        last = max(i for i, e in enumerate(out) if e.kind == "punct")
        out.insert(last + 1, _joint(out[last + 1 :], "or"))
    return out


def _joint(piece: list[Element], text: str) -> Element:
    start = piece[0].start
    return (
        Element("punct", start, start, ",") if text == "," else Element("cue", start, start, "or", cues={"conn": "or"})
    )


def _pieces(elements: list[Element]) -> list[list[Element]]:
    pieces: list[list[Element]] = [[]]
    for element in elements:
        if element.has("conn") or (element.kind == "punct" and element.text in ",;/"):
            pieces.append([])
        elif not element.has("example") and element.kind != "punct":
            pieces[-1].append(element)
    return [piece for piece in pieces if piece]


def _is_member(piece: list[Element], head: Element, context: Context) -> bool:
    """One thing with nothing but small words, of the sort of the head, not a kind of it, not the disease itself."""
    named = [e for e in piece if e.kind == "mention"]
    if len(named) != 1 or any(e is not named[0] and not (e.kind == "cue" and e.has(*_KEPT)) for e in piece):
        return False
    known = context.lexicon
    above, told = head.concepts[0], named[0].concepts[0]
    own = {c for disease in context.diseases for c in (disease, *known.ancestors(disease))}
    if told in own or above in known.ancestors(told) or told in known.ancestors(above):
        return False
    return known.get(above).domain == known.get(told).domain == "condition"


def _ends(elements: list[Element], index: int) -> bool:
    element = elements[index]
    if element.kind in ("window", "limit") or element.has("resp"):
        return True
    return element.has("conn") and index + 1 < len(elements) and elements[index + 1].has("with")
