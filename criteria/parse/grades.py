"""Classes on a scale: `IIa through IVb`, `III or IV (± V)`, `NYHA ≥ III`, `grades 2-4`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.parse.elements import Element

if TYPE_CHECKING:
    from criteria.lexicon import Lexicon

__all__ = ["read_grades"]

_ARABIC = {1: "I", 2: "II", 3: "III", 4: "IV", 5: "V", 6: "VI"}
_COMPARATORS = {"≥": ">=", "≤": "<=", ">": ">", "<": "<"}
_RANGE = 2  # a limit with two bounds names the ends of a range
_SETS = frozenset({"ISN/RPS lupus nephritis class"})


def read_grades(elements: list[Element], index: int, scale: str, known: Lexicon) -> tuple[tuple[str, ...], int]:
    """The grades named from `index` on, and the index after them; empty where none are named."""
    order = known.get(scale).grades
    run = _Run(order)
    after = index
    for position, element in enumerate(elements[index:], index):
        names = _named(element, order)
        if names:
            run.take(names, element)
            after = position + 1
        elif run.connects(element):
            continue
        elif element.has("cmp_post") and run.found:
            run.found.extend(_beyond([run.found[-1]], element.cues["cmp_post"], order))
            after = position + 1
        elif not _skippable(element):
            break
    if not run.found:
        return (), index
    grades = _combined(run.found, run.optional, scale, order)
    return tuple(dict.fromkeys(grades)), after


class _Run:
    """The grades found so far, and what the words since the last of them say of the next."""

    def __init__(self, order: tuple[str, ...]) -> None:
        self.order = order
        self.found: list[str] = []
        self.optional: list[str] = []
        self.comparator: str | None = None
        self.spanning = False
        self.with_or_without = False

    def take(self, names: list[str], element: Element) -> None:
        """Adds grades: the end of a range, optional ones, or those a comparator reaches."""
        if element.kind == "limit" and not element.has("range"):
            self.comparator = element.bounds[0].comparator if element.bounds else None
        if self.spanning and self.found:
            self.found.extend(_between(self.found[-1], names[-1], self.order))
        elif self.with_or_without:
            self.optional.extend(names)
        else:
            self.found.extend(_beyond(names, self.comparator, self.order))
        self.spanning = False
        self.comparator = None

    def connects(self, element: Element) -> bool:
        """Whether the element says how the next grade joins those before it: a range, a comparator, an option."""
        if _is_span(element):
            self.spanning = bool(self.found)
        elif element.kind == "symbol" and element.text in _COMPARATORS:
            self.comparator = _COMPARATORS[element.text]
        elif element.has("cmp") and not element.has("conn"):
            self.comparator = element.cues["cmp"]
        elif element.has("withorwithout"):
            self.with_or_without = True
        else:
            return False
        return True


def _is_span(element: Element) -> bool:
    if element.kind in ("symbol", "punct"):
        return element.text in "-~"
    return element.has("range") and element.kind == "cue"


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
        if len(element.bounds) == _RANGE:
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
    """On the nephritis scale classes stand together: III or IV, V optional, gives III, IV, III+V and IV+V."""
    if scale not in _SETS:
        return sorted(dict.fromkeys(found), key=order.index)
    single = list(dict.fromkeys(found))
    base = [g for g in single if g in ("III", "IV")]
    both = "III" in base and "IV" in base
    combined = list(single)
    if both:
        combined.append("III+IV")
    if "V" in single or "V" in optional:
        combined.extend(f"{g}+V" for g in base)
        if both:
            combined.append("III+IV+V")
    return combined
