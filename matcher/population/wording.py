"""Results in words, read once for each distinct wording of a population."""

from __future__ import annotations

import re
from typing import NamedTuple

from matcher.population.readings import ABOVE, BELOW, NEGATIVE, NOT_ABOVE, NOT_BELOW, POSITIVE

__all__ = ["Wording", "read_wording"]

_TITRE = re.compile(r"1\s?[:/]\s?(\d{1,7})")
_DECIMAL = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")


class Wording(NamedTuple):
    """What a result in words says: a number, a polarity, a place against the limits of normal; None: nothing."""

    number: float | None = None
    titre: bool = False
    positive: bool | None = None
    above: bool | None = None
    below: bool | None = None


def read_wording(text: str) -> Wording:
    """A wording, read: "1:160" is the titre 160, "not detected" is negative."""
    if titre := _TITRE.fullmatch(text):
        return Wording(number=float(titre[1]), titre=True)
    if _DECIMAL.fullmatch(text):
        return Wording(number=float(text))
    words = text.strip()
    return Wording(
        positive=_either(words, POSITIVE, NEGATIVE, starts=("positive ", "negative ")),
        above=_either(words, ABOVE, NOT_ABOVE),
        below=_either(words, BELOW, NOT_BELOW),
    )


def _either(words: str, yes: frozenset[str], no: frozenset[str], *, starts: tuple[str, ...] = ()) -> bool | None:
    for truth, known, start in ((True, yes, starts[:1]), (False, no, starts[1:])):
        if words in known or words.startswith(start):
            return truth
    return None
