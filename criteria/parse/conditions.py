"""Requirements under a condition: `if X, Y`, `in the presence of X, Y must ...`, `Y if X`, `those with X must ...`."""

from __future__ import annotations

from criteria.parse.context import Context
from criteria.parse.elements import DAYS, Element

__all__ = [
    "condition_behind",
    "conditions_people",
    "only_if",
    "opens_condition",
    "requirement_start",
    "words_of_condition",
]

_CONDITION = 2  # elements at most that are too few for a condition and what it asks
_PRESENCE = ("in the presence of", "in the setting of")
_PEOPLE = ("patient", "participant", "subject", "individual", "those", "person", "people")
_DUTIES = frozenset(["must", "should", "shall"])
_OF_AGE = 21.0  # years
_REACH = 12  # elements a condition may hold


def opens_condition(elements: list[Element]) -> bool:
    """`If creatinine exceeds this limit, ...`, `In the presence of metastases, ...`, `For patients with X, ...`."""
    if len(elements) <= _CONDITION:
        return False
    return elements[0].has("if") or _names_presence(elements) or _names_population(elements)


def _names_presence(elements: list[Element]) -> bool:
    return elements[0].text.lower() in _PRESENCE


def _names_population(elements: list[Element]) -> bool:
    """`For patients with prior cell therapy, ...`, `In participants with liver metastases, ...`."""
    opening = " ".join(e.text.lower() for e in elements[:3])
    comma = _comma(elements)
    return (
        opening.startswith(("for ", "in "))
        and any(p in opening for p in _PEOPLE)
        and comma is not None
        and any(e.kind == "mention" for e in elements[:comma])
    )


def _comma(elements: list[Element]) -> int | None:
    return next((i for i, e in enumerate(elements) if e.kind == "punct" and e.text == ","), None)


def words_of_condition(elements: list[Element]) -> list[Element]:
    """The elements without the word that opens the condition."""
    return elements if _names_population(elements) and not elements[0].has("if") else elements[1:]


def requirement_start(elements: list[Element], context: Context) -> int | None:
    """Where the condition ends: at a comma or a colon, at the mention before "must", or at a measure with its limit."""
    for index, element in enumerate(elements):
        if element.kind == "punct" and element.text in ",:" and index > 0:
            return index + 1
        if not _DUTIES.isdisjoint(element.text.lower().split()):
            return next((i for i in range(index - 1, 0, -1) if elements[i].kind == "mention"), None)
        if index and element.bounds and elements[index - 1].kind == "mention" and index > 1:
            measured = context.lexicon.get(elements[index - 1].concepts[0]).domain == "observation"
            return index - 1 if measured else None
    return None


def conditions_people(elements: list[Element], context: Context) -> int | None:
    """Where `must` stands in `Patients who received CD19-directed therapy must ...`; None where it is no such sentence.

    What is said of those with the disease under study is said of all.
    """
    people = elements[0].text.lower().split()
    if not people or people[0].rstrip("s") not in (*_PEOPLE, "individual"):
        return None
    duty = next((i for i, e in enumerate(elements[:_REACH]) if not _DUTIES.isdisjoint(e.text.lower().split())), None)
    if duty is None or any(e.kind == "punct" and e.text in ",;:" for e in elements[:duty]):
        return None
    if _of_some_age(elements[:duty]):
        return duty
    named = [c for e in elements[:duty] if e.kind == "mention" for c in e.concepts[:1]]
    known = context.lexicon
    own = {c for d in context.diseases for c in (d, *known.ancestors(d), *known.members(d))}
    return duty if named and own.isdisjoint(named) else None


def _of_some_age(elements: list[Element]) -> bool:
    """`Patients ≥ 65 years of age must ...`: some of them; who is 18 or older is everybody."""
    limits = [e for e in elements if e.kind not in ("cue", "word")]
    if len(limits) != 1 or limits[0].kind != "timelimit" or limits[0].bounds or limits[0].time is None:
        return False
    years = (limits[0].time.days or 0.0) / DAYS["year"]
    return limits[0].time.years and (limits[0].cues.get("op") in ("<", "<=") or years > _OF_AGE)


def condition_behind(elements: list[Element]) -> int | None:
    """Where `if` stands in `ALT ≤ 5 × ULN if liver metastases are present`; None where it is not at the end."""
    index = next((i for i, e in enumerate(elements) if i > 0 and _opens(elements, i)), None)
    if index is None or elements[index].text.lower() == "only if":
        return None
    rest = elements[index + 1 :]
    clean = not any(e.has("if", "except", "permit", "discretion") or e.text in (",", ";", ":") for e in rest)
    return index if clean and any(e.kind == "mention" for e in rest) else None


def only_if(elements: list[Element], context: Context) -> int | None:
    """Where `only if` stands in `Hepatitis B only if HBV DNA is negative`; None where it is not behind a name alone."""
    index = next((i for i, e in enumerate(elements) if i and e.text.lower() in ("only if", "only when")), None)
    if index is None or any(e.has("permit", "except", "discretion", "if_taken") for e in elements):
        return None
    named = [e for e in elements[:index] if e.kind == "mention"]
    bare = all(e.kind == "mention" or e.text == "," or e.has("neutral", "ever", "use") for e in elements[:index])
    asked = [context.lexicon.get(e.concepts[0]).domain for e in named]
    return index if bare and len(named) == 1 and asked[0] in ("condition", "drug", "procedure") else None


def _opens(elements: list[Element], index: int) -> bool:
    """`if`; behind a limit also `in the presence of`."""
    element = elements[index]
    return element.has("if") or (element.text.lower() in _PRESENCE and elements[index - 1].kind == "limit")
