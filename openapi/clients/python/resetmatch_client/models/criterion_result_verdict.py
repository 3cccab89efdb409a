from typing import Literal

CriterionResultVerdict = Literal["fail", "pass", "unknown"]

CRITERION_RESULT_VERDICT_VALUES: set[CriterionResultVerdict] = {
    "fail",
    "pass",
    "unknown",
}


def check_criterion_result_verdict(value: str) -> CriterionResultVerdict:
    if value in CRITERION_RESULT_VERDICT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CRITERION_RESULT_VERDICT_VALUES!r}")
