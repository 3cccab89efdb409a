from typing import Literal

SiteChangeKind = Literal["added", "removed", "status"]

SITE_CHANGE_KIND_VALUES: set[SiteChangeKind] = {
    "added",
    "removed",
    "status",
}


def check_site_change_kind(value: str) -> SiteChangeKind:
    if value in SITE_CHANGE_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SITE_CHANGE_KIND_VALUES!r}")
