from typing import Literal

ConstantNode = Literal["constant"]

CONSTANT_NODE_VALUES: set[ConstantNode] = {
    "constant",
}


def check_constant_node(value: str) -> ConstantNode:
    if value in CONSTANT_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CONSTANT_NODE_VALUES!r}")
