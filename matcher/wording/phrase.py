"""Phrases and how they join into a reason; days and windows in words."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from criteria.tree.nodes import Window
from matcher.kleene import Truth
from matcher.plan.reference.windows import bounded, reach
from matcher.plan.reference.world import Record
from matcher.population.facts import Fact
from matcher.settings import Context

__all__ = [
    "Phrase",
    "before",
    "days",
    "deciders",
    "enumerated",
    "pointers",
    "sentence",
    "window_words",
    "windowed",
]

# How many names or findings a reason lists before it says how many more there are.
SHOWN = 6


class Phrase(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A part of a reason: what is said, of what, on which facts. Phrases that differ in `subject` only are joined."""

    lead: str = ""
    subject: str
    tail: str = ""
    facts: tuple[str, ...] = ()


def sentence(parts: Iterable[Phrase]) -> str:
    """Phrases as one reason: "no record of stroke, epilepsy or dementia; rituximab is still taken"."""
    parts = [*parts]
    if len(parts) == 1:
        return _clause(parts[0].lead, [parts[0].subject], parts[0].tail)
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for part in parts:
        alone = "" if part.lead else part.subject
        grouped.setdefault((part.lead, alone, part.tail), []).append(part.subject)
    clauses = [_clause(lead, subjects, tail) for (lead, _, tail), subjects in grouped.items()]
    return "; ".join(_cut(clauses, "further findings"))


def _clause(lead: str, subjects: list[str], tail: str) -> str:
    return f"{lead} {enumerated(subjects, 'or')}{tail}" if lead else f"{subjects[0]}{tail}"


def enumerated(names: Iterable[str], last: str) -> str:
    """Names as a list: "stroke, epilepsy or dementia"; a long one is cut short and says so."""
    *most, end = _cut(list(dict.fromkeys(names)), "others")
    return f"{', '.join(most)} {last} {end}" if most else end


def _cut(items: list[str], what: str) -> list[str]:
    return items if len(items) <= SHOWN + 1 else [*items[:SHOWN], f"{len(items) - SHOWN} {what}"]


def pointers(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Where the facts stand in the profile, each once."""
    return tuple(dict.fromkeys(fact.pointer for fact in facts))


def deciders(records: Iterable[Record], truth: Truth) -> list[Record]:
    """The records that decide: those that share the value of the whole."""
    return [record for record in records if record.truth is truth]


# -- times ----------------------------------------------------------------------------------------------------


def days(value: float) -> str:
    """A length of time: "1 day", "182.6 days"."""
    rounded = format(round(value, 1), "g")
    return f"{rounded} day" if rounded == "1" else f"{rounded} days"


def before(time: float | None) -> str:
    """A time: "7 days before the index date"."""
    if time is None:
        return "no date given, taken as current"
    return "at the index date" if time == 0 else f"{days(time)} before the index date"


def window_words(window: Window | None, fact: Fact, context: Context) -> str:
    """A window for one drug: "84-day window"."""
    if window is None:
        return "window"
    far = reach(window, fact.concept, context)
    limit = far.surely if far.surely is not None else far.at_most
    return "window" if limit is None else f"{format(round(limit, 1), 'g')}-day window"


def windowed(truth: Truth, window: Window | None, fact: Fact, context: Context) -> str:
    """Which side of a window a time lies on: ", inside the 84-day window"."""
    if bounded(window) is None or truth is None:
        return ""
    return f", {'inside' if truth else 'outside'} the {window_words(window, fact, context)}"
