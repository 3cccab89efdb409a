from typing import Literal

DistinctNode = Literal["distinct"]

DISTINCT_NODE_VALUES: set[DistinctNode] = {
    "distinct",
}


def check_distinct_node(value: str) -> DistinctNode:
    if value in DISTINCT_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DISTINCT_NODE_VALUES!r}")
