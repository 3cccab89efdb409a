"""The passages of a record that tell what a trial tests and in whom, each with its place in the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from criteria.registry.record import Study
from criteria.spans import Span

__all__ = ["Evidence", "Part", "Passage", "passages"]

Part = Literal["title", "condition", "keyword", "given", "arm", "summary", "description", "eligibility"]


class Passage(msgspec.Struct, frozen=True):
    """A text of the record: the part it plays, its JSON pointer, the text untouched."""

    part: Part
    field: str
    text: str


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """The words that decided an answer: "anti-CD19 CAR T", where they stand; `span` counts code points in the field."""

    field: str
    text: str
    span: Span


def passages(study: Study) -> tuple[Passage, ...]:
    """The passages of a record, those that decide first: titles, conditions, what is given, then the longer texts."""
    return tuple(passage for passage in _all(study) if passage.text)


def _all(study: Study) -> Iterator[Passage]:
    section = study.protocol_section
    names, terms, arms = section.identification_module, section.conditions_module, section.arms_interventions_module
    for field, text in (("briefTitle", names.brief_title), ("officialTitle", names.official_title or "")):
        yield Passage("title", f"/protocolSection/identificationModule/{field}", text)
    yield from _listed("condition", "/protocolSection/conditionsModule/conditions", terms.conditions)
    yield from _listed("keyword", "/protocolSection/conditionsModule/keywords", terms.keywords)
    place = "/protocolSection/armsInterventionsModule"
    for number, each in enumerate(arms.interventions):
        yield Passage("given", f"{place}/interventions/{number}/name", each.name)
        yield from _listed("given", f"{place}/interventions/{number}/otherNames", each.other_names)
        yield Passage("arm", f"{place}/interventions/{number}/description", each.description)
    for number, arm in enumerate(arms.arm_groups):
        yield Passage("arm", f"{place}/armGroups/{number}/label", arm.label)
        yield Passage("arm", f"{place}/armGroups/{number}/description", arm.description)
    described = section.description_module
    yield Passage("summary", "/protocolSection/descriptionModule/briefSummary", described.brief_summary)
    yield Passage(
        "description", "/protocolSection/descriptionModule/detailedDescription", described.detailed_description
    )
    yield Passage("eligibility", "/protocolSection/eligibilityModule/eligibilityCriteria", study.criteria_text)


def _listed(part: Part, field: str, texts: Iterable[str]) -> Iterator[Passage]:
    for number, text in enumerate(texts):
        yield Passage(part, f"{field}/{number}", text)
