from typing import Literal

ConditionSince = Literal["end", "onset"]

CONDITION_SINCE_VALUES: set[ConditionSince] = {
    "end",
    "onset",
}


def check_condition_since(value: str) -> ConditionSince:
    if value in CONDITION_SINCE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CONDITION_SINCE_VALUES!r}")
