"""The plan over a population, in blocks of people: the truth of every step, and from it verdicts and pairs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from matcher.plan.compile import Column, Plan
from matcher.plan.kleene import Truth
from matcher.plan.leaves import Board
from matcher.plan.planes import Plane, unpacked
from matcher.plan.records import Block, block_of
from matcher.population.facts_frame import Population
from matcher.settings import Settings

__all__ = ["BLOCK", "VERDICT", "VERDICTS", "Evaluated", "evaluated", "run", "truths"]

BLOCK = 1 << 16
VERDICTS = ("eligible", "undetermined", "ineligible")
VERDICT = pl.Enum(VERDICTS)


@dataclass(frozen=True)
class Evaluated:
    """A block, evaluated: the truth of every step, and what it makes of criteria, cohorts and trials."""

    plan: Plan
    block: Block
    board: Board
    steps: Sequence[Truth]

    @cached_property
    def columns(self) -> dict[str, Truth]:
        """Criteria by name: true is pass, false fail."""
        return {column.name: column.verdict(self.steps) for column in self.plan.columns}

    def column(self, column: Column) -> Truth:
        """A criterion: true is pass, false fail."""
        return self.columns[column.name]

    @cached_property
    def groups(self) -> dict[str, Truth]:
        """Cohorts, and trials without any, by name: true is eligible, false ineligible."""
        return {group.name: group.verdict(self.steps, self.block.people) for group in self.plan.groups}

    @cached_property
    def trials(self) -> dict[str, Truth]:
        """Trials by number: eligible where one cohort is, ineligible where all are."""
        found: dict[str, Truth] = {}
        for group in self.plan.groups:
            own, known = self.groups[group.name], found.get(group.nct_id)
            found[group.nct_id] = own if known is None else Truth(known.true | own.true, known.false & own.false)
        return found

    def kept(self, *, all_pairs: bool) -> dict[str, Plane]:
        """By trial, who is not ineligible; or everyone."""
        return dict.fromkeys(self.trials, self.block.everyone) if all_pairs else self._open

    @cached_property
    def _open(self) -> dict[str, Plane]:
        return {nct_id: ~verdict.false for nct_id, verdict in self.trials.items()}


def evaluated(plan: Plan, population: Population, settings: Settings | None = None) -> Evaluated:
    """The plan over a population as one block."""
    domains = {name: concept.domain for name, concept in plan.relations.context.lexicon.concepts.items()}
    block = block_of(population, settings or Settings(), domains)
    board = Board(plan.relations, block)
    steps = _truths(plan, board, range(len(plan.steps)))
    return Evaluated(plan, block, board, [steps[number] for number in range(len(plan.steps))])


def truths(plan: Plan, block: Block, numbers: Iterable[int]) -> dict[int, Truth]:
    """Some steps of a plan over a block, each after those it is made of."""
    return _truths(plan, Board(plan.relations, block), numbers)


def _truths(plan: Plan, board: Board, numbers: Iterable[int]) -> dict[int, Truth]:
    """Steps that come to the same truth share it: of most concepts a block has no record, whatever is asked of them."""
    found: dict[int, Truth] = {}
    known: dict[Hashable, Truth] = {}
    for number in numbers:
        step = plan.steps[number]
        if step.leaf is not None:
            found[number] = board.truth(step.leaf, step.node, step.home, absent=step.absent)
            continue
        parts = [found[part] for part in step.parts]
        key = step.key(parts)
        if key not in known:
            known[key] = board.block.plain(step.fold(parts, board.block))
        found[number] = known[key]
    return found


def run(plan: Plan, population: Population, settings: Settings | None = None, *, block: int = BLOCK) -> pl.DataFrame:
    """The verdicts of everyone, a row a person.

    A column for each criterion ("NCT01234567/i03": true is pass, false fail, null unknown), cohort
    ("NCT01234567#Lupus nephritis") and trial ("NCT01234567": true is eligible, false ineligible, null undetermined).
    """
    starts = range(0, max(population.people.height, 1), block)
    return pl.concat([_wide(plan, population.block(start, block), settings) for start in starts])


def _wide(plan: Plan, population: Population, settings: Settings | None) -> pl.DataFrame:
    found = evaluated(plan, population, settings)
    cohorts = [group for group in plan.groups if group.label is not None]
    truths = {
        **found.trials,
        **{group.name: found.groups[group.name] for group in cohorts},
        **{column.name: found.column(column) for column in plan.columns},
    }
    ids = population.people.get_column("profile_id")
    return pl.DataFrame([ids, *(_series(name, truth, len(ids)) for name, truth in truths.items())])


def _series(name: str, truth: Truth, people: int) -> pl.Series:
    """A truth as a column: null is unknown."""
    true = pl.Series(name, unpacked(truth.true, people))
    known = pl.Series(unpacked(truth.true | truth.false, people))
    return true.zip_with(known, pl.repeat(None, people, dtype=pl.Boolean, eager=True).alias(name))
