"""From results to leaves: the latest values against limits, findings, and classes on a scale."""

from __future__ import annotations

import polars as pl

from matcher.plan.features import Scope, agreed, compared, keyed, rounded, within
from matcher.plan.kleene import constant, decided
from matcher.plan.relations import FAILS, HOLDS, MAYBE, SILENT

__all__ = ["codes"]

TRUE, FALSE, UNKNOWN = constant(value=True), constant(value=False), constant(None)
HELD, OPEN = pl.lit(HOLDS, pl.Int8), pl.lit(MAYBE, pl.Int8)


def codes(scope: Scope) -> list[pl.LazyFrame]:
    """All that results say about leaves, as (key, code); tables without rows are passed over."""
    latest, findings = _latest(scope), _findings(scope)
    said = (
        ("limits", _values, latest),
        ("grades", _grades, latest),
        ("outcomes", _outcomes, findings),
        ("needs", _parts, findings),
    )
    return [say(scope, results) for table, say, results in said if table in scope.filled]


# -- what is in reach, and the latest of it ---------------------------------------------------------------------


def _results(scope: Scope, table: str, says: str, *columns: str) -> pl.LazyFrame:
    """Results with their feature; `time` is their age, a result without a date being one of today."""
    rows = scope.touching(table, "start", says, *columns).filter(says).rename({"leaf": "feature"})
    rows = rows.with_columns(time=pl.col("start").fill_null(0.0))
    fresh = pl.col("time") <= scope.settings.stale_days
    inside = within(pl.col("time")).fill_null(value=False)
    return rows.with_columns(reached=pl.col("start").is_null() | pl.when("stale").then(fresh).otherwise(inside))


def _latest(scope: Scope) -> pl.LazyFrame:
    """The values that count: those with fewer more recent ones than the feature takes, ties included."""
    columns = ("number", "unit", "positive", "above", "below", "range_low", "range_high", "answer")
    rows = _results(scope, "values", "answered", *columns).filter("reached")
    place = pl.col("time").rank("min").over("key")
    return rows.filter(place <= pl.col("repeats")).with_columns(taken=pl.len().over("key"))


# -- numbers against limits -------------------------------------------------------------------------------------


def _values(scope: Scope, latest: pl.LazyFrame) -> pl.LazyFrame:
    """Numbers against limits: "ANC ≥ 1.0 × 10^9/L", "ALT ≤ 3 × ULN"."""
    rows = keyed(latest.join(scope.tables["limits"], on=["feature", "unit"]), scope.height)
    rows = rows.select("key", "repeats", "taken", truth=_limit_holds())
    single = rows.filter((pl.col("taken") == 1) & (pl.col("repeats") == 1))
    several = rows.filter((pl.col("taken") > 1) | (pl.col("repeats") > 1)).group_by("key").agg(truth=_all_taken())
    return pl.concat([single.select("key", "truth"), several]).select("key", code=_settled(pl.col("truth")))


def _all_taken() -> pl.Expr:
    """All of the values taken must hold; one that does not decides, unless a tie leaves open whether it counts."""
    truth, repeats, taken = pl.col("truth"), pl.col("repeats").first(), pl.len()
    held, failed = truth.sum(), (~truth).sum()
    return decided((held == taken) & (taken >= repeats), (failed == taken) | ((failed > 0) & (taken <= repeats)))


def _settled(truth: pl.Expr) -> pl.Expr:
    return pl.when(truth).then(HELD).when(~truth).then(pl.lit(FAILS, pl.Int8)).otherwise(OPEN).alias("code")


def _limit_holds() -> pl.Expr:
    """One value against one limit; words where there is no number."""
    limit, number = pl.col("limit"), pl.col("number")
    border = pl.when(pl.col("relative") == "ULN").then("range_high").otherwise(pl.col("range_low"))
    absolute = compared(pl.col("comparator"), rounded(number * pl.col("slope") + pl.col("offset")), rounded(limit))
    multiple = compared(pl.col("comparator"), rounded(number), rounded(limit * border))
    by_number = pl.when(pl.col("relative") == "").then(absolute).otherwise(multiple)
    return pl.when(number.is_not_null()).then(by_number).otherwise(_words_hold())


