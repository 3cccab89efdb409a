"""Two evaluators, one meaning: random trees over random patients, the plan held to the reference."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from typing import get_args

import msgspec
import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from criteria.criterion import Trial
from criteria.tree.nodes import Condition, Node, walk
from matcher.evaluate import match_trial
from matcher.next_tests import next_tests
from matcher.plan.attrition import tables
from matcher.plan.compile import compile_plan
from matcher.plan.missing import Missing
from matcher.plan.reference import evaluate
from matcher.plan.ripening import days_left
from matcher.plan.run import evaluated, run
from matcher.plan.tally import tally_of
from matcher.population.facts import Patient
from matcher.population.facts_frame import facts_frame
from matcher.settings import Context
from tests.generative.strategies import LEAVES, TREE, populations, trials
from tests.generative.trials import trial_of
from tests.generative.vocabulary import small_lexicon

LEXICON = small_lexicon()
CONTEXT = Context(lexicon=LEXICON)
EXAMPLES = int(os.environ.get("RESETMATCH_EXAMPLES", "40"))
RUNS = settings(
    max_examples=EXAMPLES,
    derandomize="RESETMATCH_EXAMPLES" not in os.environ,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # what differs is one tree and one patient: short enough, and shrinking takes minutes
    suppress_health_check=list(HealthCheck),
)


@dataclass
class Account:
    """What came up while the evaluators were compared."""

    generated: set[type[Node]] = field(default_factory=set)
    seen: set[bool | None] = field(default_factory=set)


def disagreements(trees: list[Node], people: list[Patient], account: Account, block: int = 100) -> list[str]:
    """Each tree and patient on whom the evaluators differ."""
    wide = run(compile_plan([trial_of(trees)], LEXICON), facts_frame(people, LEXICON), block=block)
    found = []
    for number, tree in enumerate(trees):
        account.generated.update(type(node) for node in walk(tree))
        for patient, planned in zip(people, wide.get_column(f"NCT00000000/i{number}"), strict=True):
            expected = evaluate(tree, patient, CONTEXT)
            account.seen.add(expected)
            if planned != expected:
                found.append(f"reference {expected}, plan {planned}:\n{tree}\n{patient}")
    return found


@cache
def compared(kind: type[Node] | None) -> Account:
    """Random leaves of a kind, or random trees, on random people: both evaluators must agree on every one."""
    account = Account()
    some = st.lists(LEAVES[kind] if kind else TREE, min_size=10, max_size=10)

    @RUNS
    @given(trees=some, people=populations(kind=kind))
    def agree(trees: list[Node], people: list[Patient]) -> None:
        found = disagreements(trees, people, account, block=100 if kind else 4)
        assert not found, min(found, key=len)

    agree()
    return account


EVERY = pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)


@EVERY
def test_leaves_mean_the_same(kind: type[Node]) -> None:
    assert kind in compared(kind).generated


def test_trees_mean_the_same() -> None:
    assert compared(None).seen == {True, False, None}


VERDICTS = {True: "eligible", False: "ineligible", None: "undetermined"}


def judged_apart(trial: Trial, people: list[Patient]) -> list[str]:
    """Each patient on whose verdict, for the trial or a cohort, the evaluators differ."""
    plan, population = compile_plan([trial], LEXICON), facts_frame(people, LEXICON)
    wide = run(plan, population)
    days = days_left(evaluated(plan, population)).get(trial.nct_id)
    found = []
    for place, (patient, row) in enumerate(zip(people, wide.iter_rows(named=True), strict=True)):
        one = match_trial(patient, trial, CONTEXT)
        expected = {trial.nct_id: one.verdict} | {f"{trial.nct_id}#{part.label}": part.verdict for part in one.cohorts}
        planned = {name: VERDICTS[row[name]] for name in expected}
        expected["days"] = one.earliest_eligible_in_days
        planned["days"] = None if days is None else int(days[place]) or None
        if planned != expected:
            found.append(f"reference {expected}, plan {planned}:\n{trial}\n{patient}")
    return found


@RUNS
@given(every=st.lists(trials(), min_size=5, max_size=5), people=populations(kind=Condition))
def test_trials_are_judged_the_same(every: list[Trial], people: list[Patient]) -> None:
    found = [one for trial in every for one in judged_apart(trial, people)]
    assert not found, min(found, key=len)


@RUNS
@given(every=st.lists(trials(), min_size=5, max_size=5), people=populations(kind=None))
def test_the_next_tests_are_those_of_a_cohort_of_one(every: list[Trial], people: list[Patient]) -> None:
    named = [msgspec.structs.replace(trial, nct_id=f"NCT{number:08}") for number, trial in enumerate(every)]
    plan = compile_plan(named, LEXICON)
    missing = Missing(plan, CONTEXT)
    for patient in people[:3]:
        found = evaluated(plan, facts_frame([patient], LEXICON))
        tally = tally_of(found, missing.absent(found), {})
        gains = tables(plan, tally)["gains"].filter(pl.col("nct_id").is_null() & (pl.col("missing") > 0))
        told = next_tests([match_trial(patient, trial, CONTEXT) for trial in named])
        counts = [(one.domain, one.concept, one.missing, one.only_missing, one.decides) for one in told]
        assert counts == gains.drop("nct_id").rows()


def test_every_kind_of_node_was_generated() -> None:
    """A new kind of node needs a strategy, and a case in both evaluators."""
    generated = compared(None).generated.union(*(compared(kind).generated for kind in LEAVES))
    assert {kind.__name__ for kind in get_args(Node)} == {kind.__name__ for kind in generated}


@EVERY
def test_every_kind_of_leaf_was_seen_true_false_and_unknown(kind: type[Node]) -> None:
    possible: dict[str, set[bool | None]] = {
        "Constant": {True, False},
        "Attested": {None},
        "Quality": {None},
        "Unread": {None},
    }
    assert compared(kind).seen == possible.get(kind.__name__, {True, False, None})
