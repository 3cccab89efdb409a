from typing import Literal

OverrideShownState = Literal["expired", "in force", "stale", "withdrawn"]

OVERRIDE_SHOWN_STATE_VALUES: set[OverrideShownState] = {
    "expired",
    "in force",
    "stale",
    "withdrawn",
}


def check_override_shown_state(value: str) -> OverrideShownState:
    if value in OVERRIDE_SHOWN_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OVERRIDE_SHOWN_STATE_VALUES!r}")
