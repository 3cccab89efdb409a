"""What records say: of one concept, asked one thing, whom it holds for and whom it may hold for.

What is asked of a concept is shared by all tests that ask the same, so that each record is looked at once for it.
A record's answer has three values, as two arrays of flags: it holds, it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import NamedTuple

import numpy as np

from matcher.plan.limits import Said, said_of
from matcher.plan.planes import Flags, Numbers, Plane
from matcher.plan.records import RESPONSE, STATUS, Block, Rows

__all__ = [
    "Courses",
    "Features",
    "Held",
    "Reach",
    "condition",
    "course",
    "ended",
    "evidence",
    "evident",
    "going_on",
    "procedure",
]

Reach = tuple[bool, float | None, float | None, bool]
"""Whether there is a window, up to which time surely in, beyond which surely out, whether ends are left out."""
Courses = tuple[bool, bool, bool, float | None, bool, bool, float | None, float | None, bool]
"""What is asked of a course: responses (asked, inadequate, intolerant), least days (strict), and its reach."""


class Held(NamedTuple):
    """Whom at least one record holds for, whom one leaves it open for, and who has a record at all."""

    sure: Plane
    maybe: Plane
    recorded: Plane


class Features:
    """What has been asked of a block's records so far, each question once."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self._known: dict[Hashable, Held] = {}

    def held(self, concept: str, key: Hashable, say: Callable[[Rows], Said]) -> Held:
        """The answer of one concept's records to a question, which `key` stands for."""
        found = self._known.get((concept, key))
        if found is None:
            rows = self.block.rows(concept)
            people, said = rows["person"], say(rows)
            sure, maybe = self.block.scattered(people, said.true), self.block.scattered(people, said.open)
            found = self._known[concept, key] = Held(sure, maybe, self.block.recorded(concept))
        return found


# -- small parts ------------------------------------------------------------------------------------------------


def _all(size: int) -> Said:
    return Said(np.ones(size, np.bool_), np.zeros(size, np.bool_))


def _both(one: Said, other: Said) -> Said:
    return Said(one.true & other.true, one.false | other.false)


def _known(flags: Flags, known: Flags) -> Said:
    """Flags as an answer where they are known."""
    return Said(flags & known, ~flags & known)


def _doubted(said: Said, *, ambiguous: bool) -> Said:
    """A record that could turn out to be of an excluded kind holds nothing for sure."""
    return Said(np.zeros_like(said.true), said.false) if ambiguous else said


def within(time: Numbers, reach: Reach) -> Said:
    """Whether times lie in a window; without a window, all do."""
    windowed, sure, far, strict = reach
    if not windowed:
        return _all(len(time))
    near = time < sure if strict else time <= sure
    beyond = time >= far if strict else time > far
    return Said(near, beyond & ~near)


def ended(rows: Rows) -> Numbers:
    """The end of a condition: one that is active and has none is still going on."""
    return np.where(np.isnan(rows["end"]) & (rows["status"] == STATUS["active"]), 0.0, rows["end"])


# -- conditions, events, procedures -----------------------------------------------------------------------------


def condition(  # noqa: PLR0913 - what is asked of a record
    rows: Rows, *, ambiguous: bool, asked: str, counted: bool, since_end: bool, reach: Reach
) -> Said:
    """Records of a diagnosis: "active tuberculosis", "stroke within 6 months"."""
    active, given = rows["status"] == STATUS["active"], rows["status"] > 0
    inside = within(ended(rows) if since_end else rows["start"], reach)
    if not since_end:
        inside = Said(inside.true, inside.false & ~active)
    return _doubted(_both(_status(active, given, asked, windowed=reach[0] or counted), inside), ambiguous=ambiguous)


def _status(active: Flags, given: Flags, asked: str, *, windowed: bool) -> Said:
    if asked == "any" or (asked == "present" and windowed):
        return _all(len(active))
    if asked == "active":
        return _known(active, given)
    return Said(active | ~given, np.zeros_like(active))


def evidence(rows: Rows, *, positive: bool | None, stale_days: float) -> Flags:
    """Fresh results that settle a condition: a positive HIV antibody is an HIV infection."""
    fresh = ~(rows["start"] > stale_days)
    meant = fresh if positive is None else fresh & (rows["finding"] == int(positive))
    return rows["answered"] & meant


def evident(rows: Rows, *, positive: bool | None, stale_days: float, reach: Reach | None) -> Said:
    """Results as records of the condition that they settle, open where they lie outside its window, if there is one."""
    meant = evidence(rows, positive=positive, stale_days=stale_days)
    return Said(meant if reach is None else meant & within(rows["start"], reach).true, ~meant)


def procedure(rows: Rows, *, ambiguous: bool, current_days: float | None, reach: Reach) -> Said:
    """Records of a procedure: "thymectomy within 12 months", "on dialysis"."""
    time = np.where(np.isnan(rows["end"]), rows["start"], rows["end"])
    said = within(time, reach)
    if current_days is not None:
        said = Said(said.true & (time <= current_days), said.false)
    return _doubted(said, ambiguous=ambiguous)


# -- drugs ------------------------------------------------------------------------------------------------------


def going_on(rows: Rows) -> Said:
    """Whether courses are still going on."""
    return _known(rows["end"] == 0, ~np.isnan(rows["end"]))


def in_window(rows: Rows, reach: Reach) -> Said:
    """Whether courses lie in a window; one still going on lies in every one."""
    said = within(rows["end"], reach)
    now = rows["end"] == 0
    return Said(said.true | now, said.false & ~now)


def course(rows: Rows, asked: Courses) -> Said:
    """Whether each course is such as is asked for: in the window, with the response, long enough."""
    answered, inadequate, intolerant, least, strict = asked[:5]
    said = in_window(rows, asked[5:])
    if answered:
        granted = (rows["response"] == RESPONSE["inadequate"]) & inadequate
        granted |= (rows["response"] == RESPONSE["intolerant"]) & intolerant
        said = _both(said, _known(granted, rows["response"] > 0))
    if least is not None:
        said = _both(said, said_of(">" if strict else ">=", rows["start"] - rows["end"], least))
    return said


def exposure(rows: Rows, *, ambiguous: bool, current: bool, asked: Courses, enough: Said | None = None) -> Said:
    """Courses of a drug: "rituximab within 24 weeks", "inadequate response to mycophenolate"."""
    said = course(rows, asked)
    if current:
        said = _both(said, going_on(rows))
    if enough is not None:
        said = _both(said, enough)
    return _doubted(said, ambiguous=ambiguous)
