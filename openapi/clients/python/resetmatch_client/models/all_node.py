from typing import Literal

AllNode = Literal["all"]

ALL_NODE_VALUES: set[AllNode] = {
    "all",
}


def check_all_node(value: str) -> AllNode:
    if value in ALL_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALL_NODE_VALUES!r}")
