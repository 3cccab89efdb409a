"""Is a record an autoimmune CAR-T trial, in which diseases, with what product: rules over tables, and their words."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from criteria.registry.classify.cells import Answer, modality_of, origin_of, targets_of
from criteria.registry.classify.diseases import Disease, diseases_in, in_question
from criteria.registry.classify.passages import Evidence, Passage, passages
from criteria.registry.classify.products import NamedProduct, products_in
from criteria.registry.classify.tables import patterns
from criteria.registry.classify.words import matches
from criteria.registry.record import Study

__all__ = ["Answer", "Classification", "Disease", "Evidence", "NamedProduct", "Scope", "classify"]

_SUBJECT = ("title", "condition", "keyword")
_GVHD = "graft-versus-host disease"


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a record belongs here, why, and the words that say so: "no cell with a chimeric receptor is named"."""

    included: bool
    reason: str
    evidence: tuple[Evidence, ...] = ()


class Classification(msgspec.Struct, frozen=True, kw_only=True):
    """What a record is about; each answer carries the words that decided it, and is "not stated" where none did."""

    scope: Scope
    diseases: tuple[Disease, ...]
    modality: Answer
    targets: Answer
    origin: Answer
    products: tuple[NamedProduct, ...]


def classify(study: Study) -> Classification:
    """The classification of a record; the same record gives the same answer."""
    read = passages(study)
    products = products_in(read)
    modality = modality_of(read, products)
    diseases = in_question(read)
    return Classification(
        scope=_scope(read, diseases, modality),
        diseases=diseases,
        modality=modality,
        targets=targets_of(read, products),
        origin=origin_of(read, products, modality),
        products=products,
    )


def _scope(read: Sequence[Passage], diseases: Sequence[Disease], modality: Answer) -> Scope:
    if not modality.values:
        return Scope(included=False, reason="no cell with a chimeric receptor is named")
    if not diseases:
        return Scope(included=False, reason="no autoimmune disease is named", evidence=modality.evidence)
    subject = [passage for passage in read if passage.part in _SUBJECT]
    cancer = (*matches(patterns("cancers"), (each for each in subject if each.part != "keyword")).values(),)
    asked = [each.disease for each in diseases_in(subject)]
    if cancer and not asked:
        return Scope(
            included=False, reason="a cancer is in question, autoimmune disease only mentioned", evidence=cancer
        )
    if cancer and set(asked) == {_GVHD} and not _in_title(read):
        return Scope(
            included=False, reason="a cancer is in question, graft-versus-host disease a risk", evidence=cancer
        )
    words = (*modality.evidence[:1], *diseases[0].evidence[:1])
    return Scope(included=True, reason="a cell with a chimeric receptor in an autoimmune disease", evidence=words)


def _in_title(read: Sequence[Passage]) -> bool:
    return any(each.disease == _GVHD for each in diseases_in(each for each in read if each.part == "title"))
