"""Tokens → elements: concept mentions, cues, numbers with units, and what nothing claims."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from criteria.lexicon.units import canonical_unit
from criteria.parse.tokens import Token, tokenise
from criteria.parse.vocabulary import Entry, Vocabulary
from criteria.tree.nodes import Comparator, Relative

__all__ = ["BOUNDED", "DAYS", "OPERATORS", "Bound", "Element", "Time", "scan"]

Kind = Literal[
    "mention", "cue", "number", "pair", "titre", "outcome", "word", "punct", "group", "criteria", "roman",
    "limit", "time", "halflife", "window", "duration", "gap", "timelimit", "symbol", "list",
]  # fmt: skip


OPERATORS: dict[str, Comparator] = {"<": "<", "<=": "<=", "=": "=", ">=": ">=", ">": ">"}
"""The comparators by the values that cues give them."""


BOUNDED = frozenset(["limit", "window", "duration", "timelimit", "gap", "titre"])
"""The kinds of elements that set a bound."""


class Bound(msgspec.Struct, frozen=True):
    """One side of a limit: comparator, value, UCUM unit or None, and what it is a multiple of."""

    comparator: Comparator
    value: float
    unit: str | None = None
    relative: Relative | None = None


class Time(msgspec.Struct, frozen=True):
    """A length of time in days, a number of half-lives, or both with the longer or shorter of them."""

    days: float | None = None
    half_lives: float | None = None
    pick: str | None = None
    strict: bool = False
    years: bool = False


class Element(msgspec.Struct):
    """A piece of a clause: its kind, its range in the normalised text, and what it means."""

    kind: Kind
    start: int
    end: int
    text: str
    concepts: tuple[str, ...] = ()
    cues: dict[str, str] = {}
    value: float = 0.0
    unit: str | None = None
    relative: Relative | None = None
    bounds: tuple[Bound, ...] = ()
    time: Time | None = None
    items: list[Element] = []
    corrupted: bool = False
    flags: tuple[str, ...] = ()

    def has(self, *kinds: str) -> bool:
        """Whether the element is a cue of one of the kinds."""
        cues = self.cues
        if not cues:
            return False
        return kinds[0] in cues if len(kinds) == 1 else not cues.keys().isdisjoint(kinds)


DAYS = {
    "year": 365.25, "yr": 365.25, "yrs": 365.25, "y": 365.25,
    "month": 30.4375, "mo": 30.4375, "mos": 30.4375, "mth": 30.4375, "week": 7.0, "wk": 7.0, "wks": 7.0, "w": 7.0,
    "day": 1.0, "d": 1.0, "hour": 1 / 24, "hr": 1 / 24, "hrs": 1 / 24, "h": 1 / 24, "hor": 1 / 24,
}  # fmt: skip
_YEARS = ("year", "yr", "yrs", "y")
_ROMAN = re.compile(r"(?:(?:I{1,3}|IV|V|VI)[ab]?|(?:II|III|IV)[A-C])$")
_NUMERALS = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V"}
_TIMES = frozenset({"x", "×", "*", "X"})
_SYMBOLS = frozenset("<>≤≥=~±")
_UNIT_REACH = 26
_WHOLE = frozenset(["calendar", "full", "complete"])  # "21 calendar days"
_LOWEST_TITRE = 10  # 1:10; below it "1:2" is a ratio
_THOUSAND = 1000  # "10 000": a number below it and three more digits are one number
_REMEMBERED_UNITS = 100_000
_NEVER_UNITS = frozenset([
    "x", "×", "d", "w", "y", "m", "h", "a", "of", "in", "e", "t", "s", "g/", "c", "f", "l", "u", "b", "j", "k", "n",
    "v", "day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours",
    "yr", "yrs", "wk", "wks", "min", "minutes",
])  # fmt: skip


def scan(text: str, start: int, end: int, vocabulary: Vocabulary) -> list[Element]:
    """The flat elements of a range of normalised text, in order, covering every token."""
    tokens = tokenise(text, start, end)
    out: list[Element] = []
    index = 0
    while index < len(tokens):
        element, index = _element(text, tokens, index, end, vocabulary)
        out.append(element)
    return out


def _element(text: str, tokens: list[Token], index: int, end: int, vocabulary: Vocabulary) -> tuple[Element, int]:
    token = tokens[index]
    found = _without_acronyms(token, index, vocabulary.trie.longest(tokens, index))
    found = _unless_time(tokens, index, found, vocabulary)
    if token.kind == "number" and not _names_more(tokens, index, found):
        element, after = _number(text, tokens, index, end)
        return _part_of_word(text, tokens, element, after, vocabulary) or (element, after)
    if token.kind == "word" and _ROMAN.match(token.text) and (found is None or found[0] == index + 1):
        return _roman(tokens, index, found)
    if token.key == "non" and (found is None or found[0] == index + 1):
        compound = _non_compound(text, tokens, index, vocabulary)
        if compound is not None:
            return compound
    if found is not None:
        found = _yield_not(tokens, index, found, vocabulary)
        return _claimed(text, tokens, index, *found), found[0]
    return _unknown_word(text, tokens, index) if token.kind == "word" else _sign(text, tokens, index)


def _names_more(tokens: list[Token], index: int, found: tuple[int, list[Entry]] | None) -> bool:
    """Whether a number begins the name of a concept: `24-hour urine protein`."""
    return (
        found is not None
        and tokens[found[0] - 1].kind == "word"
        and found[0] - index > 1
        and any(e.concept for e in found[1])
    )


def _part_of_word(
    text: str, tokens: list[Token], element: Element, after: int, vocabulary: Vocabulary
) -> tuple[Element, int] | None:
    """`the 5th edition`, `2xyz`: a number with letters at it that nothing knows is no quantity."""
    if element.kind != "number" or element.unit is not None or after >= len(tokens):
        return None
    glued = tokens[after]
    if glued.kind != "word" or not glued.glued or vocabulary.trie.longest(tokens, after) is not None:
        return None
    return Element("word", element.start, glued.end, text[element.start : glued.end]), after + 1


def _unknown_word(text: str, tokens: list[Token], index: int) -> tuple[Element, int]:
    """A word the vocabulary does not hold, with what is glued to it."""
    after = index + 1
    while after < len(tokens) and tokens[after].glued and _goes_on(tokens, after):
        after += 1
    start, end = tokens[index].start, tokens[after - 1].end
    return Element("word", start, end, text[start:end]), after


def _goes_on(tokens: list[Token], index: int) -> bool:
    """Whether a glued token belongs to the word before it: digits and letters, and the hyphen of `DIT-101`."""
    if tokens[index].kind in ("number", "word"):
        return True
    coded = tokens[index].text == "-" and tokens[index - 1].text.isupper() and index + 1 < len(tokens)
    return coded and tokens[index + 1].glued and tokens[index + 1].kind == "number"


def _sign(text: str, tokens: list[Token], index: int) -> tuple[Element, int]:
    """A sign: a result (`(+)`, `HBsAg+`), a symbol of arithmetic, or punctuation."""
    token = tokens[index]
    if (
        token.text == "("
        and index + 2 < len(tokens)
        and tokens[index + 1].text in "+-"
        and tokens[index + 2].text == ")"
    ):
        cue = {"pos" if tokens[index + 1].text == "+" else "negout": ""}
        end = tokens[index + 2].end
        return Element("cue", token.start, end, text[token.start : end], cues=cue), index + 3
    if token.text == "+" and token.glued:
        return Element("cue", token.start, token.end, token.text, cues={"pos": ""}), index + 1
    kind: Kind = "symbol" if token.text in _SYMBOLS else "punct"
    return Element(kind, token.start, token.end, token.text), index + 1


def _without_acronyms(
    token: Token, index: int, found: tuple[int, list[Entry]] | None
) -> tuple[int, list[Entry]] | None:
    """`walking aids` is no AIDS: an acronym written small is a word."""
    if found is None or found[0] != index + 1 or not token.text.islower():
        return found
    entries = [e for e in found[1] if not e.acronym]
    return (found[0], entries) if entries else None


def _unless_time(
    tokens: list[Token], index: int, found: tuple[int, list[Entry]] | None, vocabulary: Vocabulary
) -> tuple[int, list[Entry]] | None:
    """`at least 1 year` is a time, not at least one of anything."""
    if found is None or found[0] >= len(tokens) or not any(e.kind == "any" for e in found[1]):
        return found
    if tokens[found[0] - 1].kind != "number" or tokens[found[0]].key not in DAYS:
        return found
    return vocabulary.trie.longest(tokens[: found[0] - 1], index)


def _yield_not(
    tokens: list[Token], index: int, found: tuple[int, list[Entry]], vocabulary: Vocabulary
) -> tuple[int, list[Entry]]:
    """`is not lower than 7`: the "not" belongs to the comparator, not to "is not"."""
    after = found[0]
    if after <= index + 1 or tokens[after - 1].key not in ("not", "no") or not any(e.kind == "neg" for e in found[1]):
        return found
    inner = vocabulary.trie.longest(tokens, after - 1)
    if inner is not None and inner[0] > after and any(e.kind in ("cmp", "resp", "negout", "stable") for e in inner[1]):
        return after - 1, [Entry(None, "neutral", "")]
    return found


def _non_compound(text: str, tokens: list[Token], index: int, vocabulary: Vocabulary) -> tuple[Element, int] | None:
    """`non-Raynaud`: another thing than Raynaud, and nothing the lexicon knows."""
    if (
        index + 2 >= len(tokens)
        or tokens[index + 1].text != "-"
        or not tokens[index + 1].glued
        or not tokens[index + 2].glued
    ):
        return None
    inner = vocabulary.trie.longest(tokens, index + 2)
    after = inner[0] if inner and any(e.concept for e in inner[1]) else index + 3
    start, end = tokens[index].start, tokens[after - 1].end
    return Element("word", start, end, text[start:end]), after


def _claimed(text: str, tokens: list[Token], index: int, after: int, entries: list[Entry]) -> Element:
    start, end = tokens[index].start, tokens[after - 1].end
    concepts = tuple(e.concept for e in entries if e.concept)
    cues = {e.kind: e.value for e in entries if e.kind}
    corrupted = bool(concepts) and all(e.corrupted for e in entries if e.concept)
    return Element(
        "mention" if concepts else "cue", start, end, _in_line(text[start:end]), concepts, cues, corrupted=corrupted
    )


def _in_line(words: str) -> str:
    """Words that a line break stands between, as they are written in one line."""
    return " ".join(words.split()) if "\n" in words else words


def _roman(tokens: list[Token], index: int, found: tuple[int, list[Entry]] | None) -> tuple[Element, int]:
    token = tokens[index]
    after = index + 1
    word = token.text
    if after < len(tokens) and tokens[after].glued and tokens[after].text == "+" and after + 1 < len(tokens):
        follower = tokens[after + 1]
        if follower.glued and _ROMAN.match(follower.text):
            word, after = f"{word}+{follower.text}", after + 2
    cues = {e.kind: e.value for e in found[1] if e.kind} if found and after == index + 1 else {}
    concepts = tuple(e.concept for e in found[1] if e.concept) if found and after == index + 1 else ()
    return Element("roman", token.start, tokens[after - 1].end, word, concepts, cues), after


def _number(text: str, tokens: list[Token], index: int, end: int) -> tuple[Element, int]:
    """A number with what follows it: unit, multiple of a limit, time, titre or second number of a pair."""
    token = tokens[index]
    value, after = float(token.key), index + 1
    if after < len(tokens) and tokens[after].glued and tokens[after].text in ("a", "b", "c") and token.key in _NUMERALS:
        name = _NUMERALS[token.key] + tokens[after].text
        return Element("roman", token.start, tokens[after].end, name), after + 1
    if after + 1 < len(tokens) and tokens[after].text in ":/" and tokens[after].glued and tokens[after + 1].glued:
        second = tokens[after + 1]
        if second.kind == "number":
            top = float(second.key)
            kind: Kind = "titre" if value == 1 and top >= _LOWEST_TITRE else "pair"
            element = Element(
                kind, token.start, second.end, text[token.start : second.end], value=top if kind == "titre" else value
            )
            element.unit = "{titer}" if kind == "titre" else None
            element.bounds = (Bound("=", value), Bound("=", top))
            return _with_unit(text, tokens, element, after + 2, end)
    if (
        after < len(tokens)
        and tokens[after].kind == "number"
        and token.key.isdigit()
        and value < _THOUSAND
        and re.fullmatch(r"\d{3}", tokens[after].text)
        and tokens[after].start == token.end + 1
    ):
        value, after = value * _THOUSAND + float(tokens[after].key), after + 1
    element = Element(
        "number", token.start, tokens[after - 1].end, text[token.start : tokens[after - 1].end], value=value
    )
    return _with_unit(text, tokens, element, after, end)


def _with_unit(text: str, tokens: list[Token], element: Element, after: int, end: int) -> tuple[Element, int]:
    if element.kind == "titre":
        return element, after
    stop, unit = _unit_at(text, element.end, end)
    if unit is not None:
        element.unit = unit
        element.end = stop
        while after < len(tokens) and tokens[after].start < stop:
            after += 1
        element.text = text[element.start : stop]
        return element, after
    if after + 1 < len(tokens) and tokens[after].key in _WHOLE and tokens[after + 1].key in DAYS:
        after += 1
    if after < len(tokens):
        key = tokens[after].key
        if key in DAYS and (tokens[after].kind == "word") and not (key == "h" and tokens[after].text == "H"):
            element.kind = "time"
            element.time = Time(days=element.value * DAYS[key], years=key in _YEARS)
            element.end = tokens[after].end
            element.text = text[element.start : element.end]
            return element, after + 1
        if tokens[after].text == "M" and tokens[after].glued:
            element.kind, element.time, element.end = (
                "time",
                Time(days=element.value * DAYS["month"]),
                tokens[after].end,
            )
            return element, after + 1
    return element, after


def _unit_at(text: str, start: int, end: int) -> tuple[int, str | None]:
    """The longest unit written after a number: `x 10^9/L`, `mL/min/1.73 m2`, `g/24 h`."""
    limit = next(
        (i for i in range(start, min(end, start + _UNIT_REACH)) if text[i] in "(),;\n]"), min(end, start + _UNIT_REACH)
    )
    begin = start
    while begin < limit and text[begin] == " ":
        begin += 1
    if begin >= limit or not (text[begin].isalpha() or text[begin] in "%/×*µ^{["):
        return start, None
    best: tuple[int, str | None] = (start, None)
    for stop in range(limit, begin, -1):
        if stop < end and (text[stop].isalnum() and text[stop - 1].isalnum()):
            continue
        written = text[begin:stop].strip()
        if not written or written[-1] in "(,;:.":
            continue
        unit = _canonical(written)
        if unit is not None:
            best = (begin + len(text[begin:stop].rstrip()), unit)
            break
    return best


_units: dict[str, str | None] = {}


def _canonical(written: str) -> str | None:
    if written not in _units:
        if len(_units) > _REMEMBERED_UNITS:
            _units.clear()
        _units[written] = _look_up(written)
    return _units[written]


def _look_up(written: str) -> str | None:
    squeezed = "".join(written.split())
    if squeezed.lower() in _NEVER_UNITS:
        return "s" if squeezed == "s" else None
    if squeezed[0] in "x×*X" and squeezed[1:3] == "10":
        squeezed = squeezed[1:]
    for form in (squeezed, squeezed.replace("^", ""), written):
        unit = canonical_unit(form)
        if unit is not None and not unit.isdigit():
            return unit
    if squeezed.startswith("10"):
        return canonical_unit("×" + squeezed) or canonical_unit("x" + squeezed)
    return None
