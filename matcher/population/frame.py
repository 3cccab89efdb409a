"""Profiles in columns: Parquet and Arrow files, as rows of plain objects or a block of people at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from criteria.errors import ProfileRefused
from criteria.lexicon import Lexicon
from matcher.population.columns_frame import check_columns
from matcher.population.facts import Patient
from matcher.population.facts_frame import Population, population_of, tables_of
from matcher.population.files import PARQUET, used_before
from matcher.population.nested_frame import nested
from matcher.population.resolve import parse_profile
from matcher.population.words_frame import Words

__all__ = ["Cohort", "Loaded", "RowReader", "merged", "rows"]


def rows(path: Path, *, block: int = 10_000) -> Iterator[dict[str, object]]:
    """The rows of a columnar file, a block at a time; nulls are left out, at every depth."""
    lazy = _scanned(path)
    for start in range(0, _height(lazy, path), block):
        yield from _plain(_collected(lazy.slice(start, block), path))


def _scanned(path: Path) -> pl.LazyFrame:
    scan = pl.scan_parquet if path.suffix.casefold() in PARQUET else pl.scan_ipc
    return scan(path)


def _height(lazy: pl.LazyFrame, path: Path) -> int:
    return int(_collected(lazy.select(pl.len()), path).item())


def _collected(lazy: pl.LazyFrame, path: Path) -> pl.DataFrame:
    try:
        return lazy.collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise ProfileRefused(f"cannot be read as {path.suffix[1:]}", where=str(path)) from error


def _plain(frame: pl.DataFrame) -> Iterator[dict[str, object]]:
    for row in frame.iter_rows(named=True):
        yield {key: _without_nulls(value) for key, value in row.items() if value is not None}


def _without_nulls(value: object) -> object:
    """An object without its null fields; an object of nothing but nulls is null."""
    if isinstance(value, dict):
        return {key: _without_nulls(each) for key, each in value.items() if each is not None}
    return [_without_nulls(each) for each in value] if isinstance(value, list) else value


# -- a block of people at a time ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Loaded:
    """The people of some rows of a cohort, and the rows that were refused, in their order."""

    population: Population
    refused: tuple[ProfileRefused, ...]


class RowReader:
    """Rows of a file as people; `holders` are ids that stand in several rows, each with the row that has it."""

    def __init__(self, path: Path, known: Lexicon, holders: Mapping[str, int]) -> None:
        self.path, self.known, self.holders = path, known, holders
        self._words = Words(known)

    def loaded(self, frame: pl.DataFrame, numbers: Sequence[int]) -> Loaded:
        """The people of some rows, which stand in the file under these numbers, from 0 on."""
        taken = nested(frame, self._words)
        closer = taken.doubtful
        if self.holders:
            closer |= frame.select(self._is_shared()).to_series()
        if not closer.sum():
            return Loaded(population_of(taken.people, taken.raw, self.known), ())
        places = closer.arg_true()
        outcomes = [
            self.parsed(row, numbers[place]) for place, row in zip(places, _plain(frame.filter(closer)), strict=True)
        ]
        patients = {place: one for place, one in zip(places, outcomes, strict=True) if isinstance(one, Patient)}
        people, raw = merged(taken.people, taken.raw, closer, patients, self.known)
        refused = tuple(one for one in outcomes if isinstance(one, ProfileRefused))
        return Loaded(population_of(people, raw, self.known), refused)

    def _is_shared(self) -> pl.Expr:
        return pl.col("profile_id").replace_strict(
            list(self.holders), [True] * len(self.holders), default=False, return_dtype=pl.Boolean
        )

    def parsed(self, row: dict[str, object], number: int) -> Patient | ProfileRefused:
        """A profile by the reader of single ones; an id stands for the first patient that has it."""
        where = f"{self.path} row {number + 1}"
        try:
            patient = parse_profile(row, self.known)
        except ProfileRefused as refused:
            return ProfileRefused(refused.what, where=f"{where} {refused.where}".rstrip(" /"), do=refused.do)
        if self.holders.get(patient.profile_id, number) != number:
            return used_before(where)
        return patient


class Cohort:
    """A columnar file of profiles, read in blocks of rows."""

    def __init__(self, path: Path, known: Lexicon) -> None:
        self.path, self.known = path, known
        check_columns(path, parquet=path.suffix.casefold() in PARQUET)
        self._lazy = _scanned(path)
        self.height = _height(self._lazy, path)
        if not self.height:
            raise ProfileRefused("holds no profile", where=str(path))
        self.reader = RowReader(path, known, self._first_holders())

    def block(self, start: int, size: int) -> Loaded:
        """The people of the rows from `start` on, at most `size` of them."""
        frame = _collected(self._lazy.slice(start, size), self.path)
        return self.reader.loaded(frame, range(start, start + frame.height))

    def _first_holders(self) -> dict[str, int]:
        """The ids that stand in several rows, each with the first row that is no refusal."""
        if self._lazy.collect_schema().get("profile_id") != pl.String:
            return {}
        alone = RowReader(self.path, self.known, {})
        ids = self._lazy.select("profile_id")
        several = pl.col("profile_id").filter(pl.col("profile_id").is_duplicated()).unique()
        shared = _collected(ids.select(several), self.path).get_column("profile_id").drop_nulls()
        holders: dict[str, int] = {}
        if not len(shared):
            return holders
        repeats = pl.col("profile_id").is_duplicated() & pl.col("profile_id").is_not_null()
        repeated = _collected(self._lazy.with_row_index("row").filter(repeats), self.path)
        for number, row in zip(repeated.get_column("row"), _plain(repeated.drop("row")), strict=True):
            if isinstance(patient := alone.parsed(row, number), Patient):
                holders.setdefault(patient.profile_id, number)
        return holders | {each: -1 for each in shared if each not in holders}


def merged(
    people: pl.DataFrame, raw: pl.DataFrame, closer: pl.Series, patients: Mapping[int, Patient], known: Lexicon
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """People taken from columns and, in place of those marked, those read one by one, in the order of their rows."""
    own_people, own_raw = tables_of(list(patients.values()), known)
    rows = pl.Series("row", list(patients), dtype=pl.UInt32)
    kept = people.with_row_index("row").filter(~closer)
    every = pl.concat([kept, own_people.insert_column(0, rows)]).sort("row")
    owned = own_raw.with_columns(rows.gather(own_raw.get_column("person")).alias("person"))
    numbers = pl.int_range(every.height, dtype=pl.UInt32, eager=True)
    places = pl.repeat(None, people.height, dtype=pl.UInt32, eager=True).scatter(every.get_column("row"), numbers)
    raw = raw.filter(~closer.gather(raw.get_column("person")))
    facts = pl.concat([raw, owned])
    return every.drop("row"), facts.with_columns(person=places.gather(facts.get_column("person")))
