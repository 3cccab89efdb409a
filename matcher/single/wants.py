"""What to find out first about a trial: the facts that its criteria still want, by how many criteria want each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec

from matcher.results import MissingFact
from matcher.single.outcomes import Outcome
from matcher.single.portfolio import Listed, Portfolio

__all__ = ["Wants"]


class Wanted(msgspec.Struct, frozen=True, gc=False):
    """The facts that a trial can want, those of one concept together, the tightest first; `places` are theirs.

    `counts` says how many criteria want each of anyone of whom nothing is known; `shared` are places of one concept.
    """

    facts: tuple[MissingFact, ...]
    places: dict[MissingFact, int]
    counts: list[int]
    shared: tuple[range, ...]


class Wants:
    """What each trial of a portfolio can want; `missing` is by number of leaf, `made` what each ask comes to."""

    def __init__(
        self, portfolio: Portfolio, missing: Sequence[tuple[MissingFact, ...]], made: Sequence[Outcome]
    ) -> None:
        self._asks, self._missing, self._made = portfolio.asks, missing, made
        self._held: dict[int, Wanted] = {}

    def ranked(self, listed: Listed, now: Iterable[tuple[Outcome, Outcome]]) -> tuple[MissingFact, ...]:
        """Each fact that a trial wants once, with the tightest window asked; first what most criteria want.

        `now` is what criteria come to for anyone of whom nothing is known, and what they come to.
        """
        wanted = self._held.get(listed.number) or self._held.setdefault(listed.number, self._wanted(listed))
        counts, places = wanted.counts.copy(), wanted.places
        for before, after in now:
            for fact in before.missing:
                counts[places[fact]] -= 1
            for fact in after.missing:
                counts[places[fact]] += 1
        for shared in wanted.shared:
            _put_together(counts, shared)
        found = [place for place, count in enumerate(counts) if count]
        found.sort(key=counts.__getitem__, reverse=True)
        return tuple([wanted.facts[place] for place in found])

    def _wanted(self, listed: Listed) -> Wanted:
        leaves = {leaf for ask in listed.asks for leaf in self._asks[ask].leaves}
        facts = tuple(sorted({fact for leaf in leaves for fact in self._missing[leaf]}, key=_tightest_first))
        places = {fact: place for place, fact in enumerate(facts)}
        counts = [0] * len(facts)
        for ask in listed.asks:
            for fact in self._made[ask].missing:
                counts[places[fact]] += 1
        groups = [[*group] for _, group in groupby(range(len(facts)), lambda place: _named(facts[place]))]
        return Wanted(facts, places, counts, tuple(range(each[0], each[-1] + 1) for each in groups if len(each) > 1))


def _put_together(counts: list[int], places: range) -> None:
    """Count one concept in one place: where its tightest window that is wanted stands."""
    found = [place for place in places if counts[place]]
    if len(found) > 1:
        counts[found[0]] = sum(counts[place] for place in found)
        for place in found[1:]:
            counts[place] = 0


def _named(fact: MissingFact) -> tuple[str, str]:
    return fact.domain, fact.concept


def _tightest_first(fact: MissingFact) -> tuple[str, str, bool, float]:
    return fact.domain, fact.concept, fact.within_days is None, fact.within_days or 0.0
