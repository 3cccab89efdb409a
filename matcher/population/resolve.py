"""From a profile as written to a patient as the rules see one: every name resolved, every fact sent home."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import msgspec

from criteria.lexicon import Concept, Domain, Lexicon, lexicon
from matcher.population.facts import Fact, Location, Patient, UnresolvedFact
from matcher.population.guard import check_profile, pointer
from matcher.population.measures import dose_of, measured
from matcher.population.readings import sign_of_words
from matcher.population.schema import (
    CodedConcept,
    ConditionEntry,
    DrugExposureEntry,
    LocationEntry,
    ObservationEntry,
    ProcedureEntry,
    Profile,
)

__all__ = ["DOMAINS", "parse_profile", "resolve"]

DOMAINS: dict[str, Domain] = {
    "conditions": "condition",
    "observations": "observation",
    "drug_exposures": "drug",
    "procedures": "procedure",
}

Outcome = Fact | UnresolvedFact
Entry = TypeVar("Entry", ConditionEntry, ObservationEntry, DrugExposureEntry, ProcedureEntry)


def parse_profile(raw: object, known: Lexicon | None = None) -> Patient:
    """A profile, as JSON gives it, as a patient; ProfileRefused names the field that is at fault."""
    return _resolved(check_profile(raw), known or lexicon())


def resolve(profile: Profile, known: Lexicon | None = None) -> Patient:
    """The patient of a profile that was decoded elsewhere; what the schema cannot see is checked all the same."""
    return parse_profile(msgspec.to_builtins(profile), known)


def _resolved(profile: Profile, known: Lexicon) -> Patient:
    outcomes = (
        *_each("conditions", profile.conditions, _condition, known),
        *_each("observations", profile.observations, _observation, known),
        *_each("drug_exposures", profile.drug_exposures, _exposure, known),
        *_each("procedures", profile.procedures, _procedure, known),
    )
    return Patient(
        profile_id=profile.profile_id,
        age_years=profile.age_years,
        sex=profile.sex,
        closed=frozenset(DOMAINS[name] for name in profile.complete or ()),
        facts=tuple(each for each in outcomes if isinstance(each, Fact)),
        location=_location(profile.location),
        unresolved=tuple(each for each in outcomes if isinstance(each, UnresolvedFact)),
    )


def _each(
    name: str, entries: Iterable[Entry] | None, read: Callable[[Entry, Concept, str], Outcome], known: Lexicon
) -> Iterator[Outcome]:
    for index, entry in enumerate(entries or ()):
        where = pointer(name, index)
        concept = _concept(entry.concept, known, where)
        yield concept if isinstance(concept, UnresolvedFact) else read(entry, concept, where)


def _concept(named: str | CodedConcept, known: Lexicon, where: str) -> Concept | UnresolvedFact:
    if isinstance(named, CodedConcept):
        coded = known.resolve_code(named.system, named.code)
        return coded or UnresolvedFact(pointer=where, reason="the lexicon does not hold this code")
    found = known.resolve(named)
    if found is None:
        reason = "the lexicon does not hold this concept"
        return UnresolvedFact(pointer=where, reason=reason, suggestions=known.suggest(named))
    return found.concept


def _location(given: LocationEntry | None) -> Location | None:
    """The place, rounded to about a kilometre."""
    if given is None:
        return None
    return Location(
        country=given.country,
        postal_prefix=given.postal_prefix,
        latitude=None if given.latitude is None else round(given.latitude, 2),
        longitude=None if given.longitude is None else round(given.longitude, 2),
    )


# -- one reader for each list; a concept that is at home elsewhere is understood all the same -----------------


def _condition(entry: ConditionEntry, concept: Concept, where: str) -> Outcome:
    """A diagnosis; a drug listed here as active is still taken."""
    end = entry.abatement_days_before
    if concept.domain == "drug" and end is None and entry.status == "active":
        end = 0.0
    return Fact(
        pointer=where,
        domain=concept.domain,
        concept=concept.id,
        negated=entry.negated,
        start=entry.onset_days_before,
        end=end,
        status=entry.status,
    )


def _observation(entry: ObservationEntry, concept: Concept, where: str) -> Outcome:
    """A result; a condition, drug or procedure listed here is there or not there, as its value says."""
    if concept.domain == "observation":
        return measured(entry, concept, where)
    sign = sign_of_words(" ".join(entry.value.lower().split())) if isinstance(entry.value, str) else None
    if sign is None and entry.value is not None:
        return UnresolvedFact(pointer=where, reason=f"a {concept.domain} takes no such value")
    return Fact(
        pointer=where,
        domain=concept.domain,
        concept=concept.id,
        negated=entry.negated or sign is False,
        start=entry.days_before,
        end=None if concept.domain == "condition" else entry.days_before,
    )


def _exposure(entry: DrugExposureEntry, concept: Concept, where: str) -> Outcome:
    """A course of a drug; a condition listed here that has not ended is active."""
    amount, unit = dose_of(entry.dose)
    start, end, status = entry.start_days_before, entry.end_days_before, None
    if concept.domain == "condition" and end == 0:
        end, status = None, "active"
    if concept.domain == "observation":
        start = end = start if end is None else end
    return Fact(
        pointer=where,
        domain=concept.domain,
        concept=concept.id,
        negated=entry.negated,
        start=start,
        end=end,
        status=status,
        response=entry.response,
        dose=amount,
        dose_unit=unit,
    )


def _procedure(entry: ProcedureEntry, concept: Concept, where: str) -> Outcome:
    """A procedure, done on one day."""
    return Fact(
        pointer=where,
        domain=concept.domain,
        concept=concept.id,
        negated=entry.negated,
        start=entry.days_before,
        end=None if concept.domain == "condition" else entry.days_before,
    )
