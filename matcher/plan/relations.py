"""Leaves of the plan as tables: which concepts touch which leaf, and how.

A leaf asks about one concept; facts name concepts. Everything that the class hierarchy, half-lives, exclusions and
evidence say about that is worked out once, here, so that evaluation is joins on the concept.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, cast

from criteria.tree import nodes
from criteria.tree.nodes import Node, Window
from matcher.settings import Context

__all__ = [
    "ABSENT",
    "FAILS",
    "RELATED",
    "TABLES",
    "Relations",
    "Row",
]

# What a denial says of a leaf: that there is none, as silence would in a closed domain; or that it is false.
ABSENT = 2
FAILS = 4

WINDOW = ("windowed", "sure", "far", "strict")
COURSE = ("asks_response", "inadequate", "intolerant", "min_days", "min_strict", *WINDOW)
TABLES: dict[str, tuple[str, ...]] = {
    # records
    "conditions": ("ambiguous", "status", "count", "since_end", *WINDOW),
    "procedures": ("ambiguous", "current", *WINDOW),
    "exposures": ("ambiguous", "current", "alone", "dosed", *COURSE),
    "distinct": ("group", "k", *COURSE),
    "doses": ("alone", *WINDOW),
    "elapsed": ("since_end",),
    "evidence": ("positive", "present", *WINDOW),
    # absence
    "denials": ("code",),
    "parts": ("part",),
    # results: the second column is a feature that leaves share, the latest of a concept within a reach
    "values": ("repeats", "stale", *WINDOW),
    "findings": ("ever", "stale", *WINDOW),
    # which leaves ask for a concept's finding; `tip`: the concept has no kinds of its own
    "outcomes": ("feature", "exact", "tip"),
}
"""The columns of each table after the concept and the leaf."""


Row = tuple[Any, ...]
"""A row of a table: concept, leaf, then the columns."""


class Relations:
    """The tables under construction, and what each leaf needs besides: how many parts deny it."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        self.features: dict[tuple[Any, ...], int] = {}
        self.needs: dict[int, tuple[int, int]] = {}
        self.feature_of: dict[int, int] = {}
        self._by_concept: dict[str, dict[str, list[Row]]] = {}

    def add(self, leaf: int, node: Node) -> None:
        """Puts one leaf into the tables; a leaf that no fact touches has no rows."""
        if relate := RELATED.get(type(node)):
            relate(self, leaf, node)

    def by_concept(self, table: str) -> dict[str, list[Row]]:
        """The rows of a table by concept."""
        if table not in self._by_concept:
            found: dict[str, list[Row]] = {}
            for row in self.rows[table]:
                found.setdefault(row[0], []).append(row)
            self._by_concept[table] = found
        return self._by_concept[table]

    def touching(self, leaves: Iterable[int]) -> set[str]:
        """The concepts of which any fact or denial can bear on one of the leaves."""
        return {concept for leaf in leaves for concept in self._by_leaf.get(leaf, ())}

    @cached_property
    def _by_leaf(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        leaves: dict[int, list[int]] = defaultdict(list)
        for leaf, feature in self.feature_of.items():
            leaves[feature].append(leaf)
        for name, rows in self.rows.items():
            for concept, number, *_ in rows if name != "findings" else ():  # these stand among the outcomes too
                for leaf in leaves[number] if name == "values" else (number,):
                    found[leaf].add(concept)
        return found

    # -- kinship --------------------------------------------------------------------------------------------

    def known(self, concepts: Iterable[str]) -> list[str]:
        """Those that the lexicon holds, in order: facts name no others."""
        return sorted(set(concepts) & self.context.lexicon.concepts.keys())

    def members(self, concepts: Iterable[str], exclude: Iterable[str] = ()) -> list[str]:
        """The concepts with their kinds, without those excluded with theirs."""
        left_out = {kind for one in exclude for kind in self.context.members(one)}
        return self.known({kind for one in concepts for kind in self.context.members(one)} - left_out)

    def ancestors(self, concept: str) -> list[str]:
        """The concept and all that is more general."""
        return self.known(self.context.ancestors(concept))

    def wider(self, exclude: Iterable[str]) -> frozenset[str]:
        """Concepts that could turn out to be an excluded one: "malignancy" where skin cancer does not count."""
        return frozenset(up for one in exclude for up in self.context.ancestors(one) if up != one)

    def reach(self, window: Window | None, concept: str) -> tuple[bool, float | None, float | None, bool]:
        """The window for one drug: whether there is one, the time up to which surely in, beyond which surely out."""
        if window is None or (window.days is None and window.half_lives is None):
            return False, None, None, False
        return (True, *self._bounds(window, concept), window.strict)

    def _bounds(self, window: Window, concept: str) -> tuple[float, float]:
        days, lives = window.days, window.half_lives
        if lives is None:
            return cast("float", days), cast("float", days)
        known = self.context.lexicon.concepts.get(concept)
        half_life = known.half_life_days if known else None
        if half_life is not None:
            both = [span for span in (days, lives * half_life) if span is not None]
            span = min(both) if window.pick == "shorter" else max(both)
            return span, span
        if days is None:
            return -1.0, math.inf
        return (-1.0, days) if window.pick == "shorter" else (days, math.inf)

    # -- rows -----------------------------------------------------------------------------------------------

    def put(self, table: str, concept: str, leaf: int, *columns: object) -> None:
        """One row: facts of the concept touch the leaf."""
        self.rows[table].append((concept, leaf, *columns))

    def denied(self, leaf: int, concept: str, *, code: int = ABSENT) -> None:
        """The leaf is absent where the concept is denied, or all that is above it."""
        for up in self.ancestors(concept):
            self.put("denials", up, leaf, code)

    def single(self, concept: str) -> bool:
        """Whether the concept has no kinds but itself."""
        return self.context.is_single(concept)

    def denied_by_parts(self, leaf: int, parts: Iterable[str], *, code: int = ABSENT) -> None:
        """The leaf is absent as soon as every part is denied."""
        every = sorted(set(parts))
        self.needs[leaf] = (len(every), code)
        for part in every:
            for up in self.ancestors(part):
                self.put("parts", up, leaf, part)

    def feature(self, *key: object) -> tuple[int, bool]:
        """The number of a feature, and whether it is a new one."""
        fresh = key not in self.features
        return self.features.setdefault(key, len(self.features)), fresh

    def stale(self, concept: str) -> bool:
        """Whether an old result of the concept decides nothing about now."""
        known = self.context.lexicon.concepts.get(concept)
        return bool(known and known.stale)


# -- a case for each kind of leaf that facts decide --------------------------------------------------------------


def _condition(relations: Relations, leaf: int, node: nodes.Condition) -> None:
    wider = relations.wider(node.exclude)
    for concept in relations.members([node.concept], node.exclude):
        reach = relations.reach(node.window, concept)
        columns = (concept in wider, node.status, node.count, node.since == "end", *reach)
        relations.put("conditions", concept, leaf, *columns)
    relations.denied(leaf, node.concept)
    if node.count == 1:
        _evidence(relations, leaf, node)


def _evidence(relations: Relations, leaf: int, node: nodes.Condition) -> None:
    lexicon = relations.context.lexicon
    kinds, kin = relations.members([node.concept]), relations.ancestors(node.concept)
    present = [row for one in kinds for row in lexicon.evidence(one) if row.implies == "present"]
    absent = [row for one in kin for row in lexicon.evidence(one) if row.implies == "absent"]
    for row in (*present, *absent):
        positive = None if row.outcome == "any" else row.outcome == "positive"
        for concept in relations.members([row.observation]):
            reach = relations.reach(node.window, concept)
            relations.put("evidence", concept, leaf, positive, row.implies == "present", *reach)


def _procedure(relations: Relations, leaf: int, node: nodes.Procedure) -> None:
    wider = relations.wider(node.exclude)
    for concept in relations.members([node.concept], node.exclude):
        reach = relations.reach(node.window, concept)
        relations.put("procedures", concept, leaf, concept in wider, node.current, *reach)
    relations.denied(leaf, node.concept)


def _exposure(relations: Relations, leaf: int, node: nodes.Exposure) -> None:
    wider = relations.wider(node.exclude)
    alone = relations.single(node.concept) and not node.responses and (node.min_days is None or node.current)
    dosed = node.dose is not None and node.dose_comparator is not None
    for concept in relations.members([node.concept], node.exclude):
        columns = (concept in wider, node.current, alone, dosed, *_course(relations, node, concept))
        relations.put("exposures", concept, leaf, *columns)
    _denied_drug(relations, leaf, node.concept)


def _denied_drug(relations: Relations, leaf: int, concept: str) -> None:
    relations.denied(leaf, concept)
    if not relations.single(concept):
        relations.denied_by_parts(leaf, relations.context.leaves(concept))


def _course(relations: Relations, node: nodes.Exposure | nodes.Distinct, concept: str) -> tuple[object, ...]:
    wants = (bool(node.responses), "inadequate" in node.responses, "intolerant" in node.responses)
    return *wants, node.min_days, node.min_days_strict, *relations.reach(node.window, concept)


def _distinct(relations: Relations, leaf: int, node: nodes.Distinct) -> None:
    group: dict[str, int] = {}
    for number, entries in enumerate(node.once):
        for concept in relations.members(entries):
            group.setdefault(concept, number)
    for number, concept in enumerate(relations.members(node.concepts, node.exclude), start=len(node.once)):
        relations.put("distinct", concept, leaf, group.get(concept, number), node.k, *_course(relations, node, concept))
    relations.denied_by_parts(leaf, node.concepts)


def _dose(relations: Relations, leaf: int, node: nodes.Dose) -> None:
    alone = relations.single(node.concept)
    for concept in relations.members([node.concept]):
        relations.put("doses", concept, leaf, alone, *relations.reach(node.window, concept))
    _denied_drug(relations, leaf, node.concept)


def _elapsed(relations: Relations, leaf: int, node: nodes.Elapsed) -> None:
    for concept in relations.members([node.concept]):
        relations.put("elapsed", concept, leaf, node.since == "end")
    relations.denied(leaf, node.concept)


def _value(relations: Relations, leaf: int, node: nodes.Value) -> None:
    relations.feature_of[leaf] = _latest(relations, node.concept, node.window, node.repeats)


def _grade(relations: Relations, leaf: int, node: nodes.Grade) -> None:
    relations.feature_of[leaf] = _latest(relations, node.concept, node.window, 1)


def _latest(relations: Relations, asked: str, window: Window | None, repeats: int) -> int:
    """The feature that limits share: the latest values of a concept within a reach."""
    feature, fresh = relations.feature("latest", asked, window, repeats)
    for concept in relations.members([asked]) if fresh else ():
        reach = relations.reach(window, concept)
        relations.put("values", concept, feature, repeats, relations.stale(concept) and not reach[0], *reach)
    return feature


def _finding(relations: Relations, leaf: int, node: nodes.Finding) -> None:
    tips = relations.context.leaves(node.concept)
    for concept in relations.members([node.concept]):
        feature, fresh = relations.feature("result", concept, node.window, node.ever)
        relations.put("outcomes", concept, leaf, feature, concept == node.concept and not node.ever, concept in tips)
        if fresh:
            reach = relations.reach(node.window, concept)
            stale = relations.stale(concept) and not node.ever and not reach[0]
            relations.put("findings", concept, feature, node.ever, stale, *reach)
    relations.denied(leaf, node.concept, code=FAILS)
    if not node.ever and not relations.single(node.concept):
        relations.denied_by_parts(leaf, tips, code=FAILS)


RELATED: dict[type[Node], Callable[[Relations, int, Any], None]] = {
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
