from typing import Literal

IssueSeverity = Literal["error", "fatal", "information", "warning"]

ISSUE_SEVERITY_VALUES: set[IssueSeverity] = {
    "error",
    "fatal",
    "information",
    "warning",
}


def check_issue_severity(value: str) -> IssueSeverity:
    if value in ISSUE_SEVERITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ISSUE_SEVERITY_VALUES!r}")
