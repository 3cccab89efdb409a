"""The specification of the hard lines, and what the parser makes of each today."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from criteria.criterion import Criterion, Trial
from criteria.reading import read
from criteria.registry.record import RawRecord, Study, decode_study
from matcher.evaluate import judge
from matcher.population.profile import parse_profile
from matcher.settings import default_context

__all__ = ["SOURCES", "Line", "Probe", "as_read", "differences", "flags_of", "lines", "trial_of", "verdict_on"]

SOURCES = tuple(Path(__file__).with_name(name) for name in ("hard_lines.toml", "constructs.toml"))

Verdict = Literal["pass", "fail", "unknown"]


class Probe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A patient, and what the line means for this one."""

    facts: dict[str, Any]
    verdict: Verdict
    why: str


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line: its text, what must be understood, and what follows for patients."""

    number: int
    phenomenon: str
    chapter: str
    section: Literal["inclusion", "exclusion"]
    text: str
    expression: str | tuple[str, ...]
    verdicts: tuple[Probe, ...]
    also: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    registry: dict[str, str] = {}
    flags: tuple[str, ...] = ()
    note: str | None = None
    setting: str | None = None
    pending: str | None = None

    @property
    def eligibility(self) -> str:
        """The line as an eligibility text, with the heading of its section."""
        if "Criteria:" in self.text:
            return self.text.strip()
        return f"{self.section.capitalize()} Criteria:\n\n* {self.text}"

    @property
    def expressions(self) -> tuple[str, ...]:
        """What must come out, a criterion each."""
        return (self.expression,) if isinstance(self.expression, str) else self.expression


class _Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    line: tuple[Line, ...]


@cache
def lines() -> tuple[Line, ...]:
    """All lines, in the order of the files."""
    documents = (msgspec.convert(tomllib.loads(each.read_text(encoding="utf-8")), _Document) for each in SOURCES)
    return tuple(line for document in documents for line in document.line)


def trial_of(line: Line) -> Trial:
    """The line as the eligibility text of a registry record, read."""
    return _trial(line.eligibility, line.conditions, tuple(line.registry.items()))


@cache
def _trial(eligibility: str, conditions: tuple[str, ...], registry: tuple[tuple[str, str], ...]) -> Trial:
    record = {
        "protocolSection": {
            "identificationModule": {"nctId": "NCT00000000", "briefTitle": "A line"},
            "conditionsModule": {"conditions": conditions},
            "eligibilityModule": {"eligibilityCriteria": eligibility, **dict(registry)},
        }
    }
    study = decode_study(RawRecord("line", msgspec.json.encode(record)))
    assert isinstance(study, Study), study
    return read(study)


def _criteria(line: Line) -> tuple[Criterion, ...]:
    """The criteria of the text; those of the registry's own fields are left out."""
    return tuple(each for each in trial_of(line).criteria if "registry_field" not in each.flags)


def as_read(line: Line) -> tuple[str, ...]:
    """The English that comes out, a criterion each."""
    return tuple(f"[{each.cohort}] {each.expression}" if each.cohort else each.expression for each in _criteria(line))


def flags_of(line: Line) -> frozenset[str]:
    """All flags that the criteria of the line carry."""
    return frozenset(flag for each in trial_of(line).criteria for flag in each.flags)


# -- comparing ------------------------------------------------------------------------------------------------

_UNREAD = "not understood: «…»"


def _comparable(expression: str) -> str:
    """The English without the words that were not understood or are left to a person; unread neighbours are one."""
    expression = re.sub(r"not understood: «[^»]*»", _UNREAD, expression)
    expression = re.sub(r"to be confirmed by a person \([^()]*\)", "to be confirmed by a person (…)", expression)
    for joint in (" and ", " or "):
        expression = re.sub(rf"{_UNREAD}({joint}{_UNREAD})+", _UNREAD, expression)
    return expression


def _says(expected: str, found: str) -> bool:
    return expected in {"*", _comparable(found)}


def differences(line: Line) -> tuple[str, ...]:
    """In what the parser departs from the specification: English, flags, verdicts; nothing where it holds."""
    found = as_read(line)
    accepted = (line.expressions, *((each,) for each in line.also))
    said = any(len(form) == len(found) and all(map(_says, form, found)) for form in accepted)
    return (
        *(() if said else (f"reads {' ; '.join(found)}",)),
        *(f"lacks the flag {flag}" for flag in line.flags if flag not in flags_of(line)),
        *(
            f"{verdict}, not {probe.verdict}: {probe.why}"
            for probe in line.verdicts
            if (verdict := verdict_on(line, probe)) != probe.verdict
        ),
    )


# -- judging --------------------------------------------------------------------------------------------------


def verdict_on(line: Line, probe: Probe) -> Verdict:
    """The verdict over all criteria of the line; with cohorts, over the common ones and those of the best cohort."""
    context = default_context()
    patient = parse_profile({"profile_id": f"line-{line.number}", **probe.facts})
    assert not patient.unresolved, patient.unresolved
    trial = trial_of(line)
    verdicts = [(each.cohort, judge(each, patient, context).verdict) for each in trial.criteria]
    scopes: list[str | None] = [cohort.label for cohort in trial.cohorts] or [None]
    over = {_together([v for cohort, v in verdicts if cohort in {None, scope}]) for scope in scopes}
    if "pass" in over:
        return "pass"
    return "fail" if over == {"fail"} else "unknown"


def _together(verdicts: list[Verdict]) -> Verdict:
    if "fail" in verdicts:
        return "fail"
    return "unknown" if "unknown" in verdicts else "pass"
