from typing import Literal

DiscretionaryNode = Literal["discretionary"]

DISCRETIONARY_NODE_VALUES: set[DiscretionaryNode] = {
    "discretionary",
}


def check_discretionary_node(value: str) -> DiscretionaryNode:
    if value in DISCRETIONARY_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DISCRETIONARY_NODE_VALUES!r}")
