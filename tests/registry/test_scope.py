"""The classification of trials against the published one, computed in place."""

from __future__ import annotations

import pytest

from criteria.registry.scope import classify
from tests.registry.published import (
    FOLDER,
    Row,
    agreement,
    in_development,
    labelled,
    product_type_of,
    records,
    scope_f1,
    target_of,
)

TARGET, PRODUCT_TYPE, SCOPE = 0.92, 0.92, 0.97

pytestmark = pytest.mark.skipif(
    not (FOLDER / "landscape_trials.csv").is_file(),
    reason="there is no published classification beside the project (../shared/registry)",
)


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return labelled()


@pytest.mark.parametrize("held_out", [False, True], ids=["development", "held-out"])
def test_targets_agree_with_the_published_ones(rows: list[Row], *, held_out: bool) -> None:
    chosen = [row for row in rows if in_development(row) != held_out]
    assert len(chosen) > 70
    assert agreement((row.target, target_of(classify(row.study))) for row in chosen).micro >= TARGET


@pytest.mark.parametrize("held_out", [False, True], ids=["development", "held-out"])
def test_product_types_agree_with_the_published_ones(rows: list[Row], *, held_out: bool) -> None:
    chosen = [row for row in rows if in_development(row) != held_out]
    assert agreement((row.product_type, product_type_of(classify(row.study))) for row in chosen).micro >= PRODUCT_TYPE


def test_what_is_an_autoimmune_car_t_trial_is_found() -> None:
    value, counts = scope_f1()
    assert sum(counts.values()) > 600
    assert value >= SCOPE
    assert counts[False, True] == 0


def test_every_answer_shows_words_of_the_record() -> None:
    for _, study, _ in records():
        ours = classify(study)
        answers = (ours.modality, ours.targets, ours.origin)
        assert all(bool(each.values) == bool(each.evidence) for each in answers)
        assert all(each.values or each.label == "not stated" for each in answers)
        assert all(each.evidence for each in (*ours.diseases, *ours.products))
