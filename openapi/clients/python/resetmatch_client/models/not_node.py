from typing import Literal

NotNode = Literal["not"]

NOT_NODE_VALUES: set[NotNode] = {
    "not",
}


def check_not_node(value: str) -> NotNode:
    if value in NOT_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NOT_NODE_VALUES!r}")
