"""The facts of a block of people as arrays, those of one concept together, so that a test reads what it asks about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np
import polars as pl

from matcher.plan.kleene import Truth
from matcher.plan.planes import WORD, Flags, Numbers, Plane, nobody, packed, words
from matcher.population.facts_frame import DOMAINS, Population
from matcher.settings import Settings

__all__ = ["Block", "Rows", "block_of"]


class Rows:
    """Some of the facts, by column: `person`, `start`, `end`, `status` and so on, each fetched when it is asked for.

    A number that is not given is NaN, a code that is not given 0 or -1.
    """

    __slots__ = ("_columns", "_held", "_index")

    def __init__(self, columns: Mapping[str, Numbers], index: Numbers, **held: Numbers) -> None:
        self._columns, self._index, self._held = columns, index, held

    def __len__(self) -> int:
        return len(self._index)

    def __getitem__(self, name: str) -> Numbers:
        """One column."""
        if name not in self._held:
            self._held[name] = self._columns[name][self._index]
        return self._held[name]

    def picked(self, kept: Numbers) -> Rows:
        """Some of the rows, by flag or by place."""
        own = {"of": self._held["of"][kept]} if "of" in self._held else {}
        return Rows(self._columns, self._index[kept], **own)

    @property
    def index(self) -> Numbers:
        """Which facts these are."""
        return self._index


STATUS = {"active": 1, "inactive": 2, "resolved": 3}
RESPONSE = {"adequate": 1, "inadequate": 2, "intolerant": 3}
NUMBERS = ("start", "end", "number", "range_low", "range_high", "dose")
TRUTHS = ("finding", "positive", "above", "below")
FLAGS = ("told", "answered")


@dataclass(frozen=True)
class Block:
    """People under evaluation: their facts by concept, what is denied of whom, who has closed what, and the settings.

    `units` and `dose_units` are the pairs of concept and unit that the facts point to, `answers` the classes.
    """

    people: int
    age: Numbers
    sex: Mapping[str, Plane]
    closed: Mapping[str, Plane]
    columns: Mapping[str, Numbers]
    places: Mapping[str, Numbers]
    denied: Mapping[str, Plane]
    units: tuple[str, ...]
    dose_units: tuple[str, ...]
    answers: tuple[str, ...]
    domains: Mapping[str, str]
    settings: Settings
    _slices: dict[str, Rows] = field(default_factory=dict)
    _recorded: dict[str, Plane] = field(default_factory=dict)

    @cached_property
    def nobody(self) -> Plane:
        """The plane in which nobody holds: one for all that find nobody, so that they are the same."""
        return nobody(self.people)

    @cached_property
    def everyone(self) -> Plane:
        """The plane in which everyone holds."""
        return ~self.nobody

    @cached_property
    def unknown(self) -> Truth:
        """What is unknown of everyone."""
        return Truth(self.nobody, self.nobody, self.everyone)

    def plain(self, truth: Truth) -> Truth:
        """The same with `nobody` itself where nobody holds, and `unknown` itself where nothing is known."""
        true, false = (plane if np.count_nonzero(plane) else self.nobody for plane in truth)
        if true is truth.true and false is truth.false:
            return truth
        return self.unknown if true is false else Truth(true, false)

    def rows(self, concept: str) -> Rows:
        """The records of one concept, in the order of the people."""
        if concept not in self._slices:
            rows = Rows(self.columns, self.places[concept])
            if np.diff(rows["person"]).min(initial=0) < 0:
                rows = rows.picked(np.argsort(rows["person"], kind="stable"))
            self._slices[concept] = rows
        return self._slices[concept]

    def together(self, concepts: Sequence[str]) -> Rows:
        """The records of several concepts; `of` says of which one, as its place in `concepts`."""
        parts = [self.rows(concept).index for concept in concepts]
        index = np.concatenate(parts)
        of = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        if len(parts) == 1:
            return Rows(self.columns, index, of=of)
        order = np.argsort(self.columns["person"][index], kind="stable")
        return Rows(self.columns, index[order], of=of[order])

    def recorded(self, concept: str) -> Plane:
        """Who has a record of a concept."""
        if concept not in self._recorded:
            self._recorded[concept] = self.scattered(self.rows(concept)["person"])
        return self._recorded[concept]

    def scattered(self, people: Numbers, flags: Flags | None = None) -> Plane:
        """The people named in rows, of those rows where the flag is set, as a plane."""
        if flags is not None:
            people = people[flags]
        if not len(people):
            return self.nobody
        board = np.zeros(words(self.people) * WORD, np.bool_)
        board[people] = True
        return packed(board)


def block_of(population: Population, settings: Settings, domains: Mapping[str, str]) -> Block:
    """A population as a block; `domains` are those that concepts are at home in."""
    people, facts = population.people, population.facts
    answers = facts.get_column("answer").drop_nulls().unique().sort()
    return Block(
        people=people.height,
        age=people.get_column("age_years").to_numpy(),
        sex={
            sex: packed((people.get_column("sex") == sex).fill_null(value=False).to_numpy())
            for sex in ("female", "male")
        },
        closed={domain: packed(people.get_column(domain).to_numpy()) for domain in DOMAINS},
        columns=_columns(facts, answers),
        places=_places(facts, population.concepts),
        denied=_denied(facts, population.concepts, people.height),
        units=population.units,
        dose_units=population.dose_units,
        answers=tuple(answers),
        domains=domains,
        settings=settings,
    )


def _columns(facts: pl.DataFrame, answers: pl.Series) -> dict[str, Numbers]:
    answer = pl.col("answer").cast(pl.Enum(answers)).to_physical().cast(pl.Int32).fill_null(-1)
    frame = facts.select(
        *("person", *NUMBERS, *FLAGS),
        *(pl.col(name).to_physical().cast(pl.Int8).fill_null(-1) + 1 for name in ("status", "response")),
        *(pl.col(name).cast(pl.Int32).fill_null(-1) for name in ("unit", "dose_unit")),
        *(pl.col(name).cast(pl.Int8).fill_null(-1) for name in TRUTHS),
        answer=answer,
    )
    columns = {name: frame.get_column(name).to_numpy() for name in frame.columns}
    return columns | {"person": columns["person"].astype(np.int64)}


def _places(facts: pl.DataFrame, names: Sequence[str]) -> dict[str, Numbers]:
    """By concept, which facts are records of it."""
    held = np.flatnonzero(~facts.get_column("negated").to_numpy())
    codes = facts.get_column("concept").to_numpy().astype(np.uint16)[held]
    order = np.argsort(codes, kind="stable")
    codes, held = codes[order], held[order]
    starts = np.flatnonzero(np.diff(codes.astype(np.int32), prepend=-1))
    return {names[codes[low]]: held[low:high] for low, high in pairwise([*starts.tolist(), len(codes)])}


def _denied(facts: pl.DataFrame, names: Sequence[str], people: int) -> dict[str, Plane]:
    """By concept, of whom it is known to be absent."""
    found: dict[str, Plane] = {}
    denials = facts.filter("negated").select("concept", "person")
    for (concept,), rows in denials.group_by("concept"):
        board = np.zeros(people, np.bool_)
        board[rows.get_column("person").to_numpy()] = True
        found[names[int(str(concept))]] = packed(board)
    return found