def _words_hold() -> pl.Expr:
    """Words against a limit: "not detected" is below any, "elevated" above the upper limit of normal."""
    up, down = pl.col("comparator").str.starts_with(">"), pl.col("comparator").str.starts_with("<")
    none = pl.when(pl.col("positive")).then(UNKNOWN).when(~pl.col("positive")).then(decided(down, up))
    above = (
        pl.when("above")
        .then(up)
        .when(~pl.col("above"))
        .then(decided(pl.col("comparator") == "<=", pl.col("comparator") == ">"))
    )
    below = (
        pl.when("below")
        .then(down)
        .when(~pl.col("below"))
        .then(decided(pl.col("comparator") == ">=", pl.col("comparator") == "<"))
    )
    once = pl.col("limit") == 1
    return (
        pl.when(pl.col("relative") == "")
        .then(none)
        .when(once & (pl.col("relative") == "ULN"))
        .then(above)
        .when(once)
        .then(below)
        .otherwise(UNKNOWN)
    )


# -- classes on a scale -----------------------------------------------------------------------------------------


def _grades(scope: Scope, latest: pl.LazyFrame) -> pl.LazyFrame:
    """Classes on a scale: "ISN/RPS class III or IV with or without V"."""
    rows = latest.filter(pl.col("answer").is_not_null()).select("feature", "person", "concept", "answer", "taken")
    rows = keyed(rows.join(scope.tables["grades"], on=["feature", "concept", "answer"]), scope.height)
    return rows.group_by("key").agg(truth=agreed(pl.col("truth"))).select("key", code=_settled(pl.col("truth")))


# -- findings ---------------------------------------------------------------------------------------------------


def _findings(scope: Scope) -> pl.LazyFrame:
    """What is known of each concept: positive, negative, or open; `key` is the feature's."""
    rows = _results(scope, "findings", "told", "finding")
    out_of_reach = rows.filter(~pl.col("reached")).select("feature", "person", truth=UNKNOWN)
    reached = rows.filter("reached")
    ever = reached.filter("ever").select("feature", "person", truth="finding")
    latest = reached.filter(~pl.col("ever") & (pl.col("time") == pl.col("time").min().over("key")))
    ties = latest.group_by("feature", "person").agg(truth=agreed(pl.col("finding")))
    return pl.concat([out_of_reach, ever, ties]).unique()


def _outcomes(scope: Scope, findings: pl.LazyFrame) -> pl.LazyFrame:
    """Findings asked for: "HBsAg positive"; a negative result of the very test settles it."""
    rows = keyed(findings.join(scope.tables["outcomes"], on="feature"), scope.height)
    negative = pl.when("exact").then(pl.lit(FAILS, pl.Int8)).otherwise(pl.lit(SILENT, pl.Int8))
    truth = pl.col("truth")
    return rows.select("key", code=pl.when(truth).then(HELD).when(~truth).then(negative).otherwise(OPEN))


def _parts(scope: Scope, findings: pl.LazyFrame) -> pl.LazyFrame:
    """Leaves that are denied, or negative, in every part: no antibody of the class."""
    negative = findings.filter(~pl.col("truth")).join(scope.tables["outcomes"].filter("tip"), on="feature")
    denied = scope.denials().join(scope.tables["parts"], on="concept")
    rows = pl.concat([negative.select("leaf", "person", part="concept"), denied.select("leaf", "person", "part")])
    groups = keyed(rows, scope.height).group_by("key").agg(pl.col("leaf").first(), parts=pl.col("part").n_unique())
    needs = groups.join(scope.tables["needs"], on="leaf")
    return needs.filter(pl.col("parts") == pl.col("needed")).select("key", "code")
