from typing import Literal

ScreeningJobState = Literal["cancelled", "done", "failed", "running", "waiting"]

SCREENING_JOB_STATE_VALUES: set[ScreeningJobState] = {
    "cancelled",
    "done",
    "failed",
    "running",
    "waiting",
}


def check_screening_job_state(value: str) -> ScreeningJobState:
    if value in SCREENING_JOB_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SCREENING_JOB_STATE_VALUES!r}")
