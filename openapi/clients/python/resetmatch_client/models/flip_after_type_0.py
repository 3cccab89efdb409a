from typing import Literal

FlipAfterType0 = Literal["eligible", "ineligible", "undetermined"]

FLIP_AFTER_TYPE_0_VALUES: set[FlipAfterType0] = {
    "eligible",
    "ineligible",
    "undetermined",
}


def check_flip_after_type_0(value: str) -> FlipAfterType0:
    if value in FLIP_AFTER_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FLIP_AFTER_TYPE_0_VALUES!r}")
