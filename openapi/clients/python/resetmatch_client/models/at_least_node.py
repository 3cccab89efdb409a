from typing import Literal

AtLeastNode = Literal["at_least"]

AT_LEAST_NODE_VALUES: set[AtLeastNode] = {
    "at_least",
}


def check_at_least_node(value: str) -> AtLeastNode:
    if value in AT_LEAST_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AT_LEAST_NODE_VALUES!r}")
