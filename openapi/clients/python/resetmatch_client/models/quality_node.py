from typing import Literal

QualityNode = Literal["quality"]

QUALITY_NODE_VALUES: set[QualityNode] = {
    "quality",
}


def check_quality_node(value: str) -> QualityNode:
    if value in QUALITY_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUALITY_NODE_VALUES!r}")
