"""List markers and their order: bullets, numbers, letters, roman numerals, circled digits, labels, section numbers."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

__all__ = ["Marker", "continued_items", "inline_items", "inner_items", "read_marker"]

Style = Literal["bullet", "number", "letter", "roman", "circled", "label", "section"]

_BULLETS = "*-•·‣⁃∙◦●○▪■□➢►✓✔"
_ROMAN = {"i": 1, "v": 5, "x": 10}
_MOST_ROMAN = 20
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("section", re.compile(r"(\d{1,2}(?:\.\d{1,2}){2,3})\.?[ \t]+(?=[A-Za-z\[(])")),
    ("section", re.compile(r"(\d{1,2}\.\d{1,2})\.?[ \t]+(?=[A-Z][a-z]|[\[(])")),
    ("label", re.compile(r"([A-Z]{1,2}-?\d{1,2})[.):][ \t]*")),
    ("label", re.compile(r"([A-Z]-\d{1,2})[ \t]+")),
    ("number", re.compile(r"(\d{1,3})[.)](?!\d)[ \t]*")),
    ("number", re.compile(r"\((\d{1,3})\)[ \t]*")),
    ("number", re.compile(r"(\d{1,2}),[ \t]+")),
    ("label", re.compile(r"\((\d{1,2}[A-Z])\)[ \t]*")),
    ("roman", re.compile(r"\(?([ivx]{1,5})[.)][ \t]*")),
    ("roman", re.compile(r"\(?([IVX]{1,5})[.)][ \t]+")),
    ("letter", re.compile(r"([a-zA-Z])[.)](?![a-zA-Z])[ \t]*")),
    ("letter", re.compile(r"\(([a-zA-Z])\)[ \t]*")),
    ("letter", re.compile(r"([a-z])\)[ \t]*")),
    ("circled", re.compile(r"([①-⑳])[ \t]*")),
)


class Marker(msgspec.Struct, frozen=True):
    """A list marker at the start of a line: `style`, its `form` ("(1)" and "1)" differ), its order, its end offset.

    `letter` is the place in the alphabet where a roman numeral could also be a letter (i, v, x).
    """

    style: Style
    form: str
    order: int
    end: int
    letter: int | None = None

    def as_letter(self) -> Marker:
        """A one-letter roman numeral taken as a letter of the alphabet."""
        return Marker("letter", self.form, self.letter or self.order, self.end)


def read_marker(text: str, start: int, end: int) -> Marker | None:
    """The marker that begins at `start`, with a bullet before a number counted as one ("* 1. Age")."""
    bullet = _bullet(text, start, end)
    if bullet is None:
        return _ordered(text, start, end)
    inner = _ordered(text, bullet.end, end)
    return inner if inner is not None else bullet


def _bullet(text: str, start: int, end: int) -> Marker | None:
    if start >= end or text[start] not in _BULLETS:
        return None
    stop = start + 1
    if text[start] in "*-" and (stop >= end or text[stop] not in " \t"):
        return None
    while stop < end and text[stop] in " \t":
        stop += 1
    return Marker("bullet", text[start], 0, stop)


def _ordered(text: str, start: int, end: int) -> Marker | None:
    for style, pattern in _PATTERNS:
        found = pattern.match(text, start, end)
        if found and found.end() < end:
            value = found.group(1)
            if style == "roman" and _roman(value) is None:
                continue
            form = found.group(0).strip().replace(value, "#")
            letter = _place_in_alphabet(value) if style == "roman" and len(value) == 1 else None
            return Marker(style, form, _order(style, value), found.end(), letter)
    return None


def _order(style: Style, value: str) -> int:
    if style == "number":
        return int(value)
    if style == "circled":
        return ord(value) - ord("①") + 1
    if style == "roman":
        return _roman(value) or 0
    if style == "letter":
        return _place_in_alphabet(value)
    digits = "".join(c for c in value if c.isdigit())
    return int(digits) if digits else 0


def _place_in_alphabet(letter: str) -> int:
    return ord(letter.lower()) - ord("a") + 1


def _roman(value: str) -> int | None:
    total = 0
    value = value.lower()
    for here, after in zip(value, [*value[1:], ""], strict=True):
        size = _ROMAN[here]
        total += -size if after and _ROMAN[after] > size else size
    return total if 0 < total <= _MOST_ROMAN else None


_CANDIDATE = re.compile(
    r"(?:(?<=\s)|^)(?:\(?(?:\d{1,2}|[ivx]{1,5}|[IVX]{1,5}|[a-zA-Z])(?:\)|\.(?=\s|[A-Z])|,(?=\s))|[①-⑳])[ \t]*"
)
_LOOK_BACK = 200


def inline_items(text: str, start: int, end: int) -> list[int]:
    """Where the items of a run-on list begin ("(i) Age ...; (ii) SLE ..."): offsets of the markers, in order from 1.

    Empty unless the run starts at `start` with 1, i or a and counts up without a gap through at least 2.
    """
    first = _ordered(text, start, end)
    if first is None or first.order != 1 or first.style in ("label", "section"):
        return []
    found = _following(text, first, first.end, end, loose=first.style == "letter")
    return [start, *found] if found else []


def continued_items(text: str, marker: Marker, start: int, end: int) -> list[int]:
    """Where an item runs on into the next numbers ("7. ... survival. 8. ECOG ... 9. ..."): offsets of their markers."""
    if marker.style != "number":
        return []
    return [at for at in _following(text, marker, start, end) if text[at:end].lstrip("0123456789.(), \t")[:1].isupper()]


def inner_items(text: str, start: int, end: int) -> list[int]:
    """Where the items of a list inside an item begin ("Blood counts: a. ANC ... b. Platelets ..."), behind a colon."""
    for match in _CANDIDATE.finditer(text, start, end):
        marker = _ordered(text, match.start(), end)
        if marker is None or marker.order != 1 or marker.style not in ("letter", "number", "roman"):
            continue
        if text[start : match.start()].rstrip().endswith(":"):
            found = _following(text, marker, marker.end, end, loose=marker.style == "letter")
            return [match.start(), *found] if found else []
    return []


def _following(text: str, first: Marker, start: int, end: int, *, loose: bool = False) -> list[int]:
    """The offsets of the next markers of the same form, each one higher and after the end of a clause.

    `loose`: a capital behind the marker will do for the end of a clause before it.
    """
    found: list[int] = []
    for match in _CANDIDATE.finditer(text, start, end):
        marker = _ordered(text, match.start(), end)
        if marker is None or marker.form != first.form:
            continue
        wanted = first.order + len(found) + 1
        if first.style == "letter" and marker.letter == wanted:
            marker = marker.as_letter()
        if marker.style != first.style or marker.order != wanted:
            continue
        capital = loose and text[marker.end : marker.end + 1].isupper()
        if marker.style == "circled" or capital or _ends_item(text, match.start()):
            found.append(match.start())
    return found


def _ends_item(text: str, start: int) -> bool:
    """A run-on marker follows the end of a sentence or clause."""
    return text[max(0, start - _LOOK_BACK) : start].rstrip().endswith((".", ";", ",", ":", ")", "]"))
