"""Why a verdict is what it is: the parts that decide, the facts they rest on, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

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

__all__ = [
    "Decisive",
    "Explanation",
    "asked_once",
    "decisive",
    "explain",
    "explained",
    "missing_for",
    "ranked_missing",
    "truth_of",
]


class Explanation(msgspec.Struct, frozen=True, gc=False):
    """Whether it holds, a reason in words, pointers to its facts, and the facts that could still change it."""

    truth: Truth
    reason: str
    facts: tuple[str, ...]
    missing: tuple[MissingFact, ...]


class Decisive(msgspec.Struct, frozen=True, gc=False):
    """The leaves that make a proposition what it is: of an unknown one, those that could still change it.

    `notes` is what they cannot say: readings at odds, by their leaves, and a limit that an investigator may override.
    """

    leaves: tuple[Node, ...]
    notes: tuple[Node | Phrase, ...]


def explain(node: Node, patient: Patient, context: Context) -> Explanation:
    """Why a proposition holds, does not hold, or cannot be told for a patient."""
    truths: dict[int, Truth] = {}
    for part in reversed([*walk(node)]):
        truths[id(part)] = truth_of(part, truths, lambda leaf: decided(leaf, patient, context))
    found = decisive(node, truths)

    def said(part: Node | Phrase) -> Sequence[Phrase]:
        return [part] if isinstance(part, Phrase) else phrases(part, truths[id(part)], patient, context)

    return explained(
        truths[id(node)],
        [phrase for leaf in found.leaves for phrase in said(leaf)],
        [phrase for part in found.notes for phrase in said(part)],
        asked_once([missing_for(leaf, context) for leaf in found.leaves if truths[id(leaf)] is None]),
    )


def explained(
    truth: Truth, said: Sequence[Phrase], notes: Sequence[Phrase], missing: tuple[MissingFact, ...]
) -> Explanation:
    """The same from what was said of the leaves that decide, and what was noted beside."""
    return Explanation(
        truth=truth,
        reason=sentence([*said, *notes]) or "nothing is asked of the patient",
        facts=tuple(dict.fromkeys([pointer for phrase in said for pointer in phrase.facts])),
        missing=missing,
    )


def truth_of(part: Node, truths: Mapping[int, Truth], decide: Callable[[Node], Truth]) -> Truth:
    """Whether a part of a tree holds, of which the parts are known by their places (`id`), and a leaf is decided."""
    fold = FOLDS.get(type(part))
    return fold(part, [truths[id(each)] for each in children(part)]) if fold else decide(part)


# -- the parts that decide ------------------------------------------------------------------------------------


def decisive(node: Node, truths: Mapping[int, Truth]) -> Decisive:
    """What decides a proposition, by what its parts come to; these by their places (`id`)."""
    leaves: list[Node] = []
    notes: list[Node | Phrase] = []
    _decide(node, truths, leaves, notes)
    return Decisive(tuple(leaves), tuple(notes))


def _decide(node: Node, truths: Mapping[int, Truth], leaves: list[Node], notes: list[Node | Phrase]) -> None:
    match node:
        case All() | Any() | AtLeast():
            for part in node.of:
                if truths[id(part)] is truths[id(node)]:
                    _decide(part, truths, leaves, notes)
        case Not():
            _decide(node.of, truths, leaves, notes)
        case IfThen():
            for part in _branches(node, truths):
                _decide(part, truths, leaves, notes)
        case Readings():
            _decide_readings(node.of, truths, leaves, notes)
        case Discretionary():
            if truths[id(node.of)] is False:
                notes.append(Phrase(subject="beyond the limit the investigator decides"))
            _decide(node.of, truths, leaves, [])
        case _:
            leaves.append(node)


def _branches(node: IfThen, truths: Mapping[int, Truth]) -> list[Node]:
    """The condition, unless both branches agree without it, and the branches that it leaves."""
    met, whole = truths[id(node.condition)], truths[id(node)]
    asked = [node.condition] if met is not None or whole is None else []
    ways = [node.then] if met else [node.otherwise] if met is False else [node.then, node.otherwise]
    return [*asked, *(way for way in ways if way is not None and truths[id(way)] is whole)]


def _decide_readings(
    parts: Sequence[Node], truths: Mapping[int, Truth], leaves: list[Node], notes: list[Node | Phrase]
) -> None:
    """Of readings that disagree no fact can decide; where all that are known agree, the others still can."""
    found = [truths[id(part)] for part in parts]
    if True in found and False in found:
        at_odds: list[Node] = []
        for part in parts:
            _decide(part, truths, at_odds, [])
        notes += [*at_odds, Phrase(subject="the text can be read in more than one way")]
        return
    wanted = None if None in found else agreed(found)
    for part, truth in zip(parts, found, strict=True):
        if truth is wanted:
            _decide(part, truths, leaves, [])


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


def asked_once(groups: Sequence[Sequence[MissingFact]]) -> tuple[MissingFact, ...]:
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
        for fact in asked_once([group]):
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
