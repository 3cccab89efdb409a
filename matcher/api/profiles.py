"""Checking a profile without matching it."""

from __future__ import annotations

import msgspec
from litestar import post
from litestar.params import RawBody
from litestar.status_codes import HTTP_200_OK

from criteria.errors import ProfileRefused
from matcher.api.body import decode_profile
from matcher.api.problems import Flaw, flaw_of
from matcher.population.facts import Fact, UnresolvedFact
from matcher.population.files import single

__all__ = ["FactSeen", "ProfileCheck", "validate_profile"]


class FactSeen(msgspec.Struct, frozen=True, kw_only=True):
    """What a fact was understood to be about: where it stands, its concept, the unit its value counts in."""

    pointer: str
    domain: str
    concept: str
    unit: str | None


class ProfileCheck(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a profile would be taken, what its facts were understood as, and which could not be used."""

    valid: bool
    errors: tuple[Flaw, ...] = ()
    facts: tuple[FactSeen, ...] = ()
    unresolved_facts: tuple[UnresolvedFact, ...] = ()


@post(
    "/v1/profiles/validate",
    operation_id="validateProfile",
    tags=["matching"],
    status_code=HTTP_200_OK,
    sync_to_thread=True,
)
def validate_profile(body: RawBody) -> ProfileCheck:
    """Check a profile: is it taken, and what is each fact understood as? Nothing is kept, no value repeated."""
    single(body)  # what is no JSON at all is refused
    try:
        patient = decode_profile(body, "")
    except ProfileRefused as refused:
        return ProfileCheck(valid=False, errors=(flaw_of(refused),))
    return ProfileCheck(valid=True, facts=tuple(map(_seen, patient.facts)), unresolved_facts=patient.unresolved)


def _seen(fact: Fact) -> FactSeen:
    return FactSeen(pointer=fact.pointer, domain=fact.domain, concept=fact.concept, unit=fact.unit)
