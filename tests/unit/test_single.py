"""What is kept between patients: prepared trials, so many at most, and nothing of a patient."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import msgspec

from criteria.tree.nodes import Age, All, Any, Exposure, Node, Window
from matcher.evaluate import match
from matcher.kept import Kept
from matcher.single.portfolio import Portfolio
from tests.unit.small import CONTEXT, criterion, drug, patient, trial
from tests.unit.test_evaluate import BASIC, BASKET, REGISTRY


def test_the_latest_used_are_kept() -> None:
    made: list[int] = []
    kept: Kept[int] = Kept(2)

    def get(key: int) -> int:
        return kept.get(key, lambda: made.append(key) or key)

    assert [get(key) for key in (1, 2, 1, 3, 1, 2)] == [1, 2, 1, 3, 1, 2]
    assert made == [1, 2, 3, 2]
    assert kept.every() == (1, 2)


def test_of_several_threads_one_makes_what_all_get() -> None:
    kept: Kept[object] = Kept(1)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: kept.get("key", object), range(64)))
    assert len({id(each) for each in found}) == 1


def test_nothing_holds_a_patient_when_the_match_is_gone() -> None:
    someone = patient(age_years=41, sex="female", complete=["conditions"], drug_exposures=[drug("rituximab", 300, 40)])
    held = (someone, *someone.facts)
    before = [sys.getrefcount(each) for each in held]
    encoded = msgspec.json.encode(match(someone, [BASKET, BASIC], registry=REGISTRY, context=CONTEXT))
    assert b"41" in encoded
    assert [sys.getrefcount(each) for each in held] == before


def test_equal_parts_are_one() -> None:
    adult, washed = Age(comparator=">=", years=18), Exposure(concept="rituximab", window=Window(days=84))
    trees: list[Node] = [All(of=(adult, washed)), Any(of=(washed, Age(comparator=">=", years=18))), adult]
    found = Portfolio(
        [trial(*(criterion(tree, criterion_id=f"i{place}") for place, tree in enumerate(trees)))], CONTEXT
    )
    assert len(found.leaves) == len({adult, washed})
    assert [len(found.asking[number]) for number in range(len(found.leaves))] == [3, 2]


def test_threads_get_what_each_would_get_alone() -> None:
    people = [patient(age_years=age, drug_exposures=[drug("rituximab", 300, age)]) for age in range(10, 60)]

    def encoded(place: int) -> bytes:
        return msgspec.json.encode(match(people[place], [BASKET, BASIC], registry=REGISTRY, context=CONTEXT))

    alone = [encoded(place) for place in range(len(people))]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(encoded, range(len(people)))) == alone
