"""Concepts that no row holds by itself: allergies to drugs, and what is aimed at an antigen."""

from __future__ import annotations

import pytest

from criteria.lexicon import lexicon
from criteria.reading import read_text


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("nivolumab allergy", "allergy to nivolumab"),
        ("hypersensitivity to Opdivo", "allergy to nivolumab"),
        ("allergy to penicillin", "penicillin allergy"),
        ("CD30-targeted therapy", "CD30-directed therapy"),
        ("anti-mesothelin antibody", "mesothelin-directed therapy"),
        ("FOLR1 positivity", "FOLR1 expression"),
        ("B7-H3 CAR-T", "B7-H3 CAR-T cell therapy"),
    ],
)
def test_a_derived_concept_has_its_usual_names(name: str, concept: str) -> None:
    found = lexicon().resolve(name)
    assert found is not None
    assert found.concept.id == concept


@pytest.mark.parametrize(
    ("member", "above"),
    [
        ("allergy to nivolumab", "drug allergy"),
        ("brentuximab vedotin", "CD30-directed therapy"),
        ("rituximab", "CD20-directed therapy"),
        ("CD7 CAR-T cell therapy", "CD7-directed therapy"),
        ("CD7 CAR-T cell therapy", "CAR-T cell therapy"),
    ],
)
def test_a_derived_concept_stands_above_its_kinds(member: str, above: str) -> None:
    assert member in lexicon().members(above)


@pytest.mark.parametrize("name", ["allergy to nothing known", "allergy", "anti-nothing"])
def test_no_concept_is_made_up(name: str) -> None:
    found = lexicon().resolve(name)
    assert found is None or found.concept.id == name


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("CD19+ leukemia or lymphoma", "CD19 expression positive and (leukemia or lymphoma)"),
        ("Tumour that expresses FOLR1", "malignant neoplasm and FOLR1 expression positive"),
        ("Leukemia, CD19 negative", "leukemia and CD19 expression negative"),
    ],
)
def test_an_antigen_in_a_text_is_a_test_for_it(text: str, expression: str) -> None:
    assert [one.expression for one in read_text(f"Inclusion Criteria:\n\n* {text}")[1]] == [expression]


def test_what_is_directed_at_one_antigen_or_another_names_both() -> None:
    (read,) = read_text("Exclusion Criteria:\n\n* Earlier treatment directed at CD19 or BCMA")[1]
    assert read.expression == "CD19-directed therapy or BCMA-directed therapy"
