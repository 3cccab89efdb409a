from typing import Literal

AttestedNode = Literal["attested"]

ATTESTED_NODE_VALUES: set[AttestedNode] = {
    "attested",
}


def check_attested_node(value: str) -> AttestedNode:
    if value in ATTESTED_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ATTESTED_NODE_VALUES!r}")
