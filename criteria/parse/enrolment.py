"""`participated in another clinical trial`: a phrase for having been given what that trial studied."""

from __future__ import annotations

from criteria.parse.context import Context
from criteria.parse.elements import Element

__all__ = ["other_trials"]

_AGENT = "investigational agent"
_TRIALS = frozenset({"trial", "trials", "study", "studies", "protocol", "protocols", "research"})
_ANY_TRIAL = frozenset({
    "a", "an", "any", "clinical", "clinical trial", "clinical study", "drug", "interventional", "therapeutic",
    "concurrent", "medicinal", "experimental", "research",
})  # fmt: skip
_THIS_TRIAL = frozenset({"this", "the", "present", "our"})
_REACH = 10  # elements from "participated in" to "trial"


def other_trials(elements: list[Element], context: Context) -> list[Element]:
    """The elements with each participation in a trial that is not this one as a mention of an investigational agent."""
    if _AGENT not in context.lexicon.concepts:
        return elements
    out: list[Element] = []
    index = 0
    while index < len(elements):
        after = _trial_after(elements, index) if elements[index].has("trial_entry") else None
        if after is None:
            out.append(elements[index])
            index += 1
            continue
        run = elements[index:after]
        out.append(Element("mention", run[0].start, run[-1].end, " ".join(e.text for e in run), (_AGENT,)))
        index = after
    return out


def _trial_after(elements: list[Element], index: int) -> int | None:
    """The index behind the trial that is entered; None where it is this trial or no trial at all."""
    other = False
    for place in range(index + 1, min(index + _REACH, len(elements))):
        element = elements[place]
        words = element.text.lower().split()
        if element.kind == "punct" or not words or words[0] in _THIS_TRIAL or element.has("neg", "except"):
            return None
        other = other or element.has("other") or element.text.lower() in _ANY_TRIAL or _AGENT in element.concepts
        if words[-1] in _TRIALS:
            return place + 1 if other else None
        if element.kind not in ("cue", "mention", "word"):
            return None
    return None
