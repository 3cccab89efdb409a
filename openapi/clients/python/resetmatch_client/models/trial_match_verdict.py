from typing import Literal

TrialMatchVerdict = Literal["eligible", "ineligible", "undetermined"]

TRIAL_MATCH_VERDICT_VALUES: set[TrialMatchVerdict] = {
    "eligible",
    "ineligible",
    "undetermined",
}


def check_trial_match_verdict(value: str) -> TrialMatchVerdict:
    if value in TRIAL_MATCH_VERDICT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TRIAL_MATCH_VERDICT_VALUES!r}")
