from typing import Literal

AgeNode = Literal["age"]

AGE_NODE_VALUES: set[AgeNode] = {
    "age",
}


def check_age_node(value: str) -> AgeNode:
    if value in AGE_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AGE_NODE_VALUES!r}")
