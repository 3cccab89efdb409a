"""The English of a tree, read again as an inclusion, is that tree: for every leaf and every joint of the grammar."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from criteria.reading import read_text
from criteria.tree.nodes import (
    Age,
    All,
    Any,
    AtLeast,
    Attested,
    Condition,
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
    Quality,
    Readings,
    Sex,
    Value,
    Window,
)
from criteria.tree.render import render

RUNS = settings(
    max_examples=int(os.environ.get("RESETMATCH_EXAMPLES", "120")),
    derandomize="RESETMATCH_EXAMPLES" not in os.environ,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
FOUR_WEEKS = Window(days=28.0)
LEAVES: dict[str, Node] = {
    "age": Age(comparator=">=", years=18.0),
    "age below": Age(comparator="<", years=75.0),
    "sex": Sex(sex="female"),
    "limit": Value(concept="hemoglobin", comparator=">=", value=8.0, unit="g/dL"),
    "limit in a window": Value(concept="hemoglobin", comparator=">=", value=8.0, unit="g/dL", window=FOUR_WEEKS),
    "multiple": Value(concept="alanine aminotransferase", comparator="<=", value=3.0, relative="ULN"),
    "titre": Value(concept="antinuclear antibody", comparator=">=", value=80.0, unit="{titer}"),
    "score": Value(concept="SLEDAI-2K", comparator=">=", value=8.0),
    "result": Finding(concept="HBsAg", outcome="positive"),
    "negative result": Finding(concept="HCV RNA", outcome="negative"),
    "result ever": Finding(concept="AChR antibody", outcome="positive", ever=True),
    "grade": Grade(concept="MGFA clinical classification", grades=("IIa", "IIb")),
    "condition": Condition(concept="gout"),
    "active condition": Condition(concept="hepatitis B", status="active"),
    "history": Condition(concept="seizure", status="any"),
    "condition but for a kind": Condition(concept="malignant neoplasm", exclude=("basal cell carcinoma",)),
    "condition in a window": Condition(concept="stroke", status="any", window=FOUR_WEEKS),
    "condition twice": Condition(concept="seizure", count=2),
    "time since onset": Elapsed(concept="gout", since="onset", comparator=">=", days=365.25),
    "time since end": Elapsed(concept="gout", since="end", comparator=">=", days=365.25),
    "drug": Exposure(concept="rituximab"),
    "drug now": Exposure(concept="glucocorticoid", current=True),
    "drug in a window": Exposure(concept="rituximab", window=FOUR_WEEKS),
    "drug in a strict window": Exposure(concept="rituximab", window=Window(days=28.0, strict=True)),
    "half-lives": Exposure(concept="belimumab", window=Window(days=28.0, half_lives=5.0, pick="longer")),
    "response": Exposure(concept="methotrexate", min_days=84.0, responses=("inadequate", "intolerant")),
    "dose of a course": Exposure(
        concept="glucocorticoid", dose_comparator=">=", dose=10.0, dose_unit="mg/d", min_days=56.0
    ),
    "class but for a drug": Exposure(concept="immunosuppressant", exclude=("azathioprine",), window=FOUR_WEEKS),
    "count of drugs": Distinct(k=2, concepts=("immunosuppressant",), responses=("inadequate",)),
    "count over classes": Distinct(k=2, concepts=("immunosuppressant", "biologic agent"), responses=("inadequate",)),
    "dose": Dose(concept="glucocorticoid", comparator="<=", value=10.0, unit="mg/d"),
    "procedure": Procedure(concept="splenectomy"),
    "procedure in a window": Procedure(concept="plasma exchange", window=FOUR_WEEKS),
    "confirmed": Attested(reason="consent", text="consent"),
    "quality": All(of=(Condition(concept="stroke"), Quality(concept="stroke", text="recurrent"))),
}
# A joint of these with others keeps the words of each to itself.
PLAIN = [LEAVES[name] for name in ("limit", "multiple", "result", "negative result", "score")]


def read_again(tree: Node) -> list[str]:
    reading = read_text(f"Inclusion Criteria:\n\n* {render(tree)}", ("systemic lupus erythematosus",))
    return [each.expression for each in reading[1]]


@pytest.mark.parametrize("name", LEAVES)
def test_the_english_of_a_leaf_is_that_leaf(name: str) -> None:
    assert read_again(LEAVES[name]) == [render(LEAVES[name])]


def distinct(nodes: st.SearchStrategy[Node], least: int, most: int) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(nodes, min_size=least, max_size=most, unique_by=render).map(tuple)


def joints(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """`at least k of`, a condition with its outcomes, two readings and a denial, of what `nodes` gives."""
    return st.one_of(
        distinct(nodes, 3, 4).map(lambda of: AtLeast(k=2, of=of)),
        distinct(nodes, 2, 2).map(lambda of: Readings(of=of)),
        distinct(st.sampled_from(PLAIN), 3, 3).map(
            lambda of: IfThen(condition=Condition(concept="gout"), then=of[0], otherwise=of[1])
        ),
        distinct(st.sampled_from(PLAIN), 2, 3).map(lambda of: Not(of=Any(of=of))),
    )


LEVEL = joints(st.sampled_from(list(LEAVES.values())))
TREES = st.one_of(
    LEVEL,
    joints(LEVEL),
    distinct(st.sampled_from(PLAIN), 2, 3).map(lambda of: All(of=of)),
    distinct(st.sampled_from(PLAIN), 2, 3).map(lambda of: Any(of=of)),
    distinct(st.sampled_from(PLAIN), 3, 3).map(lambda of: All(of=(Any(of=of[:2]), of[2]))),
    distinct(st.sampled_from(PLAIN), 3, 3).map(lambda of: Any(of=(All(of=of[:2]), of[2]))),
)


@RUNS
@given(TREES)
def test_the_english_of_a_tree_is_that_tree(tree: Node) -> None:
    assert read_again(tree) == [render(tree)]
