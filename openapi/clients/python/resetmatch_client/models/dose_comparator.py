from typing import Literal

DoseComparator = Literal["<", "<=", "=", ">", ">="]

DOSE_COMPARATOR_VALUES: set[DoseComparator] = {
    "<",
    "<=",
    "=",
    ">",
    ">=",
}


def check_dose_comparator(value: str) -> DoseComparator:
    if value in DOSE_COMPARATOR_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DOSE_COMPARATOR_VALUES!r}")
