"""Patient profiles: their schema, their files, and the patients they describe."""

from __future__ import annotations

from matcher.population.facts import Fact, Location, Patient, UnresolvedFact
from matcher.population.files import read_profiles
from matcher.population.resolve import parse_profile, resolve
from matcher.population.schema import Profile

__all__ = ["Fact", "Location", "Patient", "Profile", "UnresolvedFact", "parse_profile", "read_profiles", "resolve"]
