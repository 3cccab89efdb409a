from typing import Literal

SexSex = Literal["female", "male"]

SEX_SEX_VALUES: set[SexSex] = {
    "female",
    "male",
}


def check_sex_sex(value: str) -> SexSex:
    if value in SEX_SEX_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SEX_SEX_VALUES!r}")
