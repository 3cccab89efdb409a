"""From a CodeableConcept to the lexicon: by code first, by name only where the name is exactly one of the lexicon's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from criteria.lexicon import Concept, Lexicon
from matcher.population.fhir.resources import CodeableConcept, Coding

__all__ = ["LOINC", "Named", "code_of", "meaning", "named", "names_of", "plain", "words_of"]

LOINC = "LOINC"
_TABLE = Path(__file__).with_name("codes.tsv")

# What SNOMED CT puts behind a fully specified name. "(situation)" is not here: a situation may be "suspected" or "no".
_TAG = re.compile(
    r"\s\((?:disorder|finding|procedure|regime/therapy|substance|product|medicinal product|clinical drug"
    r"|qualifier value|observable entity|event)\)\Z"
)


class Named(msgspec.Struct, frozen=True):
    """What a CodeableConcept came to: a concept, or the reason why it came to none."""

    concept: Concept | None
    reason: str = ""


@cache
def _table() -> dict[str, dict[tuple[str, str], str]]:
    """The rows of codes.tsv by kind, then by system and code."""
    kinds: dict[str, dict[tuple[str, str], str]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        kind, system, code, means = line.split("\t")
        kinds.setdefault(kind, {})[system, code] = means
    return kinds


def meaning(kind: str, concepts: Iterable[CodeableConcept]) -> str | None:
    """What the codes of a value mean by codes.tsv: of kind "answer", SNOMED CT 10828004 is "positive"."""
    rows = _table().get(kind, {})
    codes = ((each.system or "", each.code or "") for concept in concepts for each in concept.coding)
    return next((rows[code] for code in codes if code in rows), None)


def _system(coding: Coding) -> str:
    """The system's short name: "LOINC"; as written where it is none of those known."""
    written = (coding.system or "").strip()
    return _table()["system"].get((written, ""), written)


def code_of(concept: CodeableConcept | None) -> tuple[str, str]:
    """The first code with its system, for the report: ("LOINC", "1742-6")."""
    coding = next((each for each in (concept.coding if concept else ()) if each.code), None)
    return (_system(coding), coding.code or "") if coding else ("", "")


def words_of(concept: CodeableConcept | None) -> Iterator[str]:
    """The text and the displays, without the tags of SNOMED CT."""
    if concept is not None:
        written = (concept.text, *(coding.display for coding in concept.coding))
        yield from dict.fromkeys(plain(words) for words in written if words and words.strip())


def plain(words: str) -> str:
    """A name without the tag of SNOMED CT: "Systemic lupus erythematosus (disorder)"."""
    return _TAG.sub("", words.strip())


def named(concept: CodeableConcept | None, known: Lexicon, *, measured: bool = False) -> Named:
    """The concept of the lexicon that is meant.

    `measured`: a test. There a name alone is not trusted beside a LOINC code that the lexicon does not hold, for the
    same name serves for blood and urine; scores and findings, which have no unit, are.
    """
    if concept is None or not (concept.coding or concept.text):
        return Named(None, "without a code")
    found = _narrowest(_by_code(concept, known), known)
    if len(found) == 1:
        return Named(found[0])
    if found:
        return Named(None, "its codes mean different things")
    by_name = names_of(words_of(concept), known)
    if measured and any(_system(each) == LOINC for each in concept.coding):
        by_name = [each for each in by_name if each.unit is None]
    if len(_narrowest(by_name, known)) == 1:
        return Named(_narrowest(by_name, known)[0])
    return Named(None, _why_none(concept))


def _why_none(concept: CodeableConcept) -> str:
    """The reason for a code that leads nowhere; schooling or a visit to the dentist is no gap of the lexicon."""
    if meaning("no place", [concept]) is not None:
        return "a profile has no place for it"
    return "the lexicon does not hold this code" if code_of(concept)[1] else "only words, not a known name"


def _by_code(concept: CodeableConcept, known: Lexicon) -> list[Concept]:
    coded = ((_system(each), each.code) for each in concept.coding)
    return [found for system, code in coded if code and (found := known.resolve_code(system, code))]


def names_of(words: Iterable[str], known: Lexicon) -> list[Concept]:
    """The concepts that these words name exactly."""
    resolved = (known.resolve(each) for each in words)
    return [each.concept for each in resolved if each is not None and each.normalised_from is None]


def _narrowest(found: Iterable[Concept], known: Lexicon) -> list[Concept]:
    """The concepts of which none other here is a kind."""
    every = {each.id: each for each in found}
    return [each for each in every.values() if len(known.members(each.id) & every.keys()) == 1]
