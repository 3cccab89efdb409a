from typing import Literal

DistinctResponsesItem = Literal["inadequate", "intolerant"]

DISTINCT_RESPONSES_ITEM_VALUES: set[DistinctResponsesItem] = {
    "inadequate",
    "intolerant",
}


def check_distinct_responses_item(value: str) -> DistinctResponsesItem:
    if value in DISTINCT_RESPONSES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DISTINCT_RESPONSES_ITEM_VALUES!r}")
