from typing import Literal

ExposureDoseComparatorType0 = Literal["<", "<=", "=", ">", ">="]

EXPOSURE_DOSE_COMPARATOR_TYPE_0_VALUES: set[ExposureDoseComparatorType0] = {
    "<",
    "<=",
    "=",
    ">",
    ">=",
}


def check_exposure_dose_comparator_type_0(value: str) -> ExposureDoseComparatorType0:
    if value in EXPOSURE_DOSE_COMPARATOR_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EXPOSURE_DOSE_COMPARATOR_TYPE_0_VALUES!r}")
