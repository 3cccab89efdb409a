"""What each ask comes to, as numbers to count with."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from criteria.tree.nodes import Node
from matcher.results import CriterionVerdict
from matcher.single.folding import NO, YES, Codes, Folding
from matcher.single.portfolio import Ask, Portfolio

__all__ = ["FAIL", "FREE", "OPEN", "PASS", "VERDICTS", "Judge", "Rulings"]

Rulings = NDArray[np.uint8]
OPEN = 0
PASS = 1
FAIL = 2
FREE = 3
"""What an ask comes to. Of what is not known, that is free of which all that is left is for a person to attest."""

VERDICTS: tuple[CriterionVerdict, ...] = ("unknown", "pass", "fail", "unknown")


class Judge:
    """Rules on all asks of a portfolio at once."""

    def __init__(self, portfolio: Portfolio) -> None:
        asks = portfolio.asks
        self._folding = Folding(portfolio.leaves, portfolio.folds)
        self._trees = self._places(ask.tree for ask in asks)
        self._givens = self._places(ask.given or ask.tree for ask in asks)
        self._passing = np.array([YES if ask.category == "inclusion" else NO for ask in asks], dtype=np.int8)
        self._mixed = np.array([ask.given is not None for ask in asks], dtype=bool)
        self._attested = np.array([_is_attested(ask) for ask in asks], dtype=bool)

    def _places(self, trees: Iterable[Node]) -> NDArray[np.intp]:
        return np.array([self._folding.places[id(tree)] for tree in trees], dtype=np.intp)

    def rulings(self, leaves: Codes) -> Rulings:
        """By number of ask; `leaves` are what leaves come to, by number."""
        codes = self._folding.of(leaves)
        trees, passing = codes[self._trees], self._passing
        free = self._attested | (self._mixed & (codes[self._givens] == passing))
        unknown = np.where(free, np.uint8(FREE), np.uint8(OPEN))
        failed = np.where(trees == YES - passing, np.uint8(FAIL), unknown)
        return np.where(trees == passing, np.uint8(PASS), failed)


def _is_attested(ask: Ask) -> bool:
    return ask.given is None and ask.kind == "attestation"
