from typing import Literal

ExposureNode = Literal["exposure"]

EXPOSURE_NODE_VALUES: set[ExposureNode] = {
    "exposure",
}


def check_exposure_node(value: str) -> ExposureNode:
    if value in EXPOSURE_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EXPOSURE_NODE_VALUES!r}")
