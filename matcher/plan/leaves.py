"""From features to tests: what each leaf of the plan comes to for everyone in a block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial, reduce
from typing import Any, cast

import numpy as np

from criteria.tree import nodes
from criteria.tree.nodes import Node
from matcher.plan import features, measured
from matcher.plan.codes import Codes
from matcher.plan.doses import dose, enough
from matcher.plan.features import Courses, Features, Reach
from matcher.plan.kleene import Truth
from matcher.plan.limits import said_of
from matcher.plan.planes import Numbers, Plane, counted, packed, reaching
from matcher.plan.records import Block
from matcher.plan.relations import FAILS, Relations
from matcher.plan.scales import class_holds

__all__ = ["EVALUATED", "Board"]


class Board:
    """The tests of a plan over one block."""

    def __init__(self, relations: Relations, block: Block) -> None:
        self.relations, self.block = relations, block
        self.features = Features(block)
        self.asked = {name: self._touched(name, block.places) for name in relations.rows if name != "parts"}
        self.denials = self._touched("denials", block.denied)
        self._parts = self._denied_parts()
        self._closed: dict[tuple[str, ...], Plane] = {(): block.nobody}
        self._settled: dict[Hashable, tuple[Truth, Codes]] = {}
        self._latest: dict[int, measured.Latest | None] = {}
        self._found: dict[int, measured.Found | None] = {}

    def _touched(self, table: str, concepts: Mapping[str, object]) -> dict[int, list[tuple[Any, ...]]]:
        """The rows of a table by leaf, of those concepts that are there."""
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for concept in concepts:
            for row in self.relations.by_concept(table).get(concept, ()):
                found[row[1]].append(row)
        return found

    def _denied_parts(self) -> dict[int, dict[str, Plane]]:
        """By leaf and part, of whom that part is denied."""
        parts: dict[int, dict[str, Plane]] = defaultdict(dict)
        for leaf, rows in self._touched("parts", self.block.denied).items():
            for up, _, part in rows:
                known, denied = parts[leaf].get(part), self.block.denied[up]
                parts[leaf][part] = denied if known is None else known | denied
        return parts

    def truth(self, leaf: int, node: Node, home: tuple[str, ...], *, absent: bool) -> Truth:
        """A test for everyone; one truth for all tests of which the same is known, as where there is no record."""
        codes = Codes()
        EVALUATED[type(node)](self, leaf, node, codes)
        self._denied(leaf, codes)
        key = (codes.key(self.block.nobody), home, absent)
        if key not in self._settled:
            truth = codes.settled(self._closed_in(home), absent=absent)
            self._settled[key] = self.block.plain(truth), codes
        return self._settled[key][0]

    def _closed_in(self, home: tuple[str, ...]) -> Plane:
        """Who has closed all of the domains."""
        if home not in self._closed:
            self._closed[home] = reduce(np.bitwise_and, [self.block.closed[domain] for domain in home])
        return self._closed[home]

    def _denied(self, leaf: int, codes: Codes) -> None:
        """What a denial of the concept, of all above it, or of all of its parts says."""
        for concept, _, code in self.denials.get(leaf, ()):
            self._says(codes, code, self.block.denied[concept])
        if leaf in self.relations.needs:
            needed, code = self.relations.needs[leaf]
            parts = self._parts.get(leaf, {})
            if len(parts) == needed:
                self._says(codes, code, reduce(np.bitwise_and, parts.values()))

    @staticmethod
    def _says(codes: Codes, code: int, plane: Plane) -> None:
        (codes.fails if code == FAILS else codes.absent).append(plane)

    # -- results ------------------------------------------------------------------------------------------------

    def latest(self, feature: int) -> measured.Latest | None:
        """The latest values of a feature; None where nobody has any."""
        if feature not in self._latest:
            rows = self.asked["values"].get(feature, [])
            asked = [(row[0], row[3], cast("Reach", row[4:])) for row in sorted(rows, key=lambda row: row[0])]
            self._latest[feature] = measured.latest(self.block, asked, rows[0][2]) if rows else None
        return self._latest[feature]

    def found(self, feature: int) -> measured.Found | None:
        """What is known of one test; None where nobody has had it."""
        if feature not in self._found:
            rows = self.asked["findings"].get(feature, [])
            known = None
            for concept, _, ever, stale, *reach in rows:
                known = measured.findings(self.block, concept, cast("Reach", tuple(reach)), ever=ever, stale=stale)
            self._found[feature] = known
        return self._found[feature]

    def furthest(self, concepts: Iterable[str], *, since_end: bool) -> Numbers:
        """For each person the time since the earliest onset, or since the latest end; NaN where none is known."""
        time = np.full(self.block.people, np.nan)
        for concept in concepts:
            rows = self.block.rows(concept)
            own = features.ended(rows) if since_end else rows["start"]
            (np.fmin if since_end else np.fmax).at(time, rows["person"], own)
        return time

    def negative(self, leaf: int, part: str, plane: Plane) -> None:
        """A part of a leaf that is known to be negative, as good as denied."""
        known = self._parts[leaf].get(part)
        self._parts[leaf][part] = plane if known is None else known | plane


# -- a case for each kind of test --------------------------------------------------------------------------------


def _condition(board: Board, leaf: int, node: nodes.Condition, codes: Codes) -> None:
    if node.count > 1:
        _counted_condition(board, leaf, node, codes)
        return
    for concept, _, ambiguous, asked, _, since_end, *reach in board.asked["conditions"].get(leaf, ()):
        say = partial(
            features.condition, ambiguous=ambiguous, asked=asked, counted=False, since_end=since_end, reach=tuple(reach)
        )
        held = board.features.held(concept, ("condition", ambiguous, asked, since_end, *reach), say)
        codes.add(held)
    _evidence(board, leaf, codes)


def _counted_condition(board: Board, leaf: int, node: nodes.Condition, codes: Codes) -> None:
    """Separate records, counted: "two or more relapses in 24 months"."""
    sure, possible = np.zeros(board.block.people, np.int64), np.zeros(board.block.people, np.int64)
    for concept, _, ambiguous, asked, _, since_end, *reach in board.asked["conditions"].get(leaf, ()):
        rows = board.block.rows(concept)
        said = features.condition(
            rows, ambiguous=ambiguous, asked=asked, counted=True, since_end=since_end, reach=cast("Reach", tuple(reach))
        )
        sure += np.bincount(rows["person"][said.true], minlength=board.block.people)
        possible += np.bincount(rows["person"][~said.false], minlength=board.block.people)
    codes.holds = [packed(sure >= node.count)]
    codes.maybe = [packed((sure < node.count) & (possible >= node.count))]


def _evidence(board: Board, leaf: int, codes: Codes) -> None:
    for concept, _, positive, present, *reach in board.asked["evidence"].get(leaf, ()):
        say = partial(
            features.evident,
            positive=positive,
            stale_days=board.block.settings.stale_days,
            reach=cast("Reach", tuple(reach)) if present else None,
        )
        held = board.features.held(concept, ("evidence", positive, present, *reach), say)
        if present:
            codes.add(held)
        else:
            codes.absent.append(held.sure)


def _procedure(board: Board, leaf: int, _: nodes.Procedure, codes: Codes) -> None:
    for concept, _leaf, ambiguous, current, *reach in board.asked["procedures"].get(leaf, ()):
        days = board.block.settings.current_procedure_days if current else None
        say = partial(features.procedure, ambiguous=ambiguous, current_days=days, reach=tuple(reach))
        held = board.features.held(concept, ("procedure", ambiguous, current, *reach), say)
        codes.add(held)


def _elapsed(board: Board, leaf: int, node: nodes.Elapsed, codes: Codes) -> None:
    """Time since a condition began, at the earliest, or ended, at the latest."""
    block, concepts = board.block, [row[0] for row in board.asked["elapsed"].get(leaf, ())]
    if not concepts:
        return
    recorded = np.zeros(block.people, np.bool_)
    for concept in concepts:
        recorded[block.rows(concept)["person"]] = True
    said = said_of(node.comparator, board.furthest(concepts, since_end=node.since == "end"), node.days)
    codes.holds, codes.fails = [packed(said.true)], [packed(said.false)]
    codes.maybe = [packed(recorded & said.open)]


def _exposure(board: Board, leaf: int, node: nodes.Exposure, codes: Codes) -> None:
    for concept, _, ambiguous, current, alone, dosed, *asked in board.asked["exposures"].get(leaf, ()):
        courses = cast("Courses", tuple(asked))
        rows = board.block.rows(concept)
        reach = enough(board, node, concept, rows) if dosed else None
        say = partial(features.exposure, ambiguous=ambiguous, current=current, asked=courses, enough=reach)
        key = (
            "exposure",
            ambiguous,
            current,
            courses,
            (node.concept, node.dose_comparator, node.dose, node.dose_unit) if dosed else None,
        )
        held = board.features.held(concept, key, say)
        codes.add(held)
        if alone:
            codes.absent.append(held.recorded)


def _distinct(board: Board, leaf: int, node: nodes.Distinct, codes: Codes) -> None:
    """Different drugs, counted: "two or more immunosuppressants failed"."""
    sure: dict[int, Plane] = {}
    possible: dict[int, Plane] = {}
    for concept, _, group, _k, *asked in board.asked["distinct"].get(leaf, ()):
        courses = cast("Courses", tuple(asked))
        held = board.features.held(concept, ("course", courses), partial(features.course, asked=courses))
        either = held.sure | held.maybe
        sure[group] = sure[group] | held.sure if group in sure else held.sure
        possible[group] = possible[group] | either if group in possible else either
    people = board.block.people
    if sure:
        codes.holds = [reaching(counted(sure.values()), node.k, people)]
        codes.maybe = [reaching(counted(possible.values()), node.k, people)]


def _dose(board: Board, leaf: int, node: nodes.Dose, codes: Codes) -> None:
    dose(board, leaf, node, codes)


def _value(board: Board, leaf: int, node: nodes.Value, codes: Codes) -> None:
    found = board.latest(board.relations.feature_of[leaf])
    if found is None:
        return
    lexicon = board.relations.context.lexicon
    if node.relative:
        codes.say(found.against_multiple(node.comparator, node.value, node.relative))
    else:
        codes.say(found.against(node.comparator, node.value, node.unit, lexicon))


def _grade(board: Board, leaf: int, node: nodes.Grade, codes: Codes) -> None:
    found = board.latest(board.relations.feature_of[leaf])
    if found is None:
        return
    lexicon = board.relations.context.lexicon

    def truth(concept: str, answer: str) -> bool | None:
        return class_holds(node.grades, lexicon.get(concept).grades, answer)

    codes.say(measured.graded(found, truth))


def _finding(board: Board, leaf: int, _: nodes.Finding, codes: Codes) -> None:
    """Findings asked for: "HBsAg positive"; a negative result of the very test settles it."""
    for concept, _leaf, feature, exact, tip in board.asked["outcomes"].get(leaf, ()):
        found = board.found(feature)
        if found is None:
            continue
        codes.holds.append(found.positive)
        codes.maybe.append(found.open)
        if exact:
            codes.fails.append(found.negative)
        if tip and leaf in board.relations.needs:
            board.negative(leaf, concept, found.negative)


EVALUATED: dict[type[Node], Callable[[Board, int, Any, Codes], None]] = {
    nodes.Condition: _condition,
    nodes.Procedure: _procedure,
    nodes.Exposure: _exposure,
    nodes.Distinct: _distinct,
    nodes.Dose: _dose,
    nodes.Elapsed: _elapsed,
    nodes.Value: _value,
    nodes.Finding: _finding,
    nodes.Grade: _grade,
}
