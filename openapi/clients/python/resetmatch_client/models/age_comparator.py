from typing import Literal

AgeComparator = Literal["<", "<=", "=", ">", ">="]

AGE_COMPARATOR_VALUES: set[AgeComparator] = {
    "<",
    "<=",
    "=",
    ">",
    ">=",
}


def check_age_comparator(value: str) -> AgeComparator:
    if value in AGE_COMPARATOR_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AGE_COMPARATOR_VALUES!r}")
