"""What if a criterion went, or its threshold moved: the trial without it beside the trial as it is, person by person.

The variants are compiled as trials of their own, so that they share every test but the one that moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import msgspec
import numpy as np
import polars as pl

from criteria.criterion import Criterion, Trial
from criteria.errors import InputRefused
from criteria.lexicon import Lexicon
from criteria.tree.render import render
from matcher.plan.compile import compile_plan, fingerprint
from matcher.plan.kleene import Truth
from matcher.plan.planes import Plane, packed, total
from matcher.plan.run import evaluated
from matcher.plan.thresholds import Threshold, moved, thresholds
from matcher.population.facts_frame import Population
from matcher.settings import Settings

__all__ = ["COUNTED", "Counts", "Relaxed", "WhatIf", "relaxed_table"]

COUNTED = ("eligible", "not_ineligible", "gained_eligible", "gained_open", "lost_eligible", "lost_open")
"""What is counted of each change: how many are eligible and not ineligible as it is, and who comes and goes."""

_ASKED = re.compile(r"(?P<nct_id>NCT\d{8})/(?P<criterion>[^#=\s]+)(?:#(?P<place>\d+))?(?:=(?P<value>-?\d+(?:\.\d+)?))?")


class Counts(dict[str, list[int]]):
    """The counts of COUNTED, by number of the change."""

    def add(self, other: Mapping[str, Sequence[int]]) -> None:
        """Adds the counts of another block."""
        for number, counts in other.items():
            held = self.get(number, [0] * len(counts))
            self[number] = [a + b for a, b in zip(held, counts, strict=True)]


class Relaxed(msgspec.Struct, frozen=True, kw_only=True):
    """What a change would do: "NCT99001001/i03: SLEDAI-2K ≥ 8 → SLEDAI-2K ≥ 6", and how many it would move.

    `gained_open` are no longer ineligible, `gained_eligible` become eligible; a threshold may also be moved the other
    way, which loses people.
    """

    nct_id: str
    asked: tuple[str, ...]
    words: str
    eligible: int = 0
    not_ineligible: int = 0
    gained_eligible: int = 0
    gained_open: int = 0
    lost_eligible: int = 0
    lost_open: int = 0

    @property
    def line(self) -> str:
        """What it would do, for a terminal: "NCT99001001/i03=6: 12 more eligible, 30 more not ineligible; ..."."""
        moves = [
            *(f"{self.gained_eligible:,} more eligible", f"{self.gained_open:,} more not ineligible"),
            *([f"{self.lost_eligible:,} fewer eligible"] if self.lost_eligible else []),
            *([f"{self.lost_open:,} fewer not ineligible"] if self.lost_open else []),
        ]
        return f"{' + '.join(self.asked)}: {', '.join(moves)}; {self.words}"


class _Change(msgspec.Struct, frozen=True):
    """One change as asked for: a threshold of a criterion at another value; without a threshold, the criterion goes."""

    asked: str
    trial: Trial
    criterion: Criterion
    words: str
    threshold: Threshold | None = None
    value: float = 0.0


class WhatIf:
    """Trials with criteria relaxed, each change alone and all changes of one trial together.

    `asked` are changes as "NCT99001001/i03" (the criterion goes) and "NCT99001001/i03=6" (its threshold moves);
    "NCT99001001/i01#2=70" names the second threshold of a criterion that has several.
    """

    def __init__(self, asked: Sequence[str], trials: Sequence[Trial], lexicon: Lexicon) -> None:
        self.asked = tuple(dict.fromkeys(asked))
        by_id = {trial.nct_id: trial for trial in trials}
        self._sets = list(_sets([_read(each, by_id) for each in self.asked]))
        variants = [_variant(changes, number) for number, changes in enumerate(self._sets)]
        touched = {changes[0].trial.nct_id: changes[0].trial for changes in self._sets}
        self._plan = compile_plan([*touched.values(), *variants], lexicon)
        self._variants = [variant.nct_id for variant in variants]

    def counts(self, population: Population, settings: Settings) -> dict[str, list[int]]:
        """The counts of COUNTED over a population, by number of the change; they add up over blocks."""
        if not self._sets:
            return {}
        found = evaluated(self._plan, population, settings).trials
        everyone = packed(np.ones(population.people.height, np.bool_))
        pairs = ((found[c[0].trial.nct_id], found[v]) for c, v in zip(self._sets, self._variants, strict=True))
        return {str(number): _counts(now, then, everyone) for number, (now, then) in enumerate(pairs)}

    def relaxed(self, counts: Mapping[str, Sequence[int]]) -> tuple[Relaxed, ...]:
        """The changes with their counts, in the order asked for."""
        return tuple(
            Relaxed(
                nct_id=changes[0].trial.nct_id,
                asked=tuple(change.asked for change in changes),
                words="; ".join(change.words for change in changes),
                **dict(zip(COUNTED, counts.get(str(number), [0] * len(COUNTED)), strict=True)),
            )
            for number, changes in enumerate(self._sets)
        )


def relaxed_table(changes: Iterable[Relaxed]) -> pl.DataFrame:
    """A row a change: what was asked, in words, and its counts."""
    schema: dict[str, Any] = {"nct_id": pl.String, "asked": pl.List(pl.String), "words": pl.String}
    rows = [msgspec.structs.astuple(change) for change in changes]
    return pl.DataFrame(rows, schema=schema | dict.fromkeys(COUNTED, pl.Int64), orient="row")


def _counts(now: Truth, then: Truth, everyone: Plane) -> list[int]:
    open_now, open_then = ~now.false, ~then.false
    planes = (
        *(now.true, open_now, then.true & ~now.true, open_then & ~open_now),
        *(now.true & ~then.true, open_now & ~open_then),
    )
    return [total(plane & everyone) for plane in planes]


def _sets(changes: Iterable[_Change]) -> Iterator[list[_Change]]:
    """Each change alone, then all changes of each trial that has several."""
    by_trial: dict[str, list[_Change]] = {}
    for change in changes:
        yield [change]
        by_trial.setdefault(change.trial.nct_id, []).append(change)
    for own in by_trial.values():
        if len(own) > 1:
            _refuse_contradictions(own)
            yield own


def _refuse_contradictions(changes: Sequence[_Change]) -> None:
    """A part that is to move twice, or to move and to go."""
    for one, other in combinations(changes, 2):
        same = one.criterion.criterion_id == other.criterion.criterion_id
        nodes = {change.threshold and fingerprint(change.threshold.node) for change in (one, other)}
        if same and (None in nodes or len(nodes) == 1):
            raise InputRefused("relaxes what is relaxed already", where=other.asked, do=f"leave out {one.asked}")


def _variant(changes: Sequence[_Change], number: int) -> Trial:
    """The trial with all changes, under a name of its own."""
    trial = changes[0].trial
    kept = (_changed(one, [c for c in changes if c.criterion == one]) for one in trial.criteria)
    criteria = tuple(one for one in kept if one is not None)
    return msgspec.structs.replace(trial, nct_id=f"{trial.nct_id}?{number}", criteria=criteria)


def _changed(criterion: Criterion, changes: Sequence[_Change]) -> Criterion | None:
    tree = criterion.tree
    for change in changes:
        if change.threshold is None:
            return None
        tree = moved(tree, change.threshold, change.value)
    return msgspec.structs.replace(criterion, tree=tree, expression=render(tree)) if changes else criterion


# -- what is asked for --------------------------------------------------------------------------------------------


def _read(asked: str, trials: Mapping[str, Trial]) -> _Change:
    met = _ASKED.fullmatch(asked)
    if met is None:
        raise InputRefused(
            "names no criterion of a trial", where=asked, do="write NCT01234567/i03, or NCT01234567/i03=6"
        )
    trial = trials.get(met["nct_id"])
    if trial is None:
        raise InputRefused("this trial is not among those screened", where=asked)
    criterion = next((one for one in trial.criteria if one.criterion_id == met["criterion"]), None)
    if criterion is None:
        names = ", ".join(one.criterion_id for one in trial.criteria)
        raise InputRefused("the trial has no such criterion", where=asked, do=f"it has {names}")
    if met["value"] is None and met["place"] is None:
        return _Change(asked, trial, criterion, f"without: {_said(criterion)}")
    if met["value"] is None:
        raise InputRefused("a threshold needs the value it moves to", where=asked, do=f"write {asked}=VALUE")
    threshold = _threshold(asked, criterion, met["place"])
    return _moved(asked, trial, criterion, threshold, float(met["value"]))


def _said(criterion: Criterion) -> str:
    return criterion.expression or criterion.text


def _threshold(asked: str, criterion: Criterion, place: str | None) -> Threshold:
    """The one threshold of a criterion, or that which is named."""
    found = thresholds(criterion.tree)
    if not found:
        raise InputRefused("the criterion has no threshold", where=asked, do=f"without a value it goes: {_bare(asked)}")
    if place is None and len(found) == 1:
        return found[0]
    if place is not None and 1 <= int(place) <= len(found):
        return found[int(place) - 1]
    named = "; ".join(f"#{number} {each.words}" for number, each in enumerate(found, start=1))
    what = f"the criterion has {len(found)} threshold{'s' if len(found) > 1 else ''}: {named}"
    raise InputRefused(what, where=asked, do=f"name one, as {_bare(asked)}#1=VALUE")


def _bare(asked: str) -> str:
    return re.split("[#=]", asked, maxsplit=1)[0]


def _moved(asked: str, trial: Trial, criterion: Criterion, threshold: Threshold, value: float) -> _Change:
    if threshold.whole and (value < 1 or not value.is_integer()):
        raise InputRefused("this threshold is a whole number from 1 on", where=asked)
    if value < 0 and threshold.field not in {"value", "dose"}:
        raise InputRefused("this threshold is not negative", where=asked)
    return _Change(asked, trial, criterion, f"{threshold.words} → {threshold.said(value)}", threshold, value)
