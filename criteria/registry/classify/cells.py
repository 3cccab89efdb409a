"""What the cell product is: its kind, the antigens it is directed against, where the cells come from.

Each question goes from the words that decide (titles, what is given) to those that only tell (arms, summary); the
first level that has an answer gives it. Where none has, the answer is "not stated".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from criteria.registry.classify.passages import Evidence, Passage
from criteria.registry.classify.products import NamedProduct
from criteria.registry.classify.tables import patterns
from criteria.registry.classify.words import matches

__all__ = ["NOT_STATED", "Answer", "modality_of", "origin_of", "targets_of"]

NOT_STATED = "not stated"
IN_VIVO = "in vivo CAR-T"
_DECIDING = ("title", "given", "condition", "keyword")
_FURTHER = (("arm", "summary"), ("description",))
_PLAIN = ("CAR-T", "CAR")
_ORIGINS = ("allogeneic", "autologous")
_ANTIGENS = ("CD19", "CD20", "CD22", "BCMA", "CD70")
_NO_ANTIGEN = re.compile(
    r"\W{0,3}(?:mAbs?\b|monoclonal|antibod|positive|negative)|\s?[+⁺](?! ?(?:CAR|BCMA|CD|\())", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.;\n]+(?:\.(?=\S)[^.;\n]*)*")
_COUNT = {0: "", 1: "", 2: " dual", 3: " triple"}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The values found and the words that decided; the label joins them: "CD19/BCMA dual", else "not stated"."""

    label: str
    values: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def modality_of(passages: Sequence[Passage], products: Sequence[NamedProduct]) -> Answer:
    """The kind of cell: "CAR-T", "CAR-NK", "CAAR-T", "CAR-Treg", "gamma-delta CAR-T", "in vivo CAR-T"."""
    table = patterns("modalities")
    found = matches(table, _of(passages, _DECIDING))
    for product in products:
        if product.modality:
            found.setdefault(product.modality, product.evidence[0])
    for parts in _FURTHER:
        if not found.keys() - set(_PLAIN):
            told = matches(table, _of(passages, parts))
            found |= {kind: words for kind, words in told.items() if not found or kind == IN_VIVO}
    return _answer(_kinds(found, products), found, " and ")


def _kinds(found: Collection[str], products: Sequence[NamedProduct]) -> list[str]:
    """A kind that is more than CAR-T stands for it, unless a product named is a CAR-T of its own."""
    special = [kind for kind in found if kind not in _PLAIN]
    own = [kind for kind in _PLAIN if any(product.modality == kind for product in products)]
    return [*special, *own] if special else [kind for kind in _PLAIN if kind in found][:1]


def targets_of(passages: Sequence[Passage], products: Sequence[NamedProduct]) -> Answer:
    """The antigens: "CD19", "CD19/BCMA dual", "CD19/CD20/CD22 triple"."""
    table = patterns("antigens")
    found = matches(table, _of(passages, _DECIDING), unless=_NO_ANTIGEN)
    for product in products:
        for target in product.targets:
            found.setdefault(target, product.evidence[0])
    for parts in _FURTHER:
        found = found or matches(table, _about_the_cell(_of(passages, parts)), unless=_NO_ANTIGEN)
    answer = _answer(sorted(found, key=_place), found, "/")
    return msgspec.structs.replace(answer, label=answer.label + _COUNT.get(len(found), " multiple"))


def _about_the_cell(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The sentences that speak of the cell, all else blanked out so that places stay."""
    table = patterns("modalities")
    for passage in passages:
        kept = [" "] * len(passage.text)
        for sentence in _SENTENCE.finditer(passage.text):
            if any(pattern.words.search(sentence[0]) for pattern in table):
                kept[sentence.start() : sentence.end()] = sentence[0]
        yield Passage(passage.part, passage.field, "".join(kept))


def _place(antigen: str) -> tuple[int, str]:
    """The order in which antigens are usually written: those of B cells first."""
    return (_ANTIGENS.index(antigen) if antigen in _ANTIGENS else len(_ANTIGENS)), antigen


def origin_of(passages: Sequence[Passage], products: Sequence[NamedProduct], modality: Answer) -> Answer:
    """Where the cells come from: "autologous", "allogeneic", or "in vivo" where they are made in the body."""
    if IN_VIVO in modality.values:
        words = modality.evidence[modality.values.index(IN_VIVO)]
        return Answer(label="in vivo", values=("in vivo",), evidence=(words,))
    table = patterns("origins")
    decided = matches(table, _of(passages, _DECIDING))
    if not decided:
        decided = {product.origin: product.evidence[0] for product in products if product.origin}
    if decided:
        return _answer([each for each in _ORIGINS if each in decided], decided, " and ")
    for parts in (*_FURTHER, ("eligibility",)):
        if told := matches(table, _of(passages, parts)):
            return _answer([each for each in _ORIGINS if each in told][:1], told, " and ")
    return Answer(label=NOT_STATED)


def _of(passages: Iterable[Passage], parts: tuple[str, ...]) -> list[Passage]:
    return [passage for passage in passages if passage.part in parts]


def _answer(values: Sequence[str], found: dict[str, Evidence], joined: str) -> Answer:
    label = joined.join(values) or NOT_STATED
    return Answer(label=label, values=tuple(values), evidence=tuple(found[each] for each in values))
