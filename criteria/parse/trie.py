"""Phrases found in tokens: a trie over folded words that gives the longest match."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from criteria.parse.tokens import Token, tokenise

__all__ = ["PhraseTrie"]

Payload = TypeVar("Payload")
_SKIPPED = frozenset("-/'.")


class _Node(Generic[Payload]):
    __slots__ = ("next", "payloads")

    def __init__(self) -> None:
        self.next: dict[str, _Node[Payload]] = {}
        self.payloads: list[Payload] = []


class PhraseTrie(Generic[Payload]):
    """Phrases with payloads; hyphens, slashes and apostrophes between words do not matter.

    A digit glued to letters ("IgG4") is another phrase than one set apart ("IgG 4 g/L").
    """

    def __init__(self) -> None:
        self._root: _Node[Payload] = _Node()

    def add(self, phrase: str, payload: Payload) -> None:
        """Enters a phrase as a registry or the lexicon would write it."""
        node = self._root
        for key in _keys(tokenise(phrase)):
            node = node.next.setdefault(key, _Node())
        if node is not self._root and payload not in node.payloads:
            node.payloads.append(payload)

    def longest(self, tokens: Sequence[Token], start: int) -> tuple[int, list[Payload]] | None:
        """The longest phrase that begins at token `start`: the index after it and its payloads."""
        node = self._root
        best: tuple[int, list[Payload]] | None = None
        index = start
        while index < len(tokens):
            token = tokens[index]
            step = node.next.get(_key(tokens, index, first=index == start))
            if step is None:
                if index > start and token.kind == "symbol" and token.text in _SKIPPED and _joins(tokens, index):
                    index += 1
                    continue
                closing = _abbreviation_end(tokens, index) if index > start else None
                if closing is not None:
                    index = closing
                    continue
                break
            node = step
            index += 1
            if node.payloads:
                best = (index, node.payloads)
        return best


def _abbreviation_end(tokens: Sequence[Token], index: int) -> int | None:
    """The index after `(CNS)` in the middle of a phrase: `central nervous system (CNS) disease`."""
    if tokens[index].text != "(":
        return None
    for after in range(index + 2, min(index + 6, len(tokens))):
        if tokens[after].text == ")":
            inner = tokens[index + 1 : after]
            named = any(t.text[:1].isupper() for t in inner)
            return after + 1 if named and all(t.kind != "symbol" or t.text in _SKIPPED for t in inner) else None
    return None


def _joins(tokens: Sequence[Token], index: int) -> bool:
    """A full stop joins only inside a word ("e.g."); the others always may."""
    if (
        tokens[index].text == "-"
        and not tokens[index].glued
        and index + 1 < len(tokens)
        and not tokens[index + 1].glued
    ):
        return False
    return tokens[index].text != "." or (index + 1 < len(tokens) and tokens[index + 1].glued)


def _key(tokens: Sequence[Token], index: int, *, first: bool) -> str:
    token = tokens[index]
    if first or not token.glued or token.kind == "symbol" or tokens[index - 1].kind == "symbol":
        return token.key
    return "+" + token.key


def _keys(tokens: Sequence[Token]) -> list[str]:
    keys = []
    for index, token in enumerate(tokens):
        if token.kind == "symbol" and token.text in _SKIPPED and index > 0:
            continue
        keys.append(_key(tokens, index, first=index == 0))
    return keys
