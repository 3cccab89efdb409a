"""A cohort as it is named on the command line: a file of profiles, or an OMOP CDM that profiles are made of first."""

from __future__ import annotations

from pathlib import Path

import msgspec

from criteria.errors import InputRefused
from matcher.console import Report, say
from matcher.omop_options import Said
from matcher.population.omop import Options, Reading, is_omop, write_profiles
from matcher.population.omop.keys import default_key, key_from

__all__ = ["profiles_of", "read_omop"]


def profiles_of(cohort: str, out: Path, said: Said, report: Report) -> Path:
    """The file of a cohort's profiles; those of a CDM are made in the folder `out`."""
    if is_omop(cohort):
        read_omop(cohort, out / "profiles.parquet", said, report)
        return out / "profiles.parquet"
    if any(value for option, value in said.items() if option != "block"):
        raise InputRefused("options for OMOP go with a folder of tables or a database", where=cohort)
    if not Path(cohort).exists():
        raise InputRefused("there is no such file or folder", where=cohort)
    return Path(cohort)


def read_omop(source: str, out: Path | None, said: Said, report: Report) -> Reading:
    """Make profiles of a CDM; who was refused and what to know goes to stderr."""
    if (said["index_date"] is None) == (said["index_table"] is None):
        raise InputRefused("an OMOP source needs an index date", do="give either --index-date or --index-table")
    reading = write_profiles(source, _options(said), out)
    report.add(*reading.refused)
    for notice in reading.notices:
        say(notice)
    return reading


def _options(said: Said) -> Options:
    options = Options(
        key=key_from(said["key"] or default_key()),
        index_date=said["index_date"].date() if said["index_date"] else None,
        index_table=said["index_table"],
        complete=tuple(sorted(set(said["complete"]))),
        codes=said["codes"],
        schema=said["schema"],
    )
    return options if said["block"] is None else msgspec.structs.replace(options, people_at_once=said["block"])
