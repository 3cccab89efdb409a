"""Words that share a head: `stage 2 or stage 3 fibrosis`, `MPO- or PR3-ANCA`, `antibodies to AChR or MuSK`.

A segment that nothing claims is completed from its neighbour's words; it becomes a mention only where the completed
phrase is one the lexicon knows.
"""

from __future__ import annotations

import re

from criteria.parse.context import Context
from criteria.parse.elements import Element
from criteria.parse.tokens import tokenise

__all__ = ["complete_heads"]

_ANTIGEN_ON_CELLS = re.compile(r"(?P<antigen>CD\d+)(?: ?\+|[- ]positive) ?(?P<cells>[BT][- ]?cells?)", re.IGNORECASE)
_LONGEST = 4  # words
_PHRASE = 2  # words at least, for one of them to be shared
_SHARED_ENDS = ("vascular", "pulmonary", "cellular", "lymphatic", "muscular", "intestinal")
_SMALL = ("in", "of")  # what may stand behind the noun: "cancer in situ"
_JOINTS = 2  # commas and connectives at most between two that share a head
_LONGEST_NUMBER = 3  # letters: "C", "16", "III"
_CUES_ONLY = 2  # words at most that may be completed though all of them are cues


def complete_heads(elements: list[Element], context: Context) -> list[Element]:
    """The elements with shared heads filled in, from mentions to their left and from `antibodies to` to the right."""
    return _targets(_rightward(_leftward(_antigens_apart(elements, context), context), context), context)


def _antigens_apart(elements: list[Element], context: Context) -> list[Element]:
    """`CD19+ B-cell lymphoma`: an antigen on the cells of a disease, and no count of such cells."""
    out: list[Element] = []
    for element in elements:
        counted = out[-1] if out and out[-1].kind == element.kind == "mention" else None
        found = _ANTIGEN_ON_CELLS.fullmatch(counted.text) if counted is not None else None
        if counted is None or found is None:
            out.append(element)
            continue
        disease, antigen = (_known(t, context) for t in (f"{found['cells']} {element.text}", found["antigen"]))
        if disease is None or antigen is None:
            out.append(element)
            continue
        middle, cells = counted.start + found.end("antigen"), counted.start + found.start("cells")
        out[-1:] = [
            Element("mention", counted.start, middle, found["antigen"], (antigen,)),
            Element("cue", middle, cells, "positive", cues={"pos": ""}),
            Element("mention", cells, element.end, f"{found['cells']} {element.text}", (disease,)),
        ]
    return out


def _leftward(elements: list[Element], context: Context) -> list[Element]:
    out = _allergies(elements, context)
    index = len(out) - 1
    while index > 0:
        element = out[index]
        words = element.text.replace("-", " ").split() if element.kind == "mention" else []
        if len(words) < _PHRASE and not _is_last_of_list(out, index):
            index -= 1
            continue
        index = _complete_before(out, index, element.text, context)
    return out


def _allergies(elements: list[Element], context: Context) -> list[Element]:
    """`cyclophosphamide or fludarabine allergy`: to each of the drugs that are listed."""
    out = list(elements)
    for index in range(len(out) - 1, 1, -1):
        head = out[index].text.rsplit(" ", 1)[-1]
        before = index - 1
        while before > 0 and _separates(out[before]):
            before -= 1
        if before == index - 1 or not _is_allergy(out[index], context) or not _is_drug(out[before], context):
            continue
        phrase = f"{out[before].text} {head}"
        concept = _known(phrase, context)
        if concept is not None and concept != out[index].concepts[0]:
            out[before] = Element("mention", out[before].start, out[before].end, phrase, (concept,))
    return out


def _is_allergy(element: Element, context: Context) -> bool:
    """`fludarabine allergy`, not `allergy to fludarabine`."""
    if element.kind != "mention" or " " not in element.text or element.text.lower().startswith("allerg"):
        return False
    return "drug allergy" in context.lexicon.ancestors(element.concepts[0])


def _is_drug(element: Element, context: Context) -> bool:
    return element.kind == "mention" and context.lexicon.get(element.concepts[0]).domain == "drug"


