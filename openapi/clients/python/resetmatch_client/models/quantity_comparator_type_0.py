from typing import Literal

QuantityComparatorType0 = Literal["<", "<=", ">", ">="]

QUANTITY_COMPARATOR_TYPE_0_VALUES: set[QuantityComparatorType0] = {
    "<",
    "<=",
    ">",
    ">=",
}


def check_quantity_comparator_type_0(value: str) -> QuantityComparatorType0:
    if value in QUANTITY_COMPARATOR_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUANTITY_COMPARATOR_TYPE_0_VALUES!r}")
