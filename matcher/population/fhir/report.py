"""What became of a record: how much was used, and what was not, by kind of resource and code, never by value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from matcher.population.guard import identifying

__all__ = ["FhirReport", "Notes", "Unused"]

_LONGEST = 80


class Unused(msgspec.Struct, frozen=True, order=True):
    """Something of a record that stands in no profile: which kind, which code, why, and how often."""

    resource: str
    system: str
    code: str
    reason: str
    count: int = 1

    def __str__(self) -> str:
        named = " ".join(part for part in (self.resource, self.system, self.code) if part)
        return f"{named}: {self.reason}" + (f" ({self.count} times)" if self.count > 1 else "")


class FhirReport(msgspec.Struct, frozen=True, kw_only=True):
    """How a record came out.

    `used` counts the facts by kind of resource; `unused` what was left out; `passed_over` the kinds of resources that
    hold nothing for a profile; `notes` what a reader should know of the whole.
    """

    profile_id: str
    used: dict[str, int]
    unused: tuple[Unused, ...]
    passed_over: dict[str, int]
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """The report for the eye, a line for each thing."""
        facts, left = sum(self.used.values()), sum(each.count for each in self.unused)
        yield f"{self.profile_id}: {facts} facts used, {left} left out"
        yield from (f"{self.profile_id}: {note}" for note in self.notes)
        yield from (f"{self.profile_id}: {each}" for each in self.unused)
        if self.passed_over:
            kinds = ", ".join(f"{kind} ({count})" for kind, count in self.passed_over.items())
            yield f"{self.profile_id}: not read: {kinds}"


class Notes:
    """A report in the making."""

    def __init__(self) -> None:
        self.used: Counter[str] = Counter()
        self.passed_over: Counter[str] = Counter()
        self.notes: list[str] = []
        self._unused: Counter[tuple[str, str, str, str]] = Counter()

    def leave_out(self, resource: str, reason: str, *, system: str = "", code: str = "") -> None:
        """Note that something is not used; a code that could be somebody's number is withheld."""
        self._unused[resource, _harmless(system), _harmless("".join(code.split())), reason] += 1

    def note(self, what: str) -> None:
        """Note something of the whole, once."""
        if what not in self.notes:
            self.notes.append(what)

    def close(self, profile_id: str) -> FhirReport:
        """The report."""
        return FhirReport(
            profile_id=profile_id,
            used=dict(sorted(self.used.items())),
            unused=tuple(sorted(Unused(*key, count) for key, count in self._unused.items())),
            passed_over=dict(sorted(self.passed_over.items())),
            notes=tuple(self.notes),
        )


def _harmless(text: str) -> str:
    if not text:
        return ""
    return text if len(text) <= _LONGEST and identifying(text, opaque=True) is None else "(withheld)"
