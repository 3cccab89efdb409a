"""From facts to leaves: what a block of people's records say about each leaf, as codes.

Each function joins the facts with one table of the plan and says (key, code), where the key is the leaf's place among
all leaves and people of the block. Where several rows speak for one key, the highest code counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from matcher.plan.kleene import constant, decided
from matcher.plan.relations import ABSENT, FAILS, HOLDS, MAYBE, OVER, SILENT
from matcher.settings import Settings

__all__ = ["Scope", "agreed", "codes", "compared", "keyed", "rounded", "within"]

_SURE, _OPEN = 2, 1  # a drug that counts, one that may
TRUE, FALSE, UNKNOWN = constant(value=True), constant(value=False), constant(None)


@dataclass(frozen=True, slots=True)
class Scope:
    """One block under evaluation: its facts, how many people it has, the plan's tables, those with rows, settings."""

    facts: pl.LazyFrame
    height: int
    tables: Mapping[str, pl.LazyFrame]
    filled: frozenset[str]
    settings: Settings

    def records(self) -> pl.LazyFrame:
        """What is known to be there."""
        return self.facts.filter(~pl.col("negated"))

    def denials(self) -> pl.LazyFrame:
        """What is known to be absent."""
        return self.facts.filter("negated").select("person", "concept")

    def touching(self, table: str, *columns: str) -> pl.LazyFrame:
        """The records that touch a leaf of the table, with the columns given."""
        records = self.records().select("person", "concept", *columns)
        return keyed(records.join(self.tables[table], on="concept"), self.height)


def codes(scope: Scope) -> list[pl.LazyFrame]:
    """All that records and denials say about leaves, as (key, code); tables without rows are passed over."""
    says = (
        ("conditions", _conditions),
        ("conditions", _counted_conditions),
        ("evidence", _evidence),
        ("procedures", _procedures),
        ("exposures", _exposures),
        ("exposures", _dosed_exposures),
        ("distinct", _distinct),
        ("doses", _doses),
        ("elapsed", _elapsed),
        ("denials", _denied),
    )
    return [say(scope) for table, say in says if table in scope.filled]


# -- small parts ------------------------------------------------------------------------------------------------


def keyed(rows: pl.LazyFrame, height: int) -> pl.LazyFrame:
    """The rows with their key: the place of leaf and person."""
    return rows.with_columns(key=pl.col("leaf") * height + pl.col("person"))


def within(time: pl.Expr) -> pl.Expr:
    """Whether a time lies in the row's window; without a window, true."""
    near = pl.when("strict").then(time < pl.col("sure")).otherwise(time <= pl.col("sure"))
    beyond = pl.when("strict").then(time >= pl.col("far")).otherwise(time > pl.col("far"))
    return pl.when("windowed").then(decided(near, beyond)).otherwise(TRUE)


def rounded(number: pl.Expr) -> pl.Expr:
    """A number as it is compared: at nine significant digits, so that 0.1 + 0.2 is 0.3."""
    return number.round_sig_figs(9)


