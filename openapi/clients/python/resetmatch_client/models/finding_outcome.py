from typing import Literal

FindingOutcome = Literal["negative", "positive"]

FINDING_OUTCOME_VALUES: set[FindingOutcome] = {
    "negative",
    "positive",
}


def check_finding_outcome(value: str) -> FindingOutcome:
    if value in FINDING_OUTCOME_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FINDING_OUTCOME_VALUES!r}")
