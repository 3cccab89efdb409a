"""Normalised text → tokens: words, numbers and symbols, each with its place."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

__all__ = ["Token", "tokenise", "word_key"]

Kind = Literal["word", "number", "symbol"]


class Token(msgspec.Struct, frozen=True):
    """A word, number or symbol: its key (folded form), its range, and whether it is glued to the token before."""

    kind: Kind
    text: str
    key: str
    start: int
    end: int
    glued: bool


_TOKEN = re.compile(
    r"(?P<section>\d+(?:\.\d+){2,})"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d+\.\d+|\d+)"
    r"|(?P<times>[xX](?=[UL]LN\b))"  # 2xULN
    r"|(?P<word>[^\W\d_①-⑳]+(?:'s(?![^\W_]))?)"
    r"|(?P<symbol>\S)"
)
_ACRONYM = 5  # letters; the S of PRES is no plural
_SHORTEST_PLURAL = 4  # letters; below it an S belongs to the word, and no spelling is folded
_MOST_KEYS = 200_000  # words whose key is remembered
_LONGEST_NUMBER = 20  # digits; what is longer is no quantity
_ACCENTS = str.maketrans("àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ", "aaaaaaceeeeiiiinoooooouuuuyy")
_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "λ": "lambda", "ω": "omega"}
_SPELLING = (
    ("ae", "e"),
    ("oe", "e"),
    ("our", "or"),
    ("isation", "ization"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("centre", "center"),
)
_KEEP_S = frozenset([
    "lupus", "sclerosis", "virus", "diabetes", "herpes", "pancreas", "tetanus", "thrombosis", "us", "is", "as", "this",
    "his", "was", "has", "less", "class", "dose", "gas", "bias", "ass", "ess", "qs", "sas", "ards", "aids", "ms", "cns",
    "sls", "rbs", "ies",
])  # fmt: skip


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a range of normalised text; white space only separates."""
    tokens: list[Token] = []
    last = -1
    for found in _TOKEN.finditer(text, start, len(text) if end is None else end):
        raw = found.group()
        kind: Kind = (
            "word"
            if found.lastgroup in ("word", "times") or len(raw) > _LONGEST_NUMBER
            else "number"
            if found.lastgroup == "number"
            else "symbol"
        )
        key = word_key(raw) if kind == "word" else raw.replace(",", "") if kind == "number" else raw
        tokens.append(Token(kind, raw, key, found.start(), found.end(), found.start() == last))
        last = found.end()
    return tokens


_cache: dict[str, str] = {}


def word_key(word: str) -> str:
    """A word folded so that spellings meet: case, accents, British and American forms, plural s."""
    key = _cache.get(word)
    if key is None:
        key = _fold(word)
        if len(_cache) < _MOST_KEYS:
            _cache[word] = key
    return key


def _fold(word: str) -> str:
    if word.isupper() and len(word) <= _ACRONYM:
        return word.lower().translate(_ACCENTS)
    low = word.lower().removesuffix("'s").translate(_ACCENTS)
    for letter, name in _GREEK.items():
        low = low.replace(letter, name)
    for british, american in _SPELLING:
        if len(low) > _SHORTEST_PLURAL:
            low = low.replace(british, american)
    return _singular(low)


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or word in _KEEP_S or not word.endswith("s"):
        return word
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST_PLURAL:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]
