"""One profile against all trials in this process, as the service does it after its start."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence

import msgspec

from matcher.api.pages import LIMIT
from matcher.catalogue import Catalogue
from matcher.evaluate import judge, match, match_first
from matcher.population.facts import Patient
from matcher.settings import Context

__all__ = ["Single", "single"]

WARM, ALONE = 20, 3


class Single(msgspec.Struct, frozen=True):
    """Milliseconds: median and 99th percentile of all trials in full, and of the first 20; median of the reference."""

    full: tuple[float, float]
    first: tuple[float, float]
    reference: float

    @property
    def faster(self) -> float:
        """How many times faster all in full is than the reference, criterion by criterion."""
        return self.reference / self.full[0]


def single(patients: Sequence[Patient], catalogue: Catalogue, context: Context) -> Single:
    """The figures, after a few profiles have come before."""
    trials, registry = catalogue.trials, catalogue.registry

    def full(patient: Patient) -> object:
        return match(patient, trials, registry=registry, context=context)

    def first(patient: Patient) -> object:
        return match_first(LIMIT, patient, trials, registry=registry, context=context)

    def reference(patient: Patient) -> object:
        return [judge(criterion, patient, context) for trial in trials for criterion in trial.criteria]

    _times(full, patients[:WARM])
    gc.collect()
    gc.freeze()
    slow = _times(reference, patients[WARM : WARM + ALONE])
    found = Single(
        _spread(_times(full, patients[WARM:])), _spread(_times(first, patients[WARM:])), statistics.median(slow)
    )
    gc.unfreeze()
    return found


def _times(work: Callable[[Patient], object], patients: Sequence[Patient]) -> list[float]:
    return [_milliseconds(work, patient) for patient in patients]


def _milliseconds(work: Callable[[Patient], object], patient: Patient) -> float:
    began = time.perf_counter()
    work(patient)
    return 1000 * (time.perf_counter() - began)


def _spread(times: Sequence[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=100)[-1]
