"""Lists inside a sentence: `any two of: a; b; c`, or a number before bullets, become one quantified list element."""

from __future__ import annotations

from criteria.parse.elements import Element

__all__ = ["counts_different", "ends_with_or", "gather_lists", "refers_to_number"]

_UNCOUNTED = 12  # a number from here on is a quantity, not how many members are asked for
_NUMBERED = frozenset([  # without a final s
    "cohort", "phase", "part", "arm", "group", "stage", "step", "study", "substudy", "level", "grade", "clas",
    "version", "type", "edition", "item", "criterion", "criteria", "section", "table", "appendix", "day",
])  # fmt: skip
_REACH = 10  # elements between a quantifier and its members


def gather_lists(elements: list[Element]) -> list[Element]:
    """`at least two of: a; b; c` and `at least two of these:` with bullets become a quantified list."""
    listing = next((i for i, e in enumerate(elements) if e.kind == "list"), None)
    if listing is not None:
        return _quantify(elements, listing)
    for index, element in enumerate(elements):
        if _is_label(elements, index) or counts_different(elements, index):
            continue
        k = _quantifier(element) or (
            "any" if element.text.lower() == "any" and _colon_near(elements, index + 1) else None
        )
        if k is None:
            continue
        start = _list_start(elements, index)
        if start is None:
            continue
        end, members = _list_members(elements, start, k)
        if len(members) <= 1:
            continue
        body = elements[start:end]
        found = Element(
            "list", body[0].start, body[-1].end, " ".join(e.text for e in body), cues=_cues(elements, index, k)
        )
        found.items = [Element("group", m[0].start, m[-1].end, "", items=m) for m in members]
        between = [e for e in elements[index + 1 : start] if not _heads_list(e)]
        return [*elements[:index], *between, found, *elements[end:]]
    return elements


def counts_different(elements: list[Element], index: int) -> bool:
    """`at least 2 different of A, B`: one count of drugs over classes, no list to choose from."""
    following = [e.text.lower() for e in elements[index + 1 : index + 3]]
    return elements[index].kind in ("limit", "number") and following == ["different", "of"]


def _heads_list(element: Element) -> bool:
    """`two of the following signs of activity:`: words that only name what the list holds."""
    return (
        element.has("of_list", "any", "all")
        or element.text == ":"
        or element.kind == "mention"
        or (element.kind == "word" and not refers_to_number(element))
    )


def _quantify(elements: list[Element], listing: int) -> list[Element]:
    """Gives a list of bullets the quantifier that stands before it."""
    found = elements[listing]
    if "k" in found.cues:
        return elements
    for index in range(listing - 1, -1, -1):
        element = elements[index]
        k = _quantifier(element)
        if (
            k is None
            or _is_label(elements, index)
            or (
                element.text.lower() in ("each", "all", "any", "these")
                and index + 1 < listing
                and elements[index + 1].kind not in ("punct", "cue", "list")
            )
        ):
            continue
        if _heads_kind(elements, index, k):
            found.cues = {**found.cues, "k": k}
            return [*elements[:index], *elements[index + 2 :]]
        if any(e.kind in ("mention", "window") for e in elements[index + 1 : index + 2]):
            continue
        found.cues = {**found.cues, **_cues(elements, index, k)}
        rest = [e for e in elements[index + 1 : listing] if not e.has("of_list")]
        return [*elements[:index], *rest, *elements[listing:]]
    return elements


def _cues(elements: list[Element], index: int, k: str) -> dict[str, str]:
    """What a list is told of: how many; `and meets one of the following`: of which the words before say nothing."""
    opening = [e.text.lower() for e in elements[max(0, index - 1) : index + 1]]
    met = any(words.startswith(("meet", "fulfil")) for words in opening)
    joined = any(e.has("conn") for e in elements[:index])
    apart = index > 0 and elements[index - 1].has("conn") and not any(e.concepts for e in elements[:index])
    return {"k": k, "met": ""} if (met and joined) or apart else {"k": k}


def _heads_kind(elements: list[Element], index: int, k: str) -> bool:
    """`any of the following cardiac conditions within 6 months: ...`: the list says which they are."""
    before, rest = elements[index], elements[index + 1 :]
    following = k == "any" and before.text.lower().endswith("following") and rest[0].kind == "mention"
    return following and all(e.kind in ("window", "list", "punct") or e.has("neutral", "anchor") for e in rest[1:])


def _is_label(elements: list[Element], index: int) -> bool:
    """`for Cohort 3, ...`, `grade 3 or above`: a number that names a part of the trial or a grade counts nothing."""
    if not index or elements[index].kind not in ("number", "limit"):
        return False
    return elements[index - 1].text.lower().rstrip("s") in _NUMBERED