def compared(comparator: pl.Expr, one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Two numbers, compared as the row's comparator says; unknown where one is."""
    return (
        pl.when(comparator == "<")
        .then(one < other)
        .when(comparator == "<=")
        .then(one <= other)
        .when(comparator == "=")
        .then(one == other)
        .when(comparator == ">=")
        .then(one >= other)
        .otherwise(one > other)
    )


def agreed(truth: pl.Expr) -> pl.Expr:
    """The one value that a group's rows share, else unknown."""
    sure, holds = truth.count(), truth.sum()
    return decided((sure == pl.len()) & (holds == pl.len()), (sure == pl.len()) & (holds == 0))


def _code(truth: pl.Expr, *, false: int | pl.Expr) -> pl.Expr:
    low = pl.lit(false, pl.Int8) if isinstance(false, int) else false
    held, open_ = pl.lit(HOLDS, pl.Int8), pl.lit(MAYBE, pl.Int8)
    return pl.when(truth).then(held).when(~truth).then(low).otherwise(open_).alias("code")


def _said(rows: pl.LazyFrame, truth: pl.Expr, *, false: int | pl.Expr = SILENT) -> pl.LazyFrame:
    return rows.select("key", _code(truth, false=false))


def _told_kind(truth: pl.Expr) -> pl.Expr:
    """A record that could turn out to be of an excluded kind holds nothing for sure."""
    return pl.when(pl.col("ambiguous") & truth).then(UNKNOWN).otherwise(truth)


def _ended() -> pl.Expr:
    """The end of a condition: one that is active and has none is still going on."""
    going_on = pl.when(pl.col("status") == "active").then(0.0)
    return pl.coalesce("end", going_on)


# -- conditions, events, procedures -----------------------------------------------------------------------------


def _condition_records(scope: Scope, *, counted: bool) -> tuple[pl.LazyFrame, pl.Expr]:
    rows = scope.touching("conditions", "start", "end", "status")
    rows = rows.rename({"status_right": "asked"}).filter((pl.col("count") > 1) == counted)
    active, given = pl.col("status") == "active", pl.col("status").is_not_null()
    status = (
        pl.when((pl.col("asked") == "any") | ((pl.col("asked") == "present") & (pl.col("windowed") | counted)))
        .then(TRUE)
        .when(active | ~given)
        .then(pl.when(active | (pl.col("asked") == "present")).then(TRUE).otherwise(UNKNOWN))
        .otherwise(pl.when(pl.col("asked") == "active").then(FALSE).otherwise(UNKNOWN))
    )
    inside = within(pl.when("since_end").then(_ended()).otherwise(pl.col("start")))
    lasting = ~inside & active & ~pl.col("since_end")
    return rows, _told_kind(status & pl.when(lasting).then(UNKNOWN).otherwise(inside))


def _conditions(scope: Scope) -> pl.LazyFrame:
    """Records of a diagnosis: "active tuberculosis", "stroke within 6 months"."""
    return _said(*_condition_records(scope, counted=False))


def _counted_conditions(scope: Scope) -> pl.LazyFrame:
    """Separate records, counted: "two or more relapses in 24 months"."""
    rows, truth = _condition_records(scope, counted=True)
    groups = rows.select("key", "count", truth=truth).group_by("key")
    sums = groups.agg(pl.col("count").first(), sure=pl.col("truth").sum(), open=pl.len() - pl.col("truth").count())
    return _said(sums, _enough("count"))


def _enough(asked: str) -> pl.Expr:
    count = pl.col(asked)
    return decided(pl.col("sure") >= count, pl.col("sure") + pl.col("open") < count)


def _evidence(scope: Scope) -> pl.LazyFrame:
    """Fresh results that settle a condition: a positive HIV antibody is an HIV infection."""
    rows = scope.touching("evidence", "start", "finding", "answered").rename({"positive": "wanted"})
    fresh = (pl.col("start") <= scope.settings.stale_days).fill_null(value=True)
    meant = pl.when(pl.col("wanted").is_null()).then(TRUE).otherwise(pl.col("finding") == pl.col("wanted"))
    inside = within(pl.col("start"))
    present = pl.when(inside).then(pl.lit(HOLDS, pl.Int8)).otherwise(pl.lit(MAYBE, pl.Int8))
    code = pl.when("present").then(present).otherwise(pl.lit(ABSENT, pl.Int8))
    return rows.filter(pl.col("answered") & fresh & meant).select("key", code.alias("code"))


def _procedures(scope: Scope) -> pl.LazyFrame:
    """Records of a procedure: "thymectomy within 12 months", "on dialysis"."""
    rows = scope.touching("procedures", "start", "end")
    time = pl.coalesce("end", "start")
    recent = pl.when(time <= scope.settings.current_procedure_days).then(TRUE).otherwise(UNKNOWN)
    current = pl.when("current").then(recent).otherwise(TRUE)
    return _said(rows, _told_kind(current & within(time)))


def _elapsed(scope: Scope) -> pl.LazyFrame:
    """Time since a condition began, at the earliest, or ended, at the latest."""
    rows = scope.touching("elapsed", "start", "end", "status")
    groups = rows.select("key", "leaf", "since_end", "start", ended=_ended()).group_by("key")
    since_end = pl.col("since_end").first()
    time = pl.when(since_end).then(pl.col("ended").min()).otherwise(pl.col("start").max())
    spans = groups.agg(pl.col("leaf").first(), time=time).join(scope.tables["spans"], on="leaf")
    return _said(spans, compared(pl.col("comparator"), pl.col("time"), pl.col("limit")), false=FAILS)


# -- drugs ------------------------------------------------------------------------------------------------------


def _course() -> pl.Expr:
    """Whether one course is such as the row asks for: in the window, with the response, long enough."""
    response, days = pl.col("response"), pl.col("start") - pl.col("end")
    granted = ((response == "inadequate") & pl.col("inadequate")) | ((response == "intolerant") & pl.col("intolerant"))
    answered = pl.when("asks_response").then(granted).otherwise(TRUE)
    enough = pl.when("min_strict").then(days > pl.col("min_days")).otherwise(days >= pl.col("min_days"))
    lasted = pl.when(pl.col("min_days").is_null()).then(TRUE).otherwise(enough)
    return _in_window() & answered & lasted


def _in_window() -> pl.Expr:
    """A course still going on is inside every window."""
    return pl.when(pl.col("end") == 0).then(TRUE).otherwise(within(pl.col("end")))


def _exposure_records(scope: Scope, *, dosed: bool) -> tuple[pl.LazyFrame, pl.Expr]:
    rows = scope.touching("exposures", "start", "end", "response", "dose", "dose_unit")
    current = pl.when("current").then(pl.col("end") == 0).otherwise(TRUE)
    return rows.filter(pl.col("dosed") == dosed), current & _course()


def _answers() -> pl.Expr:
    """What a course that does not hold says: of a single drug, that it is over; of a class, nothing."""
    return pl.when("alone").then(pl.lit(OVER, pl.Int8)).otherwise(pl.lit(SILENT, pl.Int8))


def _exposures(scope: Scope) -> pl.LazyFrame:
    """Courses of a drug: "rituximab within 24 weeks", "inadequate response to mycophenolate"."""
    rows, truth = _exposure_records(scope, dosed=False)
    return _said(rows, _told_kind(truth), false=_answers())


def _dosed_exposures(scope: Scope) -> pl.LazyFrame:
    """Courses bounded in dose: "prednisone ≥ 0.5 mg/kg/day"."""
    rows, truth = _exposure_records(scope, dosed=True)
    rows = _with_amount(scope, rows).join(scope.tables["amounts"], on="leaf", how="left")
    enough = compared(pl.col("comparator"), rounded(pl.col("amount")), pl.col("limit"))
    return _said(rows, _told_kind(truth & enough), false=_answers())


def _with_amount(scope: Scope, rows: pl.LazyFrame) -> pl.LazyFrame:
    """The dose in the leaf's unit, as prednisone where it is a steroid; null where it cannot be told."""
    joined = rows.join(scope.tables["dose_scales"], on=["leaf", "dose_unit"], how="left")
    return joined.with_columns(amount=pl.col("dose") * pl.col("slope"))


def _distinct(scope: Scope) -> pl.LazyFrame:
    """Different drugs, counted: "two or more immunosuppressants failed"."""
    rows = scope.touching("distinct", "start", "end", "response")
    rank = pl.when(_course()).then(_SURE).when(~_course()).then(0).otherwise(_OPEN).cast(pl.Int8)
    ranked = rows.select("key", "group", "k", rank=rank)
    drugs = ranked.filter(pl.col("rank") > 0).group_by("key", "group").agg(pl.col("k").first(), pl.col("rank").max())
    sums = drugs.group_by("key").agg(
        pl.col("k").first(), sure=(pl.col("rank") == _SURE).sum(), open=(pl.col("rank") == _OPEN).sum()
    )
    return _said(sums.filter(pl.col("sure") + pl.col("open") >= pl.col("k")), _enough("k"))


def _doses(scope: Scope) -> pl.LazyFrame:
    """The daily dose now, or the highest within the window: "prednisone ≤ 30 mg/day"."""
    rows = _with_amount(scope, scope.touching("doses", "end", "dose", "dose_unit"))
    now = pl.when("windowed").then(_in_window()).otherwise(pl.col("end") == 0)
    amount = pl.when("now").then("amount")
    groups = (
        rows.with_columns(now=now)
        .group_by("key")
        .agg(
            pl.col("leaf").first(),
            pl.col("alone").first(),
            current=pl.col("now").sum(),
            maybe=pl.len() - pl.col("now").count(),
            usable=amount.count(),
            known=pl.when(pl.col("windowed").first()).then(amount.max()).otherwise(amount.sum()),
        )
    )
    sums = groups.join(scope.tables["amounts"], on="leaf", how="left")
    absent = pl.when(pl.col("maybe") > 0).then(pl.lit(MAYBE, pl.Int8)).otherwise(_answers())
    code = pl.when(pl.col("current") > 0).then(_code(_dose_holds(), false=FAILS)).otherwise(absent)
    return sums.select("key", code.alias("code"))


def _dose_holds() -> pl.Expr:
    """The known part of the dose against the limit; where a part is not known, only an excess decides."""
    known, limit, comparator = rounded(pl.col("known").fill_null(0.0)), pl.col("limit"), pl.col("comparator")
    whole = (pl.col("usable") == pl.col("current")) & (pl.col("maybe") == 0)
    upward = comparator.str.starts_with(">")
    exceeded = pl.when((comparator == ">=") | (comparator == "<")).then(known >= limit).otherwise(known > limit)
    partial = decided(upward & exceeded, ~upward & exceeded)
    return pl.when(whole).then(compared(comparator, known, limit)).otherwise(partial)


# -- absence ----------------------------------------------------------------------------------------------------


def _denied(scope: Scope) -> pl.LazyFrame:
    """What a denial of the concept, or of all that is above it, says: it is absent."""
    rows = scope.denials().join(scope.tables["denials"], on="concept")
    return keyed(rows, scope.height).select("key", "code")
