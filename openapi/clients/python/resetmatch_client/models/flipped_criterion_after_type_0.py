from typing import Literal

FlippedCriterionAfterType0 = Literal["fail", "pass", "unknown"]

FLIPPED_CRITERION_AFTER_TYPE_0_VALUES: set[FlippedCriterionAfterType0] = {
    "fail",
    "pass",
    "unknown",
}


def check_flipped_criterion_after_type_0(value: str) -> FlippedCriterionAfterType0:
    if value in FLIPPED_CRITERION_AFTER_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FLIPPED_CRITERION_AFTER_TYPE_0_VALUES!r}")
