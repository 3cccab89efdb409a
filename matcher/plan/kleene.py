"""Three truth values over columns: true, false, and null for unknown.

The only place of the Polars side where any, all and is_in are called: aggregates of Polars pass over null unless told
otherwise, and a null passed over is silence read as an answer.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

__all__ = ["all_of", "any_of", "at_least", "constant", "decided", "discretionary", "if_then", "negation", "readings"]


def constant(value: bool | None) -> pl.Expr:  # noqa: FBT001 - a truth value is what it is about
    """A truth value that asks nothing: "either sex"."""
    return pl.lit(value, dtype=pl.Boolean)


def all_of(parts: Sequence[pl.Expr]) -> pl.Expr:
    """Every part holds: "SpO2 > 92 % and LVEF > 50 %"; of nothing, true."""
    return pl.all_horizontal(parts) if parts else constant(value=True)


def any_of(parts: Sequence[pl.Expr]) -> pl.Expr:
    """At least one part holds: "INR ≤ 1.5 or PT ≤ 1.5 × ULN"; of nothing, false."""
    return pl.any_horizontal(parts) if parts else constant(value=False)


def negation(part: pl.Expr) -> pl.Expr:
    """The part does not hold: "without pericardial effusion"."""
    return ~part


def at_least(k: int, parts: Sequence[pl.Expr]) -> pl.Expr:
    """At least `k` parts hold: "at least two of the following"; counts only where a fold will not do."""
    if k <= 0 or k > len(parts):
        return constant(value=k <= 0)
    if k == 1:
        return any_of(parts)
    if k == len(parts):
        return all_of(parts)
    held = pl.sum_horizontal([part.fill_null(value=False).cast(pl.UInt16) for part in parts])
    possible = pl.sum_horizontal([part.fill_null(value=True).cast(pl.UInt16) for part in parts])
    return decided(held >= k, possible < k)


def if_then(condition: pl.Expr, then: pl.Expr, otherwise: pl.Expr) -> pl.Expr:
    """A limit that depends, settled without its condition where both branches agree."""
    return (condition & then) | (~condition & otherwise) | (then & otherwise)


def readings(parts: Sequence[pl.Expr]) -> pl.Expr:
    """Decided only where all readings agree; no reading decides nothing."""
    return decided(all_of(parts), ~any_of(parts)) if parts else constant(None)


def discretionary(part: pl.Expr) -> pl.Expr:
    """A limit that an investigator may override: never false."""
    return decided(part, constant(value=False))


def decided(true: pl.Expr, false: pl.Expr) -> pl.Expr:
    """True where `true` holds, else false where `false` holds, else unknown."""
    return pl.when(true).then(constant(value=True)).when(false).then(constant(value=False)).otherwise(constant(None))
