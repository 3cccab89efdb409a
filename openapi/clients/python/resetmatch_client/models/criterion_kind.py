from typing import Literal

CriterionKind = Literal["attestation", "computable", "unparsed"]

CRITERION_KIND_VALUES: set[CriterionKind] = {
    "attestation",
    "computable",
    "unparsed",
}


def check_criterion_kind(value: str) -> CriterionKind:
    if value in CRITERION_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CRITERION_KIND_VALUES!r}")
