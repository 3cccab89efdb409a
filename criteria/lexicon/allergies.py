"""Allergies to the drugs of the lexicon: one for each drug and class that no row of conditions names by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from criteria.lexicon.fold import fold
from criteria.lexicon.lookup import Concept

__all__ = ["allergies", "names_of_allergy"]

_ALL = "drug allergy"


def names_of_allergy(substances: Iterable[str]) -> Iterator[str]:
    """How an allergy to a substance may be called, folded: "allergy to penicillin", "penicillin allergy"."""
    return (form for name in map(fold, substances) for form in (f"allergy to {name}", f"{name} allergy"))


def allergies(concepts: dict[str, Concept]) -> tuple[dict[str, str], dict[str, Concept]]:
    """For each drug the concept of the allergy to it, and those of them that the tables do not hold.

    An allergy to a class is above the allergies to its members: "allergy to anti-CD20 antibody" above "allergy to
    rituximab". A lexicon without the concept "drug allergy" gets none.
    """
    if _ALL not in concepts:
        return {}, {}
    held = {fold(form): one.id for one in concepts.values() for form in (one.id, *one.aliases)}
    drugs = {one.id: one for one in concepts.values() if one.domain == "drug"}
    named = {drug.id: _held(drug, held) or f"allergy to {drug.id}" for drug in drugs.values()}
    made = {named[drug.id]: _allergy(drug, named) for drug in drugs.values() if named[drug.id] not in concepts}
    return named, made


def _held(drug: Concept, held: dict[str, str]) -> str | None:
    return next((held[form] for form in names_of_allergy((drug.id, *drug.aliases)) if form in held), None)


def _allergy(drug: Concept, named: dict[str, str]) -> Concept:
    above = tuple(dict.fromkeys(named[parent] for parent in drug.parents if parent in named))
    name = named[drug.id]
    return Concept(id=name, domain="condition", parents=above or (_ALL,), course="state", source=drug.source)
