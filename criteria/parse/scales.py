"""Classes of a scale and classification criteria: `NYHA III`, `class III or IV`, `by the 2022 criteria`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.parse.atoms import Atom, any_of
from criteria.parse.grades import read_grades
from criteria.parse.joining import Term, join
from criteria.tree.nodes import Condition, Node

if TYPE_CHECKING:
    from criteria.parse.grammar import Reader

__all__ = ["read_criteria", "read_roman", "read_scale"]


def read_scale(reader: Reader, index: int, scale: str) -> int:
    """A scale and the grades named behind it; a scale without grades is said once."""
    element = reader.elements[index]
    grades, after = read_grades(reader.elements, index + 1, scale, reader.context.lexicon)
    if not grades:
        if not any(a.concept == scale for a in reader.atoms()):
            reader.add(Term(atom=Atom(scale, element, negated=reader.prefix.negated)))
        return index + 1
    if _completes(reader, scale, grades):
        return after
    negated, also = reader.prefix.negated, _premise(reader, scale)
    reader.add(Term(atom=Atom(scale, element, grades=grades, negated=negated, also=also)))
    reader.context.note_scale(scale)
    return after


def _completes(reader: Reader, scale: str, grades: tuple[str, ...]) -> bool:
    """Gives the grades to the scale named before them, where it has none yet."""
    last = reader.last()
    if last is None or last.concept != scale or last.grades:
        return False
    last.grades = grades
    return True


def _premise(reader: Reader, scale: str) -> tuple[Node, ...]:
    """`NYHA class III` excludes only somebody with heart failure: its absence answers for the class."""
    disease = reader.context.premise_of(scale)
    return (Condition(concept=disease, status="any"),) if disease and reader.context.exclusion else ()


def read_roman(reader: Reader, index: int) -> int | None:
    """`nephritis of class III or IV`: grades whose scale the context names; None where it names none."""
    scale = reader.context.scale_for(reader.atoms(), reader.elements, index)
    if scale is None:
        return None
    grades, after = read_grades(reader.elements, index, scale, reader.context.lexicon)
    if not grades:
        return None
    if not _completes(reader, scale, grades):
        atom = Atom(scale, reader.elements[index], grades=grades, negated=reader.prefix.negated)
        reader.add(Term(atom=atom))
    return after


def read_criteria(reader: Reader, index: int) -> int:
    """Classification criteria: asked of the diagnoses before them, or another set to choose from."""
    element = reader.elements[index]
    nodes = [reader.leaf_of(Atom(c, element, outcome="positive")) for c in element.concepts]
    parts = [n for n in nodes if n is not None]
    if not parts:
        return reader.left_over(index)
    node = any_of(parts)
    last = reader.terms[-1] if reader.terms else None
    if last is not None and last.criteria and last.node is not None and reader.connective in ("or", ",", ",or", "/"):
        last.node = any_of([last.node, node])
        reader.connective = None
        return index + 1
    if reader.connective == ",":
        _close_clause(reader)
    _close_diagnoses(reader)
    term = Term(node=node, criteria=True)
    reader.add(term)
    if term.connective is None and len(reader.terms) > 1:
        term.connective = "with"
    return index + 1


def _close_clause(reader: Reader) -> None:
    """`RRMS, or SPMS with relapses, according to ...`: a comma before the criteria closes what stands before."""
    terms = reader.terms
    start = next((i for i in range(len(terms) - 1, -1, -1) if terms[i].connective == ";"), 0)
    if len(terms) - start <= 1 or any(t.words for t in terms[start:]):
        return
    connective = terms[start].connective
    node = join(terms[start:], reader.context, reader.leaf_of)
    if node is not None:
        terms[start:] = [Term(node=node, connective=connective)]


def _close_diagnoses(reader: Reader) -> None:
    """`GPA or MPA by the 2022 criteria`: the criteria are asked of the whole list of diagnoses before them."""
    terms = reader.terms
    start = len(terms)
    while start > 0 and _is_plain_diagnosis(reader, terms[start - 1]):
        start -= 1
        if terms[start].connective not in (",", "or", ",or", "/"):
            break
    run = terms[start:]
    if len(run) <= 1:
        return
    nodes = [n for t in run if t.atom is not None and (n := reader.leaf_of(t.atom)) is not None]
    terms[start:] = [Term(node=any_of(nodes), connective=run[0].connective)]


def _is_plain_diagnosis(reader: Reader, term: Term) -> bool:
    atom = term.atom
    return (
        atom is not None and reader.concept_of(atom).domain == "condition" and not atom.elapsed and atom.window is None
    )
