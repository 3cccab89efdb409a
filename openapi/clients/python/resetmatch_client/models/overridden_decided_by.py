from typing import Literal

OverriddenDecidedBy = Literal["curator"]

OVERRIDDEN_DECIDED_BY_VALUES: set[OverriddenDecidedBy] = {
    "curator",
}


def check_overridden_decided_by(value: str) -> OverriddenDecidedBy:
    if value in OVERRIDDEN_DECIDED_BY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OVERRIDDEN_DECIDED_BY_VALUES!r}")