def _is_last_of_list(out: list[Element], index: int) -> bool:
    """`bacterial, viral, or other infection`: the one word that the others share."""
    return index > 1 and out[index - 1].has("other") and _separates(out[index - 2])


def _complete_before(out: list[Element], index: int, phrase: str, context: Context) -> int:
    """Completes the segments before the mention at `index`; the index to go on from."""
    position = index
    while True:
        start, end = _segment_before(out, position)
        if start is None or end is None:
            return position - 1
        found = _completed(out[start:end], phrase, context)
        if found is None:
            return position - 1
        skipped, mention = found
        out[start + skipped : end] = [mention]
        if skipped:
            return start - 1
        position = start


def _segment_before(out: list[Element], index: int) -> tuple[int | None, int | None]:
    """The run of unclaimed words before the separators that stand before `index`."""
    end = index
    while (
        end > 0
        and out[end - 1].kind == "cue"
        and set(out[end - 1].cues) <= {"neutral", "other", "treated"}
        and not _separates(out[end - 1])
    ):
        end -= 1
    if end == 0 or not _separates(out[end - 1]):
        end = index
    while end > 0 and (_separates(out[end - 1]) or (end < index and out[end - 1].text == "-")):
        end -= 1
    if end in (index, 0):
        return None, None
    start = end
    if end < index and out[end].text == "-" and out[end - 1].end == out[end].start:
        end += 1  # the hyphen of `cardio- or cerebrovascular disease`
    while start > 0 and end - start < _LONGEST and (_open(out[start - 1]) or _hyphen(out, start - 1)):
        start -= 1
    while start < end and out[start].text == "-":
        start += 1
    return (start, end) if start < end else (None, None)


def _separates(element: Element) -> bool:
    return (element.kind == "punct" and element.text in ",/") or (
        element.kind == "cue" and element.has("conn") and element.cues["conn"] in ("or", "and", "andor")
    )


def _hyphen(out: list[Element], index: int) -> bool:
    """A hyphen inside a word: `relapsing-remitting`."""
    here = out[index]
    return (
        here.text == "-"
        and 0 < index < len(out) - 1
        and out[index - 1].end == here.start
        and here.end == out[index + 1].start
    )


def _open(element: Element) -> bool:
    return element.kind in ("word", "number", "roman") or (
        element.kind == "cue"
        and set(element.cues) <= {"neutral", "class", "duration", "resp_bare", "active", "quality", "route"}
    )


def _rightward(elements: list[Element], context: Context) -> list[Element]:
    """`hepatitis B or C`: a letter or number behind a mention takes its first words."""
    out: list[Element] = []
    for element in elements:
        mention = _numbered(out, element, context) or _slashed(out, element, context)
        out.append(element if mention is None else mention)
    return out


def _slashed(before: list[Element], element: Element, context: Context) -> Element | None:
    """`cerebrovascular ischemia/hemorrhage`: the first words hold for what follows the slash, a kind of it."""
    if len(before) < _JOINTS or before[-1].text != "/" or element.kind != "mention" or not element.concepts:
        return None
    head = before[-2].text.split()[:-1] if before[-2].concepts else []
    phrase = f"{' '.join(head)} {element.text}"
    concept = _known(phrase, context) if head else None
    if concept is None or element.concepts[0] not in context.lexicon.ancestors(concept) or concept in element.concepts:
        return None
    return Element("mention", element.start, element.end, phrase, (concept,))


def _numbered(before: list[Element], element: Element, context: Context) -> Element | None:
    if not (_is_number(element) or _is_antigen(element)):
        return None
    joints = [e for e in before[-_JOINTS:] if _separates(e)]
    named = next((e for e in reversed(before) if not _separates(e)), None)
    if not joints or named is None or not named.concepts:
        return None
    head = named.text.replace("-", " ").split()[:-1]
    if not head:
        return None
    phrase = f"{' '.join(head)} {element.text}"
    concept = _known(phrase, context)
    return Element("mention", element.start, element.end, phrase, (concept,)) if concept is not None else None


