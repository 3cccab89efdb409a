"""Classes on a scale: "class III+V", "MGFA IIIb", "stage 3"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

__all__ = ["class_holds"]

_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_LEADING = re.compile(r"(?:(?:class|grade|stage|type|category)\s+)+")
_JOINTS = re.compile(r"\s*(?:[+/,&]|\band\b)\s*")
_FORM = re.compile(r"(?P<stem>\d+|[ivx]+)(?P<letter>[a-z]?)")


def class_holds(asked: Iterable[str], scale: tuple[str, ...], answer: str) -> bool | None:
    """Whether an answer is one of the classes asked for; None where it is none of the scale, or not told exactly."""
    parts = _read(answer, scale)
    if parts is None:
        return None
    wanted = {combination for one in asked for combination in _combinations(_read(one, scale))}
    if len(parts) > 1 and max(map(len, parts)) > 1:
        return None
    hits = [combination in wanted for combination in _combinations(parts)]
    return hits[0] if len(set(hits)) == 1 else None


def _combinations(parts: list[frozenset[str]] | None) -> set[frozenset[str]]:
    """All that the parts may stand for: "III" of a lettered scale for IIIa and for IIIb."""
    return {frozenset(choice) for choice in product(*parts)} if parts else set()


def _read(text: str, scale: tuple[str, ...]) -> list[frozenset[str]] | None:
    """The parts of a class, each as the grades it may stand for; None if one is not of the scale."""
    words = _LEADING.sub("", text.strip().lower(), count=1)
    parts = [_part(part, {grade.lower() for grade in scale}) for part in _JOINTS.split(words)]
    return None if frozenset() in parts else parts


def _part(part: str, scale: set[str]) -> frozenset[str]:
    for form in (part, _renumbered(part)):
        if form in scale:
            return frozenset({form})
        if lettered := {grade for grade in scale if form and grade[:-1] == form and _is_lettered(grade)}:
            return frozenset(lettered)
    return frozenset()


def _is_lettered(grade: str) -> bool:
    form = _FORM.fullmatch(grade)
    return form is not None and bool(form["letter"])


def _renumbered(part: str) -> str:
    """The same class in the other numerals: "3b" for "iiib", and back."""
    form = _FORM.fullmatch(part)
    if form is None:
        return ""
    stem = form["stem"]
    if stem.isdigit():
        return _ROMAN[int(stem)] + form["letter"] if 0 < int(stem) < len(_ROMAN) else ""
    return f"{_ROMAN.index(stem)}{form['letter']}" if stem in _ROMAN else ""
