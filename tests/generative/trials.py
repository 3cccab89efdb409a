"""Trials around trees, for tests of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from criteria.criterion import Cohort, Criterion, Trial
from criteria.tree.nodes import Node

__all__ = ["criterion_of", "trial_of"]


def criterion_of(tree: Node, criterion_id: str = "i01", **changed: Any) -> Criterion:
    given: dict[str, Any] = {"category": "inclusion", "cohort": None, "kind": "computable", "flags": ()} | changed
    return Criterion(
        criterion_id=criterion_id, text=f"text of {criterion_id}", span=None, expression="", tree=tree, **given
    )


def trial_of(criteria: Sequence[Node | Criterion], nct_id: str = "NCT00000000", cohorts: Sequence[str] = ()) -> Trial:
    return Trial(
        nct_id=nct_id,
        brief_title=f"Title of {nct_id}",
        overall_status="RECRUITING",
        phases=(),
        conditions=(),
        countries=(),
        text_digest="",
        cohorts=tuple(Cohort(label=label) for label in cohorts),
        criteria=tuple(
            one if isinstance(one, Criterion) else criterion_of(one, f"i{place}") for place, one in enumerate(criteria)
        ),
    )
