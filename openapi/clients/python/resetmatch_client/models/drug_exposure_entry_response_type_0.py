from typing import Literal

DrugExposureEntryResponseType0 = Literal["adequate", "inadequate", "intolerant"]

DRUG_EXPOSURE_ENTRY_RESPONSE_TYPE_0_VALUES: set[DrugExposureEntryResponseType0] = {
    "adequate",
    "inadequate",
    "intolerant",
}


def check_drug_exposure_entry_response_type_0(value: str) -> DrugExposureEntryResponseType0:
    if value in DRUG_EXPOSURE_ENTRY_RESPONSE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DRUG_EXPOSURE_ENTRY_RESPONSE_TYPE_0_VALUES!r}")
