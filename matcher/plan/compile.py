"""From criteria trees to one plan for all trials: every distinct test once, every distinct part of a tree once."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec

from criteria.criterion import Criterion, Trial
from criteria.errors import RecordRefused
from criteria.lexicon import Lexicon
from criteria.tree import nodes
from criteria.tree.nodes import Node, children
from matcher.plan.folds import COMPILED, UNDECIDED, UNORDERED
from matcher.plan.kleene import Truth
from matcher.plan.planes import Plane, nobody
from matcher.plan.records import Block
from matcher.plan.relations import RELATED, Relations
from matcher.settings import Context

__all__ = ["Column", "Group", "Plan", "Step", "compile_plan", "fingerprint"]


def fingerprint(node: Node) -> str:
    """What makes two parts of trees the same test: the SHA-256 of their canonical form."""
    return hashlib.sha256(msgspec.json.encode(node, order="deterministic")).hexdigest()


@dataclass(frozen=True, slots=True)
class Step:
    """One distinct part of the trees: a test of facts, of the person, or a fold over earlier steps.

    `leaf` is the number of a test of facts among all of them; `home` the domains that, all closed, make its silence
    an answer, and `absent` is that answer.
    """

    number: int
    node: Node
    parts: tuple[int, ...]
    leaf: int | None = None
    home: tuple[str, ...] = ()
    absent: bool = False

    def key(self, parts: Sequence[Truth]) -> Hashable:
        """What makes two folds the same: what they are and the truths of their parts."""
        if not parts:
            return None if type(self.node) in UNDECIDED else self.number
        own = frozenset(parts) if type(self.node) in UNORDERED else tuple(parts)
        return type(self.node), getattr(self.node, "k", None), own

    def fold(self, parts: Sequence[Truth], block: Block) -> Truth:
        """A fold over its parts, or what the person alone decides."""
        if type(self.node) in UNORDERED:
            parts = list(dict.fromkeys(parts))
        return COMPILED[type(self.node)](self.node, parts, block)


@dataclass(frozen=True, slots=True)
class Column:
    """A criterion in the plan: `root` is its tree's step, `neutral` that with its attestations taken for given."""

    name: str
    criterion: Criterion
    root: int
    neutral: int | None

    def verdict(self, steps: Sequence[Truth]) -> Truth:
        """True: pass; false: fail."""
        return self._signed(steps[self.root])

    def clear(self, steps: Sequence[Truth]) -> Plane | None:
        """In whose way to `eligible` the criterion does not stand; None: in nobody's."""
        if self.criterion.kind == "attestation":
            return None
        own = self.verdict(steps)
        if self.neutral is None:
            return own.true
        return own.true | (self._signed(steps[self.neutral]).true & own.unknown)

    def _signed(self, held: Truth) -> Truth:
        return held if self.criterion.category == "inclusion" else held.negation


@dataclass(frozen=True, slots=True)
class Group:
    """What is judged as one: a trial without cohorts, or one of its cohorts with what is common to all."""

    name: str
    nct_id: str
    label: str | None
    columns: tuple[Column, ...]

    def verdict(self, steps: Sequence[Truth], people: int) -> Truth:
        """True: eligible; false: ineligible; unknown: undetermined."""
        failed, clear = nobody(people), ~nobody(people)
        for column in self.columns:
            failed |= column.verdict(steps).false
            if (free := column.clear(steps)) is not None:
                clear &= free
        return Truth(clear & ~failed, failed)


@dataclass(frozen=True)
class Plan:
    """All trials as tables and folds; printed by `describe`."""

    steps: tuple[Step, ...]
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    trials: tuple[Trial, ...]
    relations: Relations

    @property
    def tests(self) -> list[Step]:
        """The steps that facts decide, in the order of their leaf numbers."""
        return [step for step in self.steps if step.leaf is not None]

    @cached_property
    def _by_trial(self) -> dict[str, list[Column]]:
        found: dict[str, list[Column]] = {trial.nct_id: [] for trial in self.trials}
        for column in self.columns:
            found[column.name.partition("/")[0]].append(column)
        return found

    @cached_property
    def _below(self) -> dict[int, tuple[int, ...]]:
        return {}

    def below(self, root: int) -> tuple[int, ...]:
        """A step and all that it is made of, in order."""
        if root not in self._below:
            parts = (number for part in self.steps[root].parts for number in self.below(part))
            self._below[root] = tuple(sorted({root, *parts}))
        return self._below[root]

    def columns_of(self, nct_id: str) -> list[Column]:
        """The criteria of a trial, in the order of the text."""
        return self._by_trial[nct_id]

    def cohorts_of(self, nct_id: str) -> list[Group]:
        """The groups of a trial: one, named as the trial, or one for each cohort."""
        return [group for group in self.groups if group.nct_id == nct_id]

    def describe(self) -> str:
        """The plan in print: tests, folds, criteria and trials, each with what it is made of."""
        lines = [f"{len(self.trials)} trials, {len(self.columns)} criteria, {len(self.steps)} steps"]
        lines += [_step_line(step) for step in self.steps]
        for column in self.columns:
            neutral = "" if column.neutral is None else f", attestations aside {column.neutral}"
            lines.append(f"{column.name} {column.criterion.category}: {column.root}{neutral}")
        for group in self.groups:
            made_of = ", ".join(column.criterion.criterion_id for column in group.columns) or "nothing"
            lines.append(f"{group.name}: {made_of}")
        return "\n".join(lines) + "\n"


