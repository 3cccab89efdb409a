"""FHIR dates as days before the index date.

A date may be known to the year or month only. What such a date leaves open is never guessed: a time that would decide
one way or the other is left out, and an age is given only where every day of the span gives the same.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

import msgspec

from matcher.population.facts import OLDEST
from matcher.population.fhir.resources import Period

__all__ = ["Span", "age_at", "day_in", "days_before", "span_of"]

_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.{0,40})?)?)?\Z", re.DOTALL)


class Span(msgspec.Struct, frozen=True):
    """The first and the last day that a date may mean."""

    first: dt.date
    last: dt.date

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


def span_of(written: str | None) -> Span | None:
    """A FHIR date or dateTime: "2020-03" is the 1st to the 31st of March; None where it is none."""
    found = _WRITTEN.match(written or "")
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        return _span(year or 0, month, day)
    except ValueError:
        return None


def _span(year: int, month: int | None, day: int | None) -> Span:
    if month is None:
        return Span(dt.date(year, 1, 1), dt.date(year, 12, 31))
    if day is None:
        return Span(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
    return Span(dt.date(year, month, day), dt.date(year, month, day))


def days_before(span: Span, index: dt.date) -> float | None:
    """Days from a day to the index date, below 0 after it; None where the day is not known."""
    return float((index - span.first).days) if span.is_day else None


def day_in(date_time: str | None, period: Period | None, *, end: bool = False) -> Span | None:
    """The day of an element that is a dateTime or a period: of a period its start, or its end."""
    if period is not None and date_time is None:
        return span_of(period.end if end else period.start)
    return span_of(date_time)


def age_at(birth: Span, index: dt.date) -> float | None:
    """Whole years at the index date, 90 for 90 and above; None where the date leaves it open or lies after."""
    eldest, youngest = (_years(day, index) for day in (birth.first, birth.last))
    if youngest < 0:
        return None
    low, high = (min(float(years), OLDEST) for years in (youngest, eldest))
    return low if low == high else None


def _years(born: dt.date, index: dt.date) -> int:
    return index.year - born.year - ((index.month, index.day) < (born.month, born.day))
