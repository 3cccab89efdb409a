"""The plan of the bundled sample in print, pinned: a change of what is evaluated shows as a difference of lines."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from criteria.lexicon import lexicon
from criteria.tree.nodes import Age, All, Any, Attested, Exposure
from matcher.plan.compile import compile_plan
from matcher.plan.sharing import shared, sharing_text
from matcher.sample import TRIALS
from tests.generative.trials import trial_of

PINNED = Path(__file__).with_name("plan_of_the_sample.txt")
COMMAND = Path(sys.executable).with_name("resetmatch")


def test_the_plan_of_the_sample_is_as_pinned() -> None:
    done = subprocess.run([COMMAND, "plan", "--trials", TRIALS], capture_output=True, text=True, check=True)
    assert done.stdout == PINNED.read_text("utf-8"), "the plan changed; where that is meant: make plan"
    assert done.stderr == ""


def test_what_is_shared_is_counted_by_criterion_and_trial() -> None:
    adult, drug = Age(comparator=">=", years=18), Exposure(concept="rituximab")
    consent = Attested(reason="consent", text="signs")
    one = trial_of([adult, All(of=(adult, drug)), consent], "NCT00000001")
    two = trial_of([Any(of=(drug, adult)), consent], "NCT00000002")
    plan = compile_plan([one, two], lexicon())
    assert [(found.step.node, found.criteria, found.trials) for found in shared(plan)] == [(adult, 3, 2), (drug, 2, 2)]
    assert sharing_text(plan).splitlines()[0] == "2 tests for 5 places in criteria; 2 tests are shared"
