from typing import Literal

ProfileCompleteType0Item = Literal["conditions", "drug_exposures", "observations", "procedures"]

PROFILE_COMPLETE_TYPE_0_ITEM_VALUES: set[ProfileCompleteType0Item] = {
    "conditions",
    "drug_exposures",
    "observations",
    "procedures",
}


def check_profile_complete_type_0_item(value: str) -> ProfileCompleteType0Item:
    if value in PROFILE_COMPLETE_TYPE_0_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROFILE_COMPLETE_TYPE_0_ITEM_VALUES!r}")