def _is_number(element: Element) -> bool:
    kinds = ("word", "number", "roman", "cue")
    return element.kind in kinds and len(element.text) <= _LONGEST_NUMBER and not element.text.islower()


def _is_antigen(element: Element) -> bool:
    """`directed at CD19 or BCMA`: the name alone would be a test for it."""
    return any(concept == f"{element.text} expression" for concept in element.concepts)


def _completed(segment: list[Element], phrase: str, context: Context) -> tuple[int, Element] | None:
    """The longest tail of the segment that, with a tail of the phrase, names a concept."""
    words = phrase.replace("-", " ").split()
    for skip in range(len(segment)):
        head = " ".join(e.text for e in segment[skip:] if e.text != "-")
        if len(segment) - skip > _CUES_ONLY and not any(e.kind in ("word", "number", "roman") for e in segment[skip:]):
            continue
        if skip and any(e.kind != "cue" for e in segment[:skip]):
            break
        joined = _elided(segment[skip:], words)
        concept = _known(joined, context) if joined else None
        if concept is not None:
            return skip, Element("mention", segment[skip].start, segment[-1].end, joined, (concept,), {"shared": ""})
        for tail in _tails(words):
            concept = _known(f"{head} {tail}", context)
            if concept is not None:
                first, last = segment[skip], segment[-1]
                return skip, Element("mention", first.start, last.end, f"{head} {tail}", (concept,), {"shared": ""})
    return None


def _tails(words: list[str]) -> list[str]:
    """`basal cell or cervical cancer in situ`: what may be shared is the end of a phrase, or the noun within it."""
    ends = [" ".join(words[cut:]) for cut in range(min(1, len(words) - 1), len(words))]
    return [*ends, words[-3]] if len(words) > _PHRASE + 1 and words[-2] in _SMALL else ends


def _elided(segment: list[Element], words: list[str]) -> str:
    """`cardio- or cerebrovascular disease`: the end of a word that two share, where the first stands with a hyphen."""
    if len(segment) != _PHRASE or segment[1].text != "-" or segment[0].end != segment[1].start:
        return ""
    stem, first = segment[0].text, words[0]
    end = next((end for end in _SHARED_ENDS if first.lower().endswith(end)), "")
    return f"{stem}{end} {' '.join(words[1:])}" if end else ""


def _known(phrase: str, context: Context) -> str | None:
    tokens = tokenise(phrase)
    found = context.vocabulary.trie.longest(tokens, 0)
    if found is None or found[0] != len(tokens):
        return None
    return next((e.concept for e in found[1] if e.concept), None)


def _targets(elements: list[Element], context: Context) -> list[Element]:
    """`autoantibodies to AChR or MuSK`: each target is looked up as an antibody."""
    out: list[Element] = []
    index = 0
    active = False
    while index < len(elements):
        element = elements[index]
        if element.has("antibody_to"):
            active = True
            index += 1
            continue
        if element.kind == "mention" and element.text.lower().startswith(("antibody ", "antibodies ", "autoantibod")):
            active = True
            out.append(element)
            index += 1
            continue
        if active and element.kind in ("word", "mention", "roman", "number"):
            after, concept = _target_at(elements, index, context)
            if concept is not None:
                run = elements[index:after]
                out.append(Element("mention", run[0].start, run[-1].end, " ".join(e.text for e in run), (concept,)))
                index = after
                continue
            active = False
        elif active and not _separates(element) and not element.has("any", "neutral", "of_list"):
            active = False
        out.append(element)
        index += 1
    return out


def _target_at(elements: list[Element], index: int, context: Context) -> tuple[int, str | None]:
    for size in range(min(_LONGEST, len(elements) - index), 0, -1):
        run = elements[index : index + size]
        if any((_separates(e) and e.text != "-") or e.kind == "group" for e in run):
            continue
        text = context.text[run[0].start : run[-1].end]
        for phrase in (f"anti-{text} antibody", f"{text} antibody", f"anti-{text}"):
            concept = _known(phrase, context)
            if concept is not None:
                return index + size, concept
    return index, None
