"""What was read, what was left out and why, and what did not map: counts only, nobody's values."""

from __future__ import annotations

from collections import Counter

import polars as pl

__all__ = ["Tally"]

_KEYS = ["table", "concept_id"]


class Tally:
    """Counts that add up from block to block.

    `records` by table and what became of them, `people` by what is said of them, `values` by concept and what is
    wrong with them.
    """

    def __init__(self) -> None:
        self.records: Counter[tuple[str, str]] = Counter()
        self.people: Counter[str] = Counter()
        self.values: Counter[tuple[str, str]] = Counter()
        self._unmapped: list[pl.DataFrame] = []

    def leave(self, rows: pl.DataFrame, table: str, condition: pl.Expr, why: str) -> pl.DataFrame:
        """The rows without those of which the condition holds, which are counted."""
        kept = rows.filter(~condition.fill_null(value=False))
        self.records[table, why] += rows.height - kept.height
        return kept

    def note(self, rows: pl.DataFrame, condition: pl.Expr, why: str) -> None:
        """Count, by concept, values of which the condition holds."""
        for concept, count in rows.filter(condition).group_by("concept").len().iter_rows():
            self.values[concept, why] += count

    def unmapped(self, rows: pl.DataFrame, table: str) -> None:
        """Count records that the lexicon has no concept for, and the persons who have them; a person counts once."""
        self.records[table, "not mapped"] += rows.height
        shown = pl.when(pl.col("concept_id") != 0).then("concept_id").otherwise("source_concept_id").alias("concept_id")
        people, records = pl.col("person_id").n_unique().alias("persons"), pl.len().alias("records")
        counted = rows.group_by(shown).agg(people.cast(pl.Int64), records.cast(pl.Int64))
        self._unmapped.append(counted.select(pl.lit(table).alias("table"), pl.all()))

    def not_mapped(self) -> pl.DataFrame:
        """What did not map: table, concept_id (of the source where there is no standard one), persons, records."""
        schema = {"table": pl.String, **dict.fromkeys(("concept_id", "persons", "records"), pl.Int64)}
        return pl.concat([pl.DataFrame(schema=schema), *self._unmapped]).group_by(_KEYS).sum()
