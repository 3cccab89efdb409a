from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.cohort_info_form import CohortInfoForm, check_cohort_info_form

T = TypeVar("T", bound="CohortInfo")


@_attrs_define
class CohortInfo:
    """The cohort as it came: its form, its bytes and their digest, and how many rows it has.

    Attributes:
        form (CohortInfoForm):
        bytes_ (int):
        digest (str):
        rows (int):
    """

    form: CohortInfoForm
    bytes_: int
    digest: str
    rows: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        form: str = self.form

        bytes_ = self.bytes_

        digest = self.digest

        rows = self.rows

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "form": form,
                "bytes": bytes_,
                "digest": digest,
                "rows": rows,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        form = check_cohort_info_form(d.pop("form"))

        bytes_ = d.pop("bytes")

        digest = d.pop("digest")

        rows = d.pop("rows")

        cohort_info = cls(
            form=form,
            bytes_=bytes_,
            digest=digest,
            rows=rows,
        )

        cohort_info.additional_properties = d
        return cohort_info

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
