"""A screening's counts as the report shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from criteria.criterion import Criterion, Trial
from criteria.tree import nodes
from criteria.tree.nodes import Node, children, walk
from matcher.plan.attrition import described
from matcher.plan.compile import Column, Plan
from matcher.plan.relaxed import Relaxed
from matcher.plan.tally import COUNTS, RIPE, Tally
from matcher.report import Change, CriterionRow, FactRow, RipeRow, Screened, TrialRow

__all__ = ["subject_of", "summary"]

_SHOWN = 6
_KINDS: dict[type[Node], str] = {
    nodes.Age: "age",
    nodes.Sex: "sex",
    nodes.Condition: "conditions",
    nodes.Elapsed: "conditions",
    nodes.Exposure: "drugs",
    nodes.Distinct: "drugs",
    nodes.Dose: "drugs",
    nodes.Procedure: "procedures",
    nodes.Value: "test results",
    nodes.Finding: "test results",
    nodes.Grade: "test results",
}


def summary(plan: Plan, tally: Tally, changes: Iterable[Relaxed], refused: int, digest: str) -> Screened:
    """All that the report tells of."""
    return Screened(
        people=tally.people,
        trials=_trials(plan, tally),
        facts=_facts(tally.missing),
        ripening=tuple(RipeRow(days, _ripe(tally.ripe, place)) for place, days in enumerate(RIPE)),
        changes=tuple(_change(change) for change in changes),
        refused=refused,
        lexicon_digest=digest,
    )


def _trials(plan: Plan, tally: Tally) -> tuple[TrialRow, ...]:
    """A row a trial, with those of its criteria."""
    return tuple(_trial(trial, plan.columns_of(trial.nct_id), tally) for trial in plan.trials)


def _trial(trial: Trial, columns: Sequence[Column], tally: Tally) -> TrialRow:
    return TrialRow(
        trial.nct_id,
        trial.brief_title,
        trial.overall_status,
        tuple(tally.verdicts.get(trial.nct_id, [0, 0, 0])),
        tuple(_criterion(column, tally) for column in columns),
        tuple(tally.ripe.get(trial.nct_id, [0] * len(RIPE))),
    )


def _criterion(column: Column, tally: Tally) -> CriterionRow:
    _, criterion_id, category, cohort, kind, text, expression = described(column)
    counts = dict(zip(COUNTS, tally.criteria.get(column.name, [0] * len(COUNTS)), strict=True))
    return CriterionRow(
        criterion_id,
        category,
        cohort,
        expression if expression and kind == "computable" else text,
        tuple(counts.values())[:_SHOWN],
        (counts["gained_open"], counts["gained_eligible"]),
        subject_of(column.criterion),
    )


def _facts(missing: Mapping[str, Mapping[str, Sequence[int]]]) -> tuple[FactRow, ...]:
    """Facts that are missing, over all trials."""
    total: dict[str, list[int]] = {}
    for facts in missing.values():
        for fact, counts in facts.items():
            total[fact] = [a + b for a, b in zip(total.get(fact, [0] * len(counts)), counts, strict=True)]
    return tuple(_fact(fact, counts) for fact, counts in sorted(total.items()))


def _fact(name: str, counts: Sequence[int]) -> FactRow:
    domain, _, concept = name.partition("/")
    return FactRow(domain, concept, *counts)


def _ripe(ripe: Mapping[str, Sequence[int]], place: int) -> int:
    return sum(counts[place] for counts in ripe.values())


def _change(one: Relaxed) -> Change:
    gained = (one.gained_eligible, one.gained_open, one.lost_eligible, one.lost_open)
    return Change(" + ".join(one.asked), one.words, *gained)


# -- what a criterion is about --------------------------------------------------------------------------------------


def subject_of(criterion: Criterion) -> str:
    """What a criterion is about: the diagnosis asked for, one concept, else tests, drugs, conditions, or several."""
    leaves = [node for node in walk(criterion.tree) if not children(node)]
    kinds = dict.fromkeys(_KINDS[type(leaf)] for leaf in leaves if type(leaf) in _KINDS)
    concepts = dict.fromkeys(getattr(leaf, "concept", "") for leaf in leaves if type(leaf) in _KINDS)
    if criterion.category == "inclusion" and "conditions" in kinds:
        return "diagnosis"
    if len(kinds) == 1 and len(concepts) == 1:
        return next(filter(None, concepts), next(iter(kinds)))
    others = [kind for kind in kinds if kind not in {"age", "sex"}]
    return next(iter(others or kinds), "not understood") if len(others) <= 1 else "several"
