"""The figure of the criteria reference is what the command prints."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.spec.hand_read import FILES, figures, labels
from tests.spec.reference import HAND_READ


def test_every_criterion_is_labelled_once() -> None:
    assert Counter(label.person for label in labels()) == {
        "computable": HAND_READ.computable,
        "judgement": HAND_READ.read - HAND_READ.computable,
    }
    assert len({(label.nct_id, label.start) for label in labels()}) == HAND_READ.read


@pytest.mark.skipif(
    not all(path.is_file() for path in FILES),
    reason="there are no registry records beside the project (../shared/registry)",
)
def test_the_figure_holds() -> None:
    assert figures() == HAND_READ
