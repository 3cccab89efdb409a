from typing import Literal

ProblemType = Literal[
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

PROBLEM_TYPE_VALUES: set[ProblemType] = {
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


def check_problem_type(value: str) -> ProblemType:
    if value in PROBLEM_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROBLEM_TYPE_VALUES!r}")
