from typing import Literal

CohortInfoForm = Literal["ndjson", "parquet"]

COHORT_INFO_FORM_VALUES: set[CohortInfoForm] = {
    "ndjson",
    "parquet",
}


def check_cohort_info_form(value: str) -> CohortInfoForm:
    if value in COHORT_INFO_FORM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {COHORT_INFO_FORM_VALUES!r}")
