"""The options of commands that read an OMOP source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

import click

__all__ = ["Said", "omop_options"]


class Said(TypedDict):
    """What the command line says of an OMOP source."""

    index_date: dt.datetime | None
    index_table: Path | None
    complete: tuple[str, ...]
    codes: Path | None
    schema: str | None
    key: Path | None
    block: int | None


def omop_options(command: Callable[..., int]) -> Callable[..., int]:
    """What has to be said of an OMOP source."""
    for option in reversed(_OMOP_OPTIONS):
        command = option(command)
    return command


_OMOP_OPTIONS = (
    click.option("--index-date", type=click.DateTime(["%Y-%m-%d"]), help="OMOP: everybody's index date, 2026-09-01."),
    click.option(
        "--index-table",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="OMOP: a CSV or Parquet file of person_id and index_date.",
    ),
    click.option(
        "--complete",
        type=click.Choice(["conditions", "observations", "drug_exposures", "procedures"]),
        multiple=True,
        help="OMOP: a list without gaps, in which no record means never; may be given several times.",
    ),
    click.option(
        "--codes",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="OMOP: a CSV or Parquet file of vocabulary_id, concept_code and concept (a name that the lexicon holds).",
    ),
    click.option("--schema", help="OMOP: the schema of a database."),
    click.option(
        "--key",
        type=click.Path(dir_okay=False, path_type=Path),
        help="OMOP: the file of the secret that profile ids are made with (default: made in the user's data folder).",
    ),
    click.option(
        "--block",
        type=click.IntRange(min=1),
        help="People in memory at a time (default: 50,000 of an OMOP source, 65,536 in each worker of a screening).",
    ),
)
