from typing import Literal

FlippedCriterionBeforeType0 = Literal["fail", "pass", "unknown"]

FLIPPED_CRITERION_BEFORE_TYPE_0_VALUES: set[FlippedCriterionBeforeType0] = {
    "fail",
    "pass",
    "unknown",
}


def check_flipped_criterion_before_type_0(value: str) -> FlippedCriterionBeforeType0:
    if value in FLIPPED_CRITERION_BEFORE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FLIPPED_CRITERION_BEFORE_TYPE_0_VALUES!r}")
