from typing import Literal

SideCategory = Literal["exclusion", "inclusion"]

SIDE_CATEGORY_VALUES: set[SideCategory] = {
    "exclusion",
    "inclusion",
}


def check_side_category(value: str) -> SideCategory:
    if value in SIDE_CATEGORY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SIDE_CATEGORY_VALUES!r}")
