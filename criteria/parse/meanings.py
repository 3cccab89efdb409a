"""Sentences that only say what words mean or when a test is made: `the paediatric cohort is defined as age < 18`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from criteria.parse.context import Context
    from criteria.parse.elements import Element

__all__ = ["allows_until", "defines_only", "explains"]

_GROUPS = frozenset([
    "cohort", "cohorts", "group", "groups", "arm", "arms", "stratum", "adult", "adults", "adolescent", "adolescents",
    "child", "children", "pediatric", "paediatric", "elderly", "infants",
])  # fmt: skip
_NEEDED = frozenset(["needed", "required", "necessary", "is needed", "is required", "are required", "are needed"])
_WHEN = frozenset(["for", "if", "when", "only if", "only for", "in"])
_RELATIVE = frozenset(["who", "that", "which", "whom"])
_TREATMENTS = frozenset(["therapy", "treatment", "treatments", "medication", "medications", "drugs"])
_MODALS = ("may", "can", "may continue")
_TAKING = frozenset(["be", "take", "receive", "use", "continue", "remain", "have", "be receiving", "be taking"])
_LOADED = ("neg", "if", "if_taken", "except", "permit", "discretion", "stable", "not_enrolled", "cmp", "judge", "resp")
_OPENING = 3  # elements before `may`
_REACH = 6  # elements before a definition


def defines_only(elements: list[Element], context: Context) -> bool:
    """Whether a sentence asks nothing: it names a group of patients by age, or says who is given a test."""
    place = next((i for i, e in enumerate(elements[:_REACH]) if e.has("define")), None)
    if place:
        words = {word for e in elements[:place] for word in e.text.lower().split()}
        return bool(words & _GROUPS) and not any(e.concepts for e in elements[:place])
    return _may_take(elements, context) or _says_when_tested(elements, context)


def _may_take(elements: list[Element], context: Context) -> bool:
    """`Subjects may be on hydroxychloroquine`: allowed, and asked of nobody; a dose or a time with it is a limit."""
    modal = next(
        (i for i, e in enumerate(elements[:_OPENING]) if e.text.lower() in ("may", "can", "may continue")), None
    )
    if modal is None or any(e.kind != "cue" or set(e.cues) != {"neutral"} for e in elements[:modal]):
        return False
    if any(e.text.lower() in _RELATIVE for e in elements[:modal]):
        return False
    verbs = [e for e in elements[modal + 1 :] if e.text.lower() not in ("also", "to")]
    rest = [e for e in elements[modal + 1 :] if e.kind != "mention"]
    told = elements[modal].text.lower() == "may continue" or (bool(verbs) and verbs[0].text.lower() in _TAKING)
    plain = all(e.kind in ("punct", "cue") and not e.has(*_LOADED) for e in rest)
    asked = {context.lexicon.get(e.concepts[0]).domain for e in elements if e.kind == "mention"}
    if asked == {"condition"} and any(e.has("for") for e in rest):
        return told and plain and any(e.text.lower() in _TREATMENTS for e in rest)
    return told and plain and bool(asked) and asked <= {"drug", "procedure"}


def allows_until(elements: list[Element]) -> bool:
    """`Patients may continue ibrutinib until 2 weeks before infusion`: a limit of a kind that is not read."""
    return any(e.text.lower() in _MODALS for e in elements[:_OPENING]) and any(
        e.text.lower() in ("until", "up to") for e in elements
    )


def _says_when_tested(elements: list[Element], context: Context) -> bool:
    """`creatinine clearance is needed for patients with creatinine > 1.5 mg/dL`: no limit of its own."""
    first = next((i for i, e in enumerate(elements[:_REACH]) if e.kind == "mention"), None)
    if first is None or context.lexicon.get(elements[first].concepts[0]).kind not in ("number", "score"):
        return False
    needed = next(
        (i for i in range(first + 1, min(first + _REACH, len(elements) - 1)) if _is_needed(elements, i)), None
    )
    return needed is not None and all(e.kind == "cue" for e in elements[first + 1 : needed])


def _is_needed(elements: list[Element], index: int) -> bool:
    return elements[index].text.lower() in _NEEDED and elements[index + 1].text.lower() in _WHEN


def explains(sentence: list[Element], before: list[list[Element]], context: Context) -> bool:
    """`Immunotherapies include rituximab and azathioprine.` behind a sentence that asks for immunotherapies."""
    place = next((i for i, e in enumerate(sentence[1:_REACH], 1) if e.text.lower() in ("include", "includes")), None)
    named = {c for e in sentence[:place] for c in e.concepts[:1]} if place else set()
    if not place or len(named) != 1 or any(e.has("neg", "resp", "must") for e in sentence[:place]):
        return False
    if context.lexicon.get(next(iter(named))).domain not in ("drug", "procedure", "condition"):
        return False
    return any(named & set(e.concepts) for run in before for e in run)
