r"""Reversible normalisation: registry-native damage repaired, every character still knows where it came from.

Repairs what the registry itself serves: markdown escapes (`\>`, `\&gt;`), full-width punctuation, `=<`, superscripts,
roman-numeral glyphs. Repairs that only third-party copies need are not made here.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from criteria.spans import Span

__all__ = ["Normalised", "normalise"]

_SINGLE = {
    "≧": "≥",
    "⩾": "≥",
    "≦": "≤",
    "⩽": "≤",
    "＞": ">",
    "＜": "<",
    "＝": "=",
    "、": ", ",
    "。": ".",
    "，": ",",
    "；": ";",
    "：": ":",
    "（": "(",
    "）": ")",
    "【": "[",
    "】": "]",
    "［": "[",
    "］": "]",
    "～": "~",
    "∼": "~",
    "˜": "~",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "－": "-",
    "﹣": "-",
    "’": "'",
    "‘": "'",
    "´": "'",
    "＇": "'",
    "“": '"',
    "”": '"',
    "μ": "µ",
    "✕": "×",
    "╳": "×",
    "⨯": "×",
    "％": "%",
    "\u200b": "",
    "\ufeff": "",
    "\u00ad": "",
}
_PLAIN = re.compile(r"[^\\<>=\x80-\U0010ffff]+")  # what stands for itself, most of a record
_ENTITY = re.compile(r"\\&(gt|lt|amp);")
_SLASHED = re.compile(r"\\?([<>])/\\?=")
_ENTITIES = {"gt": ">", "lt": "<", "amp": "&"}
_MARKS = "®™"
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_PAIRS = {
    ">=": "≥",
    "=>": "≥",
    "<=": "≤",
    "=<": "≤",
    "≥=": "≥",
    "≤=": "≤",
}
_FOLDED = {**_SINGLE, **dict.fromkeys(_MARKS, " "), **_SUBSCRIPTS}
_PRESENTATION_FORMS = re.compile("[\u2160-\u217f\uff00-\uffef]")  # roman numerals as one glyph; full and half width
_ESCAPED = frozenset("\\`*_{}[]()#+-.!<>^~|=/&%\"':;,")


class Normalised(msgspec.Struct, frozen=True):
    """Normalised text with, for each of its characters, the source range it stands for."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The source span of the normalised range `start:end` (not empty)."""
        return Span(self.starts[start], self.ends[end - 1])


def normalise(source: str) -> Normalised:
    r"""Normalised text with its way back: `Adults \>= 18` becomes `Adults ≥ 18`."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def emit(text: str, start: int, end: int) -> None:
        for char in text:
            out.append(char)
            starts.append(start)
            ends.append(end)

    position = 0
    while position < len(source):
        if plain := _PLAIN.match(source, position):
            out.extend(plain.group())
            starts.extend(range(position, plain.end()))
            ends.extend(range(position + 1, plain.end() + 1))
            position = plain.end()
            continue
        start = position
        if entity := _ENTITY.match(source, position):
            emit(_ENTITIES[entity.group(1)], start, entity.end())
            position = entity.end()
            continue
        if slashed := _SLASHED.match(source, position):
            emit(_PAIRS[f"{slashed.group(1)}="], start, slashed.end())
            position = slashed.end()
            continue
        if source[position] == "\\" and position + 1 < len(source) and source[position + 1] in _ESCAPED:
            position += 1
        char = source[position]
        position += 1
        if char in _SUPERSCRIPTS:
            emit(_superscript(char, out), start, position)
            continue
        if char in _MARKS and out and not out[-1].isspace() and not source[position : position + 1].isalnum():
            ends[-1] = position
            continue
        text = _fold_char(char)
        if out and text and out[-1] + text in _PAIRS:
            out[-1] = _PAIRS[out[-1] + text]
            ends[-1] = position
            continue
        emit(text, start, position)
    return Normalised("".join(out), tuple(starts), tuple(ends))


def _superscript(char: str, out: list[str]) -> str:
    """`10⁹` keeps its exponent as `10^9`; `m²` is the unit m2."""
    digit = _SUPERSCRIPTS[char]
    is_power_of_ten = out[-2:] == ["1", "0"] and not "".join(out[-3:-2]).isdigit()
    return "^" + digit if is_power_of_ten else digit


def _fold_char(char: str) -> str:
    if char.isascii():
        return char
    if char in _FOLDED:
        return _FOLDED[char]
    if char.isspace():
        return " "
    return unicodedata.normalize("NFKC", char) if _PRESENTATION_FORMS.match(char) else char
