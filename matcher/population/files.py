"""Profiles from files: a JSON array, one object for each line, a single object, Parquet or Arrow.

What is wrong with one profile is said of that profile alone; the others go through.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from criteria.errors import ProfileRefused
from criteria.lexicon import Lexicon, lexicon
from matcher.population.facts import Patient
from matcher.population.guard import Repeated
from matcher.population.resolve import parse_profile

__all__ = ["ARROW", "PARQUET", "Placed", "first_of", "read_line", "read_profiles", "single", "split", "used_before"]

PARQUET = frozenset({".parquet", ".pq"})
ARROW = frozenset({".arrow", ".feather", ".ipc"})

# A raw profile, or why there is none, with the place it stands in: "line 4".
Placed = tuple[str, object | ProfileRefused]

_BOM = "\ufeff"
_SPACE = " \t\r\n"


def read_profiles(path: Path, known: Lexicon | None = None) -> Iterator[Patient | ProfileRefused]:
    """Each profile of a file as a patient, or the reason why it was refused, in the order of the file."""
    known = known or lexicon()
    seen: set[str] = set()
    count = 0
    for place, raw in _raw(path):
        count += 1
        where = f"{path} {place}"
        yield first_of(_outcome(raw, known, where), seen, where)
    if not count:
        yield ProfileRefused("holds no profile", where=str(path))


def read_line(line: bytes, where: str, known: Lexicon) -> Patient | ProfileRefused:
    """The profile of one line as a patient, or the reason why it was refused."""
    return _outcome(_line(line), known, where)


def _outcome(raw: object, known: Lexicon, where: str) -> Patient | ProfileRefused:
    return _placed(raw, where) if isinstance(raw, ProfileRefused) else _parsed(raw, known, where)


def _parsed(raw: object, known: Lexicon, where: str) -> Patient | ProfileRefused:
    try:
        return parse_profile(raw, known)
    except ProfileRefused as refused:
        return _placed(refused, where)


def _placed(refused: ProfileRefused, where: str) -> ProfileRefused:
    return ProfileRefused(refused.what, where=f"{where} {refused.where}".rstrip(" /"), do=refused.do)


def first_of(outcome: Patient | ProfileRefused, seen: set[str], where: str) -> Patient | ProfileRefused:
    """A profile_id stands for one patient: the second profile under it is refused."""
    if isinstance(outcome, ProfileRefused):
        return outcome
    if outcome.profile_id in seen:
        return used_before(where)
    seen.add(outcome.profile_id)
    return outcome


def used_before(where: str) -> ProfileRefused:
    """The refusal of a second profile under one id."""
    return ProfileRefused("the profile_id was used before in this file", where=f"{where} /profile_id")


def _raw(path: Path) -> Iterator[Placed]:
    if path.suffix.casefold() in PARQUET | ARROW:
        from matcher.population.columns_frame import check_columns  # noqa: PLC0415 - JSON needs no data frames
        from matcher.population.frame import rows  # noqa: PLC0415 - likewise

        check_columns(path, parquet=path.suffix.casefold() in PARQUET)
        yield from ((f"row {number}", row) for number, row in enumerate(rows(path), start=1))
        return
    try:
        with path.open("rb") as lines:
            yield from split(lines)
    except OSError as error:
        raise ProfileRefused("cannot be read", where=str(path)) from error


# -- text -----------------------------------------------------------------------------------------------------


def split(lines: Iterable[bytes]) -> Iterator[Placed]:
    """The raw profiles of a JSON array, of one object, or of one object a line."""
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    first = next(numbered, None)
    if first is None:
        return
    number, line = first
    opening = line.lstrip(_BOM.encode() + _SPACE.encode())
    if opening[:1] == b"[" or (opening[:1] == b"{" and _value(line) is _BROKEN):
        rest = [(number, line), *numbered]
        yield from _whole(rest)
        return
    yield f"line {number}", _line(line)
    yield from ((f"line {number}", _line(line)) for number, line in numbered)


def single(text: bytes) -> object:
    """The raw profile that a text holds; ProfileRefused where it is no JSON."""
    value = _value(text)
    if value is _BROKEN:
        raise ProfileRefused("is not valid JSON")
    return value


def _whole(numbered: list[tuple[int, bytes]]) -> Iterator[Placed]:
    """An array, or an object over several lines; lines that make neither are taken one by one."""
    try:
        text = b"".join(line for _, line in numbered).decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    starts = [number for number, line in numbered]
    if text.lstrip(_SPACE).startswith("["):
        yield from _elements(text, starts)
    elif (value := _value(text.encode())) is not _BROKEN:
        yield f"line {starts[0]}", value
    else:
        yield from ((f"line {number}", _line(line)) for number, line in numbered)


def _elements(text: str, starts: list[int]) -> Iterator[Placed]:
    """The elements of an array one after the other, so that a fault in the text is placed where it stands."""
    at, seen, row = text.index("[") + 1, 0, 0
    while True:
        at = _skip(text, at, _SPACE + ",")
        row += text.count("\n", seen, at)
        seen = at
        place = f"line {starts[min(row, len(starts) - 1)]}"
        if text[at : at + 1] == "]":
            return
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield place, ProfileRefused("is not valid JSON from here on")
            return
        yield place, value


def _skip(text: str, at: int, passed: str) -> int:
    while at < len(text) and text[at] in passed:
        at += 1
    return at


_BROKEN = object()


def _line(line: bytes) -> object | ProfileRefused:
    value = _value(line)
    return ProfileRefused("is not valid JSON") if value is _BROKEN else value


def _value(line: bytes) -> object:
    try:
        return _DECODER.decode(line.decode("utf-8-sig").strip(_SPACE))
    except (ValueError, RecursionError):
        return _BROKEN


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    names = [key for key, _ in pairs]
    repeated = Repeated(plain)
    repeated.field = next(key for key in names if names.count(key) > 1)
    return repeated


_DECODER = json.JSONDecoder(object_pairs_hook=_object)
