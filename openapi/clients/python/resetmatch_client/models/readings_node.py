from typing import Literal

ReadingsNode = Literal["readings"]

READINGS_NODE_VALUES: set[ReadingsNode] = {
    "readings",
}


def check_readings_node(value: str) -> ReadingsNode:
    if value in READINGS_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {READINGS_NODE_VALUES!r}")
