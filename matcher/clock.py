"""The clock: what time it is, asked in one place. No verdict depends on it."""

from __future__ import annotations

import datetime as dt

__all__ = ["now", "today"]


def now() -> dt.datetime:
    """The present moment, in UTC."""
    return dt.datetime.now(tz=dt.UTC)


def today() -> dt.date:
    """The present day, in UTC."""
    return now().date()
