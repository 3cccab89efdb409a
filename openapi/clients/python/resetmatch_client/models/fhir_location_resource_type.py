from typing import Literal

FhirLocationResourceType = Literal["Location"]

FHIR_LOCATION_RESOURCE_TYPE_VALUES: set[FhirLocationResourceType] = {
    "Location",
}


def check_fhir_location_resource_type(value: str) -> FhirLocationResourceType:
    if value in FHIR_LOCATION_RESOURCE_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FHIR_LOCATION_RESOURCE_TYPE_VALUES!r}")
