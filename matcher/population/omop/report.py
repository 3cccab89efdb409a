"""What a CDM gave and what it did not: counts, small ones withheld, nobody's values, no dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import polars as pl

from matcher.population.omop.cohort import Cohort
from matcher.population.omop.people import People
from matcher.population.omop.vocabulary import EVENTS

__all__ = ["SMALLEST", "not_mapped", "notices", "report"]

SMALLEST = 5
"""Counts below this are not given."""

_SHOWN = 50


def counted(count: int) -> str:
    """A count as it may be shown: "1,200", "under 5"."""
    return f"{count:,}" if count == 0 or count >= SMALLEST else f"under {SMALLEST}"


def notices(cohort: Cohort, who: People) -> tuple[str, ...]:
    """What the reader of the profiles should know at once."""
    unborn = int(who.frame.get_column("birth").null_count())
    yearly = int(who.frame.get_column("year_only").sum())
    said = [
        (unborn, "people have no year of birth: their age is not known"),
        (yearly, "people have no more than a year of birth: their age may be a year too high"),
    ]
    said += [(count, f"people {what}") for what, count in sorted(cohort.tally.people.items())]
    values = Counter[str]()
    for (_, why), count in cohort.tally.values.items():
        values[why] += count
    said += [(count, f"values {why}") for why, count in sorted(values.items())]
    return tuple(f"{counted(count)} {what}" for count, what in said if count)


def not_mapped(cohort: Cohort) -> pl.DataFrame:
    """What did not map, the most frequent first: table, concept as in `concept`, persons, records.

    Where there is no standard concept, that of the source is named. Counts of fewer than five persons are null.
    """
    rows = cohort.tally.not_mapped()
    entries = [cohort.vocabulary.get(number) for number in rows.get_column("concept_id")]
    named = [(entry.vocabulary, entry.code, entry.name) if entry else (None, None, None) for entry in entries]
    schema = dict.fromkeys(("vocabulary_id", "concept_code", "concept_name"), pl.String)
    rows = pl.concat([rows, pl.DataFrame(named, schema=schema, orient="row")], how="horizontal")
    rows = rows.sort("persons", "records", "table", "concept_id", descending=[True, True, False, False])
    shown = pl.col("persons") >= SMALLEST
    counts = (pl.when(shown).then(name).alias(name) for name in ("persons", "records"))
    return rows.select("table", "concept_id", *schema, *counts)


def report(cohort: Cohort, who: People, told: tuple[str, ...], unmapped: pl.DataFrame) -> str:
    """The report as text."""
    return "\n".join((*_head(cohort, who, told), *_records(cohort), *_values(cohort), *_missed(unmapped))) + "\n"


def _head(cohort: Cohort, who: People, told: tuple[str, ...]) -> Iterator[str]:
    yield f"OMOP CDM at {cohort.source.where}"
    yield f"{counted(who.persons)} persons, {counted(who.frame.height)} profiles, {counted(len(who.refused))} refused"
    yield from told


def _records(cohort: Cohort) -> Iterator[str]:
    yield "\nrecords"
    for table in EVENTS:
        if cohort.source.has(table):
            counts = {why: count for (name, why), count in cohort.tally.records.items() if name == table and count}
            read = counts.pop("read", 0)
            left = "; ".join(f"{counted(count)} {why}" for why, count in sorted(counts.items()))
            yield f"  {table:<22}{counted(read):>14} read{'; ' + left if left else ''}"


def _values(cohort: Cohort) -> Iterator[str]:
    counts = sorted(cohort.tally.values.items(), key=lambda item: (-item[1], item[0]))
    if counts:
        yield "\nvalues"
    for (concept, why), count in counts:
        yield f"  {concept}: {counted(count)} {why}"


def _missed(unmapped: pl.DataFrame) -> Iterator[str]:
    if unmapped.is_empty():
        return
    yield f"\nnot mapped, the most frequent first ({min(_SHOWN, unmapped.height)} of {unmapped.height:,} concepts)"
    yield f"  {'persons':>9} {'records':>9}  table, vocabulary, code, name"
    for table, _, vocabulary, code, name, persons, records in unmapped.head(_SHOWN).iter_rows():
        what = ", ".join(text for text in (table, vocabulary, code, name) if text) if name else f"{table}, no concept"
        yield f"  {_small(persons):>9} {_small(records):>9}  {what}"


def _small(count: int | None) -> str:
    return f"under {SMALLEST}" if count is None else f"{count:,}"
