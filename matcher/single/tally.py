"""Criteria counted for each trial and cohort: how many fail or are open, the score; and trials in their order."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from matcher.results import TrialVerdict
from matcher.score import RANK, WEIGHTS, points
from matcher.single.portfolio import Listed, Numbers, Portfolio
from matcher.single.rulings import FAIL, OPEN, VERDICTS, Rulings

__all__ = ["Tally"]

_WEIGHTS = np.array([WEIGHTS[verdict] for verdict in VERDICTS])
_points = lru_cache(maxsize=1 << 14)(points)
_RANKED = sorted(RANK, key=RANK.__getitem__)


class Tally:
    """Counts over the criteria of each scope, by number of scope; `rulings` are by number of ask."""

    def __init__(self, portfolio: Portfolio, rulings: Rulings) -> None:
        asks, scopes, counted = portfolio.members
        held, size = rulings[asks], len(portfolio.scopes)
        self._failed = np.bincount(scopes[held == FAIL], minlength=size)
        left = np.bincount(scopes[held == OPEN], minlength=size)
        weight = np.bincount(scopes, _WEIGHTS[held] * counted, minlength=size)
        ranks = np.where(self._failed > 0, RANK["ineligible"], np.where(left > 0, RANK["undetermined"], 0))
        self._ranks: list[int] = ranks.tolist()
        self._scores = [*map(_points, weight.tolist(), portfolio.counted)]
        self._order(portfolio, ranks, np.array(self._scores))

    def _order(self, portfolio: Portfolio, ranks: Numbers, scores: NDArray[np.float64]) -> None:
        """The best scope of each trial: verdict, fewest criteria that fail, highest score; and the trials by theirs."""
        trials, scopes, wholes, names = portfolio.judged
        by_scope = np.lexsort((-scores[scopes], self._failed[scopes], ranks[scopes], trials))
        firsts = np.searchsorted(trials, np.arange(len(wholes)))
        best = scopes[by_scope[firsts]]
        blockers = np.where(ranks[best] == RANK["ineligible"], self._failed[wholes], 0)
        order = np.lexsort((names, -scores[best], blockers, ranks[best]))
        self._best: list[int] = best.tolist()
        self._places: list[int] = np.argsort(order).tolist()

    def ranked(self, listed: Iterable[Listed]) -> list[Listed]:
        """The trials, best first: as `score.rank` has it."""
        places = self._places
        return sorted(listed, key=lambda each: places[each.number])

    def best(self, listed: Listed) -> int:
        """The number of the scope that a trial goes by."""
        return self._best[listed.number]

    def verdict(self, scope: int) -> TrialVerdict:
        """The verdict over all that is in scope."""
        return _RANKED[self._ranks[scope]]

    def score(self, scope: int) -> float:
        """The share of what counts that is known to pass."""
        return self._scores[scope]
