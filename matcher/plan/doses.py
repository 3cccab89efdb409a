"""Doses: how much is taken, in the unit asked for, steroids as prednisone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from criteria.lexicon.units import convert
from criteria.tree import nodes
from matcher.plan.features import going_on, in_window
from matcher.plan.limits import Said, said_of
from matcher.plan.planes import Flags, Numbers
from matcher.plan.records import Rows
from matcher.plan.relations import Relations

if TYPE_CHECKING:
    from matcher.plan.codes import Codes
    from matcher.plan.leaves import Board

__all__ = ["dose", "enough"]

MG_PER_DAY = "mg/d"
PREDNISONE_MG = 5.0


def scales(relations: Relations, asked: str, target: str | None, concept: str, units: tuple[str, ...]) -> Numbers:
    """By unit, what a dose of a drug is multiplied by to be in the unit asked for; NaN where it does not convert."""
    factor = _factor(relations, asked, target, concept)
    found = [convert(1.0, unit, target) if target else None for unit in units]
    return np.array([np.nan if one is None or factor is None else one * factor for one in found])


def _factor(relations: Relations, asked: str, target: str | None, concept: str) -> float | None:
    """Steroid doses in mass per time are compared as prednisone; those by body weight as they are."""
    kinds = relations.members([asked])
    lexicon = relations.context.lexicon
    if target is None or convert(1.0, target, MG_PER_DAY) is None:
        return 1.0
    if not any(lexicon.get(kind).prednisone_mg for kind in kinds):
        return 1.0
    equivalent = lexicon.get(concept).prednisone_mg
    return PREDNISONE_MG / equivalent if equivalent else None


def amounts(board: Board, asked: str, target: str | None, concept: str, rows: Rows) -> Numbers:
    """The doses of courses in the unit asked for; NaN where that cannot be told."""
    by_unit = scales(board.relations, asked, target, concept, board.block.dose_units)
    given: Numbers = rows["dose"] * np.append(by_unit, np.nan)[rows["dose_unit"]]
    return given


def enough(board: Board, node: nodes.Exposure, concept: str, rows: Rows) -> Said:
    """Whether the doses of courses keep to the limit: "prednisone ≥ 0.5 mg/kg/day"."""
    given = amounts(board, node.concept, node.dose_unit, concept, rows)
    return said_of(node.dose_comparator or "=", given, node.dose if node.dose is not None else np.nan)


def dose(board: Board, leaf: int, node: nodes.Dose, codes: Codes) -> None:
    """The daily dose now, or the highest within the window: "prednisone ≤ 30 mg/day"."""
    rows = board.asked["doses"].get(leaf, [])
    if not rows:
        return
    parts = [_taken(board, node, row) for row in rows]
    people, amount, sure, open_ = (np.concatenate(column) for column in zip(*parts, strict=True))
    who, place = np.unique(people, return_inverse=True)
    current = np.bincount(place, sure, len(who))
    maybe = np.bincount(place, open_, len(who)) > 0
    given = sure & ~np.isnan(amount)
    whole = (np.bincount(place, given, len(who)) == current) & ~maybe
    known = _known(place, np.where(given, amount, 0.0), len(who), highest=bool(rows[0][3]))
    said = _against(node, known, whole)
    taken = current > 0
    answers = (taken & said.true, taken & said.false, (taken & said.open) | (~taken & maybe))
    holds, fails, unclear = (board.block.scattered(who, flags) for flags in answers)
    codes.say((holds, fails, unclear))
    if rows[0][2]:
        codes.absent = [board.block.scattered(who)]


def _taken(board: Board, node: nodes.Dose, row: tuple[object, ...]) -> tuple[Numbers, Numbers, Flags, Flags]:
    """Of each course of one drug: whose it is, its amount, whether it counts, whether it may."""
    concept, reach = str(row[0]), tuple(row[3:])
    rows = board.block.rows(concept)
    now = in_window(rows, reach) if reach[0] else going_on(rows)  # type: ignore[arg-type]
    return rows["person"], amounts(board, node.concept, node.unit, concept, rows), now.true, now.open


def _known(place: Numbers, amount: Numbers, people: int, *, highest: bool) -> Numbers:
    if not highest:
        return np.bincount(place, amount, people)
    known = np.zeros(people)
    np.maximum.at(known, place, amount)
    return known


def _against(node: nodes.Dose, known: Numbers, whole: Flags) -> Said:
    """The known part of the dose against the limit; where a part is not known, only an excess decides."""
    said = said_of(node.comparator, known, node.value)
    exceeded = said_of(">=" if node.comparator in {">=", "<"} else ">", known, node.value).true
    upward = node.comparator.startswith(">")
    return Said(
        np.where(whole, said.true, exceeded & upward), np.where(whole, said.false, exceeded & np.bool_(not upward))
    )
