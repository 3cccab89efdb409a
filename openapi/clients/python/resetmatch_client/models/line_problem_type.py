from typing import Literal

LineProblemType = Literal[
    "about:blank",
    "urn:resetmatch:problem:conflict",
    "urn:resetmatch:problem:gone",
    "urn:resetmatch:problem:not-allowed",
    "urn:resetmatch:problem:not-found",
    "urn:resetmatch:problem:profile-refused",
    "urn:resetmatch:problem:record-refused",
    "urn:resetmatch:problem:request-refused",
    "urn:resetmatch:problem:too-large",
    "urn:resetmatch:problem:too-often",
    "urn:resetmatch:problem:unavailable",
    "urn:resetmatch:problem:unexpected",
]

LINE_PROBLEM_TYPE_VALUES: set[LineProblemType] = {
    "about:blank",
    "urn:resetmatch:problem:conflict",
    "urn:resetmatch:problem:gone",
    "urn:resetmatch:problem:not-allowed",
    "urn:resetmatch:problem:not-found",
    "urn:resetmatch:problem:profile-refused",
    "urn:resetmatch:problem:record-refused",
    "urn:resetmatch:problem:request-refused",
    "urn:resetmatch:problem:too-large",
    "urn:resetmatch:problem:too-often",
    "urn:resetmatch:problem:unavailable",
    "urn:resetmatch:problem:unexpected",
}


def check_line_problem_type(value: str) -> LineProblemType:
    if value in LINE_PROBLEM_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LINE_PROBLEM_TYPE_VALUES!r}")
