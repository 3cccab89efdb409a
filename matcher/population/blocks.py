"""A cohort as blocks of people, whatever kind of file it lies in; those who are refused are named beside them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from criteria.errors import ProfileRefused
from criteria.lexicon import Lexicon
from matcher.population.facts import Patient
from matcher.population.facts_frame import facts_frame
from matcher.population.files import ARROW, PARQUET
from matcher.population.frame import Cohort, Loaded
from matcher.population.lines_frame import Lines, is_lines
from matcher.population.profile import read_profiles

__all__ = ["BLOCK", "blocks_of"]

BLOCK = 1 << 16
"""People in memory at a time."""


def blocks_of(cohort: Path, known: Lexicon, *, block: int = BLOCK) -> Iterator[Loaded]:
    """The people of a file of profiles, by columns where its kind allows."""
    if cohort.suffix.casefold() in PARQUET | ARROW:
        columns = Cohort(cohort, known)
        return (columns.block(start, block) for start in range(0, columns.height, block))
    if is_lines(cohort):
        return Lines(cohort, known).blocks(block)
    return _listed(iter(read_profiles(cohort, known)), known, block)


def _listed(every: Iterator[Patient | ProfileRefused], known: Lexicon, block: int) -> Iterator[Loaded]:
    while batch := list(islice(every, block)):
        people = [one for one in batch if isinstance(one, Patient)]
        refused = tuple(one for one in batch if isinstance(one, ProfileRefused))
        yield Loaded(facts_frame(people, known), refused)
