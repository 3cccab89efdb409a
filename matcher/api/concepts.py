"""What can be written in a profile: the lexicon, searched by name."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from litestar import get
from litestar.params import Parameter, QueryParameter

from criteria.lexicon import Concept, Domain, Lexicon, lexicon
from matcher.population.resolve import DOMAINS

__all__ = ["ConceptCode", "ConceptList", "ConceptSummary", "list_concepts"]

_LISTS = {domain: name for name, domain in DOMAINS.items()}
_MOST = 500
ListName = Literal["conditions", "observations", "drug_exposures", "procedures"]


class ConceptCode(msgspec.Struct, frozen=True, kw_only=True):
    """A code of a system, with what the system calls it."""

    system: str
    code: str
    display: str


class ConceptSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A concept as a profile may name it: by its own name, by any of its other names, by a code.

    `list` is its home in a profile, `exact` whether the words asked for are one of its names. `codes` are its own
    ICD-10-CM prefixes or LOINC codes, `codings` further codes of any system, also of its kinds. `unit` is UCUM;
    `grades` are the classes that a result may be, in order.
    """

    concept: str
    list: str
    exact: bool
    names: tuple[str, ...]
    parents: tuple[str, ...]
    codes: tuple[str, ...]
    codings: tuple[ConceptCode, ...]
    unit: str | None
    grades: tuple[str, ...]


class ConceptList(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the concepts that answer, the likest first, and how many answer in all."""

    total: int
    limit: int
    offset: int
    concepts: tuple[ConceptSummary, ...]


@get("/v1/concepts", operation_id="listConcepts", tags=["criteria"], sync_to_thread=True)
def list_concepts(
    q: Annotated[str, Parameter(max_length=200, description="A name, or part of one; without it all are listed.")] = "",
    of: Annotated[
        ListName | None, QueryParameter(name="list", description="Only concepts of this list of a profile.")
    ] = None,
    limit: Annotated[int, Parameter(ge=1, le=100)] = 20,
    offset: Annotated[int, Parameter(ge=0)] = 0,
) -> ConceptList:
    """List what can be written in a profile: the concept that the words name, then those with a name like them."""
    known = lexicon()
    domain = None if of is None else DOMAINS[of]
    exact, names = _found(q, known)
    found = [known.concepts[name] for name in names if domain in {None, known.concepts[name].domain}]
    page = tuple(_summary(each, exact=each.id == exact) for each in found[offset : offset + limit])
    return ConceptList(total=len(found), limit=limit, offset=offset, concepts=page)


def _found(words: str, known: Lexicon) -> tuple[str | None, list[str]]:
    """The concept that the words name, and all that answer to them, it first."""
    if not words.strip():
        return None, sorted(known.concepts)
    resolved = known.resolve(words)
    named = [resolved.concept.id] if resolved else []
    return (named[0] if named else None), list(dict.fromkeys([*named, *known.suggest(words, _MOST)]))


def _summary(concept: Concept, *, exact: bool) -> ConceptSummary:
    return ConceptSummary(
        concept=concept.id,
        list=_home(concept.domain),
        exact=exact,
        names=concept.aliases,
        parents=concept.parents,
        codes=concept.codes,
        codings=tuple(
            ConceptCode(system=each.system, code=each.code, display=each.display) for each in concept.codings
        ),
        unit=concept.unit,
        grades=concept.grades,
    )


def _home(domain: Domain) -> str:
    return _LISTS[domain]
