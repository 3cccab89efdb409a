"""Kleene's three values, for the reference evaluator: True, False and None for unknown."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Truth", "agreed", "at_least", "conjunction", "disjunction", "negation"]

Truth = bool | None


def negation(truth: Truth) -> Truth:
    """Not: the unknown stays unknown."""
    return None if truth is None else not truth


def conjunction(truths: Iterable[Truth]) -> Truth:
    """And: one False decides, else one unknown leaves it open; of nothing: True."""
    seen = set(truths)
    return False if False in seen else None if None in seen else True


def disjunction(truths: Iterable[Truth]) -> Truth:
    """Or: one True decides, else one unknown leaves it open; of nothing: False."""
    seen = set(truths)
    return True if True in seen else None if None in seen else False


def at_least(k: int, truths: Iterable[Truth]) -> Truth:
    """At least k hold: decided as soon as the unknown ones cannot change it."""
    every = list(truths)
    sure, maybe = every.count(True), every.count(None)
    return True if sure >= k else None if sure + maybe >= k else False


def agreed(truths: Iterable[Truth]) -> Truth:
    """The one value that all share, else unknown; of nothing: unknown."""
    seen = set(truths)
    return seen.pop() if len(seen) == 1 else None
