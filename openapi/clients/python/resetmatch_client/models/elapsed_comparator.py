from typing import Literal

ElapsedComparator = Literal["<", "<=", "=", ">", ">="]

ELAPSED_COMPARATOR_VALUES: set[ElapsedComparator] = {
    "<",
    "<=",
    "=",
    ">",
    ">=",
}


def check_elapsed_comparator(value: str) -> ElapsedComparator:
    if value in ELAPSED_COMPARATOR_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ELAPSED_COMPARATOR_VALUES!r}")
