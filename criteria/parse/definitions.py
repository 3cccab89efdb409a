"""What a parenthesis says is meant by the condition before it: results, a measure, its kinds, what it requires."""

from __future__ import annotations

from criteria.parse.atoms import Atom, Prefix
from criteria.parse.elements import Element
from criteria.parse.grammar import Reader, read_elements
from criteria.tree.nodes import Not

__all__ = ["defined_by_results", "kinds_listed", "kinds_named", "measured", "required"]

_UNDER_TREATMENT = frozenset(["after", "despite", "under", "on", "with", "following"])
_REQUIRING = frozenset(["requiring", "requires", "require", "required", "needing", "need", "needs"])

_MEASUREMENTS = frozenset([
    "leukopenia", "neutropenia", "lymphopenia", "thrombocytopenia", "anemia", "cytopenia", "pancytopenia",
    "hypogammaglobulinemia", "hypoalbuminemia", "coagulopathy", "renal impairment", "kidney failure", "renal disease",
    "chronic kidney disease", "hepatic impairment", "liver failure", "liver disease", "chronic liver disease",
    "hepatitis", "liver injury", "hypertension", "hypotension", "bradycardia", "tachycardia", "QT prolongation",
    "cardiac dysfunction", "left ventricular dysfunction", "heart failure", "hypoxia", "fever",
    "obesity", "diabetes mellitus", "hyperglycemia", "hypertriglyceridemia", "hyperlipidemia",
    "hypercholesterolemia", "hyperkalemia", "hypokalemia", "hyponatremia", "hypernatremia", "hypercalcemia",
    "hypocalcemia", "hypomagnesemia", "hypophosphatemia", "hyperuricemia",
])  # fmt: skip


def _mentions(items: list[Element]) -> list[Element]:
    return [e for e in items if e.kind == "mention" or (e.kind == "roman" and e.concepts)]


def defined_by_results(reader: Reader, items: list[Element]) -> bool:
    """`active hepatitis B (HBsAg and HBV DNA both found)`: the results say what is meant."""
    last = reader.last()
    named = _mentions(items)
    known = reader.context.lexicon
    if last is None or len(named) <= 1 or reader.concept_of(last).domain != "condition":
        return False
    if any(known.get(e.concepts[0]).domain != "observation" for e in named):
        return False
    node = read_elements(items, reader.context)
    if node is None:
        return False
    term = next(t for t in reversed(reader.terms) if t.atom is last)
    term.atom, term.node = None, Not(of=node) if last.negated else node
    return True


def kinds_named(reader: Reader, items: list[Element]) -> bool:
    """`infarction (cerebral, renal or splenic)`: kinds that all count."""
    last = reader.last()
    if last is None or reader.concept_of(last).domain != "condition":
        return False
    if not any(e.has("conn") and e.cues["conn"] == "or" for e in items) or any(
        e.text.lower() in ("only", "alone") for e in items
    ):
        return False
    return all(
        e.kind in ("word", "mention", "punct")
        or (e.kind == "cue" and not e.has("neg", "except", "permit", "resp", "if"))
        for e in items
    )


def measured(reader: Reader, items: list[Element]) -> bool:
    """`unstable diabetes (HbA1c > 9.2 %)`: a measure that says what is meant.

    What is a number by another name is that number alone; of its history no number of today can tell.
    """
    last = reader.last()
    known = reader.context.lexicon
    items = _without_treatment(items)
    named = [c for e in _mentions(items) for c in e.concepts[:1]]
    graded = any(known.get(c).kind == "grade" for c in named)
    if (
        last is None
        or reader.concept_of(last).domain != "condition"
        or not (named or any(e.has("bp") for e in items))
        or not (graded or any(e.kind in ("limit", "pair") for e in items))
    ):
        return False
    if not all(known.get(c).domain == "observation" for c in named):
        return False
    node = read_elements(items, reader.context)
    if node is None:
        return False
    if graded or not _is_measurement(reader, last):
        last.also = (*last.also, node)
    elif not last.ever:
        term = next(t for t in reversed(reader.terms) if t.atom is last)
        term.atom, term.node = None, Not(of=node) if last.negated else node
    return True


def _is_measurement(reader: Reader, atom: Atom) -> bool:
    """`thrombocytopenia (platelets < 75)`: nothing but the number; the disease under study is more than that."""
    own = {c for d in reader.context.diseases for c in (d, *reader.context.lexicon.ancestors(d))}
    return atom.concept in _MEASUREMENTS and atom.concept not in own


def _without_treatment(items: list[Element]) -> list[Element]:
    """`≥ 160 mmHg after standard treatment`: under what it is measured changes nothing of the limit."""
    cut = next((i for i, e in enumerate(items) if i and e.text.lower() in _UNDER_TREATMENT), len(items))
    return items if any(e.kind == "limit" for e in items[cut:]) else items[:cut]


def required(reader: Reader, items: list[Element]) -> bool:
    """`autoimmune disease (requiring immunosuppressants in the past 6 months)`: only then is it meant."""
    last = reader.last()
    if last is None or reader.concept_of(last).domain != "condition" or items[0].text.lower() not in _REQUIRING:
        return False
    node = read_elements(items, reader.context, Prefix())
    if node is None:
        return False
    last.also = (*last.also, node)
    return True


def kinds_listed(reader: Reader, items: list[Element]) -> bool:
    """`active hepatitis (HBV, HCV)`: kinds of it, said once more."""
    last = reader.last()
    named = _mentions(items)
    known = reader.context.lexicon
    if last is None or len(named) <= 1 or reader.concept_of(last).domain != "condition":
        return False
    joints = all(e in named or (e.kind == "punct" and e.text in ",/") or e.has("conn") for e in items)
    return joints and all(last.concept in known.ancestors(e.concepts[0]) for e in named)
