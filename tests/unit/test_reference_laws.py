"""Laws that hold for any tree and any patient: what taking facts away and letting time pass may change."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.tree.nodes import (
    Age,
    All,
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
    Unread,
    Value,
    Window,
)
from criteria.tree.nodes import (
    Any as AnyOf,
)
from matcher.plan.reference import evaluate, flips_in
from matcher.plan.reference.flips import later
from matcher.population.facts import Fact, Patient
from tests.unit.small import CONTEXT, LEXICON

RUNS = settings(max_examples=150, deadline=None, derandomize=True, database=None)

DAYS = st.sampled_from([0.0, 1.0, 13.0, 14.0, 15.0, 30.5, 90.0, 91.0, 400.0])
WINDOWS = st.none() | st.builds(Window, days=st.sampled_from([14.0, 30.5, 90.0]), strict=st.booleans())
COMPARATORS = st.sampled_from(["<", "<=", ">=", ">"])

# One concept to a leaf, none akin to another: each leaf is answered by at most one fact.
LEAVES: dict[str, st.SearchStrategy[Node]] = {
    "stroke": st.builds(
        Condition, concept=st.just("stroke"), status=st.sampled_from(["any", "present", "active"]), window=WINDOWS
    ),
    "tuberculosis": st.builds(Elapsed, concept=st.just("tuberculosis"), comparator=COMPARATORS, days=st.just(30.5)),
    "methotrexate": st.builds(
        Exposure,
        concept=st.just("methotrexate"),
        window=WINDOWS,
        current=st.booleans(),
        responses=st.sampled_from([(), ("inadequate",)]),
    ),
    "rituximab": st.builds(Distinct, k=st.just(1), concepts=st.just(("rituximab",)), window=WINDOWS),
    "prednisone": st.builds(
        Dose,
        concept=st.just("prednisone"),
        comparator=COMPARATORS,
        value=st.just(20.0),
        unit=st.just("mg/d"),
        when_absent=st.booleans(),
    ),
    "splenectomy": st.builds(Procedure, concept=st.just("splenectomy"), window=WINDOWS),
    "platelet count": st.builds(
        Value,
        concept=st.just("platelet count"),
        comparator=COMPARATORS,
        value=st.just(50.0),
        unit=st.just("10*9/L"),
        window=WINDOWS,
    ),
    "anti-dsDNA antibody": st.builds(
        Finding,
        concept=st.just("anti-dsDNA antibody"),
        outcome=st.sampled_from(["positive", "negative"]),
        ever=st.booleans(),
    ),
    "lupus nephritis class": st.builds(Grade, concept=st.just("lupus nephritis class"), grades=st.just(("III", "IV"))),
}
LEAF = st.one_of(
    *LEAVES.values(),
    st.builds(Age, comparator=COMPARATORS, years=st.just(18.0)),
    st.just(Sex(sex="female")),
    st.just(Unread(text="?")),
)


def _joined(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(All, of=several),
        st.builds(AnyOf, of=several),
        st.builds(AtLeast, k=st.integers(1, 3), of=several),
        st.builds(Not, of=parts),
        st.builds(Discretionary, of=parts),
        st.builds(Readings, of=several),
        st.builds(IfThen, condition=parts, then=parts, otherwise=st.none() | parts),
    )


TREES = st.recursive(LEAF, _joined, max_leaves=6)


@st.composite
def facts(draw: Any, concept: str) -> Fact | None:
    domain = LEXICON.get(concept).domain
    if draw(st.booleans()):
        return None
    start = draw(st.none() | DAYS)
    end = draw(st.none() | DAYS.filter(lambda day: start is None or day <= start))
    return Fact(
        pointer=f"/{domain}/{concept}",
        domain=domain,
        concept=concept,
        negated=domain != "observation" and draw(st.integers(0, 3)) == 0,
        start=start,
        end=start if domain == "observation" else end,
        status=draw(st.sampled_from([None, "active", "resolved"])),
        response=draw(st.sampled_from([None, "inadequate", "adequate"])),
        value=draw(st.sampled_from([20.0, 50.0, 80.0])) if concept == "platelet count" else None,
        text={
            "anti-dsDNA antibody": draw(st.sampled_from(["positive", "negative", "?"])),
            "lupus nephritis class": draw(st.sampled_from(["II", "III"])),
        }.get(concept),
        unit="10*9/L" if concept == "platelet count" else None,
        dose=draw(st.sampled_from([None, 10.0, 40.0])),
        dose_unit="mg/d",
    )


@st.composite
def patients(draw: Any, closed: frozenset[Any] = frozenset()) -> Patient:
    held = [draw(facts(concept)) for concept in LEAVES]
    return Patient(
        profile_id="p",
        age_years=draw(st.sampled_from([None, 17.0, 18.0, 90.0])),
        sex=draw(st.sampled_from([None, "female", "male"])),
        closed=closed,
        facts=tuple(fact for fact in held if fact is not None),
    )


@RUNS
@given(tree=TREES, someone=patients())
def test_where_one_fact_answers_each_question_taking_it_away_never_turns_yes_into_no(
    tree: Node, someone: Patient
) -> None:
    """In an open world knowledge only grows: what was decided without a fact stays decided with it.

    The law ends where facts answer for each other: a later value hides an earlier one, doses add up, a course that is
    over answers for its drug, and in a complete list a missing record is itself an answer.
    """
    whole = evaluate(tree, someone, CONTEXT)
    for fact in someone.facts:
        less = msgspec.structs.replace(someone, facts=tuple(each for each in someone.facts if each is not fact))
        assert evaluate(tree, less, CONTEXT) in {whole, None}


@RUNS
@given(tree=TREES, someone=patients())
def test_age_and_sex_only_add(tree: Node, someone: Patient) -> None:
    whole = evaluate(tree, someone, CONTEXT)
    assert evaluate(tree, msgspec.structs.replace(someone, age_years=None), CONTEXT) in {whole, None}
    assert evaluate(tree, msgspec.structs.replace(someone, sex=None), CONTEXT) in {whole, None}


@RUNS
@given(tree=TREES, someone=patients())
def test_declaring_a_list_complete_only_adds(tree: Node, someone: Patient) -> None:
    whole = evaluate(tree, someone, CONTEXT)
    closed = msgspec.structs.replace(someone, closed=frozenset(("condition", "drug", "procedure", "observation")))
    if whole is not None:
        assert evaluate(tree, closed, CONTEXT) is whole


@RUNS
@given(tree=TREES, someone=patients())
def test_the_order_of_facts_does_not_matter(tree: Node, someone: Patient) -> None:
    turned = msgspec.structs.replace(someone, facts=tuple(reversed(someone.facts)))
    assert evaluate(tree, turned, CONTEXT) is evaluate(tree, someone, CONTEXT)


@RUNS
@given(parts=st.lists(TREES, min_size=1, max_size=3), someone=patients())
def test_de_morgan(parts: list[Node], someone: Patient) -> None:
    denied = tuple(Not(of=part) for part in parts)
    assert evaluate(Not(of=All(of=tuple(parts))), someone, CONTEXT) is evaluate(AnyOf(of=denied), someone, CONTEXT)
    assert evaluate(Not(of=AnyOf(of=tuple(parts))), someone, CONTEXT) is evaluate(All(of=denied), someone, CONTEXT)
    assert evaluate(AtLeast(k=1, of=tuple(parts)), someone, CONTEXT) is evaluate(
        AnyOf(of=tuple(parts)), someone, CONTEXT
    )
    assert evaluate(AtLeast(k=len(parts), of=tuple(parts)), someone, CONTEXT) is evaluate(
        All(of=tuple(parts)), someone, CONTEXT
    )


# -- time -----------------------------------------------------------------------------------------------------

_FIRM = st.builds(Window, days=st.sampled_from([14.0, 30.5, 90.0]), strict=st.booleans())
_TIMED_LEAF = st.one_of(
    st.builds(
        Condition,
        concept=st.just("stroke"),
        status=st.just("any"),
        window=_FIRM,
        since=st.sampled_from(["onset", "end"]),
    ),
    st.builds(
        Elapsed,
        concept=st.just("tuberculosis"),
        comparator=COMPARATORS,
        days=st.just(30.5),
        since=st.sampled_from(["onset", "end"]),
    ),
    st.builds(Exposure, concept=st.just("methotrexate"), window=_FIRM),
    st.builds(Distinct, k=st.just(1), concepts=st.just(("rituximab",)), window=_FIRM),
    st.builds(Procedure, concept=st.just("splenectomy"), window=_FIRM),
)


def _timed_join(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(All, of=several),
        st.builds(AnyOf, of=several),
        st.builds(AtLeast, k=st.integers(1, 3), of=several),
        st.builds(Not, of=parts),
    )


@settings(RUNS, max_examples=400)
@given(
    tree=st.recursive(_TIMED_LEAF, _timed_join, max_leaves=5),
    someone=patients(frozenset(("condition", "drug", "procedure"))),
)
def test_a_promise_of_time_is_kept_to_the_day(tree: Node, someone: Patient) -> None:
    now = evaluate(tree, someone, CONTEXT)
    left = flips_in(tree, someone, CONTEXT)
    if now is None or left is None:
        days = range(0, 500, 7) if now is not None else ()
        assert all(evaluate(tree, later(someone, day), CONTEXT) is now for day in days)
        return
    assert left >= 1
    assert all(evaluate(tree, later(someone, day), CONTEXT) is now for day in range(left))
    assert evaluate(tree, later(someone, left), CONTEXT) is not now
