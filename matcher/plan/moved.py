"""Whom amendments move: both versions of every amended trial as one plan, over a block of people at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import msgspec
import numpy as np

from criteria.changes.model import CriterionChange, Side
from criteria.criterion import Trial
from criteria.lexicon import Lexicon
from matcher.flips import Amendment, Flip, FlippedCriterion
from matcher.plan.compile import compile_plan
from matcher.plan.kleene import Truth
from matcher.plan.planes import Numbers, Plane, unpacked
from matcher.plan.run import Evaluated, evaluated
from matcher.population.facts_frame import Population
from matcher.results import CriterionVerdict, TrialVerdict
from matcher.settings import Settings

__all__ = ["flips"]

TRIAL: Final[tuple[TrialVerdict, ...]] = ("eligible", "undetermined", "ineligible")
CRITERION: Final[tuple[CriterionVerdict, ...]] = ("pass", "unknown", "fail")
PASS = 0


def flips(
    people: Iterable[Population], amendments: Sequence[Amendment], known: Lexicon, settings: Settings
) -> Iterator[Flip]:
    """The patients whose verdict changes, in their order, by trial.

    Of a trial that comes into view or leaves it only patients whom it does not rule out are named.
    """
    plan = compile_plan([*_versions(amendments)], known)
    for population in people:
        found = evaluated(plan, population, settings)
        ids = population.people.get_column("profile_id").to_list()
        moved = [each for amendment in amendments for each in _moved(amendment, found, ids)]
        yield from (flip for _, flip in sorted(moved, key=lambda each: each[0]))


def _versions(amendments: Iterable[Amendment]) -> Iterator[Trial]:
    """Every version that stands on a side, under a name of its own; tests that both ask are one."""
    for amendment in amendments:
        for when, side in (("before", amendment.before), ("after", amendment.after)):
            if side is not None:
                yield msgspec.structs.replace(side.trial, nct_id=_name(when, amendment))


def _name(when: str, amendment: Amendment) -> str:
    return f"{when} {amendment.change.nct_id}"


def _moved(amendment: Amendment, found: Evaluated, ids: Sequence[str]) -> Iterator[tuple[int, Flip]]:
    """Whom an amendment moves, each with the row."""
    sides = [found.trials.get(_name(when, amendment)) for when in ("before", "after")]
    rows = np.flatnonzero(unpacked(_differs(*sides), found.block.people))
    before, after = ([None] * len(rows) if side is None else _words(side, found, rows) for side in sides)
    because = [_Because(change, amendment, found, rows) for change in amendment.change.criteria] if len(rows) else []
    for place, row in enumerate(rows.tolist()):
        flip = Flip(
            profile_id=ids[row],
            nct_id=amendment.change.nct_id,
            before=before[place],
            after=after[place],
            criteria=_reasons(because, place),
        )
        yield row, flip


def _differs(before: Truth | None, after: Truth | None) -> Plane:
    """Who is judged otherwise; by a trial that is on one side only, whom it does not rule out."""
    if before is not None and after is not None:
        return (before.true ^ after.true) | (before.false ^ after.false)
    only = before or after
    if only is None:
        raise ValueError("an amendment has a side")
    return ~only.false


def _words(truth: Truth, found: Evaluated, rows: Numbers) -> list[TrialVerdict | None]:
    return [TRIAL[code] for code in _codes(truth, found, rows).tolist()]


def _codes(truth: Truth, found: Evaluated, rows: Numbers) -> Numbers:
    """0 for true, 1 for unknown, 2 for false, of these rows."""
    true, false = (unpacked(plane, found.block.people)[rows].view(np.int8) for plane in truth)
    return 1 - true + false


# -- why ----------------------------------------------------------------------------------------------------------


class _Said(NamedTuple):
    """What a criterion says of these rows, as codes; of one that is not there None, and it stands in nobody's way."""

    id: str | None
    codes: Numbers | None

    def verdict(self, place: int) -> CriterionVerdict | None:
        """What it says of one of the rows."""
        return None if self.codes is None else CRITERION[self.codes[place]]


class _Because:
    """A criterion that changed, and what it said and says of those whose verdict is another."""

    def __init__(self, change: CriterionChange, amendment: Amendment, found: Evaluated, rows: Numbers) -> None:
        self.change = change
        self.before = _said(change.before, _name("before", amendment), found, rows)
        self.after = _said(change.after, _name("after", amendment), found, rows)
        passes = np.full(len(rows), PASS, np.int8)
        before, after = (passes if each.codes is None else each.codes for each in (self.before, self.after))
        self.counts = before != after
        sides = [side.cohort for side in (change.before, change.after) if side]
        self.moved_house = len(set(sides)) > 1

    def of(self, place: int) -> FlippedCriterion:
        """What became of the criterion for one of the rows."""
        return FlippedCriterion(
            kind=self.change.kind,
            before_id=self.before.id,
            after_id=self.after.id,
            before=self.before.verdict(place),
            after=self.after.verdict(place),
        )


def _said(side: Side | None, trial: str, found: Evaluated, rows: Numbers) -> _Said:
    if side is None:
        return _Said(None, None)
    return _Said(side.criterion_id, _codes(found.columns[f"{trial}/{side.criterion_id}"], found, rows))


def _reasons(because: Sequence[_Because], place: int) -> tuple[FlippedCriterion, ...]:
    """The criteria that say something else; where none does, those that are asked of other cohorts than before."""
    found = tuple(each.of(place) for each in because if each.counts[place])
    return found or tuple(each.of(place) for each in because if each.moved_house)
