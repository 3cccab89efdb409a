"""What time alone ends: the plan's days held to the reference's, over every mixture of windows and times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest

from criteria.tree.nodes import (
    All,
    Condition,
    Distinct,
    Dose,
    Elapsed,
    Exposure,
    Finding,
    Node,
    Not,
    Procedure,
    Value,
    Window,
)
from criteria.tree.nodes import Any as Either
from matcher.evaluate import match_trial
from matcher.plan.compile import compile_plan
from matcher.plan.ripening import days_left
from matcher.plan.run import evaluated
from matcher.population.facts import Fact, Patient
from matcher.population.facts_frame import facts_frame
from matcher.settings import Context
from tests.generative.strategies import DOMAIN
from tests.generative.trials import criterion_of, trial_of
from tests.generative.vocabulary import small_lexicon

LEXICON = small_lexicon()
CONTEXT = Context(lexicon=LEXICON)
TIMES = (None, 0.0, 7.0, 27.5, 28.0, 90.0)
WINDOWS = (
    Window(days=28.0),
    Window(days=28.0, strict=True),
    Window(days=45.5),
    Window(days=365.25),
    Window(days=10.0, half_lives=2.0, pick="longer"),
    Window(days=30.0, half_lives=2.0, pick="shorter"),
    Window(half_lives=5.0),
)
EVERY: dict[type[Node], Iterable[Node]] = {
    Condition: (
        *(Condition(concept="infection", window=w, since=s) for w in WINDOWS for s in ("onset", "end")),
        *(Condition(concept="HIV infection", window=w, status=s) for w in WINDOWS[:4] for s in ("any", "active")),
        *(Condition(concept="infection", window=w, count=2) for w in WINDOWS[:4]),
    ),
    Exposure: (
        *(Exposure(concept=c, window=w) for c in ("rituximab", "calcineurin inhibitor") for w in WINDOWS),
        *(Exposure(concept="rituximab", window=w, responses=("inadequate",)) for w in WINDOWS[:4]),
    ),
    Distinct: [Distinct(k=k, concepts=("rituximab", "immunosuppressant"), window=w) for w in WINDOWS for k in (1, 2)],
    Dose: [Dose(concept="prednisone", comparator=c, value=7.0, unit="mg/d", window=w) for w in WINDOWS for c in "<>"],
    Procedure: [Procedure(concept="transplantation", window=w) for w in WINDOWS],
    Finding: [
        Finding(concept=c, window=w, ever=e) for c in ("HBV DNA", "HIV antibody") for w in WINDOWS for e in (0, 1)
    ],
    Elapsed: [
        Elapsed(concept="infection", comparator=c, days=d, since=s)
        for c, d, s in product(("<", "<=", ">=", ">"), (28.0, 45.5), ("onset", "end"))
    ],
}
HELD: dict[type[Node], tuple[str, ...]] = {
    Condition: ("HIV infection", "infection"),
    Exposure: ("rituximab", "tacrolimus"),
    Distinct: ("rituximab", "tacrolimus"),
    Dose: ("prednisone",),
    Procedure: ("kidney transplantation",),
    Finding: ("HBV DNA", "HIV antibody"),
    Elapsed: ("HIV infection", "infection"),
}
PLATELETS = Value(concept="platelet count", comparator=">=", value=100, unit="10*9/L")


def facts_of(kind: type[Node]) -> Iterator[dict[str, Any]]:
    """Facts of every time; a course or a condition has an end as well."""
    for concept, start, end in product(HELD[kind], TIMES, TIMES):
        if start is not None and end is not None and end > start:
            continue
        given: dict[str, Any] = {"concept": concept, "domain": DOMAIN[concept], "start": start, "end": end}
        if kind in {Condition, Elapsed}:
            yield from (given | {"status": status} for status in ("active", "resolved", None))
        elif kind in {Exposure, Distinct, Dose}:
            yield given | {"dose": 10.0, "dose_unit": "mg/d", "response": "inadequate"}
        elif start == end:
            yield given | ({"text": "positive"} if kind is Finding else {})


def people_of(kind: type[Node]) -> list[Patient]:
    """People with one fact, and with two that follow each other in the list."""
    every = list(facts_of(kind))
    held = [(one,) for one in every] + list(pairwise(every)) + list(zip(every, reversed(every), strict=True))
    closed = frozenset({"condition", "drug", "procedure"})
    return [
        Patient(
            profile_id=f"p-{number}",
            closed=closed if number % 2 else frozenset(),
            facts=tuple(Fact(pointer=f"/observations/{place}", **fact) for place, fact in enumerate(facts)),
        )
        for number, facts in enumerate(held)
    ]


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__name__)
def test_the_day_on_which_all_blockers_have_ended_is_the_same(kind: type[Node]) -> None:
    leaves, people = list(EVERY[kind]), people_of(kind)
    pairs = [All(of=(Not(of=one), Not(of=other))) for one, other in pairwise(leaves)]
    trees = [*(Not(of=leaf) for leaf in leaves), *leaves, *pairs, Either(of=(Not(of=leaves[0]), PLATELETS))]
    trials = [trial_of([tree], f"NCT{number:08}") for number, tree in enumerate(trees)]
    trials += [
        trial_of([criterion_of(one, "e1", category="exclusion"), criterion_of(Not(of=other), "i2")], f"NCT1{number:07}")
        for number, (one, other) in enumerate(pairwise(leaves))
    ]
    days = days_left(evaluated(compile_plan(trials, LEXICON), facts_frame(people, LEXICON)))
    seen = set()
    for trial in trials:
        own = days.get(trial.nct_id, np.zeros(len(people), np.uint32))
        for place, patient in enumerate(people):
            expected = match_trial(patient, trial, CONTEXT).earliest_eligible_in_days
            assert (int(own[place]) or None) == expected, (trial.criteria, patient)
            seen.add(expected)
    assert len(seen) > 5
