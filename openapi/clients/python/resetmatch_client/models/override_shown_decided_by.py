from typing import Literal

OverrideShownDecidedBy = Literal["curator"]

OVERRIDE_SHOWN_DECIDED_BY_VALUES: set[OverrideShownDecidedBy] = {
    "curator",
}


def check_override_shown_decided_by(value: str) -> OverrideShownDecidedBy:
    if value in OVERRIDE_SHOWN_DECIDED_BY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OVERRIDE_SHOWN_DECIDED_BY_VALUES!r}")
