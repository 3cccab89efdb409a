"""What to find out first about a trial: the facts that its criteria still want, by how many criteria want each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from matcher.results import MissingFact
from matcher.single.outcomes import Outcome
from matcher.single.portfolio import Listed, Portfolio

__all__ = ["Wants"]

Missing = Sequence[tuple[MissingFact, ...]]


class Wants:
    """The facts that each trial can want, numbered: those of a trial together, of these those of one concept.

    `counts` says how many criteria want each of anyone of whom nothing is known; `missing` is by number of leaf.
    """

    def __init__(self, portfolio: Portfolio, missing: Missing, made: Sequence[Outcome]) -> None:
        self._facts: list[MissingFact] = []
        self._starts: list[int] = []
        self._shared: list[tuple[range, ...]] = []
        self._asked: list[list[dict[MissingFact, int]]] = [[] for _ in portfolio.asks]
        for listed in portfolio.trials:
            self._add(
                listed, {fact for ask in listed.asks for leaf in portfolio.asks[ask].leaves for fact in missing[leaf]}
            )
        self._starts.append(len(self._facts))
        self.counts = [0] * len(self._facts)
        for number, outcome in enumerate(made):
            for want in self.of(number, outcome):
                self.counts[want] += 1

    def _add(self, listed: Listed, wanted: Iterable[MissingFact]) -> None:
        """Number what a trial can want, in the order in which it is told where as many criteria want it."""
        start, ordered = len(self._facts), sorted(wanted, key=_tightest_first)
        numbers = {fact: start + place for place, fact in enumerate(ordered)}
        for ask in listed.asks:
            self._asked[ask].append(numbers)
        groups = [tuple(places) for _, places in groupby(range(len(ordered)), lambda place: _named(ordered[place]))]
        self._shared.append(tuple(range(places[0], places[-1] + 1) for places in groups if len(places) > 1))
        self._starts.append(start)
        self._facts += ordered

    def of(self, number: int, outcome: Outcome) -> tuple[int, ...]:
        """What all criteria that ask this want when it comes to this."""
        if outcome.wants is None:
            outcome.wants = tuple([known[fact] for known in self._asked[number] for fact in outcome.missing])
        return outcome.wants

    def ranked(self, listed: Listed, counts: Sequence[int]) -> tuple[MissingFact, ...]:
        """Each fact that a trial wants once, with the tightest window asked; first what most criteria want."""
        start, end = self._starts[listed.number], self._starts[listed.number + 1]
        here = [*counts[start:end]]
        for places in self._shared[listed.number]:
            _put_together(here, places)
        wanted = [place for place, count in enumerate(here) if count]
        wanted.sort(key=here.__getitem__, reverse=True)
        facts = self._facts
        return tuple([facts[start + place] for place in wanted])


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
