"""Classification criteria by their bodies, year and disease, in whatever order: `2019 EULAR/ACR`, `SLICC 2012`."""

from __future__ import annotations

from functools import cache, lru_cache

import msgspec

from criteria.parse.context import Context
from criteria.parse.elements import Element
from criteria.parse.tokens import tokenise
from criteria.parse.vocabulary import Vocabulary, vocabulary

__all__ = ["mark_criteria"]

_BODIES = frozenset([
    "eular", "acr", "slicc", "ara", "aecg", "mcdonald", "ipnd", "graus", "enmc", "efns", "pns", "ean", "sapporo",
    "sydney", "bohan", "peter", "leroy", "yamaguchi", "chapel", "ada", "caspar", "asas", "panel", "mogad", "pcnsl",
    "chcc", "aclr", "ispad",
])  # fmt: skip
_FILLERS = frozenset([
    "classification", "criterion", "criteria", "revised", "diagnostic", "the", "of", "and", "or", "international",
    "consensus", "standard", "guideline", "set", "comprehensive", "by", "for", "american", "college", "rheumatology",
    "european", "alliance", "association", "league", "against", "rheumatism",
])  # fmt: skip
_NOUNS = frozenset(["criteria", "criterion", "guideline", "diagnostic criteria"])
_REMEMBERED = 20_000  # texts of elements
_YEAR_DIGITS = 4
_FIRST_YEAR, _LAST_YEAR = 1950, 2035  # of criteria, not of quantities

_LONGEST_NAME = 26  # words and marks
_LONG_NAMES = {"college": "acr", "league": "eular", "alliance": "eular"}


class _Known(msgspec.Struct, frozen=True):
    concept: str
    bodies: frozenset[str]
    year: int | None
    disease: str | None


@cache
def _known() -> tuple[_Known, ...]:
    words = vocabulary()
    return tuple(_describe(c.id, words) for c in words.lexicon.concepts.values() if c.kind == "criteria")


def _describe(concept: str, words: Vocabulary) -> _Known:
    tokens = tokenise(concept)
    bodies = frozenset(t.text.lower() for t in tokens if t.text.lower() in _BODIES)
    year = next((int(t.key) for t in tokens if t.kind == "number" and len(t.key) == _YEAR_DIGITS), None)
    disease = None
    for index in range(len(tokens)):
        found = words.trie.longest(tokens, index)
        for entry in found[1] if found else ():
            if entry.concept and words.lexicon.get(entry.concept).domain == "condition":
                disease = disease or entry.concept
    return _Known(concept, bodies, year, disease)


def mark_criteria(elements: list[Element], context: Context) -> list[Element]:
    """Runs of bodies and years become one criteria element each, resolved by the diseases near them."""
    out: list[Element] = []
    index = 0
    while index < len(elements):
        named = (
            [c for c in elements[index].concepts if context.lexicon.get(c).kind == "criteria"]
            if elements[index].kind == "mention"
            else []
        )
        if named:
            one = elements[index]
            out.append(Element("criteria", one.start, one.end, one.text, (named[0],)))
            index += 1
            continue
        after, bodies, year = _run(elements, index)
        if after is None:
            out.append(elements[index])
            index += 1
            continue
        concepts = _resolve(bodies, year, elements, context)
        run = elements[index:after]
        if concepts:
            made = Element("criteria", run[0].start, run[-1].end, " ".join(e.text for e in run), concepts)
            out.append(made)
        else:
            out.extend(run)
        index = after
    return out


def _is_year(element: Element) -> bool:
    return (
        element.kind == "number"
        and element.unit is None
        and _FIRST_YEAR <= element.value <= _LAST_YEAR
        and element.value == int(element.value)
    )


def _run(elements: list[Element], index: int) -> tuple[int | None, frozenset[str], int | None]:
    """The longest run of bodies and years from `index`: its end, bodies and year; no end where no body is named."""
    bodies: set[str] = set()
    year: int | None = None
    after: int | None = None
    position = index
    while position < len(elements) and position - index < _LONGEST_NAME:
        element = elements[position]
        names = _bodies_in(element)
        if names:
            bodies |= names
            after = position + 1
        elif year is None and _is_year(element):
            year = int(element.value)
            after = position + 1 if bodies else None
        elif not ((bodies or year) and _goes_on(elements, position, named=bool(bodies))):
            break
        position += 1
    if bodies:
        return after, frozenset(bodies), year
    if year is not None and any(e.text.lower() in _NOUNS for e in elements[index + 1 : position + 1]):
        return position, frozenset(), year
    return None, frozenset(), None


def _goes_on(elements: list[Element], position: int, *, named: bool) -> bool:
    """Whether a mark or a filler word belongs to the run begun before it, which may have `named` a body already."""
    element = elements[position]
    if element.kind == "punct" and element.text in "/()[],-":
        opens = element.text in "([" and _body_next(elements, position)
        closes = element.text in ")]" and named
        return element.text in "/-" or opens or closes
    if named and element.cues.get("conn") == "and" and _body_next(elements, position):
        return True
    return element.kind in ("word", "cue") and element.text.lower() in _FILLERS and element.cues.get("conn") != "or"


def _is_grade(element: Element) -> bool:
    """`ACR functional class`: a scale, though it names a body."""
    return any(vocabulary().lexicon.get(c).kind == "grade" for c in element.concepts)


def _bodies_in(element: Element) -> frozenset[str]:
    named = _bodies_of(element.text) if element.kind in ("word", "mention", "cue") else frozenset()
    return frozenset() if named and element.concepts and _is_grade(element) else named


@lru_cache(maxsize=_REMEMBERED)
def _bodies_of(text: str) -> frozenset[str]:
    words = (_LONG_NAMES.get(w, w) for w in text.lower().replace("/", " ").replace("-", " ").split())
    return frozenset(w for w in words if w in _BODIES)


def _body_next(elements: list[Element], position: int) -> bool:
    following = elements[position + 1] if position + 1 < len(elements) else None
    return following is not None and bool(_bodies_in(following))


def _resolve(bodies: frozenset[str], year: int | None, elements: list[Element], context: Context) -> tuple[str, ...]:
    near = [
        c for e in elements if e.kind == "mention" for c in e.concepts if context.lexicon.get(c).domain == "condition"
    ]
    diseases = near or list(context.diseases)
    fits = [
        k
        for k in _known()
        if k.bodies
        and bodies
        and (k.bodies == bodies or bodies <= k.bodies)
        and (year is None or k.year is None or k.year == year)
    ]
    related = [k for k in fits if k.disease is None or any(_related(k.disease, d, context) for d in diseases)]
    if not related and not near:
        related = [k for k in fits if any(k.disease and _related(k.disease, d, context) for d in context.diseases)]
    if not related and year is not None:
        related = [
            k
            for k in _known()
            if k.year == year and k.disease and any(_related(k.disease, d, context) for d in diseases)
        ]
    if not related and len(fits) == 1:
        related = fits
    return tuple(k.concept for k in related)


def _related(one: str, other: str, context: Context) -> bool:
    known = context.lexicon
    return one in known.ancestors(other) or other in known.ancestors(one)
