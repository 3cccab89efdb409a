"""Profiles one a line, by columns: batches of lines become nested columns at once, odd lines are read one by one.

A line goes through columns only where it is certain to mean the same there: every field known and of the type asked
for, no field twice, concepts by name. The rules of the guard are then kept by the columns themselves.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import GenericAlias
from typing import Any

import msgspec
import polars as pl
from msgspec import UNSET, UnsetType

from criteria.errors import ProfileRefused
from criteria.lexicon import Lexicon
from matcher.population.facts import Patient
from matcher.population.facts_frame import population_of
from matcher.population.files import first_of, read_line, used_before
from matcher.population.frame import Loaded, merged
from matcher.population.nested_frame import FIELDS, PLACE, POSITION, TYPES, nested
from matcher.population.words_frame import Words

__all__ = ["Lines", "is_lines"]

BATCH = 1 << 14
"""Lines in memory at a time."""
_ODD = re.compile(rb"\\|\d[eE]")
"""Escapes, and numbers with an exponent, which have several spellings."""

Line = tuple[int, bytes]
_KINDS: dict[str, Any] = {
    "concept": str,
    "number": float | UnsetType | None,
    "text": str | UnsetType | None,
    "flag": bool | UnsetType,
    "result": float | str | UnsetType | None,
}


def _shape(name: str, fields: dict[str, Any]) -> Any:  # noqa: ANN401 - a type made here
    """An object of these fields and no others; all but a concept and an id may be left out."""
    given = [(field, of) if of is str else (field, of, UNSET) for field, of in fields.items()]
    return msgspec.defstruct(name, given, forbid_unknown_fields=True, kw_only=True, gc=False)


_DOSE = _shape("Dose", {"value": _KINDS["number"], "unit": _KINDS["text"]})
_KINDS["dose"] = _DOSE | UnsetType | None
_LOCATION = _shape("Location", dict.fromkeys(PLACE, _KINDS["text"]) | dict.fromkeys(POSITION, _KINDS["number"]))
_LISTS = {name: _shape(name, {field: _KINDS[kind] for field, kind in of.items()}) for name, of in FIELDS.items()}
_PROFILE = _shape(
    "Profile",
    {
        "profile_id": str,
        "age_years": _KINDS["number"],
        "sex": _KINDS["text"],
        "complete": list[str] | UnsetType | None,
        "location": _LOCATION | UnsetType | None,
        **{name: GenericAlias(list, (of,)) | UnsetType | None for name, of in _LISTS.items()},
    },
)
_SCHEMA: dict[str, Any] = {
    "profile_id": pl.String,
    "age_years": pl.Float64,
    "sex": pl.String,
    "complete": pl.List(pl.String),
    "location": pl.Struct(dict.fromkeys(PLACE, pl.String) | dict.fromkeys(POSITION, pl.Float64)),
    **{name: pl.List(pl.Struct({field: TYPES[kind] for field, kind in of.items()})) for name, of in FIELDS.items()},
}


def is_lines(path: Path) -> bool:
    """Whether a file holds one profile a line; where it cannot be read, others say so."""
    try:
        with path.open("rb") as file:
            first = next((line for line in file if line.strip()), b"")
    except OSError:
        return False
    try:
        return isinstance(msgspec.json.decode(first), dict)
    except msgspec.DecodeError:
        return False


class Lines:
    """A file of one profile a line, read from its beginning to its end."""

    def __init__(self, path: Path, known: Lexicon) -> None:
        self.path, self.known = path, known
        self._words = Words(known)
        self._seen: set[str] = set()
        self._decoder = msgspec.json.Decoder(_PROFILE)

    def blocks(self, size: int) -> Iterator[Loaded]:
        """The people of so many lines at a time, and the lines that were refused."""
        with self.path.open("rb") as file:
            numbered = ((number, line) for number, line in enumerate(file, start=1) if line.strip())
            while batch := list(islice(numbered, min(size, BATCH))):
                yield self._block(batch, numbered, size)

    def _block(self, batch: list[Line], numbered: Iterator[Line], size: int) -> Loaded:
        people, raw, refused = [], [], list[ProfileRefused]()
        height = taken = 0
        while batch:
            own, facts, odd = self._taken(batch)
            raw.append(facts.with_columns(pl.col("person") + height))
            people.append(own)
            refused += odd
            height, taken = height + own.height, taken + len(batch)
            batch = list(islice(numbered, min(BATCH, size - taken)))
        return Loaded(population_of(pl.concat(people), pl.concat(raw), self.known), tuple(refused))

    def _taken(self, batch: Sequence[Line]) -> tuple[pl.DataFrame, pl.DataFrame, list[ProfileRefused]]:
        """People and facts of some lines, and those that were refused."""
        plain = b"\n".join(line.strip() if self._is_plain(line) else b"{}" for _, line in batch)
        frame = pl.read_ndjson(io.BytesIO(plain), schema=_SCHEMA)
        found = nested(frame, self._words)
        outcomes = self._looked_at(batch, found.doubtful, frame.get_column("profile_id"))
        refused = [one for one in outcomes.values() if isinstance(one, ProfileRefused)]
        if not outcomes:
            return found.people, found.raw, refused
        closer = pl.repeat(value=False, n=len(batch), dtype=pl.Boolean, eager=True).scatter(list(outcomes), values=True)
        patients = {place: one for place, one in outcomes.items() if isinstance(one, Patient)}
        return *merged(found.people, found.raw, closer, patients, self.known), refused

    def _is_plain(self, line: bytes) -> bool:
        """Whether columns hold all that a line says."""
        if _ODD.search(line):
            return False
        try:
            read = self._decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return False
        names = line.count(b'":') + line.count(b'" :')
        return names == msgspec.json.encode(read).count(b'":')

    def _looked_at(
        self, batch: Sequence[Line], doubtful: pl.Series, ids: pl.Series
    ) -> dict[int, Patient | ProfileRefused]:
        """What has to be read one by one, or whose id was used before, by its place."""
        found: dict[int, Patient | ProfileRefused] = {}
        for place, ((number, line), doubt, profile_id) in enumerate(zip(batch, doubtful, ids, strict=True)):
            where = f"{self.path} line {number}"
            if doubt:
                found[place] = first_of(read_line(line, where, self.known), self._seen, where)
            elif profile_id in self._seen:
                found[place] = used_before(where)
            else:
                self._seen.add(profile_id)
        return found
