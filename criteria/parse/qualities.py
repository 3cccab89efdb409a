"""What a text asks beyond names and numbers, and no fact tells: `relapsed`, `stage III`, `resolved to grade 1`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.parse.joining import Term
from criteria.tree.nodes import Attested, Quality

if TYPE_CHECKING:
    from criteria.parse.atoms import Atom
    from criteria.parse.elements import Element
    from criteria.parse.grammar import Reader

__all__ = ["counted_lines", "read_asked", "read_opinion", "read_quality", "read_stage", "read_unnamed_response"]

_GENERIC = frozenset(["disease", "diseases", "disorder", "malignancy", "malignancies", "cancer", "cancers"])
_OWN_MEANING = ("resp", "resp_bare", "active", "ever", "neg", "stable")  # cues that say more of a treatment
_RESPONSES = frozenset(["intolerant", "refractory", "failed", "relapsed", "resistant", "ineffective"])
_LINES = frozenset([
    "line", "lines", "regimen", "regimens", "lines of therapy", "line of therapy", "cycle", "cycles",
    "therapies", "treatments", "treatment lines", "regimens of therapy",
])  # fmt: skip
_LINES_ONLY = frozenset(["line", "lines", "cycle", "cycles", "regimen", "regimens"])
_LINES_REACH = 7  # elements from a number to what it counts
_TRAILING = frozenset(
    ["requiring", "requires", "with", "that", "has", "have", "leading", "due", "of", "not", "caused", "within"]
)
_STAGE = "stage"
_ANTIGEN = " expression"  # "relapsed CD19+ lymphoma"


def read_quality(reader: Reader, index: int, _value: str) -> int | None:
    """`relapsed or refractory leukemia`, `leukemia that has relapsed`: asked of the condition beside it."""
    text = reader.elements[index].text.lower()
    last = reader.last()
    if text.startswith("despite ") and reader.terms and (last is None or reader.concept_of(last).domain != "condition"):
        return index + 1
    trails = text.split()[0] in _TRAILING and last is not None and reader.concept_of(last).domain == "condition"
    if not trails and _is_asked_of_next(reader, index):
        if reader.prefix.status == "active" and _offers(reader, index):
            reader.prefix.or_active = True
        before = () if _begins_item(reader, index) else reader.prefix.qualities
        reader.prefix.qualities = _with_quality(reader, index, before or reader.base.qualities, text)
        return index + 1
    if last is None or reader.concept_of(last).domain != "condition":
        return _of_own_disease(reader, index, text)
    joined = reader.connective in (None, ",", "with")
    if not joined and _is_of_disease(reader, index) and not _is_own(reader, last.concept):
        return _of_own_disease(reader, index, text)
    joined = joined or _is_of_disease(reader, index)
    if not joined and not (last.qualities and _alternative(reader, index)):
        return None
    for atom in _sharing_noun(reader, last):
        atom.qualities = _with_quality(reader, index, atom.qualities, text)
    reader.connective = None
    return index + 1


def _sharing_noun(reader: Reader, last: Atom) -> list[Atom]:
    """`fungal, bacterial or viral infection despite treatment`: what is said behind the noun is said of each."""
    sharing = [last]
    for atom in reversed(reader.atoms()[:-1]):
        if not atom.element.has("shared"):
            break
        sharing.append(atom)
    return sharing


def read_asked(reader: Reader, index: int, value: str) -> int | None:
    """`toxicity of earlier treatment resolved to grade 1`: a thing that no fact tells, with the words about it."""
    after = index + 1
    while after < len(reader.elements) and not _ends_asked(reader.elements, after):
        after += 1
    concept = value or _own_disease(reader)
    if concept is None or _is_of_measure(reader, index, after):
        return None
    text = " ".join(e.text for e in reader.elements[index:after])
    if reader.prefix.bounds and reader.waiting is not None:
        text = f"{reader.waiting.text} {text}"
        reader.prefix.bounds, reader.waiting = (), None
    reader.add(Term(node=Quality(concept=concept, text=text)))
    reader.terms[-1].connective = reader.terms[-1].connective or ("with" if len(reader.terms) > 1 else None)
    return after


def read_opinion(reader: Reader, index: int, value: str) -> int:
    """`high risk of bleeding`: a person must judge it; what stands beside it is read on.

    `receiving or likely to require tacrolimus`: what is named is asked of now as well.
    """
    after = index + 1
    shared = not reader.terms and reader.prefix.current and bool(index) and reader.elements[index - 1].has("conn")
    while (
        not shared
        and after < len(reader.elements)
        and not (_ends_asked(reader.elements, after) or any(e.concepts for e in reader.elements[after].items))
    ):
        after += 1
    text = " ".join(e.text for e in reader.elements[index:after])
    reader.add(Term(node=Attested(reason=value, text=text)))
    if shared:
        reader.connective = "or"
    reader.terms[-1].connective = reader.terms[-1].connective or ("with" if len(reader.terms) > 1 else None)
    return after


def _is_of_measure(reader: Reader, index: int, after: int) -> bool:
    """`B cells have recovered to at least 20/µL`: a limit of what stands before, and nothing else."""
    told = any(e.kind == "limit" and (e.unit or any(b.unit for b in e.bounds)) for e in reader.elements[index:after])
    last = reader.last()
    return told and last is not None and reader.concept_of(last).domain == "observation"


def read_unnamed_response(reader: Reader, index: int, _value: str) -> int | None:
    """`failed all available standard therapy`: a response to treatments that nobody names."""
    known = reader.context.lexicon
    treated = any(
        e.kind == "list" or any(known.get(c).domain in ("drug", "procedure") for c in e.concepts)
        for e in reader.elements
    )
    follower = reader.element_at(index + 1)
    text = reader.elements[index].text.lower()
    if treated or follower is None or follower.kind == "punct" or (" " not in text and text not in _RESPONSES):
        return None
    return read_asked(reader, index, "")


def counted_lines(reader: Reader, number: Element, *, at_once: bool = False) -> Quality | None:
    """`at least 2 prior lines of therapy`: a count of treatments that no fact gives; None where it counts others.

    `at_once`: only where the noun can be nothing but a line of treatment, before what follows is read.
    """
    place = next((i for i, e in enumerate(reader.elements) if e is number), None)
    disease = _own_disease(reader)
    if place is None or disease is None:
        return None
    for after, element in enumerate(reader.elements[place + 1 : place + _LINES_REACH], place + 2):
        if element.text.lower() in (_LINES if not at_once else _LINES_ONLY):
            if at_once and any(e.concepts for e in reader.elements[after : after + 2]):
                return None
            return Quality(
                concept=disease, text="treated with " + " ".join(e.text for e in reader.elements[place:after])
            )
        if element.kind not in ("cue", "word") or element.has("conn"):
            return None
    return None


def read_stage(reader: Reader, index: int) -> int | None:
    """`stage III or IV melanoma`, `melanoma of stage IIIB-IV`: of the tumour; None where no stage is meant."""
    if not index or reader.elements[index - 1].text.lower().rstrip("s") != _STAGE:
        return None
    after = index + 1
    while after < len(reader.elements) and _joins_stage(reader.elements, after):
        after += 1
    text = " ".join(e.text for e in reader.elements[index - 1 : after])
    if _is_asked_of_next(reader, after - 1):
        reader.prefix.qualities = (*reader.prefix.qualities, text)
        return after
    last = reader.last()
    if last is not None and reader.concept_of(last).domain == "condition":
        last.qualities = (*last.qualities, text)
        return after
    disease = _own_disease(reader)
    if disease is None:
        return None
    reader.add(Term(node=Quality(concept=disease, text=text)))
    return after


def _joins_stage(elements: list[Element], index: int) -> bool:
    """Whether the element is a further stage, or a joint before one."""
    element = elements[index]
    if element.kind == "roman" and not element.concepts:
        return True
    follower = elements[index + 1] if index + 1 < len(elements) else None
    joint = element.text in ("-", "/", ",", "~") or element.cues.get("conn") in ("or", "and", "andor")
    return joint and follower is not None and follower.kind == "roman" and not follower.concepts


def _ends_asked(elements: list[Element], index: int) -> bool:
    """Whether what is asked ends here: at a mark, or at a connective before something else that is named."""
    element = elements[index]
    if element.kind == "punct":
        return element.text in ",;:"
    if element.has("conn"):
        return _names_more(elements, index + 1)
    return element.kind == "list" or element.has("except", "permit")


def _names_more(elements: list[Element], index: int) -> bool:
    """Whether a concept, a limit in time or a cue of its own stands before the next mark or connective."""
    for element in elements[index:]:
        if element.kind == "punct" or element.has("conn"):
            return False
        if element.concepts or element.kind not in ("cue", "word", "number", "limit", "roman"):
            return True
        if element.has("judge", "consent", "neg", "quality", "asked"):
            return not element.has("asked")
    return False


def _of_own_disease(reader: Reader, index: int, text: str) -> int | None:
    """`relapsed or refractory disease`, where no disease is named: asked of the one under study."""
    disease = _own_disease(reader)
    named = any(e.concepts or e.kind == "list" for e in reader.elements[: _clause_end(reader.elements, index)])
    if disease is None or (named and not _is_of_disease(reader, index)):
        return None
    reader.add(Term(node=Quality(concept=disease, text=text)))
    return index + 1


def _clause_end(elements: list[Element], index: int) -> int:
    """Where `relapsed and meets one of: ...` goes on to something else: at an `and` before what is no quality."""
    for place in range(index + 1, len(elements) - 1):
        if elements[place].cues.get("conn") == "and" and not elements[place + 1].concepts:
            return len(elements) if elements[place + 1].has("quality", "active") else place
        if elements[place].kind != "cue":
            break
    return len(elements)


def _is_own(reader: Reader, concept: str) -> bool:
    """Whether the concept is a disease under study, or a kind of one."""
    return any(own in reader.context.lexicon.ancestors(concept) for own in reader.context.diseases)


def _own_disease(reader: Reader) -> str | None:
    context = reader.context
    return context.disease or (context.diseases[0] if context.diseases else None)


def _is_of_disease(reader: Reader, index: int) -> bool:
    """Whether `disease` follows, with nothing but small words and further qualities before it."""
    for element in reader.elements[index + 1 :]:
        if element.text.lower() in _GENERIC:
            return True
        if element.kind != "cue" or not element.has("neutral", "quality", "active", "conn"):
            return False
    return False


def _with_quality(reader: Reader, index: int, before: tuple[str, ...], text: str) -> tuple[str, ...]:
    """`relapsed or refractory` is one quality in two words."""
    return (*before[:-1], f"{before[-1]} or {text}") if before and _alternative(reader, index) else (*before, text)


def _begins_item(reader: Reader, index: int) -> bool:
    """`unstable angina or severe gout`: a further item with a quality of its own."""
    before = [e for e in reader.elements[:index] if e.kind != "cue" or not set(e.cues) <= {"neutral"}]
    return bool(reader.terms and before) and (before[-1].has("conn") or before[-1].text in (",", "/"))


def _offers(reader: Reader, index: int) -> bool:
    """`active or`, `active and/or` before the word: either is enough."""
    return _joined_by_or(reader, index, "active")


def _alternative(reader: Reader, index: int) -> bool:
    """`relapsed or refractory`: an "or" stands before, and another quality before it."""
    return _joined_by_or(reader, index, "quality")


def _joined_by_or(reader: Reader, index: int, kind: str) -> bool:
    before = [e for e in reader.elements[:index] if e.kind != "cue" or not set(e.cues) <= {"neutral"}]
    joined = len(before) > 1 and (before[-1].text == "/" or before[-1].cues.get("conn") in ("or", "andor"))
    if joined and before[-2].text == ",":
        before = before[:-1]
    return joined and len(before) > 1 and before[-2].has(kind)


def _is_asked_of_next(reader: Reader, index: int) -> bool:
    """Whether a condition or treatment comes next, with nothing but small words and further qualities before it."""
    known = reader.context.lexicon
    domains = ("condition",) if reader.elements[index].has(*_OWN_MEANING) else ("condition", "drug", "procedure")
    joined = False
    for element in reader.elements[index + 1 :]:
        joined = joined or element.has("conn")
        if element.kind in ("mention", "roman") and element.concepts:
            if element.concepts[0].endswith(_ANTIGEN):
                continue
            domain = known.get(element.concepts[0]).domain
            return domain in domains and (domain == "condition" or not joined)
        if element.kind == "punct" and element.text in ",/-":
            continue
        if element.kind != "cue" or not element.has("neutral", "quality", "active", "conn", "other", "any", "pos"):
            return False
        if element.text.lower() in _GENERIC and _own_disease(reader) is not None:
            return False
    return False
