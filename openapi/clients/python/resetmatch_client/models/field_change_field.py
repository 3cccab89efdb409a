from typing import Literal

FieldChangeField = Literal["brief_title", "conditions", "enrolment", "overall_status", "phases", "sponsor"]

FIELD_CHANGE_FIELD_VALUES: set[FieldChangeField] = {
    "brief_title",
    "conditions",
    "enrolment",
    "overall_status",
    "phases",
    "sponsor",
}


def check_field_change_field(value: str) -> FieldChangeField:
    if value in FIELD_CHANGE_FIELD_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FIELD_CHANGE_FIELD_VALUES!r}")
