from typing import Literal

UnreadNode = Literal["unread"]

UNREAD_NODE_VALUES: set[UnreadNode] = {
    "unread",
}


def check_unread_node(value: str) -> UnreadNode:
    if value in UNREAD_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {UNREAD_NODE_VALUES!r}")
