from typing import Literal

ConditionEntryStatusType0 = Literal["active", "inactive", "resolved"]

CONDITION_ENTRY_STATUS_TYPE_0_VALUES: set[ConditionEntryStatusType0] = {
    "active",
    "inactive",
    "resolved",
}


def check_condition_entry_status_type_0(value: str) -> ConditionEntryStatusType0:
    if value in CONDITION_ENTRY_STATUS_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CONDITION_ENTRY_STATUS_TYPE_0_VALUES!r}")
