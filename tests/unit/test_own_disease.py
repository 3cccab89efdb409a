"""A criterion whose words, taken alone, would keep out everybody a trial is for is read otherwise."""

from __future__ import annotations

import pytest

from criteria.reading import read_text
from criteria.tree.own_disease import OWN_DISEASE

READ = [
    ("Exclusion", "Any systemic autoimmune disease", "systemic autoimmune disease (other than rheumatoid arthritis)"),
    ("Exclusion", "Rheumatoid arthritis", "rheumatoid arthritis and not understood: «rheumatoid arthritis»"),
    ("Exclusion", "Gout or rheumatoid arthritis", "rheumatoid arthritis and not understood: «rheumatoid arthritis»"),
    ("Inclusion", "No autoimmune disease", "not (autoimmune disease (other than rheumatoid arthritis))"),
]
LEFT_ALONE = [
    ("Exclusion", "Gout"),
    ("Exclusion", "Autoimmune disease other than rheumatoid arthritis"),
    ("Exclusion", "Rheumatoid arthritis with onset within 3 months"),
    ("Exclusion", "Felty syndrome"),
    ("Inclusion", "Rheumatoid arthritis"),
]


def _read(section: str, words: str) -> tuple[str, tuple[str, ...]]:
    (criterion,) = read_text(f"{section} Criteria:\n\n* {words}\n", ("rheumatoid arthritis",))[1]
    return criterion.expression, criterion.flags


@pytest.mark.parametrize(("section", "words", "expected"), READ)
def test_the_disease_under_study_does_not_exclude(section: str, words: str, expected: str) -> None:
    expression, flags = _read(section, words)
    assert expected in expression
    assert OWN_DISEASE in flags


@pytest.mark.parametrize(("section", "words"), LEFT_ALONE)
def test_other_criteria_are_left_alone(section: str, words: str) -> None:
    assert OWN_DISEASE not in _read(section, words)[1]


def test_a_trial_of_several_diseases_may_exclude_one() -> None:
    diseases = ("rheumatoid arthritis", "systemic lupus erythematosus")
    (criterion,) = read_text("Exclusion Criteria:\n\n* Rheumatoid arthritis\n", diseases)[1]
    assert criterion.expression == "rheumatoid arthritis"
