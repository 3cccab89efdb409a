"""What a treatment is for: `abatacept for gout`, `medication for diabetes`, `therapy of RA with antibodies`.

The purpose is no diagnosis asked for beside the treatment: of the trial's own disease it says nothing, of another it
goes with the treatment. A treatment without a name is one of those that are given for the disease.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from criteria.lexicon.table import rows_of
from criteria.parse.atoms import Atom, any_of
from criteria.parse.joining import Term
from criteria.tree.nodes import Quality

if TYPE_CHECKING:
    from criteria.parse.context import Context
    from criteria.parse.elements import Element
    from criteria.parse.grammar import Reader
    from criteria.tree.nodes import Node

__all__ = ["Aim", "read_purpose", "treatments"]

_AIMS = frozenset([
    "for the treatment of", "to treat", "intended for the treatment of", "for treatment of", "for the therapy of",
    "intended for", "indicated for", "for the indication of", "used for", "given for", "taken for", "for management of",
    "for the management of", "intended to treat", "used to treat", "against",
])  # fmt: skip
_PREVENTING = ("prevent", "prophyla")
_TABLE = Path(__file__).parent / "treatments.tsv"
_HAVING = ("diagnos", "history", "evidence", "presence", "known", "occurrence")  # the disease itself
_REACH = 5  # elements between a treatment and what it is for
_TREATMENTS = ("drug", "procedure")
_BESIDE = ("neutral", "quality", "active", "generic", "current_use", "other", "any", "anchor")
_JOINTS = ("conn", "neutral", "other")
_TIMES = ("window", "duration", "timelimit", "gap")


class Aim:
    """What the treatments just read are for, to which one more disease may be added."""

    def __init__(self, treatments: list[Atom], element: Element, *, prevented: bool = False) -> None:
        self.treatments, self.element, self.prevented = treatments, element, prevented
        self.diseases: list[str] = []
        self.node: Node | None = None


@cache
def treatments() -> dict[str, str]:
    """The class of drugs by the condition that it is given for."""
    rows = rows_of(_TABLE, "treatments", ("condition", "treatment", "source"))
    return {row["condition"]: row["treatment"] for row in rows}


def read_purpose(reader: Reader, index: int, concept: str) -> int | None:
    """Reads a disease that a treatment is for; None where the mention is something of its own."""
    if reader.context.lexicon.get(concept).domain != "condition" or reader.prefix.allergy:
        return None
    if _goes_on(reader, index, concept):
        return index + 1
    start = _aim_before(reader, index)
    if start is None:
        return None
    treated = _treated_before(reader, start)
    if treated:
        reader.aim = Aim(treated, reader.elements[index], prevented=_prevents(reader, start, index))
        _aimed_at(reader, reader.aim, concept)
        reader.aim.diseases.append(concept)
        reader.connective = None
        return index + 1 + _says_again(reader.element_at(index + 1), concept)
    return _unnamed(reader, index, start, concept)


# -- a treatment with a name ----------------------------------------------------------------------------------


def _aim_before(reader: Reader, index: int) -> int | None:
    """Where `for`, `to treat` begins that the mention at `index` follows, with nothing but small words between."""
    start = None
    for place in range(index - 1, max(-1, index - _REACH), -1):
        element = reader.elements[place]
        if element.kind == "cue" and (element.has("for") or element.text.lower() in _AIMS or _is_of(reader, place)):
            start = place
        elif element.kind != "cue" or element.has("conn") or not element.has(*_BESIDE):
            break
    return start


def _is_of(reader: Reader, place: int) -> bool:
    """`treatment of`."""
    before = reader.element_at(place - 1)
    return reader.elements[place].text.lower() == "of" and before is not None and before.has("generic")


def _treated_before(reader: Reader, start: int) -> list[Atom]:
    """The treatments of the list that ends right before the words `for`."""
    last = reader.last()
    if last is None or reader.concept_of(last).domain not in _TREATMENTS or reader.connective not in (None, ","):
        return []
    between = [e for e in reader.elements[:start] if e.start >= last.element.end]
    if any((e.kind == "punct" and e is not between[-1]) or e.kind == "word" for e in between):
        return []
    found: list[Atom] = []
    for term in reversed(reader.terms):
        if term.atom is None or reader.concept_of(term.atom).domain not in _TREATMENTS:
            break
        found.append(term.atom)
        if term.connective not in (",", "or", "and", ",or", ",and", "andor", "/"):
            break
    return found


def _goes_on(reader: Reader, index: int, concept: str) -> bool:
    """`for PsA or psoriasis`: one more disease of the same kind that the treatments are for."""
    aim = reader.aim
    if aim is None or reader.connective not in ("or", "and", "/"):
        return False
    between = [e for e in reader.elements[:index] if e.start >= aim.element.end]
    if not all(e.text == "/" or (e.kind == "cue" and e.has(*_JOINTS)) for e in between):
        return False
    known = reader.context.lexicon
    if known.ancestors(aim.diseases[-1]).isdisjoint(known.ancestors(concept)):
        return False
    if not aim.treatments:
        _add_unnamed(reader, index, concept)
    else:
        _aimed_at(reader, aim, concept)
        reader.connective = None
    aim.diseases.append(concept)
    aim.element = reader.elements[index]
    return True


def _says_again(following: Element | None, concept: str) -> bool:
    """`for multiple sclerosis (MS)`."""
    return following is not None and len(following.items) == 1 and concept in following.items[0].concepts


def _prevents(reader: Reader, start: int, index: int) -> bool:
    return any(word in e.text.lower() for e in reader.elements[start:index] for word in _PREVENTING)


def _aimed_at(reader: Reader, aim: Aim, concept: str) -> None:
    """Puts the diseases beside the treatments, unless one of them is what the trial is about."""
    diseases = [*aim.diseases, concept]
    for atom in aim.treatments:
        atom.also = tuple(node for node in atom.also if node is not aim.node)
    aim.node = None
    if aim.prevented:
        aim.node = Quality(concept=aim.treatments[0].concept, text=f"for prevention of {' or '.join(diseases)}")
    elif not any(_is_own(disease, reader.context) for disease in diseases):
        leaves = [reader.leaf_of(Atom(d, aim.element, qualities=reader.prefix.qualities)) for d in diseases]
        aim.node = any_of([leaf for leaf in leaves if leaf is not None])
    for atom in aim.treatments:
        atom.also = atom.also if aim.node is None else (*atom.also, aim.node)


def _is_own(disease: str, context: Context) -> bool:
    """Whether everybody with the disease under study has it."""
    return any(disease in context.lexicon.ancestors(own) for own in context.diseases)


# -- a treatment without a name -------------------------------------------------------------------------------


def _unnamed(reader: Reader, index: int, start: int, concept: str) -> int | None:
    """`systemic treatment for cancer` is a drug for it, `therapy of RA with antibodies` the antibodies."""
    noun = next((i for i in range(index - 1, max(-1, start - 4), -1) if reader.elements[i].has("generic")), None)
    if noun is None or _is_alternative(reader, noun):
        return None
    following = reader.element_at(index + 1)
    if following is not None and following.has("with") and reader.drugs_follow(index):
        return index + 2 if _is_own(concept, reader.context) else None
    reader.aim = Aim([], reader.elements[index])
    reader.aim.diseases.append(concept)
    return _add_unnamed(reader, index, concept)


def _add_unnamed(reader: Reader, index: int, concept: str) -> int:
    """The drugs that are given for the disease; else the disease, and that it is treated, which no fact tells."""
    known = reader.context.lexicon
    classes = treatments()
    above = [c for c in classes if c in known.ancestors(concept)]
    nearest = next((c for c in above if not any(c != o and c in known.ancestors(o) for o in above)), None)
    if nearest is not None and classes[nearest] in known.concepts and not (reader.others or _begun(reader, index)):
        drug = classes[nearest]
        reader.add(Term(atom=reader.new_atom(drug, reader.elements[index], known.get(drug))))
        return index + 1
    return _treated(reader, index, concept)


def _begun(reader: Reader, index: int) -> bool:
    """`within 9 months of initiation of therapy for myeloma`: when it began, which its window does not tell."""
    return any(e.text.lower().startswith(("initiat", "start")) for e in reader.elements[max(0, index - _REACH) : index])


def _treated(reader: Reader, index: int, concept: str) -> int:
    after = index + 1
    while after < len(reader.elements) and reader.elements[after].kind in _TIMES:
        after += 1
    words = " ".join(["treated", *(e.text for e in reader.elements[index + 1 : after])])
    atom = reader.new_atom(concept, reader.elements[index], reader.context.lexicon.get(concept))
    atom.ever, atom.window, atom.also = atom.ever or not atom.current, None, (Quality(concept=concept, text=words),)
    reader.add(Term(atom=atom))
    return after


def _is_alternative(reader: Reader, noun: int) -> bool:
    """`diagnosis or treatment of a malignancy`: of the disease itself as well."""
    for place in range(noun - 1, max(-1, noun - 4), -1):
        if reader.elements[place].kind in ("mention", "punct"):
            return False
        if reader.elements[place].has("conn"):
            return reader.elements[place - 1].text.lower().startswith(_HAVING)
    return False
