from typing import Literal

FactKind = Literal["approval", "boxed warning", "follow-up", "monitoring", "risk", "status"]

FACT_KIND_VALUES: set[FactKind] = {
    "approval",
    "boxed warning",
    "follow-up",
    "monitoring",
    "risk",
    "status",
}


def check_fact_kind(value: str) -> FactKind:
    if value in FACT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FACT_KIND_VALUES!r}")
