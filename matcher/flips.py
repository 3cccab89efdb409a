"""Which patients an amendment moves, and by which criteria; patients and criteria are named by their ids alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from criteria.changes.compare import Reading
from criteria.changes.model import CriterionChange, CriterionKind, RecordChange, Side
from criteria.criterion import Criterion
from matcher.evaluate import match_trial, verdict_of
from matcher.plan.reference import evaluate
from matcher.population.facts import Patient
from matcher.results import CriterionVerdict, TrialVerdict
from matcher.settings import Context

__all__ = ["Amendment", "Flip", "FlippedCriterion", "flips"]


class Amendment(msgspec.Struct, frozen=True):
    """A record before and after, and what changed between."""

    before: Reading | None
    after: Reading | None
    change: RecordChange


class FlippedCriterion(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion that says something else of a patient: "e03, tightened, was pass, is fail"; None: not there."""

    kind: CriterionKind
    before_id: str | None
    after_id: str | None
    before: CriterionVerdict | None
    after: CriterionVerdict | None


class Flip(msgspec.Struct, frozen=True, kw_only=True):
    """A patient whose verdict for a trial is another than before; None where the trial was or is not there."""

    profile_id: str
    nct_id: str
    before: TrialVerdict | None
    after: TrialVerdict | None
    criteria: tuple[FlippedCriterion, ...]


def flips(patients: Iterable[Patient], amendments: Sequence[Amendment], context: Context) -> Iterator[Flip]:
    """The patients whose verdict changes, in their order, by trial.

    Of a trial that comes into view or leaves it only patients whom it does not rule out are named.
    """
    for patient in patients:
        for amendment in amendments:
            moved = tuple(_moved(amendment, patient, context))
            flip = _flip(patient, amendment, moved, context) if moved or amendment.change.kind != "amended" else None
            if flip is not None:
                yield flip


def _flip(patient: Patient, amendment: Amendment, moved: tuple[FlippedCriterion, ...], context: Context) -> Flip | None:
    before, after = (_verdict(patient, side, context) for side in (amendment.before, amendment.after))
    if before == after or (None in {before, after} and "ineligible" in {before, after}):
        return None
    return Flip(
        profile_id=patient.profile_id, nct_id=amendment.change.nct_id, before=before, after=after, criteria=moved
    )


def _verdict(patient: Patient, side: Reading | None, context: Context) -> TrialVerdict | None:
    return None if side is None else match_trial(patient, side.trial, context).verdict


def _moved(amendment: Amendment, patient: Patient, context: Context) -> Iterator[FlippedCriterion]:
    """The criteria that changed and say something else of the patient; all others say what they said."""
    old, new = _by_id(amendment.before), _by_id(amendment.after)
    for change in amendment.change.criteria:
        before, after = _said(change.before, old, patient, context), _said(change.after, new, patient, context)
        if before != after:
            yield _flipped(change, before, after)


def _flipped(
    change: CriterionChange, before: CriterionVerdict | None, after: CriterionVerdict | None
) -> FlippedCriterion:
    ids = [side.criterion_id if side else None for side in (change.before, change.after)]
    return FlippedCriterion(kind=change.kind, before_id=ids[0], after_id=ids[1], before=before, after=after)


def _by_id(side: Reading | None) -> dict[str, Criterion]:
    return {each.criterion_id: each for each in side.trial.criteria} if side else {}


def _said(
    side: Side | None, criteria: dict[str, Criterion], patient: Patient, context: Context
) -> CriterionVerdict | None:
    if side is None:
        return None
    criterion = criteria[side.criterion_id]
    return verdict_of(evaluate(criterion.tree, patient, context), criterion.category)
