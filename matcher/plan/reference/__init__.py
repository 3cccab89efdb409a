"""The reference evaluator: slow and obvious, the oracle that the other one is held to, and the source of reasons."""

from __future__ import annotations

from matcher.plan.reference.flips import flips_in, is_timed
from matcher.plan.reference.tree import evaluate

__all__ = ["evaluate", "flips_in", "is_timed"]
