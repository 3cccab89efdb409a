from typing import Literal

FindingNode = Literal["finding"]

FINDING_NODE_VALUES: set[FindingNode] = {
    "finding",
}


def check_finding_node(value: str) -> FindingNode:
    if value in FINDING_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FINDING_NODE_VALUES!r}")
