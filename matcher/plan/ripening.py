"""When time alone removes every blocker of a pair: wash-outs that end, intervals that grow long enough.

The days on which a record leaves its window are the days to try. Whoever has such a day for each of the blockers is
put into a block of later selves, one for each day, and the plan is asked again. What ages, and how, is as for a
single patient: what goes on goes on, and measurements stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

import numpy as np

from criteria.tree import nodes
from criteria.tree.nodes import Node
from matcher.plan import measured
from matcher.plan.compile import Group
from matcher.plan.features import Reach, evidence
from matcher.plan.kleene import Truth
from matcher.plan.later import later_selves
from matcher.plan.leaves import Board
from matcher.plan.limits import said_of
from matcher.plan.planes import Flags, Numbers, Plane, nobody, unpacked
from matcher.plan.records import Rows
from matcher.plan.run import Evaluated, truths

__all__ = ["days_left"]

SELVES = 1 << 17


class Turns(NamedTuple):
    """People with the days on which something turns for them, one a row."""

    people: Numbers
    days: Numbers


def days_left(found: Evaluated, within: int | None = None) -> dict[str, Numbers]:
    """By trial, for each person the whole days until time alone has removed every blocker; 0: it never does.

    `within`: no day after so many is looked for. A trial that nobody waits for is left out.
    """
    turning = {
        step.number: turns for step in found.plan.tests if (turns := _turns(found, step.leaf or 0, step.node, within))
    }
    wanted = _wanted(found, turning)
    gone = _gone(found, turning, wanted) if wanted else {}
    days = ((trial.nct_id, _earliest(found, trial.nct_id, gone)) for trial in found.plan.trials)
    return {nct_id: own for nct_id, own in days if own is not None} if gone else {}


# -- who may ripen ------------------------------------------------------------------------------------------------


def _wanted(found: Evaluated, turning: Mapping[int, Turns]) -> dict[int, Plane]:
    """By step that a criterion is made of, the people for whom the day has to be known on which it turns."""
    block = found.block
    with_turn = {number: block.scattered(turns.people) for number, turns in turning.items()}
    able: dict[int, Plane] = {}
    wanted: dict[int, Plane] = {}
    for group in found.plan.groups:
        failing = {column.root: nobody(block.people) for column in group.columns}
        stuck = ~found.trials[group.nct_id].false
        for column in group.columns:
            if column.root not in able:
                able[column.root] = _any_below(found, column.root, with_turn)
            failed = found.column(column).false
            failing[column.root] = failing[column.root] | failed
            stuck = stuck | (failed & ~able[column.root])
        for root, failed in failing.items():
            people = failed & ~stuck
            if people.any():
                wanted[root] = wanted[root] | people if root in wanted else people
    return wanted


def _any_below(found: Evaluated, root: int, planes: Mapping[int, Plane]) -> Plane:
    held = nobody(found.block.people)
    for number in found.plan.below(root):
        if number in planes:
            held |= planes[number]
    return held


# -- the days on which a test may turn ------------------------------------------------------------------------------


def _turns(found: Evaluated, leaf: int, node: Node, within: int | None) -> Turns | None:
    """Of all records of a test, whose they are and on which day they leave the window."""
    turns = _elapsed_turns(found.board, leaf, node) if isinstance(node, nodes.Elapsed) else _left(found, leaf, node)
    if turns is None or within is None:
        return turns
    soon = turns.days <= within
    return Turns(turns.people[soon], turns.days[soon]) if soon.any() else None


def _left(found: Evaluated, leaf: int, node: Node) -> Turns | None:
    window = getattr(node, "window", None)
    if window is None or type(node) not in _RECORDS:
        return None
    parts = [
        _leaving(rows, time, reach, window.strict)
        for rows, time, reach in _RECORDS[type(node)](found.board, leaf, node)
    ]
    held = [part for part in parts if len(part.people)]
    return _joined(held) if held else None


def _joined(parts: Sequence[Turns]) -> Turns:
    return Turns(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _leaving(rows: Rows, time: Numbers, reach: Reach, strict: bool) -> Turns:  # noqa: FBT001 - a part of the window
    windowed, sure, _, _ = reach
    if not windowed or sure is None or sure < 0:
        return Turns(np.zeros(0, np.int64), np.zeros(0, np.int64))
    dated = ~np.isnan(time)
    return Turns(rows["person"][dated], _until(time[dated], sure, strict=strict))


def _until(time: Numbers, limit: float, *, strict: bool) -> Numbers:
    """Whole days until a growing time passes the limit (strict: reaches it), at least 1."""
    gap = limit - time
    days = np.ceil(gap) if strict else np.floor(gap) + 1
    return np.maximum(days, 1).astype(np.int64)


Timed = Iterator[tuple[Rows, Numbers, Reach]]


def _conditions(board: Board, leaf: int, node: nodes.Condition) -> Timed:
    for concept, _, _, _, _, since_end, *reach in board.asked["conditions"].get(leaf, ()):
        rows = board.block.rows(concept)
        yield rows, rows["end" if since_end else "start"], cast("Reach", tuple(reach))
    if node.count > 1:
        return
    for concept, _, positive, present, *reach in board.asked["evidence"].get(leaf, ()):
        rows = board.block.rows(concept)
        if not present:
            continue
        meant = rows.picked(evidence(rows, positive=positive, stale_days=board.block.settings.stale_days))
        yield meant, meant["start"], cast("Reach", tuple(reach))


def _courses(table: str) -> Any:  # noqa: ANN401 - one of the functions below
    def timed(board: Board, leaf: int, _: Node) -> Timed:
        for row in board.asked[table].get(leaf, ()):
            rows = board.block.rows(row[0])
            over = rows.picked(rows["end"] != 0)
            yield over, over["end"], cast("Reach", tuple(row[-4:]))

    return timed


def _procedures(board: Board, leaf: int, _: Node) -> Timed:
    for concept, _leaf, _ambiguous, _current, *reach in board.asked["procedures"].get(leaf, ()):
        rows = board.block.rows(concept)
        time = np.where(np.isnan(rows["end"]), rows["start"], rows["end"])
        yield rows, time, cast("Reach", tuple(reach))


def _findings(board: Board, leaf: int, _: nodes.Finding) -> Timed:
    for outcome in board.asked["outcomes"].get(leaf, ()):
        for concept, _feature, ever, stale, *reach in board.asked["findings"].get(outcome[2], ()):
            rows = measured.counting(board.block, concept, cast("Reach", tuple(reach)), ever=ever, stale=stale)
            yield rows, rows["start"], cast("Reach", tuple(reach))


_RECORDS: dict[type[Node], Any] = {
    nodes.Condition: _conditions,
    nodes.Procedure: _procedures,
    nodes.Exposure: _courses("exposures"),
    nodes.Distinct: _courses("distinct"),
    nodes.Dose: _courses("doses"),
    nodes.Finding: _findings,
}


def _elapsed_turns(board: Board, leaf: int, node: nodes.Elapsed) -> Turns | None:
    """The day on which growing time turns the comparison over, for whom it does."""
    before = {"<": True, "<=": True, ">": False, ">=": False}.get(node.comparator)
    concepts = [row[0] for row in board.asked["elapsed"].get(leaf, ())]
    if before is None or not concepts:
        return None
    time = board.furthest(concepts, since_end=node.since == "end")
    said = said_of(node.comparator, time, node.days)
    people = np.flatnonzero((said.true if before else said.false) & ~_going_on(board, concepts, node))
    return (
        Turns(people, _until(time[people], node.days, strict=node.comparator in {"<", ">="})) if len(people) else None
    )


def _going_on(board: Board, concepts: Iterable[str], node: nodes.Elapsed) -> Flags:
    """Who still has the condition, so that no time since its end grows."""
    flags = np.zeros(board.block.people, np.bool_)
    for concept in concepts if node.since == "end" else ():
        rows = board.block.rows(concept)
        flags[rows["person"][(rows["status"] == 1) & np.isnan(rows["end"])]] = True
    return flags


# -- asking the later selves ----------------------------------------------------------------------------------------


def _gone(found: Evaluated, turning: Mapping[int, Turns], wanted: Mapping[int, Plane]) -> dict[int, Numbers]:
    """By step, for each person the first of the days to try on which it is no longer what it is; 0: none."""
    gone = {root: np.zeros(found.block.people, np.uint32) for root in wanted}
    asked: dict[frozenset[str], dict[int, Turns]] = defaultdict(dict)
    for root, people in wanted.items():
        below = [number for number in found.plan.below(root) if number in turning]
        turns = _among(_joined([turning[number] for number in below]), unpacked(people, found.block.people))
        asked[_timed_tests(found, root)][root] = turns
    for tests, by_root in asked.items():
        _ask(found, tests, by_root, gone)
    return gone


def _among(turns: Turns, people: Flags) -> Turns:
    kept = people[turns.people]
    key = np.unique(turns.people[kept].astype(np.int64) << 32 | turns.days[kept].astype(np.int64))
    return Turns(key >> 32, key & 0xFFFFFFFF)


def _timed_tests(found: Evaluated, root: int) -> frozenset[str]:
    """The tests that a window makes into events: "SARS-CoV-2 positive within 14 days"."""
    members = found.plan.relations.context.members
    below = (found.plan.steps[number].node for number in found.plan.below(root))
    timed = (node.concept for node in below if isinstance(node, nodes.Finding) and node.window)
    return frozenset(name for concept in timed for name in members(concept))


def _ask(found: Evaluated, tests: frozenset[str], by_root: Mapping[int, Turns], gone: Mapping[int, Numbers]) -> None:
    keys = np.unique(np.concatenate([turns.people << 32 | turns.days for turns in by_root.values()]))
    steps = sorted({number for root in by_root for number in found.plan.below(root)})
    leaves = (found.plan.steps[number].leaf for number in steps)
    concepts = found.plan.relations.touching(leaf for leaf in leaves if leaf is not None)
    for start in range(0, len(keys), SELVES):
        part = keys[start : start + SELVES]
        later = later_selves(found.block, part >> 32, part & 0xFFFFFFFF, tests, concepts)
        then = truths(found.plan, later, steps)
        for root, turns in by_root.items():
            _note(part, turns, found.steps[root], then[root], gone[root])


def _note(keys: Numbers, turns: Turns, now: Truth, then: Truth, gone: Numbers) -> None:
    """Notes the first day on which a step is no longer true, or no longer false, as it is today."""
    own = turns.people << 32 | turns.days
    place = np.minimum(np.searchsorted(keys, own), len(keys) - 1)
    there = keys[place] == own
    people, days, place = turns.people[there], turns.days[there], place[there]
    held = unpacked(now.true, len(gone))[people]
    still = np.where(held, unpacked(then.true, len(keys))[place], unpacked(then.false, len(keys))[place])
    turned = np.flatnonzero(~still)[::-1]
    people, days = people[turned], days[turned]
    earlier = (gone[people] == 0) | (days < gone[people])
    gone[people[earlier]] = days[earlier]


# -- from criteria to trials ----------------------------------------------------------------------------------------


def _earliest(found: Evaluated, nct_id: str, gone: Mapping[int, Numbers]) -> Numbers | None:
    """Of the cohorts that time alone can open, the first; None where it opens none to anybody."""
    people = found.block.people
    first = np.zeros(people, np.uint32)
    for group in found.plan.cohorts_of(nct_id):
        waiting, last = _waiting(found, group, gone)
        earlier = (first[waiting] == 0) | (last < first[waiting])
        first[waiting[earlier]] = last[earlier]
    return first if first.any() else None


def _waiting(found: Evaluated, group: Group, gone: Mapping[int, Numbers]) -> tuple[Numbers, Numbers]:
    """Who is ineligible only for what ends by itself, and the day on which the last of it has ended."""
    people, left = found.block.people, found.trials[group.nct_id].false
    for column in group.columns:
        if column.root not in gone:
            left = left & ~found.column(column).false
    index = np.flatnonzero(unpacked(left, people))
    last, never = np.zeros(len(index), np.uint32), np.zeros(len(index), np.bool_)
    for column in group.columns if len(index) else ():
        if column.root in gone:
            failed, days = unpacked(found.column(column).false, people)[index], gone[column.root][index]
            never |= failed & (days == 0)
            last = np.where(failed, np.maximum(last, days), last)
    opens = ~never & (last > 0)
    return index[opens], last[opens]
