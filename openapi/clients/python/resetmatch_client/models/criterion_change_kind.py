from typing import Literal

CriterionChangeKind = Literal[
    "added", "changed", "changed_not_understood", "loosened", "removed", "reworded", "tightened"
]

CRITERION_CHANGE_KIND_VALUES: set[CriterionChangeKind] = {
    "added",
    "changed",
    "changed_not_understood",
    "loosened",
    "removed",
    "reworded",
    "tightened",
}


def check_criterion_change_kind(value: str) -> CriterionChangeKind:
    if value in CRITERION_CHANGE_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CRITERION_CHANGE_KIND_VALUES!r}")
