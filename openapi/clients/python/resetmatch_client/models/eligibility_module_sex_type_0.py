from typing import Literal

EligibilityModuleSexType0 = Literal["ALL", "FEMALE", "MALE"]

ELIGIBILITY_MODULE_SEX_TYPE_0_VALUES: set[EligibilityModuleSexType0] = {
    "ALL",
    "FEMALE",
    "MALE",
}


def check_eligibility_module_sex_type_0(value: str) -> EligibilityModuleSexType0:
    if value in ELIGIBILITY_MODULE_SEX_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ELIGIBILITY_MODULE_SEX_TYPE_0_VALUES!r}")
