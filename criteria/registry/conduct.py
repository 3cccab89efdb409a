"""How a trial is conducted, as far as its record says: first in human, lymphodepletion, length of follow-up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from criteria.registry.classify.cells import NOT_STATED, Answer
from criteria.registry.classify.passages import Evidence, Passage, passages
from criteria.registry.classify.tables import patterns_by
from criteria.registry.classify.words import matches
from criteria.registry.record import Study
from criteria.spans import Span

__all__ = ["Conduct", "FollowUp", "conduct_of"]

_UNNAMED, _NONE = "regimen not named", "none"
_SENTENCE = re.compile(r"[^.;\n]+")
_DEPLETES = re.compile(r"lymphodeplet|conditioning|FC regimen|flu/?cy", re.IGNORECASE)
_TIME = re.compile(
    r"(?P<least>\d+(?:\.\d+)?)(?:\s?(?:-|–|to)\s?(?P<most>\d+(?:\.\d+)?))?[\s-]?(?P<unit>year|month|week|day)s?\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?P<unit>year|month|week|day)s?\s(?P<most>\d+)\b", re.IGNORECASE)
_DAYS = {"year": 365.25, "month": 30.4375, "week": 7.0, "day": 1.0}


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """How long patients are followed: the longest time that an outcome names, in days, with the words."""

    label: str
    days: float | None = None
    evidence: tuple[Evidence, ...] = ()


class Conduct(msgspec.Struct, frozen=True, kw_only=True):
    """What a record says of the conduct of its trial; what it does not say is "not stated"."""

    first_in_human: Answer
    lymphodepletion: Answer
    follow_up: FollowUp


def conduct_of(study: Study) -> Conduct:
    """The conduct of a trial."""
    read = passages(study)
    return Conduct(
        first_in_human=_answer(matches(patterns_by("conduct", "first in human"), read)),
        lymphodepletion=_answer(_lymphodepletion(read)),
        follow_up=_follow_up(study),
    )


def _answer(found: dict[str, Evidence]) -> Answer:
    values = tuple(sorted(found))
    return Answer(label=", ".join(values) or NOT_STATED, values=values, evidence=tuple(found[each] for each in values))


def _lymphodepletion(read: Sequence[Passage]) -> dict[str, Evidence]:
    """The drugs that interventions and arms name; else those of sentences that speak of lymphodepletion."""
    table = patterns_by("conduct", "lymphodepletion")
    found = matches(table, read)
    if _NONE in found:
        return {_NONE: found[_NONE]}
    drugs = {value: words for value, words in found.items() if value != _UNNAMED}
    if not drugs and _UNNAMED in found:
        told = matches(table, [each for passage in read for each in _sentences_on_depletion(passage)])
        drugs = {value: words for value, words in told.items() if value not in (_UNNAMED, _NONE)}
    return drugs or found


def _sentences_on_depletion(passage: Passage) -> Iterator[Passage]:
    """Sentences of the longer texts that speak of lymphodepletion, read as if of an arm, in their places."""
    if passage.part not in ("summary", "description"):
        return
    for sentence in _SENTENCE.finditer(passage.text):
        if _DEPLETES.search(sentence[0]):
            yield Passage("arm", passage.field, " " * sentence.start() + sentence[0])


def _follow_up(study: Study) -> FollowUp:
    times = sorted(_times(study), key=lambda each: each[0])
    if not times:
        return FollowUp(label=NOT_STATED)
    days, words = times[-1]
    return FollowUp(label=words.text, days=days, evidence=(words,))


def _times(study: Study) -> Iterator[tuple[float, Evidence]]:
    """The spans of time that the outcomes name, in days: "up to 24 months", "Day 1 to Week 52"."""
    module = study.protocol_section.outcomes_module
    for name in ("primary_outcomes", "secondary_outcomes", "other_outcomes"):
        field = "/protocolSection/outcomesModule/" + name.replace("_o", "O")
        for number, outcome in enumerate(getattr(module, name)):
            for pattern in (_TIME, _LATER):
                for met in pattern.finditer(outcome.time_frame):
                    amount = float(met["most"] or met["least"])
                    place = f"{field}/{number}/timeFrame"
                    yield (
                        amount * _DAYS[met["unit"].lower()],
                        Evidence(field=place, text=met[0], span=Span(met.start(), met.end())),
                    )