def _step_line(step: Step) -> str:
    """A step in print: "3 d5ad1c3b exposure" and what it asks, or the steps it folds."""
    made_of = msgspec.to_builtins(step.node)
    kind = made_of.pop("node")
    words = [str(step.number), fingerprint(step.node)[:8], kind]
    if step.parts:
        rest = {name: value for name, value in made_of.items() if name == "k"}
        words += [f"{name}={value}" for name, value in rest.items()] + [f"({', '.join(map(str, step.parts))})"]
    else:
        words += [msgspec.json.encode(made_of, order="deterministic").decode()]
    return " ".join(words)


# -- compiling --------------------------------------------------------------------------------------------------


def compile_plan(trials: Sequence[Trial], lexicon: Lexicon) -> Plan:
    """The plan for trials: equal parts of their trees become one step."""
    builder = _Builder(Relations(Context(lexicon=lexicon)))
    columns = tuple(builder.column(trial, criterion) for trial in trials for criterion in trial.criteria)
    _refuse_doubles([trial.nct_id for trial in trials])
    _refuse_doubles([column.name for column in columns])
    named = {column.name: column for column in columns}
    groups = tuple(group for trial in trials for group in _groups(trial, named))
    return Plan(tuple(builder.steps), columns, groups, tuple(trials), builder.relations)


def _refuse_doubles(names: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise RecordRefused("occurs twice", where=name, do="give each trial once")
        seen.add(name)


def _groups(trial: Trial, columns: dict[str, Column]) -> Iterable[Group]:
    own = [(criterion, columns[f"{trial.nct_id}/{criterion.criterion_id}"]) for criterion in trial.criteria]
    if not trial.cohorts:
        yield Group(trial.nct_id, trial.nct_id, None, tuple(column for _, column in own))
    for cohort in trial.cohorts:
        held = tuple(column for criterion, column in own if criterion.cohort in {None, cohort.label})
        yield Group(f"{trial.nct_id}#{cohort.label}", trial.nct_id, cohort.label, held)


class _Builder:
    """Steps under construction, each part of a tree looked up by its fingerprint."""

    def __init__(self, relations: Relations) -> None:
        self.relations = relations
        self.steps: list[Step] = []
        self._known: dict[str, int] = {}
        self._leaves = 0

    def column(self, trial: Trial, criterion: Criterion) -> Column:
        """One criterion, with its tree's steps."""
        neutral = None
        if criterion.is_mixed:
            neutral = _without_attestation(criterion.tree, holds=criterion.category == "inclusion")
        return Column(
            f"{trial.nct_id}/{criterion.criterion_id}",
            criterion,
            self.step(criterion.tree),
            None if neutral is None else self.step(neutral),
        )

    def step(self, node: Node) -> int:
        """The step of a node: a known one, or a new one after those of its parts."""
        node = _canonical(node)
        key = fingerprint(node)
        if key not in self._known:
            parts = tuple(self.step(part) for part in children(node))
            step = self._new(node, parts)
            self.steps.append(step)
            self._known[key] = step.number
        return self._known[key]

    def _new(self, node: Node, parts: tuple[int, ...]) -> Step:
        number = len(self.steps)
        if type(node) not in RELATED:
            return Step(number, node, parts)
        leaf, self._leaves = self._leaves, self._leaves + 1
        self.relations.add(leaf, node)
        absent = isinstance(node, nodes.Dose) and node.when_absent
        return Step(number, node, parts, leaf, self._home(node), absent)

    def _home(self, node: Node) -> tuple[str, ...]:
        """The domains whose closing makes silence an answer; results are never answered by silence alone."""
        concepts: tuple[str, ...] = ()
        if isinstance(node, nodes.Distinct):
            concepts = node.concepts
        elif not isinstance(node, (nodes.Value, nodes.Grade)):
            concepts = (getattr(node, "concept", ""),)
        homes = [self.relations.context.home(concept) for concept in concepts]
        return tuple(sorted({home for home in homes if home})) if homes and None not in homes else ()


def _canonical(node: Node) -> Node:
    """The same proposition in the form that is evaluated: what no fact decides is one step, whatever its words."""
    match node:
        case nodes.Finding(outcome="negative"):
            return nodes.Not(of=msgspec.structs.replace(node, outcome="positive"))
        case nodes.Attested() | nodes.Quality() | nodes.Unread():
            return type(node)(**dict.fromkeys(node.__struct_fields__, ""))
        case _:
            return node


def _without_attestation(node: Node, *, holds: bool) -> Node:
    """The tree with what a person must confirm as it should be, so that only the rest decides.

    Below a negation what should hold is the contrary. What a condition or a discretion hangs on stays open.
    """
    match node:
        case nodes.Attested():
            return nodes.Constant(value=holds, why="confirmed by a person")
        case nodes.All() | nodes.Any() | nodes.AtLeast() | nodes.Readings():
            return msgspec.structs.replace(node, of=tuple(_without_attestation(part, holds=holds) for part in node.of))
        case nodes.Not():
            return nodes.Not(of=_without_attestation(node.of, holds=not holds))
        case nodes.IfThen():
            then = _without_attestation(node.then, holds=holds)
            otherwise = node.otherwise and _without_attestation(node.otherwise, holds=holds)
            return nodes.IfThen(condition=node.condition, then=then, otherwise=otherwise)
        case _:
            return node
