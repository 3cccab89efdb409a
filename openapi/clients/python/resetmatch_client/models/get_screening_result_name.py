from typing import Literal

GetScreeningResultName = Literal[
    "attrition.ndjson",
    "attrition.parquet",
    "blockers.ndjson",
    "blockers.parquet",
    "gains.ndjson",
    "gains.parquet",
    "matches.ndjson",
    "matches.parquet",
    "missing_facts.ndjson",
    "missing_facts.parquet",
    "refused.ndjson",
    "report.html",
    "ripening.ndjson",
    "ripening.parquet",
]

GET_SCREENING_RESULT_NAME_VALUES: set[GetScreeningResultName] = {
    "attrition.ndjson",
    "attrition.parquet",
    "blockers.ndjson",
    "blockers.parquet",
    "gains.ndjson",
    "gains.parquet",
    "matches.ndjson",
    "matches.parquet",
    "missing_facts.ndjson",
    "missing_facts.parquet",
    "refused.ndjson",
    "report.html",
    "ripening.ndjson",
    "ripening.parquet",
}


def check_get_screening_result_name(value: str) -> GetScreeningResultName:
    if value in GET_SCREENING_RESULT_NAME_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GET_SCREENING_RESULT_NAME_VALUES!r}")
