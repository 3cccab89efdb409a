from typing import Literal

ConditionNode = Literal["condition"]

CONDITION_NODE_VALUES: set[ConditionNode] = {
    "condition",
}


def check_condition_node(value: str) -> ConditionNode:
    if value in CONDITION_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CONDITION_NODE_VALUES!r}")
