"""A CDM to a file of profiles, a block of people at a time, with a report of what was not used."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import polars as pl
from polars.io.plugins import register_io_source

from criteria.errors import InputRefused, ProfileRefused, WorkFailed
from criteria.lexicon import Lexicon, lexicon
from matcher.population.omop.codes import read_codes
from matcher.population.omop.cohort import Cohort
from matcher.population.omop.drugs import strengths
from matcher.population.omop.options import Options
from matcher.population.omop.people import People, people
from matcher.population.omop.profiles import SCHEMA, profiles
from matcher.population.omop.report import not_mapped, notices, report
from matcher.population.omop.source import Source, is_omop, open_source
from matcher.population.omop.vocabulary import EVENTS

__all__ = ["Reading", "blocks", "is_omop", "write_profiles"]

_OPTIONAL = ("drug_strength", "observation_period")
_ROWS = 50_000


class Reading(msgspec.Struct, frozen=True):
    """What came of a CDM: how many profiles, who was refused, what to tell at once, and the report."""

    people: int
    refused: tuple[ProfileRefused, ...]
    notices: tuple[str, ...]
    report: str


def write_profiles(source: str, options: Options, out: Path | None, known: Lexicon | None = None) -> Reading:
    """Read a CDM and write its profiles as Parquet to `out`, and the report beside it: unmapped.parquet, unmapped.txt.

    Without `out` only the report is made.

    The same source, options and lexicon give the same bytes. A file that is there already is replaced at the end, or
    left alone where it is the same.
    """
    with closing(open_source(source, options.schema)) as cdm:
        missing = _missing(cdm)
        who = people(cdm, options)
        known = known or lexicon()
        own = read_codes(options.codes, known) if options.codes else {}
        cohort = Cohort(cdm, known, own, everybody=options.index_table is None)
        done = blocks(options, who, cohort)
        if out is None:
            deque(done, maxlen=0)
        else:
            _written(done, out)
    told = (*missing, *notices(cohort, who))
    unmapped = not_mapped(cohort)
    text = report(cohort, who, told, unmapped)
    if out is not None:
        _beside(out, unmapped, text)
    return Reading(who.frame.height, who.refused, told, text)


def _beside(out: Path, unmapped: pl.DataFrame, text: str) -> None:
    try:
        unmapped.write_parquet(out.parent / "unmapped.parquet")
        (out.parent / "unmapped.txt").write_text(text, encoding="utf-8")
    except OSError as error:
        raise WorkFailed(f"the report cannot be written: {out.parent}: {error.strerror or 'is there room?'}") from error


def blocks(options: Options, who: People, cohort: Cohort) -> Iterator[pl.DataFrame]:
    """The profiles of a cohort, so many people at a time."""
    amounts = strengths(cohort)
    for block in who.frame.iter_slices(options.people_at_once):
        yield profiles(block, cohort, amounts, options)
    if who.frame.is_empty():
        yield SCHEMA.to_frame()


def _missing(cdm: Source) -> tuple[str, ...]:
    """What is said of tables that are not there; without persons or concepts there is nothing to read."""
    for table in ("person", "concept"):
        if not cdm.has(table):
            raise InputRefused(f"the table {table} is missing", where=cdm.where, do="see the OMOP CDM 5.4")
    events = [table for table in EVENTS if not cdm.has(table)]
    if len(events) == len(EVENTS):
        raise InputRefused(f"holds none of the tables {', '.join(events)}", where=cdm.where)
    said = [f"the table {table} is missing: what it would hold is not known" for table in events]
    return (*said, *(f"the table {table} is missing" for table in _OPTIONAL if not cdm.has(table)))


# -- writing --------------------------------------------------------------------------------------------------


def _written(done: Iterator[pl.DataFrame], out: Path) -> None:
    """One file of all blocks, each made when the one before is written; a part of it never stands under its name."""
    part = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        flow = register_io_source(lambda *_: done, schema=SCHEMA)
        flow.sink_parquet(part, row_group_size=_ROWS, maintain_order=True)
        _put(part, out)
    except (OSError, pl.exceptions.ComputeError) as error:
        if isinstance(error, OSError) or "os error" in str(error):  # a full disk comes as either
            raise WorkFailed(f"the profiles cannot be written: {out}; is there room?") from error
        raise
    finally:
        part.unlink(missing_ok=True)


def _put(whole: Path, out: Path) -> None:
    """In place of what was there; the same bytes stay, so that work begun on them can go on."""
    if out.exists() and out.stat().st_size == whole.stat().st_size and out.read_bytes() == whole.read_bytes():
        return
    whole.replace(out)
