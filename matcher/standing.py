"""Where a record stands: whether it takes patients, how old what it says is, in plain sentences."""

from __future__ import annotations

import re

from criteria.registry.record import Study

__all__ = ["OLD_MONTHS", "RECRUITING", "months_between", "standing_of", "words_of"]

RECRUITING = "RECRUITING"
OLD_MONTHS = 24
"""A record that nobody has verified for longer than this may no longer hold; the registry draws the same line."""

_SENTENCES = {
    "UNKNOWN": "The registry no longer knows this trial's status.",
    "NOT_YET_RECRUITING": "Not yet recruiting.",
    "ENROLLING_BY_INVITATION": "Takes patients by invitation only.",
    "ACTIVE_NOT_RECRUITING": "Takes no more patients; those in it are followed.",
    "SUSPENDED": "Recruitment is suspended.",
    "TERMINATED": "Ended early.",
    "WITHDRAWN": "Withdrawn before the first patient.",
    "COMPLETED": "Completed.",
}
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def standing_of(study: Study, retrieved: str | None) -> tuple[str, ...]:
    """What a reader must know before counting on this record; nothing where it recruits and was verified of late.

    `retrieved` is the day on which the records were taken from the registry; without it no age can be told.
    """
    notes = [_SENTENCES[study.overall_status]] if study.overall_status in _SENTENCES else []
    stopped = study.protocol_section.status_module.why_stopped
    if stopped:
        notes.append(f"Reason given: {stopped.strip()}")
    age = months_between(study.verified, retrieved)
    if age is not None and age > OLD_MONTHS:
        notes.append(f"Last verified {study.verified}, more than two years before the records were retrieved.")
    return tuple(notes)


def months_between(earlier: str | None, later: str | None) -> int | None:
    """Whole calendar months from one month to another: "2023-06" to "2025-07-14" is 25; None where one is not known."""
    first, last = (_MONTH.match(each or "") for each in (earlier, later))
    if first is None or last is None:
        return None
    return 12 * (int(last[1]) - int(first[1])) + int(last[2]) - int(first[2])


def words_of(status: str) -> str:
    """A status as a reader would say it: "not yet recruiting"."""
    return status.replace("_", " ").lower()
