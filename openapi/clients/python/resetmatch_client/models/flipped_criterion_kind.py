from typing import Literal

FlippedCriterionKind = Literal[
    "added", "changed", "changed_not_understood", "loosened", "removed", "reworded", "tightened"
]

FLIPPED_CRITERION_KIND_VALUES: set[FlippedCriterionKind] = {
    "added",
    "changed",
    "changed_not_understood",
    "loosened",
    "removed",
    "reworded",
    "tightened",
}


def check_flipped_criterion_kind(value: str) -> FlippedCriterionKind:
    if value in FLIPPED_CRITERION_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FLIPPED_CRITERION_KIND_VALUES!r}")