def _quantifier(element: Element) -> str | None:
    if element.kind == "limit" and len(element.bounds) == 1:
        bound = element.bounds[0]
        if (
            bound.unit is None
            and bound.relative is None
            and bound.comparator in (">=", ">")
            and bound.value == int(bound.value)
            and bound.value < _UNCOUNTED
        ):
            return str(int(bound.value) + (bound.comparator == ">"))
        return None
    if (
        element.kind == "number"
        and element.unit is None
        and element.relative is None
        and element.value == int(element.value)
        and 1 <= element.value < _UNCOUNTED
    ):
        return str(int(element.value))
    if element.kind == "cue" and element.has("any") and not element.has("neutral"):
        return "any"
    if element.kind == "cue" and element.has("all") and not element.has("neutral"):
        return "all"
    return "all" if element.kind == "cue" and element.text.lower() == "both" else None


def _list_start(elements: list[Element], index: int) -> int | None:
    """Where the members begin: after "of the following ...:", or right after "of"."""
    element = elements[index]
    position = index + 1
    opened = element.kind == "cue" and element.text.lower().endswith((" of", "following", "these"))
    while position < len(elements) and position - index <= _REACH:
        current = elements[position]
        if current.kind == "punct" and current.text == ":":
            return position + 1
        if current.has("of_list") and current.kind == "cue":
            opened = True
            position += 1
            continue
        if current.kind == "mention" and _colon_near(elements, position + 1):
            position += 1
            continue
        if current.kind in ("mention", "roman") and opened:
            return position if _enumerates(elements, position) else None
        if current.kind == "cue" and (current.has("neutral", "other", "pos") or current.has("any")):
            position += 1
            continue
        if current.kind != "mention" and _colon_near(elements, position):
            position += 1
            continue
        return None
    return None


def _colon_near(elements: list[Element], index: int) -> bool:
    colon = next(
        (i for i, e in enumerate(elements[index : index + 9], index) if e.kind == "punct" and e.text == ":"), None
    )
    return colon is not None and not any(e.kind in ("mention", "limit") for e in elements[index:colon])


def _enumerates(elements: list[Element], index: int) -> bool:
    return any(e.has("conn") or (e.kind == "punct" and e.text == ",") for e in elements[index + 1 : index + 5])


def _at_semicolons(elements: list[Element], start: int, k: str) -> bool:
    """Whether semicolons part the members: `all of: a; b; and c`; not `one of: a, b; and c`."""
    marks = [i for i, e in enumerate(elements[start:], start) if e.kind == "punct" and e.text == ";"]
    joined = [elements[i + 1].cues["conn"] for i in marks if i + 1 < len(elements) and elements[i + 1].has("conn")]
    way = "and" if k == "all" else "or"
    return bool(marks) and (not joined or (len(marks) > 1 and all(conn == way for conn in joined)))


def _list_members(elements: list[Element], start: int, k: str) -> tuple[int, list[list[Element]]]:
    """The members from `start`, split at semicolons if there are any, else at commas and connectives."""
    semicolons = _at_semicolons(elements, start, k)
    after_colon = start > 0 and elements[start - 1].kind == "punct" and elements[start - 1].text == ":"
    members: list[list[Element]] = [[]]
    position = start
    while position < len(elements):
        element = elements[position]
        if after_colon and semicolons:
            splits = element.kind == "punct" and element.text == ";"
        else:
            splits = (element.kind == "punct" and element.text in ",/;") or (
                element.has("conn") and element.kind == "cue"
            )
        if (not after_colon and element.kind in ("window", "duration", "timelimit", "limit", "list")) or (
            element.has("resp", "with", "except") and not after_colon
        ):
            break
        if element.has("except"):
            break
        if splits:
            members.append([])
        else:
            members[-1].append(element)
        position += 1
    kept = [m for m in members if any(e.kind in ("mention", "limit", "word", "roman", "timelimit", "group") for e in m)]
    while position > start and elements[position - 1].kind == "punct" and elements[position - 1].text == ",":
        position -= 1
    return position, kept


def ends_with_or(listing: Element) -> str:
    """`any` where a member before the last ends with `or`, and none with `and`; else nothing."""
    ends = [e.items[-1].cues.get("conn") for e in listing.items[:-1] if e.items]
    return "any" if "or" in ends and not {"and", "andor"} & set(ends) else ""


def refers_to_number(element: Element) -> bool:
    """`① plus any of ②–⑤`: items named by a number that they do not carry."""
    return len(element.text) == 1 and "①" <= element.text <= "⑳"
