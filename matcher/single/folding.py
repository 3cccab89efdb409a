"""All trees of a portfolio judged at once, in arrays: folds that lie equally deep and are of one kind in one step.

A truth is a number: 0 for False, 1 for unknown, 2 for True, so that "and" is the least of its parts and "or" the most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from criteria.tree.nodes import All, Any, AtLeast, Discretionary, IfThen, Node, Not, Readings, children
from matcher.kleene import Truth
from matcher.plan.reference.tree import FOLDS

__all__ = ["CODES", "NO", "YES", "Codes", "Folding"]

Codes = NDArray[np.int8]
Places = NDArray[np.intp]
Counts = NDArray[np.int16]
NO = 0
OPEN = 1
YES = 2
CODES: dict[Truth, int] = {False: NO, None: OPEN, True: YES}


class _Parts(msgspec.Struct, frozen=True):
    """What the parts of some folds come to, one fold's after the other's: where each begins; and what `k` each has."""

    codes: Codes
    starts: Places
    k: Counts

    def most(self) -> Codes:
        """The greatest of each fold's parts."""
        return np.maximum.reduceat(self.codes, self.starts)

    def least(self) -> Codes:
        """The least of each fold's parts."""
        return np.minimum.reduceat(self.codes, self.starts)

    def many(self, code: int) -> NDArray[np.bool]:
        """Whether `k` parts are at least this."""
        return np.add.reduceat(self.codes >= code, self.starts, dtype=np.int16) >= self.k


def _if_then(parts: _Parts) -> Codes:
    """The condition, and the two branches, of which the second may be left out: then it holds."""
    met, then = parts.codes[parts.starts], parts.codes[parts.starts + 1]
    sizes = np.diff(parts.starts, append=len(parts.codes))
    last = parts.codes[parts.starts + sizes - 1]
    otherwise = np.where(sizes > 2, last, YES)  # noqa: PLR2004 - condition and branch
    either = np.where(then == otherwise, then, OPEN)
    return np.choose(met, (otherwise, either, then)).astype(np.int8)


def _readings(parts: _Parts) -> Codes:
    least = parts.least()
    return np.where(least == parts.most(), least, np.int8(OPEN))


_STEPS: dict[type[Node], Callable[[_Parts], Codes]] = {
    All: _Parts.least,
    Any: _Parts.most,
    AtLeast: lambda parts: parts.many(YES).astype(np.int8) + parts.many(OPEN),
    Not: lambda parts: np.int8(YES) - parts.codes,
    IfThen: _if_then,
    Readings: _readings,
    Discretionary: lambda parts: np.maximum(parts.codes, np.int8(OPEN)),
}
"""The folds of `FOLDS`, each for many at once."""


class _Step(msgspec.Struct, frozen=True):
    """Folds of one kind: which they are, and where their parts are found."""

    kind: type[Node]
    folds: Places
    parts: Places
    starts: Places
    k: Counts


class Folding:
    """The folds of a portfolio; `places` are those of parts by their `id`: leaves by their numbers, then the folds."""

    def __init__(self, leaves: Sequence[Node], folds: Sequence[Node]) -> None:
        self.places = {id(part): place for place, part in enumerate((*leaves, *folds))}
        self._leaves = len(leaves)
        self._begin = np.full(len(leaves) + len(folds), OPEN, dtype=np.int8)
        self._steps = [_step(kind, some, self.places) for kind, some in self._layers(folds)]

    def _layers(self, folds: Sequence[Node]) -> list[tuple[type[Node], list[Node]]]:
        """The folds by depth and kind, each after its parts. What has no parts comes to the same for everybody."""
        depths, layers = dict[int, int](), defaultdict[tuple[int, str], list[Node]](list)
        for fold in folds:
            parts = children(fold)
            depths[id(fold)] = 1 + max((depths.get(id(part), 0) for part in parts), default=0)
            if parts:
                layers[depths[id(fold)], type(fold).__name__].append(fold)
            else:
                self._begin[self.places[id(fold)]] = CODES[FOLDS[type(fold)](fold, ())]
        return [(type(layers[key][0]), layers[key]) for key in sorted(layers)]

    def of(self, leaves: Codes) -> Codes:
        """What all parts come to, by their places, when the leaves come to this."""
        codes = self._begin.copy()
        codes[: self._leaves] = leaves
        for step in self._steps:
            codes[step.folds] = _STEPS[step.kind](_Parts(codes[step.parts], step.starts, step.k))
        return codes


def _step(kind: type[Node], folds: Sequence[Node], places: dict[int, int]) -> _Step:
    parts = [[places[id(part)] for part in children(fold)] for fold in folds]
    sizes = [len(each) for each in parts]
    return _Step(
        kind,
        np.array([places[id(fold)] for fold in folds], dtype=np.intp),
        np.array([place for each in parts for place in each], dtype=np.intp),
        np.cumsum([0, *sizes[:-1]], dtype=np.intp),
        np.array([getattr(fold, "k", 0) for fold in folds], dtype=np.int16),
    )
