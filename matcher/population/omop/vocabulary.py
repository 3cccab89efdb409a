"""The part of the CDM's `concept` table that a cohort uses, and what its names mean here (`provenance.tsv`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import polars as pl

from criteria.lexicon import canonical_unit
from matcher.population.omop.source import Source
from matcher.population.omop.tables import spec, tsv

__all__ = ["CODES", "EVENTS", "Entry", "Event", "Vocabulary"]


class Event(NamedTuple):
    """A table of events: which of its columns says what."""

    concept: str
    source_concept: str
    start: str
    type: str


EVENTS: Final = {
    "condition_occurrence": Event(
        "condition_concept_id", "condition_source_concept_id", "condition_start_date", "condition_type_concept_id"
    ),
    "drug_exposure": Event(
        "drug_concept_id", "drug_source_concept_id", "drug_exposure_start_date", "drug_type_concept_id"
    ),
    "procedure_occurrence": Event(
        "procedure_concept_id", "procedure_source_concept_id", "procedure_date", "procedure_type_concept_id"
    ),
    "measurement": Event(
        "measurement_concept_id", "measurement_source_concept_id", "measurement_date", "measurement_type_concept_id"
    ),
    "observation": Event(
        "observation_concept_id", "observation_source_concept_id", "observation_date", "observation_type_concept_id"
    ),
}
CODES: Final = {"SNOMED": "SNOMED CT", "LOINC": "LOINC", "RxNorm": "RxNorm", "ICD10CM": "ICD-10-CM", "CVX": "CVX"}
"""The vocabularies whose codes the lexicon may know, as the CDM and as profiles name them."""


class Entry(NamedTuple):
    """A row of `concept`: ("2160-0", "LOINC", "Creatinine [Mass/volume] in Serum or Plasma")."""

    code: str
    vocabulary: str
    name: str


class Vocabulary:
    """The concepts that events refer to, by their numbers."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._entries: dict[int, Entry] = {}
        self.used = {table: _used(source, table) for table in EVENTS if source.has(table)}
        self.add(number for frame in self.used.values() for each in frame.iter_columns() for number in each.unique())

    def add(self, ids: Iterable[int]) -> None:
        """Look up more concepts: the ingredients of drugs, the ancestors of diagnoses."""
        asked = sorted({number for number in ids if number} - self._entries.keys())
        rows = self._source.lookup("concept", "concept_id", asked)
        columns = ("concept_id", "concept_code", "vocabulary_id", "concept_name")
        for number, *texts in rows.select(columns).iter_rows():
            self._entries[number] = Entry(*(text or "" for text in texts))

    def get(self, number: int | None) -> Entry | None:
        """A concept; None for 0 and for a number that the table does not hold."""
        return self._entries.get(number) if number else None

    def ids(self, table: str, column: str) -> list[int]:
        """The numbers that occur in a column."""
        return self.used[table].get_column(column).unique().sort().to_list() if table in self.used else []

    def meaning(self, table: str, column: str, field: str, *meanings: str) -> list[int]:
        """The numbers in a column whose names mean one of these things: a type that is "planned"."""
        return [number for number in self.ids(table, column) if self.said(number, field) in meanings]

    def said(self, number: int, field: str) -> str | None:
        """What the name of a concept means as a type, a status or a form of drug."""
        entry = self.get(number)
        return _said(entry.name.lower(), field) if entry else None

    def names(self, numbers: Sequence[int]) -> pl.DataFrame:
        """The names of concepts, in small letters."""
        known = [(number, entry.name.lower()) for number in numbers if (entry := self.get(number))]
        return pl.DataFrame(known, schema={"number": pl.Int64, "name": pl.String}, orient="row")

    def unit(self, number: int | None, text: str | None) -> str | None:
        """A unit as UCUM: by its concept, else as the source wrote it, where that is understood."""
        entry = self.get(number)
        if entry and entry.vocabulary == "UCUM":
            return entry.code
        if entry:
            return canonical_unit(entry.name)
        return canonical_unit(text) if text else None


def _used(source: Source, table: str) -> pl.DataFrame:
    """The combinations of concept numbers in a table, its people aside."""
    columns = [column.name for column in spec(table) if column.kind == "id" and column.name != "person_id"]
    return source.distinct(table, columns)


def _said(name: str, field: str) -> str | None:
    rows = (row for row in tsv("provenance.tsv") if row["field"] == field)
    return next((row["meaning"] for row in rows if re.search(rf"\b{row['words']}", name)), None)
