from typing import Literal

RecordChangeKind = Literal["added", "amended", "removed"]

RECORD_CHANGE_KIND_VALUES: set[RecordChangeKind] = {
    "added",
    "amended",
    "removed",
}


def check_record_change_kind(value: str) -> RecordChangeKind:
    if value in RECORD_CHANGE_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RECORD_CHANGE_KIND_VALUES!r}")
