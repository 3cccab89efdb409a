from typing import Literal

ValueRelativeType0 = Literal["LLN", "ULN"]

VALUE_RELATIVE_TYPE_0_VALUES: set[ValueRelativeType0] = {
    "LLN",
    "ULN",
}


def check_value_relative_type_0(value: str) -> ValueRelativeType0:
    if value in VALUE_RELATIVE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VALUE_RELATIVE_TYPE_0_VALUES!r}")
