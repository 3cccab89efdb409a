"""Examples: `such as A, B`, `(e.g. C)`, `including D`: kinds of what stands before, and no limit to it.

A treatment that is no kind of the class it is an example of counts beside it: `immunomodulators such as azathioprine`.
One with a dose of its own is meant only so: `immunosuppressants such as prednisone > 10 mg/day`.
"""

from __future__ import annotations

import msgspec

from criteria.parse.atoms import Atom
from criteria.parse.context import Context
from criteria.parse.elements import Element

__all__ = ["beside_class", "set_examples_apart"]

_TREATMENTS = ("drug", "procedure")
_LIMITS = ("limit", "number")
_LISTING = ("conn", "example", "other", "any", "all", "class", "generic", "route", "of_list", "neutral")
_NO_KINDS = frozenset(["investigational agent", "chemotherapy", "radiotherapy", "multiple daily insulin injections"])


def set_examples_apart(elements: list[Element], context: Context) -> list[Element]:
    """The elements without the examples behind a mention, which keeps those that it has to be read with."""
    start = next((i for i, e in enumerate(elements) if i and _begins(e)), None)
    if start is None:
        return elements
    named = max((i for i in range(start) if elements[i].kind == "mention"), default=None)
    if named is None:
        return elements
    inline = elements[start].items or elements[start:]
    dosed = _dosed(inline, context)
    if dosed:
        rest = elements[start + 1 :] if elements[start].items else inline[inline.index(dosed[-1]) + 1 :]
        return [*_with_dose(elements[: named + 1], dosed, context), *elements[named + 1 : start], *rest]
    if elements[start].items:
        return elements
    end = next((i for i in range(start, len(elements)) if _ends(elements, i)), len(elements))
    examples = elements[start:end]
    kept = [e for e in examples if e.kind == "group" and any(_lets_off(i) for i in e.items)]
    classed = msgspec.structs.replace(elements[named], items=_list_of(examples))
    return [*elements[:named], classed, *elements[named + 1 : start], *kept, *elements[end:]]


def _begins(element: Element) -> bool:
    """`such as`; `(e.g. prednisone > 5 mg/day)`."""
    if element.kind == "group":
        return bool(element.items) and element.items[0].kind == "cue" and element.items[0].has("example")
    return element.has("example") and element.kind == "cue"


def _lets_off(element: Element) -> bool:
    return element.has("except", "permit", "except_post")


def _ends(elements: list[Element], index: int) -> bool:
    element = elements[index]
    if element.kind in ("window", "limit", "duration", "gap") or element.has("resp"):
        return True
    return element.has("conn") and index + 1 < len(elements) and elements[index + 1].has("with")


def _list_of(elements: list[Element]) -> list[Element]:
    """What is listed before the words go on to something else."""
    found: list[Element] = []
    for element in elements:
        if element.kind == "group":
            found += [e for e in element.items if e.kind == "mention"]
        elif element.kind == "mention":
            found.append(element)
        elif element.kind == "cue" and (element.has("for", "since", "use") or not element.has(*_LISTING)):
            break
    return found


# -- examples with a dose -----------------------------------------------------------------------------------


def _dosed(elements: list[Element], context: Context) -> list[Element]:
    """The first example that a dose stands with, and the dose: `corticosteroids (prednisone > 0.25 mg/kg)`."""
    for place, element in enumerate(elements[:-1]):
        told = elements[place + 1]
        if element.kind != "mention" or not _is_treatment(element, context):
            continue
        if told.kind == "limit" and told.bounds[0].unit:
            return [element, told]
        if told.kind == "group" and any(_is_dose(e) for e in told.items) and not any(_lets_off(e) for e in told.items):
            return [element, told]
    return []


def _is_dose(element: Element) -> bool:
    return element.kind in _LIMITS and bool(element.unit or element.bounds)


def _with_dose(before: list[Element], dosed: list[Element], context: Context) -> list[Element]:
    """The class without the example, or the example with its dose; one that says the class again takes its place."""
    named, known = before[-1], context.lexicon
    concept, wide = dosed[0].concepts[0], named.concepts[0]
    if concept in known.ancestors(wide):
        return [*before[:-1], *dosed]
    if wide in known.ancestors(concept):
        named = msgspec.structs.replace(named, cues={**named.cues, "without": concept})
    return [*before[:-1], named, Element("cue", named.end, named.end, "or", cues={"conn": "or"}), *dosed]


def _is_treatment(element: Element, context: Context) -> bool:
    return bool(element.concepts) and context.lexicon.get(element.concepts[0]).domain in _TREATMENTS


# -- examples that are no kinds -----------------------------------------------------------------------------


def beside_class(atom: Atom, examples: list[Element], context: Context) -> tuple[str, ...]:
    """The treatments that the lexicon does not hold for kinds of the class they are examples of.

    Where a treatment is asked for, what is included may be a part of it, and is no other way to have had it.
    """
    known = context.lexicon
    domain = known.get(atom.concept).domain
    named = [context.choose(e) or e.concepts[0] for e in examples]
    loosens = not (context.exclusion or atom.negated or atom.responses)
    if domain not in _TREATMENTS or atom.concept in _NO_KINDS or loosens:
        return ()
    if any(known.get(name).domain != domain for name in named):
        return ()
    return tuple(dict.fromkeys(n for n in named if n not in known.members(atom.concept) | _NO_KINDS))
