from typing import Literal

OperationOutcomeResourceType = Literal["OperationOutcome"]

OPERATION_OUTCOME_RESOURCE_TYPE_VALUES: set[OperationOutcomeResourceType] = {
    "OperationOutcome",
}


def check_operation_outcome_resource_type(value: str) -> OperationOutcomeResourceType:
    if value in OPERATION_OUTCOME_RESOURCE_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OPERATION_OUTCOME_RESOURCE_TYPE_VALUES!r}")
