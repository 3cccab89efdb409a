from typing import Literal

IfThenNode = Literal["if_then"]

IF_THEN_NODE_VALUES: set[IfThenNode] = {
    "if_then",
}


def check_if_then_node(value: str) -> IfThenNode:
    if value in IF_THEN_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IF_THEN_NODE_VALUES!r}")
