from typing import Literal

ValueNode = Literal["value"]

VALUE_NODE_VALUES: set[ValueNode] = {
    "value",
}


def check_value_node(value: str) -> ValueNode:
    if value in VALUE_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VALUE_NODE_VALUES!r}")
