from typing import Literal

ContactPointSystem = Literal["email", "phone"]

CONTACT_POINT_SYSTEM_VALUES: set[ContactPointSystem] = {
    "email",
    "phone",
}


def check_contact_point_system(value: str) -> ContactPointSystem:
    if value in CONTACT_POINT_SYSTEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CONTACT_POINT_SYSTEM_VALUES!r}")
