"""The criteria reference, written from the specification: `python -m tests.spec.reference`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from criteria.tree.render import render_number
from tests.spec.hand_read import Figures
from tests.spec.lines import Line, Probe, lines

__all__ = ["HAND_READ", "TARGET", "reference"]

TARGET = Path(__file__).with_name("CRITERIA.md")

HAND_READ = Figures(read=200, computable=169, unparsed=42)
"""As `python -m tests.spec.hand_read` prints it; a test fails where it no longer does."""

_HEAD = """\
# Criteria reference

What resetmatch understands of eligibility prose, by example: the text as a registry serves it, what is understood
of it, and what follows for patients. The examples are constructed. This page is written from `hard_lines.toml` and
`constructs.toml` by `python -m tests.spec.reference`; the tests hold the parser to the same files.

How to read it:

- A verdict is on the criterion, not on the patient: `pass` means that it does not stand in the way, also for an
  exclusion criterion. `unknown` means that the facts given cannot tell.
- What is not named among a patient's facts is not known, never no; "no other drugs" and the like say that the list
  is complete.
- «…» stands for words that were not understood, "to be confirmed by a person" for what no fact can decide. Neither
  is ever guessed.
- *Not read yet* marks what the parser leaves open today; its verdicts are those of the table or `unknown`.
"""

_CHAPTERS = {
    "Age": "Limits on age are exact as written. The registry's own age fields are criteria beside the text.",
    "Cohorts": "A trial with several cohorts takes a patient whom one of them takes.",
    "Laboratory values": (
        "Limits are exact as written and compared after conversion of units. A multiple of the upper limit of normal "
        "needs the laboratory's own limit. Values older than 90 days decide nothing."
    ),
    "Exceptions and discretion": (
        "An exception that holds lets the patient through; a limit that a person may override never fails."
    ),
    "Scores and classes": "Scores are compared as numbers, classes on their own ordered scale.",
    "Antibodies and serology": "A result is positive or negative; of one kind the latest counts.",
    "Events and lists": "Events are counted by their onset; a connective that is not told is not invented.",
    "Drugs": (
        "The name of a class covers its members, steroids are compared as prednisone, and only a recorded response "
        "makes a failure. A drug still taken lies inside every window."
    ),
    "Wording and damage": (
        "Mistranslated terms are resolved and flagged. Damage that copies of the registry introduce is not repaired: "
        "what it hits is left open, and the rest still decides."
    ),
}


def reference() -> str:
    """The whole reference as markdown."""
    ordered = sorted(lines(), key=lambda line: (list(_CHAPTERS).index(line.chapter), line.number))
    parts = (part for chapter, group in groupby(ordered, _chapter) for part in _part(chapter, group))
    return "\n".join([_HEAD, _unread(), *map(_link, _CHAPTERS), "", *parts])


def _unread() -> str:
    return f"""\
How much of real records is read: of {HAND_READ.read} criteria drawn at random from the records of CAR T trials beside
the project and read by a person, {HAND_READ.computable} can be decided by facts, wholly or in part. The parser leaves
words of {HAND_READ.unparsed} of them ({HAND_READ.share:.0%}) unread, so that these are often `unknown` (`python -m
tests.spec.hand_read`; the table beside it says which criteria, and what the person said). That what was read was read
rightly is not in this figure.
"""


def _link(chapter: str) -> str:
    return f"- [{chapter}](#{chapter.lower().replace(' ', '-')})"


def _chapter(line: Line) -> str:
    return line.chapter


def _part(chapter: str, group: Iterator[Line]) -> Iterator[str]:
    yield f"## {chapter}\n\n{_CHAPTERS[chapter]}\n"
    for line in group:
        yield from _entry(line)


def _entry(line: Line) -> Iterator[str]:
    yield f"### {line.number}. {line.phenomenon[0].upper()}{line.phenomenon[1:]}\n"
    heading = "" if "Criteria:" in line.text else f"{line.section.capitalize()}"
    yield f"{heading or 'Text'}{_context(line)}:\n\n```text\n{line.text.strip()}\n```\n"
    yield "Understood:\n\n```text\n" + "\n".join(each for each in line.expressions if each != "*") + "\n```\n"
    if line.flags:
        yield f"Flags: {', '.join(f'`{flag}`' for flag in line.flags)}.\n"
    if line.note:
        yield f"{line.note}\n"
    if line.setting:
        yield f"Not repaired here: {line.setting}.\n"
    if line.pending:
        yield f"*Not read yet:* {line.pending}.\n"
    yield "| Patient | Verdict | Why |\n|---|---|---|"
    yield "\n".join(f"| {told(probe)} | {probe.verdict} | {probe.why} |" for probe in line.verdicts) + "\n"


def _context(line: Line) -> str:
    named = [f"trial in {', '.join(line.conditions)}"] if line.conditions else []
    fields = {"minimumAge": "registry minimum", "maximumAge": "registry maximum"}
    named += [f"{fields[field]} {value}" for field, value in line.registry.items()]
    return f" ({'; '.join(named)})" if named else ""


# -- patients in words ----------------------------------------------------------------------------------------

_NOTHING_ELSE = {
    "conditions": "no other conditions",
    "drug_exposures": "no other drugs",
    "observations": "no other results",
    "procedures": "no other procedures",
}


def told(probe: Probe) -> str:
    """A patient's facts in words: `ALT 120 U/L (upper limit 40); no other drugs`."""
    facts = probe.facts
    words = [f"age {facts['age_years']}"] if "age_years" in facts else []
    words += [facts["sex"]] if "sex" in facts else []
    words += [_condition(each) for each in facts.get("conditions", ())]
    words += [_drug(each) for each in facts.get("drug_exposures", ())]
    words += [_dated(each["concept"], each.get("days_before")) for each in facts.get("procedures", ())]
    words += [_result(each) for each in facts.get("observations", ())]
    words += [_NOTHING_ELSE[domain] for domain in facts.get("complete", ())]
    return "; ".join(words) or "nothing is known"


def _dated(words: str, days: float | None) -> str:
    return words if days is None else f"{words} {render_number(days)} days ago"


def _condition(entry: Mapping[str, Any]) -> str:
    return (
        f"no {entry['concept']}" if entry.get("negated") else _dated(entry["concept"], entry.get("onset_days_before"))
    )


def _drug(entry: Mapping[str, Any]) -> str:
    dose = f" {render_number(entry['dose']['value'])} {entry['dose']['unit']}" if "dose" in entry else ""
    start, end = entry.get("start_days_before"), entry.get("end_days_before")
    since = "" if start is None or start == end else f" from {render_number(start)}"
    until = "" if end is None else " until now" if end == 0 else f" until {render_number(end)} days ago"
    response = f", response {entry['response']}" if "response" in entry else ""
    return f"{entry['concept']}{dose}{since}{until}{response}"


def _result(entry: Mapping[str, Any]) -> str:
    value = entry["value"] if isinstance(entry["value"], str) else render_number(entry["value"])
    unit = f" {entry['unit']}" if "unit" in entry else ""
    limits = [
        f"{name} limit {render_number(entry[field])}"
        for field, name in (("range_low", "lower"), ("range_high", "upper"))
        if field in entry
    ]
    return _dated(f"{entry['concept']} {value}{unit}{f' ({limits[0]})' if limits else ''}", entry.get("days_before"))


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
