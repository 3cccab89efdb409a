from typing import Literal

ExposureResponsesItem = Literal["inadequate", "intolerant"]

EXPOSURE_RESPONSES_ITEM_VALUES: set[ExposureResponsesItem] = {
    "inadequate",
    "intolerant",
}


def check_exposure_responses_item(value: str) -> ExposureResponsesItem:
    if value in EXPOSURE_RESPONSES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EXPOSURE_RESPONSES_ITEM_VALUES!r}")
