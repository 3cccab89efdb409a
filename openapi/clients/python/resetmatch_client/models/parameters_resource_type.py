from typing import Literal

ParametersResourceType = Literal["Parameters"]

PARAMETERS_RESOURCE_TYPE_VALUES: set[ParametersResourceType] = {
    "Parameters",
}


def check_parameters_resource_type(value: str) -> ParametersResourceType:
    if value in PARAMETERS_RESOURCE_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PARAMETERS_RESOURCE_TYPE_VALUES!r}")
