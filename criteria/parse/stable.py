"""Background treatment at a stable dose: `patients on methotrexate must be on a stable dose for 12 weeks`.

Who takes the treatment must have taken it for so long; that the dose has not changed a person must confirm.
"""

from __future__ import annotations

from criteria.parse.atoms import all_of
from criteria.parse.context import Context
from criteria.parse.elements import Element
from criteria.tree.nodes import Attested, Exposure, IfThen, Node

__all__ = ["stable_if_taken"]

_DUTIES = frozenset(["must", "should", "shall", "need", "required"])
_TIMES = ("window", "duration", "timelimit", "time")
_AT_MOST = ("<", "<=")


def stable_if_taken(elements: list[Element], context: Context) -> Node | None:
    """The node of such a sentence; None where it is none or asks for more."""
    duty = next((i for i, e in enumerate(elements) if not _DUTIES.isdisjoint(e.text.lower().split())), None)
    if context.exclusion or duty is None or not _of_takers(elements):
        return None
    asked = elements[duty:]
    if not any(e.has("stable") for e in asked) or not all(_is_small(e) or e.kind in _TIMES for e in asked):
        return None
    drugs = _drugs(elements[1:duty], context)
    times = [e for e in asked if e.kind in _TIMES]
    if not drugs or len(times) > 1 or any(e.cues.get("op") in _AT_MOST for e in times):
        return None
    days = times[0].time.days if times and times[0].time is not None else None
    words = " ".join(e.text for e in asked)
    return all_of([_stable(drug, days, words) for drug in drugs])


def _of_takers(elements: list[Element]) -> bool:
    """`Patients on`, `If using`."""
    using = len(elements) > 1 and elements[0].has("if") and elements[1].has("use", "current_use")
    return elements[0].has("if_taken") or using


def _is_small(element: Element) -> bool:
    return element.kind in ("cue", "punct") and not element.has("neg", "except", "permit", "resp", "if", "discretion")


def _drugs(elements: list[Element], context: Context) -> list[str]:
    """The drugs that a list names; a class beside its members (`biologic therapy with infliximab`) is not meant."""
    known = context.lexicon
    named = [c for e in elements if e.kind == "mention" for c in e.concepts[:1]]
    if any(known.get(c).domain != "drug" for c in named) or not all(e.concepts or _is_small(e) for e in elements):
        return []
    return [c for c in dict.fromkeys(named) if not any(c != o and c in known.ancestors(o) for o in named)]


def _stable(drug: str, days: float | None, words: str) -> Node:
    then: list[Node] = [Attested(reason="stable dose", text=words)]
    if days is not None:
        then.insert(0, Exposure(concept=drug, current=True, min_days=round(days, 6)))
    return IfThen(condition=Exposure(concept=drug, current=True), then=all_of(then))
