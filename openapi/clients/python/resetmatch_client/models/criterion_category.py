from typing import Literal

CriterionCategory = Literal["exclusion", "inclusion"]

CRITERION_CATEGORY_VALUES: set[CriterionCategory] = {
    "exclusion",
    "inclusion",
}


def check_criterion_category(value: str) -> CriterionCategory:
    if value in CRITERION_CATEGORY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CRITERION_CATEGORY_VALUES!r}")
