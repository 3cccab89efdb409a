"""What single criteria are read as, where a wrong reading would decide against or for a patient."""

from __future__ import annotations

import pytest

from criteria.reading import read_text
from criteria.tree.nodes import Any, walk


def read(section: str, words: str) -> str:
    (criterion,) = read_text(f"{section} Criteria:\n\n* {words}")[1]
    return criterion.expression


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("Not pregnant", "not (sex is female and pregnancy)"),
        (
            "Creatinine at most 1.4 mg/dL (men) or 1.2 mg/dL (women)",
            "if sex is male then creatinine ≤ 1.4 mg/dL, otherwise creatinine ≤ 1.2 mg/dL",
        ),
        (
            "Creatinine clearance at least 60 mL/min, or creatinine no higher than 1.3 mg/dL",
            "creatinine clearance ≥ 60 mL/min or creatinine ≤ 1.3 mg/dL",
        ),
        ("More than 10 weeks after belimumab", "not (belimumab within 10 weeks)"),
    ],
)
def test_inclusion(words: str, expression: str) -> None:
    assert read("Inclusion", words) == expression


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        (
            "Liver transplant, unless it was done more than 4 years ago",
            "liver transplantation and liver transplantation within 4 years",
        ),
        (
            "Steroids (at least 0.7 mg prednisone equivalent/kg/day)",
            "daily dose of glucocorticoid ≥ 0.7 mg/kg/d",
        ),
        (
            "QTcF of 455 ms or more in men, of 475 ms or more in women",
            "if sex is male then QTcF interval ≥ 455 ms, otherwise QTcF interval ≥ 475 ms",
        ),
    ],
)
def test_exclusion(words: str, expression: str) -> None:
    assert read("Exclusion", words) == expression


def test_a_loosening_note_that_is_not_understood_keeps_the_limit_from_failing() -> None:
    assert " or not understood" in read("Inclusion", "ALT at most 2 × ULN (not if raised by muscle disease)")


def test_a_negation_that_is_left_over_decides_neither_way() -> None:
    assert read("Inclusion", "Methotrexate must not be used for at least 28 days").startswith("either reading")


def test_a_list_that_any_of_is_sufficient_for_asks_for_one_of_its_items() -> None:
    text = "Inclusion Criteria:\n\n* Any of the following is enough.\n  1. Ferritin ≥ 30 ug/L\n  2. ANC ≥ 1 x 10^9/L"
    (read,) = read_text(text)[1]
    assert any(isinstance(node, Any) and len(node.of) == 2 for node in walk(read.tree))
