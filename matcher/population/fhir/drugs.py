"""The drugs that a medicine holds: by code, by exact name, else by the ingredients that an RxNorm name spells out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from criteria.lexicon import Concept, Lexicon
from matcher.population.fhir.coding import named, names_of, words_of
from matcher.population.fhir.draft import Draft
from matcher.population.fhir.resources import (
    CodeableConcept,
    MedicationAdministration,
    MedicationRequest,
    MedicationStatement,
)

__all__ = ["drugs_of", "ingredients"]

_LOCAL = re.compile(
    r"\b(?:topical(?:ly)?|cream|ointment|lotion|shampoo|ophthalmic|eye|otic|ear|nasal(?:ly)?|intranasal|inhal\w*"
    r"|metered dose|dry powder|nebuliz\w*|mouthwash|oral gel|dental|vaginal|rectal|enema|suppository|transdermal"
    r"|intra-?articular|cutaneous|intravitreal|irrigation)\b",
    re.IGNORECASE,
)
_LOCALLY = "given locally: the drug named stands for the whole body"

# A name of RxNorm: "24 HR metformin 500 MG Extended Release Oral Tablet", parts of a mixture between slashes.
_RELEASE = re.compile(r"^\d+(?:\.\d+)? (?:HR|ML|MG|ACTUAT) ", re.IGNORECASE)
_STRENGTH = re.compile(r"\s\d[\d.,]*\s?(?:MG|MCG|UG|G|UNT|MEQ|ML|MMOL|%|IU)\b", re.IGNORECASE)


def drugs_of(
    medicated: MedicationRequest | MedicationStatement | MedicationAdministration,
    routes: Sequence[CodeableConcept],
    draft: Draft,
) -> tuple[list[Concept], list[str]]:
    """The drugs of a medicine, and the reasons for what is left out of it."""
    codes = [*_codes(medicated, draft)]
    words = [each for code in codes for each in words_of(code)]
    found, reasons = _resolved(codes, draft.known)
    if _is_local([*words, *(each for route in routes for each in words_of(route))]):
        systemic = [drug for drug in found if not _acts_locally(drug, draft.known)]
        return [drug for drug in found if drug not in systemic], [*reasons, *[_LOCALLY for _ in systemic]]
    return found, reasons


def _codes(
    medicated: MedicationRequest | MedicationStatement | MedicationAdministration, draft: Draft
) -> Iterator[CodeableConcept]:
    """The codes of a medicine; those of its ingredients where it has none itself."""
    if medicated.medication_codeable_concept is not None:
        yield medicated.medication_codeable_concept
        return
    reference = medicated.medication_reference.reference if medicated.medication_reference else None
    medication = draft.medication(reference, medicated.contained)
    if medication is not None and medication.code is not None and named(medication.code, draft.known).concept:
        yield medication.code
    elif medication is not None:
        parts = [each.item_codeable_concept for each in medication.ingredient if each.item_codeable_concept]
        yield from parts or ([medication.code] if medication.code else [])


def _resolved(codes: Iterable[CodeableConcept], known: Lexicon) -> tuple[list[Concept], list[str]]:
    drugs: dict[str, Concept] = {}
    reasons: list[str] = []
    empty = True
    for code in codes:
        empty = False
        found = named(code, known)
        concepts = [found.concept] if found.concept else _spelled_out(code, known)
        drugs |= {each.id: each for each in concepts if each.domain == "drug"}
        if not concepts:
            reasons.append(found.reason)
        elif any(each.domain != "drug" for each in concepts):
            reasons.append("the code of something that is no drug")
    return list(drugs.values()), ["no medicine is named"] if empty else reasons


def _spelled_out(code: CodeableConcept, known: Lexicon) -> list[Concept]:
    """The ingredients of a name, where the lexicon holds every one."""
    for words in words_of(code):
        parts = ingredients(words)
        found = [names_of([part], known) for part in parts]
        if parts and all(len(each) == 1 for each in found):
            return [each[0] for each in found]
    return []


def ingredients(name: str) -> list[str]:
    """The ingredients in a name of RxNorm: "Paclitaxel" of "Paclitaxel 100 MG Injection"; none without a strength."""
    parts = _RELEASE.sub("", name).split(" / ")
    cut = [_STRENGTH.split(part, maxsplit=1) for part in parts]
    return [part[0].strip() for part in cut] if all(len(part) > 1 for part in cut) else []


def _is_local(words: Iterable[str]) -> bool:
    return any(_LOCAL.search(each) for each in words)


def _acts_locally(drug: Concept, known: Lexicon) -> bool:
    """Whether the lexicon's entry is itself of a local form: "inhaled glucocorticoid"."""
    above = [known.concepts[name] for name in known.ancestors(drug.id)]
    return any(_LOCAL.search(each.id) or "local" in each.id for each in above)
