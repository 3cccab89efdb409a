"""Patients from a file of profiles or of FHIR bundles, told apart by what the file holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from criteria.errors import ProfileRefused
from criteria.lexicon import Lexicon, lexicon
from matcher.population.facts import Patient
from matcher.population.fhir import FhirReport, holds_fhir, read_bundles
from matcher.population.profile import read_profiles, resolve

__all__ = ["read_patients"]


def read_patients(
    path: Path, index: dt.date, known: Lexicon | None = None, *, tell: Callable[[FhirReport], None]
) -> Iterator[Patient | ProfileRefused]:
    """Each patient of a file, or why there is none; of FHIR bundles at the index date, with a report for each."""
    known = known or lexicon()
    if not holds_fhir(path):
        yield from read_profiles(path, known)
        return
    for converted in read_bundles(path, index, known):
        if isinstance(converted, ProfileRefused):
            yield converted
            continue
        tell(converted.report)
        yield resolve(converted.profile, known)
