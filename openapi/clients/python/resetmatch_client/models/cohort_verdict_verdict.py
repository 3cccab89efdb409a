from typing import Literal

CohortVerdictVerdict = Literal["eligible", "ineligible", "undetermined"]

COHORT_VERDICT_VERDICT_VALUES: set[CohortVerdictVerdict] = {
    "eligible",
    "ineligible",
    "undetermined",
}


def check_cohort_verdict_verdict(value: str) -> CohortVerdictVerdict:
    if value in COHORT_VERDICT_VERDICT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {COHORT_VERDICT_VERDICT_VALUES!r}")
