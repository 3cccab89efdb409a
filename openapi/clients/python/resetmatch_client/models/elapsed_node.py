from typing import Literal

ElapsedNode = Literal["elapsed"]

ELAPSED_NODE_VALUES: set[ElapsedNode] = {
    "elapsed",
}


def check_elapsed_node(value: str) -> ElapsedNode:
    if value in ELAPSED_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ELAPSED_NODE_VALUES!r}")
