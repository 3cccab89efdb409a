"""Classes on a scale: `IIa through IVb`, `III or IV, with or without V`, `NYHA ≥ III`, `grades 2-4`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.parse.elements import Element

if TYPE_CHECKING:
    from criteria.lexicon import Lexicon

__all__ = ["read_grades"]

_ARABIC = {1: "I", 2: "II", 3: "III", 4: "IV", 5: "V", 6: "VI"}
_COMPARATORS = {"≥": ">=", "≤": "<=", ">": ">", "<": "<"}
_SETS = frozenset({"ISN/RPS lupus nephritis class"})


def read_grades(elements: list[Element], index: int, scale: str, known: Lexicon) -> tuple[tuple[str, ...], int]:
    """The grades named from `index` on, and the index after them; empty where none are named."""
    order = known.get(scale).grades
    found: list[str] = []
    optional: list[str] = []
    after = index
    position = index
    comparator: str | None = None
    spanning = False
    with_or_without = False
    while position < len(elements):
        element = elements[position]
        names = _named(element, order)
        if names:
            if element.kind in ("limit",) and not element.has("range"):
                comparator = element.bounds[0].comparator if element.bounds else None
            if spanning and found:
                found.extend(_between(found[-1], names[-1], order))
            elif with_or_without:
                optional.extend(names)
            else:
                found.extend(_beyond(names, comparator, order))
            spanning = False
            comparator = None
            position += 1
            after = position
            continue
        if (
            (element.kind in ("symbol", "punct")
            and element.text in "-~")
            or (element.has("range")
            and element.kind == "cue")
        ):
            spanning = bool(found)
        elif element.kind == "symbol" and element.text in _COMPARATORS:
            comparator = _COMPARATORS[element.text]
        elif element.has("cmp") and not element.has("conn"):
            comparator = element.cues["cmp"]
        elif element.has("withorwithout"):
            with_or_without = True
        elif element.has("cmp_post") and found:
            found.extend(_beyond([found[-1]], element.cues["cmp_post"], order))
            after = position + 1
        elif not _skippable(element):
            break
        position += 1
    if not found:
        return (), index
    grades = _combined(found, optional, scale, order)
    return tuple(dict.fromkeys(grades)), after


def _skippable(element: Element) -> bool:
    if element.kind == "punct":
        return element.text in ",/"
    if element.kind == "group":
        return False
    return element.kind == "cue" and (
        element.has("class", "conn", "any")
        or element.text.lower()
        in ("of", "clinical", "score", "functional", "classification", "the", "to", "from", "or", "is")
    )


def _named(element: Element, order: tuple[str, ...]) -> list[str]:
    """The grades of the scale that one element names: a roman numeral covers its sub-classes."""
    if element.kind == "roman":
        return [g for part in element.text.split("+") for g in _kinds(part, order)]
    if element.kind == "number" and element.unit is None and element.value in _ARABIC:
        return _kinds(str(int(element.value)), order) or _kinds(_ARABIC[int(element.value)], order)
    if element.kind == "limit" and all(
        b.unit is None and b.relative is None and b.value in _ARABIC for b in element.bounds
    ):
        if len(element.bounds) == 2:
            low, high = (_ARABIC[int(b.value)] for b in element.bounds)
            return [*_kinds(low, order), *_between(low, high, order)]
        number = int(element.bounds[0].value)
        return _kinds(str(number), order) or _kinds(_ARABIC[number], order)
    if element.kind in ("word", "cue") and element.text.lower() in {g.lower() for g in order}:
        return [g for g in order if g.lower() == element.text.lower()]
    return []


def _kinds(name: str, order: tuple[str, ...]) -> list[str]:
    if name in order:
        return [name]
    return [g for g in order if g[:-1] == name and g[-1] in "abc"]


def _between(low: str, high: str, order: tuple[str, ...]) -> list[str]:
    first = _kinds(low, order)[:1]
    last = _kinds(high, order)[-1:]
    if not first or not last:
        return []
    return list(order[order.index(first[0]) : order.index(last[0]) + 1])


def _beyond(names: list[str], comparator: str | None, order: tuple[str, ...]) -> list[str]:
    if comparator is None or comparator == "=":
        return names
    low, high = order.index(names[0]), order.index(names[-1])
    return {
        ">=": list(order[low:]),
        ">": list(order[high + 1 :]),
        "<=": list(order[: high + 1]),
        "<": list(order[:low]),
    }[comparator]


def _combined(found: list[str], optional: list[str], scale: str, order: tuple[str, ...]) -> list[str]:
    """On the nephritis scale classes stand together: III or IV, with or without V, gives III, IV, III+V and IV+V."""
    if scale not in _SETS:
        return sorted(dict.fromkeys(found), key=order.index)
    single = [g for g in dict.fromkeys(found)]
    base = [g for g in single if g in ("III", "IV")]
    combined = list(single)
    if "III" in base and "IV" in base:
        combined.append("III+IV")
    if "V" in single or "V" in optional:
        combined.extend(f"{g}+V" for g in base)
        if len(base) == 2:
            combined.append("III+IV+V")
    return combined
