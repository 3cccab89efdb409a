"""What is called tightened lets nobody in who was kept out, and what is called loosened keeps nobody out: random
pairs of trees over random patients, judged by the reference evaluator."""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from typing import Any as Anything

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from criteria.tree import nodes
from criteria.tree.implication import Direction, direction
from criteria.tree.nodes import Node
from criteria.tree.normal import normal
from matcher.kleene import negation
from matcher.plan.reference import evaluate
from matcher.population.facts import Fact, Patient
from matcher.settings import Context
from tests.generative.strategies import LEAVES, TREE, folds, populations
from tests.generative.vocabulary import small_lexicon

LEXICON = small_lexicon()
CONTEXT = Context(lexicon=LEXICON)
RUNS = settings(
    max_examples=int(os.environ.get("RESETMATCH_EXAMPLES", "20")),
    derandomize="RESETMATCH_EXAMPLES" not in os.environ,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
UNDECIDED = (nodes.Constant, nodes.Attested, nodes.Quality, nodes.Unread)
ORDERED = [kind for kind in LEAVES if kind not in (*UNDECIDED, nodes.Sex)]


@st.composite
def neighbours(draw: st.DrawFn, kind: type[Node]) -> tuple[Node, Node]:
    """Two leaves of a kind that differ in one or two fields, as an amendment would make them."""
    leaf, other = draw(LEAVES[kind]), draw(LEAVES[kind])
    names = [
        field.name for field in msgspec.structs.fields(kind) if getattr(leaf, field.name) != getattr(other, field.name)
    ]
    moved = draw(st.sets(st.sampled_from(names), max_size=2)) if names else set()
    return leaf, msgspec.structs.replace(leaf, **{name: getattr(other, name) for name in moved})


@st.composite
def amendments(draw: st.DrawFn, kind: type[Node]) -> tuple[Node, Node]:
    """A proposition before and after: a leaf moved, within the same words or among more or fewer."""
    old, new = draw(neighbours(kind))
    if draw(st.booleans()):
        beside = draw(st.lists(LEAVES[kind], max_size=2))
        fold = draw(st.sampled_from([nodes.All, nodes.Any, nodes.AtLeast]))
        some = {"k": draw(st.integers(1, 2))} if fold is nodes.AtLeast else {}
        more = {"k": draw(st.integers(1, 2))} if fold is nodes.AtLeast else {}
        kept = beside[: draw(st.integers(0, len(beside)))]
        old, new = fold(of=(old, *beside), **some), fold(of=(new, *kept), **more)
    return draw(wrapped(old, new))


def wrapped(old: Node, new: Node) -> st.SearchStrategy[tuple[Node, Node]]:
    both = st.just((old, new))
    return st.one_of(
        both,
        both.map(lambda pair: (nodes.Not(of=pair[0]), nodes.Not(of=pair[1]))),
        both.map(lambda pair: (pair[0], nodes.Discretionary(of=pair[1]))),
        both.map(lambda pair: (nodes.Discretionary(of=pair[0]), nodes.Discretionary(of=pair[1]))),
        both.map(lambda pair: (nodes.Readings(of=(pair[0],)), nodes.Readings(of=(pair[1],)))),
    )


def at_the_limits(*trees: Node) -> list[Patient]:
    """People whose one result lies on a limit of the trees, or beside it: seldom drawn by chance."""
    limits = [leaf for tree in trees for leaf in nodes.walk(tree) if isinstance(leaf, nodes.Value)]
    given: dict[str, Anything] = {"pointer": "/observations/0", "domain": "observation", "start": 0.0, "end": 0.0}
    return [
        Patient(profile_id="p", facts=(Fact(**given, concept=leaf.concept, value=number, unit=leaf.unit, **RANGE),))
        for leaf in limits
        for number in (leaf.value - 0.1, leaf.value, leaf.value + 0.1)
    ]


RANGE = {"range_low": 1.0, "range_high": 1.0}


def verdicts(tree: Node, people: list[Patient]) -> list[bool | None]:
    return [evaluate(tree, patient, CONTEXT) for patient in people]


WRONG: dict[Direction, tuple[bool, bool]] = {"tightened": (False, True), "loosened": (True, False)}


def check(pairs: list[tuple[Node, Node]], people: list[Patient], seen: Counter[str]) -> None:
    for old, new in pairs:
        said = direction(old, new, LEXICON)
        seen[said] += 1
        asked = people + at_the_limits(old, new)
        before, after = verdicts(old, asked), verdicts(new, asked)
        if said == "same":
            assert all({x, y} != {True, False} for x, y in zip(before, after, strict=True)), (old, new)
        elif said in WRONG:
            for patient, pair in zip(asked, zip(before, after, strict=True), strict=True):
                assert pair != WRONG[said], f"called {said}:\n{old}\n{new}\n{patient}"
                seen[f"{said} shown"] += pair == WRONG[said][::-1]


@cache
def compared(kind: type[Node]) -> Counter[str]:
    seen: Counter[str] = Counter()

    @RUNS
    @given(pairs=st.lists(amendments(kind), min_size=12, max_size=12), people=populations(kind=kind))
    def keeps_its_word(pairs: list[tuple[Node, Node]], people: list[Patient]) -> None:
        check(pairs, people, seen)

    keeps_its_word()
    return seen


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_a_direction_holds_for_every_patient(kind: type[Node]) -> None:
    assert compared(kind).total() > 0


@pytest.mark.parametrize("kind", ORDERED, ids=lambda kind: kind.__name__)
def test_directions_are_told_and_do_decide(kind: type[Node]) -> None:
    seen = compared(kind)
    assert min(seen["tightened"], seen["loosened"]) >= 5, seen
    assert seen["tightened shown"] + seen["loosened shown"] > 0, seen


TREES = st.one_of(TREE, folds(TREE))


@RUNS
@given(old=TREES, new=TREES, people=populations())
def test_unlike_trees_are_seldom_called_anything_and_never_wrongly(old: Node, new: Node, people: list[Patient]) -> None:
    check([(old, new), (nodes.All(of=(old, new)), old), (old, nodes.Any(of=(old, new)))], people, Counter())


@RUNS
@given(tree=TREES, people=populations())
def test_the_normal_form_means_the_same(tree: Node, people: list[Patient]) -> None:
    expected = verdicts(tree, people)
    assert verdicts(normal(tree), people) == expected
    assert verdicts(normal(tree, negated=True), people) == [negation(each) for each in expected]
    assert normal(normal(tree)) == normal(tree)


def test_what_the_field_amends_is_told() -> None:
    from criteria.lexicon import lexicon  # noqa: PLC0415 - the packaged one, only here

    def told(old: Node, new: Node) -> str:
        return direction(old, new, lexicon())

    weeks = {count: nodes.Window(days=7.0 * count) for count in (4, 12, 24)}
    rituximab: dict[int, Anything] = {
        count: nodes.Exposure(concept="rituximab", window=weeks[count]) for count in weeks
    }
    anc = nodes.Value(concept="neutrophil count", comparator=">=", value=1.0, unit="10*9/L")
    more = nodes.Value(concept="neutrophil count", comparator=">=", value=1500.0, unit="/uL")
    assert told(anc, more) == "tightened"
    assert told(more, anc) == "loosened"
    assert told(nodes.Not(of=rituximab[12]), nodes.Not(of=rituximab[24])) == "tightened"
    assert told(nodes.Not(of=rituximab[12]), nodes.Not(of=rituximab[4])) == "loosened"
    anti_cd20 = nodes.Exposure(concept="anti-CD20 antibody", window=weeks[12])
    assert told(nodes.Not(of=rituximab[12]), nodes.Not(of=anti_cd20)) == "tightened"
    two, three = (nodes.AtLeast(k=k, of=(anc, rituximab[12], anti_cd20)) for k in (2, 3))
    assert told(two, three) == "tightened"
    assert told(nodes.Not(of=nodes.Value(concept="SLEDAI-2K", comparator="<", value=8.0)), sledai(8)) == "same"
    assert told(sledai(8), anc) == "unproven"


def sledai(least: float) -> Node:
    return nodes.Value(concept="SLEDAI-2K", comparator=">=", value=least)
