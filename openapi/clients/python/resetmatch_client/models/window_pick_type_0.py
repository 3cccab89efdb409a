from typing import Literal

WindowPickType0 = Literal["longer", "shorter"]

WINDOW_PICK_TYPE_0_VALUES: set[WindowPickType0] = {
    "longer",
    "shorter",
}


def check_window_pick_type_0(value: str) -> WindowPickType0:
    if value in WINDOW_PICK_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WINDOW_PICK_TYPE_0_VALUES!r}")
