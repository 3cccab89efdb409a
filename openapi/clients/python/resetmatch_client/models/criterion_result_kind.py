from typing import Literal

CriterionResultKind = Literal["attestation", "computable", "unparsed"]

CRITERION_RESULT_KIND_VALUES: set[CriterionResultKind] = {
    "attestation",
    "computable",
    "unparsed",
}


def check_criterion_result_kind(value: str) -> CriterionResultKind:
    if value in CRITERION_RESULT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CRITERION_RESULT_KIND_VALUES!r}")
