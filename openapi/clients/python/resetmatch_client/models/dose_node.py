from typing import Literal

DoseNode = Literal["dose"]

DOSE_NODE_VALUES: set[DoseNode] = {
    "dose",
}


def check_dose_node(value: str) -> DoseNode:
    if value in DOSE_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DOSE_NODE_VALUES!r}")
