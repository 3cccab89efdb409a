from typing import Literal

AnyNode = Literal["any"]

ANY_NODE_VALUES: set[AnyNode] = {
    "any",
}


def check_any_node(value: str) -> AnyNode:
    if value in ANY_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANY_NODE_VALUES!r}")
