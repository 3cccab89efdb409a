from typing import Literal

ElapsedSince = Literal["end", "onset"]

ELAPSED_SINCE_VALUES: set[ElapsedSince] = {
    "end",
    "onset",
}


def check_elapsed_since(value: str) -> ElapsedSince:
    if value in ELAPSED_SINCE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ELAPSED_SINCE_VALUES!r}")
