"""Criteria counted for each trial and cohort: how many fail, how many are open, and the score."""

from __future__ import annotations

import numpy as np

from matcher.results import CriterionVerdict, TrialVerdict
from matcher.score import WEIGHTS, points
from matcher.single.portfolio import Portfolio

__all__ = ["FAIL", "FREE", "OPEN", "PASS", "VERDICTS", "Tally"]

OPEN = 0
PASS = 1
FAIL = 2
FREE = 3
"""What an ask comes to. Of what is not known, that is free of which all that is left is for a person to attest."""

VERDICTS: tuple[CriterionVerdict, ...] = ("unknown", "pass", "fail", "unknown")


class Tally:
    """Counts over the criteria of each scope, by number of scope; `rulings` are by number of ask."""

    def __init__(self, portfolio: Portfolio, rulings: bytearray) -> None:
        asks, scopes, counted = portfolio.members
        held, size = np.frombuffer(rulings, dtype=np.uint8)[asks], len(portfolio.scopes)
        weights = np.array([WEIGHTS[verdict] for verdict in VERDICTS])[held] * counted
        self.failed: list[int] = np.bincount(scopes[held == FAIL], minlength=size).tolist()
        self._open: list[int] = np.bincount(scopes[held == OPEN], minlength=size).tolist()
        self._weight: list[float] = np.bincount(scopes, weights, minlength=size).tolist()
        self._counted: list[int] = portfolio.counted

    def verdict(self, scope: int) -> TrialVerdict:
        """The verdict over all that is in scope."""
        return "ineligible" if self.failed[scope] else "undetermined" if self._open[scope] else "eligible"

    def score(self, scope: int) -> float:
        """The share of what counts that is known to pass."""
        return points(self._weight[scope], self._counted[scope])
