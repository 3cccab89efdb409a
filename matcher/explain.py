"""Why a verdict is what it is: the parts that decide, the facts they rest on, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

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
    children,
    walk,
)
from matcher.kleene import Truth, agreed
from matcher.plan.reference.tree import FOLDS, decided
from matcher.population.facts import Patient
from matcher.results import MissingDomain, MissingFact
from matcher.settings import Context
from matcher.wording import Phrase, phrases, sentence

__all__ = ["Answers", "Explanation", "explain", "explained", "missing_for", "ranked_missing"]


class Explanation(msgspec.Struct, frozen=True, gc=False):
    """Whether it holds, a reason in words, pointers to its facts, and the facts that could still change it."""

    truth: Truth
    reason: str
    facts: tuple[str, ...]
    missing: tuple[MissingFact, ...]


class Answers(Protocol):
    """What the parts of trees come to for one patient, by the place (`id`) of each part.

    `said` are the words for leaves as far as they were asked for, `missing` the facts that would answer each leaf.
    """

    truths: dict[int, Truth]
    said: dict[int, Sequence[Phrase]]
    missing: Mapping[int, tuple[MissingFact, ...]]

    def say(self, leaf: Node, /) -> Sequence[Phrase]:
        """What a leaf found, in words."""
        ...


class OwnAnswers:
    """The answers of one tree, by itself."""

    def __init__(self, tree: Node, patient: Patient, context: Context) -> None:
        self._patient, self._context = patient, context
        self.truths: dict[int, Truth] = {}
        self.said: dict[int, Sequence[Phrase]] = {}
        self.missing: Mapping[int, tuple[MissingFact, ...]] = {
            id(part): missing_for(part, context) for part in walk(tree)
        }
        for part in reversed([*walk(tree)]):
            fold = FOLDS.get(type(part))
            self.truths[id(part)] = fold(part, self._parts(part)) if fold else decided(part, patient, context)

    def _parts(self, node: Node) -> list[Truth]:
        return [self.truths[id(part)] for part in children(node)]

    def say(self, leaf: Node) -> list[Phrase]:
        """What a leaf found, in words."""
        return phrases(leaf, self.truths[id(leaf)], self._patient, self._context)


def explain(node: Node, patient: Patient, context: Context) -> Explanation:
    """Why a proposition holds, does not hold, or cannot be told for a patient."""
    return explained(node, OwnAnswers(node, patient, context))


def explained(node: Node, answers: Answers) -> Explanation:
    """The same from answers that may be shared with other propositions."""
    truths, missing = answers.truths, answers.missing
    leaves: list[Node] = []
    notes: list[Phrase] = []
    _decide(node, answers, leaves, notes)
    said = _said(leaves, answers)
    return Explanation(
        truth=truths[id(node)],
        reason=sentence(said + notes) or "nothing is asked of the patient",
        facts=tuple(dict.fromkeys([pointer for phrase in said for pointer in phrase.facts])),
        missing=_asked_once([missing[id(leaf)] for leaf in leaves if truths[id(leaf)] is None]),
    )


def _said(leaves: Iterable[Node], answers: Answers) -> list[Phrase]:
    known = answers.said
    return [phrase for leaf in leaves for phrase in known.get(id(leaf)) or answers.say(leaf)]


# -- the parts that decide ------------------------------------------------------------------------------------


def _decide(node: Node, answers: Answers, leaves: list[Node], notes: list[Phrase]) -> None:
    """The leaves that make a proposition what it is: of an unknown one, those that could still change it.

    `notes` is what they cannot say: readings at odds, a limit that an investigator may override.
    """
    if type(node) not in FOLDS:
        leaves.append(node)
        return
    match node:
        case All() | Any() | AtLeast():
            truths = answers.truths
            whole = truths[id(node)]
            for part in node.of:
                if truths[id(part)] is not whole:
                    continue
                if type(part) in FOLDS:
                    _decide(part, answers, leaves, notes)
                else:
                    leaves.append(part)
        case Not():
            _decide(node.of, answers, leaves, notes)
        case IfThen():
            for part in _branches(node, answers.truths):
                _decide(part, answers, leaves, notes)
        case Readings():
            _decide_readings(node.of, answers, leaves, notes)
        case Discretionary():
            if answers.truths[id(node.of)] is False:
                notes.append(Phrase(subject="beyond the limit the investigator decides"))
            _decide(node.of, answers, leaves, [])


def _branches(node: IfThen, truths: Mapping[int, Truth]) -> list[Node]:
    """The condition, unless both branches agree without it, and the branches that it leaves."""
    met, whole = truths[id(node.condition)], truths[id(node)]
    asked = [node.condition] if met is not None or whole is None else []
    ways = [node.then] if met else [node.otherwise] if met is False else [node.then, node.otherwise]
    return [*asked, *(way for way in ways if way is not None and truths[id(way)] is whole)]


def _decide_readings(parts: Sequence[Node], answers: Answers, leaves: list[Node], notes: list[Phrase]) -> None:
    """Of readings that disagree no fact can decide; where all that are known agree, the others still can."""
    truths = [answers.truths[id(part)] for part in parts]
    if True in truths and False in truths:
        at_odds: list[Node] = []
        for part in parts:
            _decide(part, answers, at_odds, [])
        notes += _said(at_odds, answers)
        notes.append(Phrase(subject="the text can be read in more than one way"))
        return
    wanted = None if None in truths else agreed(truths)
    for part, truth in zip(parts, truths, strict=True):
        if truth is wanted:
            _decide(part, answers, leaves, [])


# -- what is missing ------------------------------------------------------------------------------------------

_SEVERAL = 2
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


def _asked_once(groups: Sequence[Sequence[MissingFact]]) -> tuple[MissingFact, ...]:
    """Each fact once, in the order in which it is first asked for, with the tightest window asked."""
    asked = [fact for group in groups for fact in group]
    if len(asked) < _SEVERAL:
        return tuple(asked)
    tightest: dict[tuple[MissingDomain, str], MissingFact] = {}
    for fact in asked:
        _keep_tighter(fact, (fact.domain, fact.concept), tightest)
    return tuple(tightest.values())


def ranked_missing(groups: Iterable[Sequence[MissingFact]]) -> tuple[MissingFact, ...]:
    """What to find out first: each fact once, by how many criteria it would help to decide."""
    helps: dict[tuple[MissingDomain, str], int] = {}
    tightest: dict[tuple[MissingDomain, str], MissingFact] = {}
    for group in groups:
        for fact in _asked_once([group]):
            key = (fact.domain, fact.concept)
            helps[key] = helps.get(key, 0) - 1
            _keep_tighter(fact, key, tightest)
    return tuple([tightest[key] for _, key in sorted([(less, key) for key, less in helps.items()])])


def _keep_tighter(
    fact: MissingFact, key: tuple[MissingDomain, str], held: dict[tuple[MissingDomain, str], MissingFact]
) -> None:
    known = held.get(key)
    if known is None or _is_tighter(fact.within_days, known.within_days):
        held[key] = fact


def _is_tighter(one: float | None, other: float | None) -> bool:
    return one is not None and (other is None or one < other)
