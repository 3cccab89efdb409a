from typing import Literal

ProfileSexType0 = Literal["female", "male"]

PROFILE_SEX_TYPE_0_VALUES: set[ProfileSexType0] = {
    "female",
    "male",
}


def check_profile_sex_type_0(value: str) -> ProfileSexType0:
    if value in PROFILE_SEX_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROFILE_SEX_TYPE_0_VALUES!r}")
