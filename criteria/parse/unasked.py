"""Words that ask nothing a fact could tell: notes, permissions alone, `none`, organ functions without a limit."""

from __future__ import annotations

from criteria.parse.context import Context
from criteria.parse.elements import BOUNDED, Element
from criteria.parse.grants import permission_at
from criteria.parse.permissions import words_of
from criteria.tree.nodes import Attested, Condition, Constant, Node, Quality, Sex

__all__ = ["is_note", "lacks_function", "says_none", "unasked"]

_STUDY_PRODUCT = "allergy to the investigational product"
_ENOUGH = frozenset(["adequate", "inadequate", "sufficient", "insufficient"])
_SOUND = frozenset(["normal", "good", "satisfactory", "acceptable"])
_FUNCTIONS = frozenset(["function", "functions", "reserve"])
_ORGANS = frozenset(["organ", "organs"])
_NOTHING = frozenset(["none", "nil", "n / a", "n/a", "not applicable", "none stated", "no exclusion criteria"])
_ANNOUNCING = frozenset(["neutral", "any", "all", "of_list", "class", "anchor", "conn", "win_post", "age", "biopsy"])
_LINES = frozenset(
    ["regimen", "regimens", "line", "lines", "therapies", "treatments", "prior therapy", "prior therapies"]
)
_SEXES = ("female", "male", "neutral", "isolated")
_FACTS = frozenset(["limit", "titre", "list", "criteria", "duration", "gap"])


def is_note(elements: list[Element], context: Context) -> bool:
    """`One retest is allowed`, `See section 5`, `Once enrolled, ...`: what is done or shown, not what is asked."""
    note = next((i for i, e in enumerate(elements) if e.has("note")), None)
    if note is None or any(
        e.kind in _FACTS or e.text == ";" or e.has("except", "neg", "pos", "negout", "not_enrolled", "judge", "resp")
        for e in elements
    ):
        return False
    named = [c for e in elements[:note] for c in e.concepts[:1]]
    return all(context.lexicon.get(c).domain == "observation" for c in named)


def unasked(sentences: list[list[Element]], elements: list[Element], context: Context) -> Node | None:
    """The node of a criterion in which nothing was found to ask; None where it may ask something after all."""
    if any(e.has("anysex") for e in elements):
        return Constant(value=not context.exclusion, why="any sex")
    words = words_of(elements)
    if any(is_note(sentence, context) for sentence in sentences):
        return Attested(reason="study-level rule", text=words)
    if _is_vague_function(words):
        return Attested(reason="judgement", text=words)
    return _asked_at_large(elements, context) or _only_permits(elements, context)


def _asked_at_large(elements: list[Element], context: Context) -> Node | None:
    """What asks without a name: an allergy to what the study gives, earlier lines of therapy, a heading."""
    sexes = {sex for e in elements for sex in ("female", "male") if e.has(sex)}
    if len(sexes) == 1 and all(e.kind == "punct" or e.has(*_SEXES) for e in elements):
        return Sex(sex="female" if "female" in sexes else "male")
    if context.exclusion and _is_of_study_product(elements):
        return Condition(concept=_STUDY_PRODUCT, status="any")
    if context.disease and not context.exclusion and _is_of_earlier_lines(elements):
        return Quality(concept=context.disease, text=words_of(elements))
    return Attested(reason="study-level rule", text=words_of(elements)) if _is_heading(elements) else None


def _is_of_earlier_lines(elements: list[Element]) -> bool:
    """`Previously treated with at least one regimen`: treatments that nobody names."""
    small = all(
        e.kind in ("cue", "punct", "limit") and not e.has("neg", "except", "permit", "if", "judge") for e in elements
    )
    return small and any(e.has("use") for e in elements) and any(e.text.lower() in _LINES for e in elements)


def _is_heading(elements: list[Element]) -> bool:
    """`Coagulation function`, `Must meet the following laboratory criteria:`: words that announce and ask nothing."""
    return all(
        e.kind == "punct" or (e.kind == "cue" and set(e.cues) <= _ANNOUNCING and not e.has("neg")) for e in elements
    )


def _is_of_study_product(elements: list[Element]) -> bool:
    """`Known allergy to any component of the study product`: of all allergies the one to what the study gives."""
    small = all(e.kind in ("cue", "punct") and not e.has("neg", "except", "permit", "if", "judge") for e in elements)
    return small and any(e.has("allergy") for e in elements)


def lacks_function(elements: list[Element]) -> bool:
    """`Does not have adequate organ function`: no limit, so a person must judge it."""
    return all(e.kind in ("cue", "punct") for e in elements) and _is_vague_function(words_of(elements))


def _is_vague_function(text: str) -> bool:
    """`Adequate liver and kidney function` without a limit: a person must judge it."""
    words = [word.strip(".,;:()").lower() for word in text.split()]
    enough = next((i for i, word in enumerate(words) if word in _ENOUGH | _SOUND), len(words))
    named = set(words[enough + 1 :])
    return bool(named & _FUNCTIONS) or bool(named & _ORGANS and not _ENOUGH.isdisjoint(words))


def _only_permits(elements: list[Element], context: Context) -> Node | None:
    """What stands for words that only permit: `A history of vitiligo is allowed`, `may or may not have received`."""
    if says_none(elements):
        return Constant(value=not context.exclusion, why="none")
    permission = permission_at(elements)
    optional = next((i for i, e in enumerate(elements) if e.has("withorwithout")), None)
    if any(e.kind in (*BOUNDED, "number", "list", "criteria") or e.has("neg", "not_enrolled") for e in elements):
        return None
    if permission is not None:
        open_ended = all(_is_small(e) for e in elements[permission + 1 :])
        understood = open_ended and not any(e.kind in ("word", "group") or e.text == "-" for e in elements)
    else:
        understood = optional is not None and all(_is_small(e) for e in elements[:optional])
    return Constant(value=not context.exclusion, why="permission") if understood else None


def _is_small(element: Element) -> bool:
    return element.kind == "punct" or (element.kind == "cue" and element.has("neutral", "anysex"))


def says_none(elements: list[Element]) -> bool:
    """`None`, `N/A` in the place of criteria."""
    return words_of(elements).strip(" .:").casefold() in _NOTHING
