from typing import Literal

ValueComparator = Literal["<", "<=", "=", ">", ">="]

VALUE_COMPARATOR_VALUES: set[ValueComparator] = {
    "<",
    "<=",
    "=",
    ">",
    ">=",
}


def check_value_comparator(value: str) -> ValueComparator:
    if value in VALUE_COMPARATOR_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VALUE_COMPARATOR_VALUES!r}")
