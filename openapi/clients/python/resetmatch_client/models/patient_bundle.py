from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.patient_bundle_entry_item import PatientBundleEntryItem


T = TypeVar("T", bound="PatientBundle")


@_attrs_define
class PatientBundle:
    """A FHIR R4 Bundle with one Patient, what is recorded of them, and at most one Parameters resource (zipCode,
    travelRadius, phase, recruitmentStatus, indexDate).

        Attributes:
            resource_type (Literal['Bundle']):
            entry (list[PatientBundleEntryItem]):
            type_ (None | str | Unset):
    """

    resource_type: Literal["Bundle"]
    entry: list[PatientBundleEntryItem]
    type_: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        resource_type = self.resource_type

        entry = []
        for entry_item_data in self.entry:
            entry_item = entry_item_data.to_dict()
            entry.append(entry_item)

        type_: None | str | Unset
        if isinstance(self.type_, Unset):
            type_ = UNSET
        else:
            type_ = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "resourceType": resource_type,
                "entry": entry,
            }
        )
        if type_ is not UNSET:
            field_dict["type"] = type_

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.patient_bundle_entry_item import PatientBundleEntryItem  # noqa: PLC0415

        d = dict(src_dict)
        resource_type = cast(Literal["Bundle"], d.pop("resourceType"))
        if resource_type != "Bundle":
            raise ValueError(f"resourceType must match const 'Bundle', got '{resource_type}'")

        entry = []
        _entry = d.pop("entry")
        for entry_item_data in _entry:
            entry_item = PatientBundleEntryItem.from_dict(entry_item_data)

            entry.append(entry_item)

        def _parse_type_(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        type_ = _parse_type_(d.pop("type", UNSET))

        patient_bundle = cls(
            resource_type=resource_type,
            entry=entry,
            type_=type_,
        )

        patient_bundle.additional_properties = d
        return patient_bundle

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
