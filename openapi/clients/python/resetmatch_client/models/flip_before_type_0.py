from typing import Literal

FlipBeforeType0 = Literal["eligible", "ineligible", "undetermined"]

FLIP_BEFORE_TYPE_0_VALUES: set[FlipBeforeType0] = {
    "eligible",
    "ineligible",
    "undetermined",
}


def check_flip_before_type_0(value: str) -> FlipBeforeType0:
    if value in FLIP_BEFORE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FLIP_BEFORE_TYPE_0_VALUES!r}")
