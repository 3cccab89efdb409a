from typing import Literal

BundleResourceType = Literal["Bundle"]

BUNDLE_RESOURCE_TYPE_VALUES: set[BundleResourceType] = {
    "Bundle",
}


def check_bundle_resource_type(value: str) -> BundleResourceType:
    if value in BUNDLE_RESOURCE_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BUNDLE_RESOURCE_TYPE_VALUES!r}")
