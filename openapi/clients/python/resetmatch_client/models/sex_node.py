from typing import Literal

SexNode = Literal["sex"]

SEX_NODE_VALUES: set[SexNode] = {
    "sex",
}


def check_sex_node(value: str) -> SexNode:
    if value in SEX_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SEX_NODE_VALUES!r}")
