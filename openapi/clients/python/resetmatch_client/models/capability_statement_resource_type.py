from typing import Literal

CapabilityStatementResourceType = Literal["CapabilityStatement"]

CAPABILITY_STATEMENT_RESOURCE_TYPE_VALUES: set[CapabilityStatementResourceType] = {
    "CapabilityStatement",
}


def check_capability_statement_resource_type(value: str) -> CapabilityStatementResourceType:
    if value in CAPABILITY_STATEMENT_RESOURCE_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CAPABILITY_STATEMENT_RESOURCE_TYPE_VALUES!r}")
