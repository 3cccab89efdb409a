"""Bracketed logic: `(A or B) and not (C)`, `at least 2 of (A; B; C)`, the English of a tree read again as that tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from criteria.tree.nodes import All, Any, AtLeast, Attested, Elapsed, IfThen, Node, Not, Readings, Unread, walk

__all__ = ["read_formal"]

_STRUCTURE = re.compile(
    r"(?:^|\b(?:and|or|not|then|if|otherwise)[ \t])[ \t]*\(|\bat least \d+ of \(|\breading: \(|, otherwise "
    r"|^to be confirmed by a person \(|^time since the (?:onset|end) of ",
)
_COUNTED = re.compile(r"at least (\d+) of ")
_CONFIRMED = re.compile(r"to be confirmed by a person \(([^()]{1,60})\)")
_ELAPSED = re.compile(r"time since the (onset|end) of ")
_CLOSING = {"(": 1, ")": -1}
_PARTS = 2  # of what a connective joins, at least

Range = tuple[int, int]
Leaf = Callable[[int, int], Node | None]


def read_formal(text: str, start: int, end: int, leaf: Leaf) -> Node | None:
    """The tree of a range that is bracketed logic; None where it is not, or `leaf` does not understand a part of it."""
    if _STRUCTURE.search(text[start:end]) is None:
        return None
    node = _Reader(text, leaf).read(start, end)
    return None if node is None or any(isinstance(n, Unread) for n in walk(node)) else node


class _Reader:
    """Reads ranges of one text, what stands in brackets first."""

    def __init__(self, text: str, leaf: Leaf) -> None:
        self.text = text
        self.leaf = leaf

    def read(self, start: int, end: int) -> Node | None:
        """The tree of a range; None where a part of it is not understood."""
        start, end = self._trimmed(start, end)
        words = self.text[start:end]
        if words.startswith("if "):
            return self._condition(start, end)
        elapsed = _ELAPSED.match(words)
        if elapsed is not None:
            return self._time_since("end" if elapsed.group(1) == "end" else "onset", start, end)
        confirmed = _CONFIRMED.fullmatch(words)
        if confirmed is not None:
            return Attested(reason=confirmed.group(1), text=words)
        return self._bracketed(start, end) or self._joined(start, end) or self.leaf(start, end)

    def _trimmed(self, start: int, end: int) -> Range:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in ".;"):
            end -= 1
        return start, end

    def _bracketed(self, start: int, end: int) -> Node | None:
        """`not (...)`, `at least 2 of (...; ...)`, `either reading: (...; ...)`, `(...)`: one bracket to the end."""
        opening = self.text.find("(", start, end)
        if opening < 0 or self._closing(opening, end) != end - 1:
            return None
        head, inner = self.text[start:opening], (opening + 1, end - 1)
        if head in ("", "not "):
            node = self.read(*inner)
            return node if node is None or not head else Not(of=node)
        counted = _COUNTED.fullmatch(head)
        if counted is None and head != "either reading: ":
            return None
        nodes = self._each(self._pieces(*inner, "; "))
        if nodes is None or len(nodes) < max(_PARTS, int(counted.group(1)) if counted else 0):
            return None
        return Readings(of=nodes) if counted is None else AtLeast(k=int(counted.group(1)), of=nodes)

    def _closing(self, opening: int, end: int) -> int:
        depth = 0
        for index in range(opening, end):
            depth += _CLOSING.get(self.text[index], 0)
            if depth == 0:
                return index
        return -1

    def _joined(self, start: int, end: int) -> Node | None:
        """Parts joined by the one connective that stands beside a bracket."""
        for word, kind in ((" and ", All), (" or ", Any)):
            pieces = list(self._pieces(start, end, word))
            marked = any(self.text[s:e].startswith(("(", "not (", "at least ")) for s, e in pieces)
            if len(pieces) >= _PARTS and marked:
                nodes = self._each(pieces)
                return None if nodes is None else kind(of=nodes)
        return None

    def _condition(self, start: int, end: int) -> Node | None:
        """`if A then B, otherwise C`."""
        parts = list(self._pieces(start + len("if "), end, " then "))
        if len(parts) != _PARTS:
            return self.leaf(start, end)
        outcomes = list(self._pieces(*parts[1], ", otherwise "))
        nodes = self._each([parts[0], *outcomes])
        if nodes is None or len(outcomes) > _PARTS:
            return None
        return IfThen(condition=nodes[0], then=nodes[1], otherwise=nodes[2] if len(outcomes) == _PARTS else None)

    def _time_since(self, since: Literal["onset", "end"], start: int, end: int) -> Node | None:
        """`time since the end of gout ≥ 1 year`: that alone is asked."""
        node = self.leaf(start, end)
        found = [n for n in walk(node) if isinstance(n, Elapsed)] if node is not None else []
        return msgspec.structs.replace(found[0], since=since) if len(found) == 1 else node

    def _each(self, pieces: Iterator[Range] | list[Range]) -> tuple[Node, ...] | None:
        nodes = [self.read(*piece) for piece in pieces]
        return None if any(n is None for n in nodes) else tuple(n for n in nodes if n is not None)

    def _pieces(self, start: int, end: int, mark: str) -> Iterator[Range]:
        """The ranges between the marks that stand in no bracket."""
        depth, begin, index = 0, start, start
        while index < end:
            depth += _CLOSING.get(self.text[index], 0)
            if depth == 0 and self.text.startswith(mark, index) and index + len(mark) <= end:
                yield begin, index
                begin = index = index + len(mark)
                continue
            index += 1
        yield begin, end
