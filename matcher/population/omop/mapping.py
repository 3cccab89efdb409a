"""From the CDM's concepts to the lexicon's: by code, by name, by ingredient, by what a concept is a kind of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import polars as pl

from criteria.lexicon import Domain, Lexicon, fold
from matcher.population.omop.codes import NOTHING, Codes
from matcher.population.omop.source import Source
from matcher.population.omop.vocabulary import CODES, EVENTS, Entry, Vocabulary

__all__ = ["Mapper"]

Pair = tuple[int, int]

_HOMES: Final[dict[str, frozenset[Domain]]] = {
    "condition_occurrence": frozenset({"condition", "observation", "procedure"}),
    "drug_exposure": frozenset({"drug"}),
    "procedure_occurrence": frozenset({"procedure", "drug"}),
    "measurement": frozenset({"observation", "condition"}),
    "observation": frozenset({"observation", "condition", "procedure", "drug"}),
}
"""What a record of a table may stand for: a drug is no laboratory value of the same name."""


class Relation(NamedTuple):
    """A table that leads from one concept to others."""

    table: str
    by: str
    to: str


_INGREDIENTS: Final = Relation("drug_strength", "drug_concept_id", "ingredient_concept_id")
_ANCESTORS: Final = Relation("concept_ancestor", "descendant_concept_id", "ancestor_concept_id")
_BY_KIND: Final = ("condition_occurrence", "drug_exposure", "procedure_occurrence")
"""Tables whose concepts may be taken for what they are a kind of; a laboratory value may not."""


class Mapper:
    """What each pair of standard and source concept stands for in the lexicon."""

    def __init__(self, source: Source, vocabulary: Vocabulary, lexicon: Lexicon, own: Codes) -> None:
        self._source, self._vocabulary, self._lexicon, self._own = source, vocabulary, lexicon, own

    def table(self, table: str) -> pl.DataFrame:
        """`concept_id`, `source_concept_id` and `concept`, the lexicon's: a row for each thing that a pair says.

        A combination drug gives a row for each ingredient, a pair of no account one with NOTHING, any other none.
        """
        event = EVENTS[table]
        pairs = self._vocabulary.used[table].select(event.concept, event.source_concept).unique()
        found = {pair: known for pair in pairs.iter_rows() if (known := self._direct(table, pair))}
        if table == "drug_exposure":
            found |= self._by_relation(table, _INGREDIENTS, [pair for pair in pairs.iter_rows() if pair not in found])
        if table in _BY_KIND:
            found |= self._by_relation(table, _ANCESTORS, [pair for pair in pairs.iter_rows() if pair not in found])
        rows = sorted((*pair, concept) for pair, concepts in found.items() for concept in concepts)
        schema = {"concept_id": pl.Int64, "source_concept_id": pl.Int64, "concept": pl.String}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def resolve(self, table: str, number: int) -> str | None:
        """What one concept stands for by the site's codes, by its code, else by its name letter for letter."""
        entry = self._vocabulary.get(number)
        if entry is None:
            return None
        own = self._own.get((entry.vocabulary, entry.code))
        if own == NOTHING:
            return NOTHING
        named = (own, self._coded(entry), self._lexicon.forms.get(fold(entry.name)))
        return next((each for each in named if each and self._lexicon.get(each).domain in _HOMES[table]), None)

    def _coded(self, entry: Entry) -> str | None:
        system = CODES.get(entry.vocabulary)
        found = self._lexicon.resolve_code(system, entry.code) if system else None
        return found.id if found else None

    def _direct(self, table: str, pair: Pair) -> tuple[str, ...]:
        """The standard concept, or a source concept that says the same more exactly."""
        standard, source = (self.resolve(table, number) for number in pair)
        if standard and source and standard in self._lexicon.ancestors(source):
            return (source,)
        told = [each for each in (standard, source) if each is not None]
        return tuple(sorted(told, key=NOTHING.__eq__)[:1])

    def _by_relation(self, table: str, relation: Relation, pairs: list[Pair]) -> dict[Pair, tuple[str, ...]]:
        """Concepts by what they are made of, or by what they are a kind of: the nearest that the lexicon holds."""
        related = self._related(relation, [number for number, _ in pairs if number])
        known = {pair: self._most_specific(table, related.get(pair[0], ())) for pair in pairs}
        return {pair: concepts for pair, concepts in known.items() if concepts}

    def _related(self, relation: Relation, asked: list[int]) -> dict[int, list[int]]:
        if not asked or not self._source.has(relation.table):
            return {}
        rows = self._source.lookup(relation.table, relation.by, asked)
        rows = rows.select(relation.by, relation.to).drop_nulls().unique().sort(relation.by, relation.to)
        self._vocabulary.add(rows.get_column(relation.to))
        return dict(rows.group_by(relation.by, maintain_order=True).agg(relation.to).iter_rows())

    def _most_specific(self, table: str, numbers: Iterable[int]) -> tuple[str, ...]:
        found = {concept for number in numbers if (concept := self.resolve(table, number))}
        above = frozenset[str]().union(*(self._lexicon.ancestors(each) - {each} for each in found))
        return tuple(sorted(found - above))
