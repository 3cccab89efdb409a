from typing import Literal

CriterionResultCategory = Literal["exclusion", "inclusion"]

CRITERION_RESULT_CATEGORY_VALUES: set[CriterionResultCategory] = {
    "exclusion",
    "inclusion",
}


def check_criterion_result_category(value: str) -> CriterionResultCategory:
    if value in CRITERION_RESULT_CATEGORY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CRITERION_RESULT_CATEGORY_VALUES!r}")
