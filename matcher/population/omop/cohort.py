"""What reading a block of people needs: the source, what its concepts stand for, and the counts."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType

import polars as pl

from criteria.lexicon import Lexicon
from matcher.population.omop.codes import NOTHING, Codes
from matcher.population.omop.mapping import Mapper
from matcher.population.omop.source import Chosen, Source
from matcher.population.omop.tally import Tally
from matcher.population.omop.timing import LIFE, before_index
from matcher.population.omop.vocabulary import EVENTS, Vocabulary

__all__ = ["Cohort"]


class Cohort:
    """A CDM with its concepts looked up once; with `everybody` all persons of it are read, else those of the blocks."""

    def __init__(
        self, source: Source, lexicon: Lexicon, own: Codes = MappingProxyType({}), *, everybody: bool = True
    ) -> None:
        self.source, self.lexicon, self.tally = source, lexicon, Tally()
        self._everybody = everybody
        self.vocabulary = Vocabulary(source)
        self.mapper = Mapper(source, self.vocabulary, lexicon, own)
        self.maps = {table: self.mapper.table(table) for table in EVENTS if source.has(table)}

    @cached_property
    def domains(self) -> pl.DataFrame:
        """`concept` and `home`: the domain that a concept of the lexicon is at home in."""
        rows = [(concept.id, concept.domain) for concept in self.lexicon.concepts.values()]
        return pl.DataFrame(rows, schema={"concept": pl.String, "home": pl.String}, orient="row")

    def read(self, table: str, block: pl.DataFrame) -> pl.DataFrame:
        """The rows of a table that belong to a block, which is in the order of person_id."""
        persons = block.get_column("person_id")
        only = None if self._everybody else tuple(persons.to_list())
        return self.source.read(table, Chosen(persons[0], persons[-1], only))

    def events(self, table: str, block: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The events of a table that count, and the persons with some that did not map (`person`).

        Events up to the index date and done, with `person` (the person's row in the block), `concept`, the lexicon's,
        and `time` in days before the index date, null where the date cannot be.
        """
        if not self.source.has(table):
            return pl.DataFrame(), pl.DataFrame()
        rows = self._placed(table, block)
        pair = ["concept_id", "source_concept_id"]
        lost = rows.join(self.maps[table], on=pair, how="anti")
        self.tally.unmapped(lost, table)
        rows = rows.join(self.maps[table], on=pair, maintain_order="left")
        rows = self.tally.leave(rows, table, pl.col("concept") == NOTHING, "of no account")
        return rows, lost.select("person").unique()

    def _placed(self, table: str, block: pl.DataFrame) -> pl.DataFrame:
        event = EVENTS[table]
        rows = self.read(table, block)
        rows = rows.join(block.select("person_id", "person", "index", "birth"), on="person_id", maintain_order="left")
        self.tally.records[table, "read"] += rows.height
        rows = rows.with_columns(
            pl.col(event.concept).fill_null(0).alias("concept_id"),
            pl.col(event.source_concept).fill_null(0).alias("source_concept_id"),
            time=before_index(event.start),
        )
        planned = self.vocabulary.meaning(table, event.type, "type", "planned")
        rows = self.tally.leave(rows, table, pl.col("time") < 0, "after the index date")
        rows = self.tally.leave(rows, table, pl.col(event.type).is_in(planned), "planned, not known to be done")
        cannot = (pl.col(event.start) < pl.col("birth")) | (pl.col("time") > LIFE)
        return rows.with_columns(time=pl.when(~cannot.fill_null(value=False)).then("time"))
