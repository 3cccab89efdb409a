"""Which patients an amendment moves, and by which criteria; patients and criteria are named by their ids alone."""

from __future__ import annotations

import msgspec

from criteria.changes.compare import Reading
from criteria.changes.model import CriterionKind, RecordChange
from matcher.results import CriterionVerdict, TrialVerdict

__all__ = ["Amendment", "Flip", "FlippedCriterion"]


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
