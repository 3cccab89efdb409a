"""Why a verdict is what it is: the parts that decide, the facts they rest on, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from criteria.tree.nodes import (
    Age,
    All,
    Any,
    AtLeast,
    Condition,
    Discretionary,
    Distinct,
    Dose,
    Elapsed,
    Exposure,
    Finding,
    Grade,
    IfThen,
    Node,
    Not,
    Procedure,
    Readings,
    Sex,
    Value,
    Window,
)
from matcher.kleene import Truth, agreed
from matcher.plan.reference.tree import FOLDS, decided
from matcher.population.facts import Patient
from matcher.results import MissingDomain, MissingFact
from matcher.settings import Context
from matcher.wording import Phrase, phrases, sentence

__all__ = ["Answers", "Explanation", "deciding", "explain", "missing_for", "ranked_missing"]


class Explanation(msgspec.Struct, frozen=True):
    """Whether it holds, a reason in words, pointers to its facts, and the facts that could still change it."""

    truth: Truth
    reason: str
    facts: tuple[str, ...]
    missing: tuple[MissingFact, ...]


class Answers:
    """What each part of a tree comes to for one patient; each is judged once, and told from others by its place."""

    def __init__(self, patient: Patient, context: Context) -> None:
        self.patient, self.context = patient, context
        self._known: dict[int, Truth] = {}

    def __getitem__(self, node: Node) -> Truth:
        """Whether a part holds."""
        place = id(node)
        if place not in self._known:
            fold = FOLDS.get(type(node))
            self._known[place] = fold(node, self.__getitem__) if fold else decided(node, self.patient, self.context)
        return self._known[place]


def explain(node: Node, patient: Patient, context: Context) -> Explanation:
    """Why a proposition holds, does not hold, or cannot be told for a patient."""
    answers = Answers(patient, context)
    leaves = tuple(deciding(node, answers))
    said = [phrase for leaf in leaves for phrase in phrases(leaf, patient, context)]
    unknown = [leaf for leaf in leaves if answers[leaf] is None]
    return Explanation(
        truth=answers[node],
        reason=sentence([*said, *_notes(node, answers)]) or "nothing is asked of the patient",
        facts=tuple(dict.fromkeys(pointer for phrase in said for pointer in phrase.facts)),
        missing=_asked_once(missing_for(leaf, context) for leaf in unknown),
    )


# -- the parts that decide ------------------------------------------------------------------------------------


def deciding(node: Node, answers: Answers) -> Iterator[Node]:
    """The leaves that make a proposition what it is: of an unknown one, those that could still change it."""
    match node:
        case All() | Any() | AtLeast() | IfThen() | Readings():
            for part in _deciding_parts(node, answers):
                yield from deciding(part, answers)
        case Not(of=part) | Discretionary(of=part):
            yield from deciding(part, answers)
        case _:
            yield node


def _deciding_parts(node: All | Any | AtLeast | IfThen | Readings, answers: Answers) -> list[Node]:
    match node:
        case IfThen():
            return _branches(node, answers)
        case Readings(of=parts):
            return _readings(parts, answers)
        case _:
            return [part for part in node.of if answers[part] is answers[node]]


def _branches(node: IfThen, answers: Answers) -> list[Node]:
    """The condition, unless both branches agree without it, and the branches that it leaves."""
    met, whole = answers[node.condition], answers[node]
    asked = [node.condition] if met is not None or whole is None else []
    ways = [node.then] if met else [node.otherwise] if met is False else [node.then, node.otherwise]
    return [*asked, *(way for way in ways if way is not None and answers[way] is whole)]


def _readings(parts: Sequence[Node], answers: Answers) -> list[Node]:
    """Of readings that disagree no fact can decide; where all that are known agree, the others still can."""
    truths = {answers[part] for part in parts}
    if truths >= {True, False}:
        return []
    return [part for part in parts if answers[part] is (None if None in truths else agreed(truths))]


def _notes(node: Node, answers: Answers) -> Iterator[Phrase]:
    """What the leaves cannot say: readings at odds, a limit that an investigator may override."""
    match node:
        case Readings(of=parts) if {answers[part] for part in parts} >= {True, False}:
            for leaf in (leaf for part in parts for leaf in deciding(part, answers)):
                yield from phrases(leaf, answers.patient, answers.context)
            yield Phrase(subject="the text can be read in more than one way")
        case Discretionary(of=part) if answers[part] is False:
            yield Phrase(subject="beyond the limit the investigator decides")
        case All() | Any() | AtLeast() | IfThen():
            for part in _deciding_parts(node, answers):
                yield from _notes(part, answers)
        case Not(of=part):
            yield from _notes(part, answers)
        case _:
            return


# -- what is missing ------------------------------------------------------------------------------------------

_DOMAINS: dict[str, MissingDomain] = {
    "condition": "conditions",
    "observation": "observations",
    "drug": "drug_exposures",
    "procedure": "procedures",
}


def missing_for(leaf: Node, context: Context) -> tuple[MissingFact, ...]:  # noqa: PLR0911 - one line a node
    """The facts that would answer a leaf: a measurement recent enough, a course of a drug, age or sex."""
    match leaf:
        case Age():
            return (MissingFact(domain="age_years", concept="age"),)
        case Sex():
            return (MissingFact(domain="sex", concept="sex"),)
        case Condition() | Exposure() | Procedure() | Dose():
            return (_missing(leaf.concept, _reach(leaf.window), context),)
        case Elapsed():
            return (_missing(leaf.concept, None, context),)
        case Distinct():
            return tuple(_missing(concept, _reach(leaf.window), context) for concept in leaf.concepts)
        case Finding() if leaf.ever:
            return (_missing(leaf.concept, _reach(leaf.window), context),)
        case Value() | Finding() | Grade():
            return (_missing(leaf.concept, _reach(leaf.window) or _fresh(leaf.concept, context), context),)
        case _:
            return ()


def _missing(concept: str, within_days: float | None, context: Context) -> MissingFact:
    domain = _DOMAINS[context.home(concept) or "observation"]
    return MissingFact(domain=domain, concept=concept, within_days=within_days)


def _reach(window: Window | None) -> float | None:
    return None if window is None else window.days


def _fresh(concept: str, context: Context) -> float | None:
    found = context.lexicon.concepts.get(concept)
    return context.settings.stale_days if found and found.stale else None


def _asked_once(groups: Iterable[Iterable[MissingFact]]) -> tuple[MissingFact, ...]:
    """Each fact once, in the order in which it is first asked for, with the tightest window asked."""
    tightest: dict[tuple[MissingDomain, str], float | None] = {}
    for fact in (fact for group in groups for fact in group):
        key = (fact.domain, fact.concept)
        tightest[key] = _tighter(tightest.get(key), fact.within_days)
    return tuple(MissingFact(domain=d, concept=c, within_days=days) for (d, c), days in tightest.items())


def ranked_missing(groups: Iterable[Iterable[MissingFact]]) -> tuple[MissingFact, ...]:
    """What to find out first: each fact once, by how many criteria it would help to decide."""
    asked = [_asked_once([group]) for group in groups]
    helps = Counter((fact.domain, fact.concept) for group in asked for fact in group)
    return tuple(
        sorted(_asked_once(asked), key=lambda fact: (-helps[fact.domain, fact.concept], fact.domain, fact.concept))
    )


def _tighter(one: float | None, other: float | None) -> float | None:
    return other if one is None else one if other is None else min(one, other)
