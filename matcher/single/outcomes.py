"""What an ask comes to by what its leaves come to: what decides it, what is missing; told once, whoever asks.

Kept are answers of trees to answers of leaves, so many at most; no fact and no word about one is among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from criteria.tree.nodes import Node, walk
from matcher.explain import Explanation, asked_once, decisive, missing_for, truth_of
from matcher.kleene import Truth
from matcher.meaning import verdict_of
from matcher.results import CriterionVerdict, MissingFact
from matcher.settings import Context
from matcher.single.portfolio import Ask, Portfolio
from matcher.wording import Phrase

__all__ = ["Outcome", "Outcomes"]

Truths = Sequence[Truth] | Mapping[int, Truth]
"""What leaves come to, by number."""

MOST = 20_000
"""How many outcomes are kept; when there are more, all are forgotten, and made again as they are asked for."""


class Outcome(msgspec.Struct, gc=False):
    """What an ask comes to; `leaves` and `notes` as in `Decisive`, leaves by number, and `spoken` those of both.

    `plain` explains it to anyone on whose facts none of these leaves rests.
    """

    truth: Truth
    verdict: CriterionVerdict
    leaves: tuple[int, ...]
    notes: tuple[int | Phrase, ...]
    spoken: tuple[int, ...]
    missing: tuple[MissingFact, ...]
    plain: Explanation | None = None


class Outcomes:
    """The outcomes of the asks of a portfolio under some settings; `missing` are the facts that would answer a leaf."""

    def __init__(self, portfolio: Portfolio, context: Context) -> None:
        self._numbers = portfolio.numbers
        self.missing = [missing_for(leaf, context) for leaf in portfolio.leaves]
        self._held: dict[tuple[int, object], Outcome] = {}

    def of(self, ask: Ask, truths: Truths) -> Outcome:
        """What an ask comes to when its leaves come to this."""
        key = (ask.number, ask.answers(truths))
        found = self._held.get(key)
        if found is None:
            if len(self._held) >= MOST:
                self._held.clear()
            found = self._held[key] = self.made(ask, truths)
        return found

    def made(self, ask: Ask, truths: Truths) -> Outcome:
        """The same, whether it is kept or not."""
        known = self._by_place(ask.tree, truths)
        found = decisive(ask.tree, known)
        leaves = tuple(self._numbers[id(leaf)] for leaf in found.leaves)
        notes = tuple(part if isinstance(part, Phrase) else self._numbers[id(part)] for part in found.notes)
        return Outcome(
            truth=known[id(ask.tree)],
            verdict=verdict_of(known[id(ask.tree)], ask.category),
            leaves=leaves,
            notes=notes,
            spoken=(*leaves, *(part for part in notes if isinstance(part, int))),
            missing=asked_once([self.missing[number] for number in leaves if truths[number] is None]),
        )

    def _by_place(self, tree: Node, truths: Truths) -> Mapping[int, Truth]:
        known: dict[int, Truth] = {}
        for part in reversed([*walk(tree)]):
            known[id(part)] = truth_of(part, known, lambda leaf: truths[self._numbers[id(leaf)]])
        return known
